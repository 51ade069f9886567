import type { Chance } from "../chance.ts";
import type { Numbered } from "../numbered.ts";
import type { Plan } from "../plan.ts";
import type { Tally } from "../tally.ts";
import { midnightOf, type Midnight } from "./calendar.ts";

/** Clocks begin so much before the midnight; nearer to it they are set by no more than that. */
const EVE_MS = 45 * 60_000;
/** What is under way when clocks are set is at work when the day ends. */
const SOON_MS = 4000;
/** So many invoices have numbers before it, and so many after. */
const BEFORE = 2;
const AFTER = 1;
const LOOK_MS = 200;

/** The clocks of all functions. */
export interface Clocks {
  /** Milliseconds that they are ahead. */
  readonly aheadMs: () => number;
  /** Whether a midnight is yet to come, or nothing was numbered after it. */
  readonly isBefore: () => boolean;
  /** Lets time pass for all functions. */
  readonly pass: (ms: number) => void;
  /** Looks whether it is time for the midnight, again and again. Ends it. */
  readonly watch: (set: () => void) => () => void;
}

type Setting = Omit<Clocks, "pass">;

const right: Setting = { aheadMs: () => 0, isBefore: () => false, watch: () => () => undefined };

const openMidnight = ({ aheadMs: aheadOf }: Midnight, numbered: Numbered): Setting => {
  let aheadMs = aheadOf(new Date(), EVE_MS);
  let before: number | undefined;
  const count = () => [...numbered.byYear().values()].reduce((sum, each) => sum + each, 0);
  return {
    aheadMs: () => aheadMs,
    isBefore: () => before === undefined || count() < before + AFTER,
    watch(set) {
      const looking = setInterval(() => {
        if (count() < BEFORE) return;
        clearInterval(looking);
        before = count();
        aheadMs = aheadOf(new Date(), SOON_MS);
        set();
      }, LOOK_MS);
      return () => clearInterval(looking);
    },
  };
};

/**
 * The clocks of a campaign. One that lives through a midnight comes to it while invoices are numbered: once some have
 * their numbers, clocks are set to just before it, which they are allowed to be by less than an hour.
 */
export const openClocks = (
  { plan, tally, numbered }: { readonly plan: Plan; readonly tally: Tally; readonly numbered: Numbered },
  chance: Chance,
): Clocks => {
  const midnight = midnightOf(plan.has, chance, new Date());
  if (midnight !== undefined) tally.add(midnight.name);
  const { aheadMs, ...setting } = midnight === undefined ? right : openMidnight(midnight, numbered);
  let passed = 0;
  return { ...setting, aheadMs: () => aheadMs() + passed, pass: (ms) => void (passed += ms) };
};

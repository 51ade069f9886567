import { someLines, type Product } from "../../bench/catalogue.ts";
import type { Crew } from "../../bench/deal.ts";
import { messageOf } from "../../problem.ts";
import { happens, type Chance } from "../chance.ts";
import { doingOf } from "./deals.ts";
import { askTooMuch } from "./oversize.ts";

/** Clients who do deals, one after the other, each with the people of its own. */
export interface Crowd {
  /** Deals that were led to the end, and all that follows from them. */
  readonly finished: string[];
  readonly started: () => number;
  /** Names of those that are not at their end. */
  readonly open: () => readonly string[];
  /** Errands that were led to the end: deals, cards, merges. */
  readonly ended: () => number;
  /** Deals that did not come to an end, and why. */
  readonly failures: string[];
  /** Resolves when no client does anything any more. */
  readonly gone: Promise<void>;
}

/** What a crowd needs. */
export interface CrowdOptions {
  readonly clients: number;
  readonly crewOf: (client: number) => Crew;
  readonly products: readonly Product[];
  readonly chance: Chance;
  /** Whether something of this name goes wrong now. */
  readonly mayFail: (name: string) => boolean;
  /** No new deal is begun. */
  readonly isClosing: () => boolean;
}

/** How many deals begin with something that is too large. */
const OVERSIZE = 0.2;

/** Has clients do deals. */
export const startCrowd = (options: CrowdOptions): Crowd => {
  const { clients, crewOf, products, chance, isClosing, mayFail } = options;
  const finished: string[] = [];
  const failures: string[] = [];
  const open = new Set<string>();
  let [started, ended] = [0, 0];

  const doDeal = async (crew: Crew, name: string) => {
    try {
      if (happens(chance.of(name, "oversize"), OVERSIZE) && mayFail("oversize")) await askTooMuch(crew, name);
      const random = chance.of(name);
      const lines = someLines(products, random);
      finished.push(...(await doingOf(random)({ crew, lines, name })));
      ended += 1;
    } catch (error) {
      failures.push(`${name}: ${messageOf(error)}`);
    }
  };

  const client = async (number: number) => {
    const crew = crewOf(number);
    for (let deal = 1; !isClosing(); deal += 1) {
      const name = `Deal ${number}-${deal}`;
      started += 1;
      open.add(name);
      await doDeal(crew, name);
      open.delete(name);
    }
  };

  const gone = Promise.all(Array.from({ length: clients }, (_, index) => client(index + 1)));
  return {
    finished,
    failures,
    started: () => started,
    open: () => [...open],
    ended: () => ended,
    gone: gone.then(() => undefined),
  };
};

import { setTimeout as pause } from "node:timers/promises";
import type { Random } from "../../bench/random.ts";
import { shuffled } from "../chance.ts";
import type { Tally } from "../tally.ts";
import type { Incident, Scene } from "./incident.ts";

/** Functions start anew after most incidents: they must get somewhere before the next one. */
const CALM_MS = [2000, 8000] as const;
/** So much gets done in between, in events, however slow the machine is; but a calm has an end. */
const PROGRESS = 12;
const LONGEST_CALM_MS = 40_000;
const LOOK_MS = 250;

/** Waits for so long at least, and until something got done. In small steps: what is over early must not wait. */
const calm = async ({ progress }: Scene, ms: number, isOver: () => boolean): Promise<void> => {
  const [begun, before] = [performance.now(), progress()];
  const isCalm = () => {
    const passed = performance.now() - begun;
    return passed < ms || (passed < LONGEST_CALM_MS && progress() - before < PROGRESS);
  };
  while (isCalm() && !isOver()) await pause(LOOK_MS);
};

/** Among so many of the first ones are those that must come up. */
const FIRST = 5;

/**
 * The incidents in the order in which they happen: each once before any comes again, those that must come up among the
 * first, and then as often as their weights say.
 */
export const orderOf = (incidents: readonly Incident[], random: Random): readonly Incident[] => {
  const must = incidents.filter(({ isEarly }) => isEarly);
  const others = shuffled(
    incidents.filter(({ isEarly }) => isEarly !== true),
    random,
  );
  const early = shuffled([...must, ...others.slice(0, Math.max(0, FIRST - must.length))], random);
  const more = incidents.flatMap((incident) => Array.from({ length: incident.weight - 1 }, () => incident));
  return [...early, ...others.slice(Math.max(0, FIRST - must.length)), ...shuffled(more, random)];
};

/** Has incidents happen one after the other, `rate` times as often as they can, until it is over. */
export const happenings = async (
  { incidents, rate }: { readonly incidents: readonly Incident[]; readonly rate: number },
  scene: Scene,
  tally: Tally,
  isOver: () => boolean,
): Promise<void> => {
  if (incidents.length === 0) return;
  for (;;) {
    for (const incident of orderOf(incidents, scene.random)) {
      await calm(scene, scene.random.whole(...CALM_MS) / rate, isOver);
      if (isOver()) return;
      tally.add(incident.name);
      await incident.happen(scene);
    }
  }
};

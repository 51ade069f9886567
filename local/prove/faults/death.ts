import { happens } from "../chance.ts";
import type { Call } from "../door/call.ts";
import type { DoorFault } from "../door/fault.ts";
import type { Points } from "../points.ts";

/** A moment at which a function can die: before or after one of its calls. */
const pointsOf = ({ caller, place, operation }: Call) => {
  const name = `${caller}: call ${place}, ${operation}`;
  return { before: `before ${name}`, after: `after ${name}` };
};

/** Calls beyond this one of an invocation are all alike: batches are long. */
const LAST_PLACE = 12;
/** A point that is known to have been survived is tried again now and then. */
const AGAIN = 0.002;

/** Functions that die, with the points at which they can and did. */
export interface Deaths {
  readonly fault: DoorFault;
  /** Points by which this run came. */
  readonly known: () => readonly string[];
  readonly died: () => ReadonlyMap<string, number>;
}

/** How eagerly functions die. */
export interface Eagerness {
  /** The probability of dying at a point that was not reached yet. */
  readonly rate: number;
  /** Whether a function may die at a call that nobody has seen go well. */
  readonly isBlind: boolean;
  /** Where functions died in earlier runs. */
  readonly earlier: Points;
}

/** Functions die before and after each call that they make: every point once, those first at which none has died in any run, some again. */
export const deaths = ({ rate, isBlind, earlier }: Eagerness): Deaths => {
  const died = new Map<string, number>();
  const known = new Set<string>();
  const mayDie = (point: string) => isBlind || known.has(point) || earlier[point] !== undefined;
  const isOpen = (point: string) => mayDie(point) && !died.has(point) && (earlier[point]?.died ?? 0) === 0;
  const note = (point: string) => void died.set(point, (died.get(point) ?? 0) + 1);
  return {
    known: () => [...known],
    died: () => died,
    fault: {
      name: "deaths",
      meet(call, random) {
        if (call.instance === undefined || call.place > LAST_PLACE) return undefined;
        const { before, after } = pointsOf(call);
        const open = [before, after].filter(isOpen);
        const [point = random.pick([before, after])] = open;
        if (!mayDie(point) || !happens(random, open.length > 0 ? rate : AGAIN)) return undefined;
        known.add(before).add(after);
        note(point);
        return async ({ forward, endCaller, hangUp }) => {
          if (point === after) await forward();
          await endCaller();
          hangUp();
        };
      },
      watch(call) {
        if (call.instance === undefined || call.place > LAST_PLACE) return;
        for (const point of Object.values(pointsOf(call))) known.add(point);
      },
    },
  };
};

import { happens } from "../chance.ts";
import type { Call } from "../door/call.ts";
import type { DoorFault } from "../door/fault.ts";

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
  readonly known: () => number;
  readonly died: () => ReadonlyMap<string, number>;
}

/** Functions die before and after each call that they make: every point once, some again. */
export const deaths = (eagerness: number): Deaths => {
  const died = new Map<string, number>();
  const known = new Set<string>();
  const mayDie = (point: string) => known.has(point);
  const note = (point: string) => void died.set(point, (died.get(point) ?? 0) + 1);
  return {
    known: () => known.size,
    died: () => died,
    fault: {
      name: "deaths",
      meet(call, random) {
        if (call.instance === undefined || call.place > LAST_PLACE) return undefined;
        const { before, after } = pointsOf(call);
        const open = [before, after].filter((point) => mayDie(point) && !died.has(point));
        const [point = random.pick([before, after])] = open;
        const rate = open.length > 0 ? eagerness : AGAIN;
        if (!mayDie(point) || !happens(random, rate)) return undefined;
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

import type { Random } from "../../bench/random.ts";
import { happens } from "../chance.ts";
import type { Call } from "../door/call.ts";

/** Begins with this probability and then goes on with this one for the same caller and operation: past all quick repeats. */
export interface Rate {
  readonly begins: number;
  readonly goesOn: number;
}

/** Whether a call is hit, one after the other. */
export const burst = ({ begins, goesOn }: Rate): ((call: Call, random: Random) => boolean) => {
  const hit = new Set<string>();
  return ({ caller, operation }, random) => {
    const line = `${caller} ${operation}`;
    const isHit = happens(random, hit.has(line) ? goesOn : begins);
    if (isHit) hit.add(line);
    else hit.delete(line);
    return isHit;
  };
};

import type { Call } from "../door/call.ts";
import type { DoorFault } from "../door/fault.ts";

/** Something that nobody reaches for a while. */
export interface Outage {
  readonly fault: DoorFault;
  readonly begin: () => void;
  readonly end: () => void;
}

/** An outage of all calls of a kind, of that name. */
export const outage = (name: string, hits: (call: Call) => boolean): Outage => {
  let isOut = false;
  return {
    fault: { name, meet: (call) => (isOut && hits(call) ? async ({ hangUp }) => hangUp() : undefined) },
    begin: () => void (isOut = true),
    end: () => void (isOut = false),
  };
};

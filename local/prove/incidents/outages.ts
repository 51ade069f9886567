import { setTimeout as pause } from "node:timers/promises";
import type { Call } from "../door/call.ts";
import type { DoorFault } from "../door/fault.ts";
import { outage } from "../faults/outage.ts";
import type { Incident } from "./incident.ts";

/** An incident that lets calls go wrong while it lasts. */
export interface OutageIncident {
  readonly incident: Incident;
  readonly fault: DoorFault;
}

const outageOf = (
  name: string,
  [least, most]: readonly [number, number],
  hits: (call: Call) => boolean,
): OutageIncident => {
  const { fault, begin, end } = outage(name, hits);
  return {
    fault,
    incident: {
      name,
      weight: 1,
      happen: async ({ random }) => {
        begin();
        await pause(random.whole(least, most));
        end();
      },
    },
  };
};

/** Services that nobody reaches for a while, and a stream that nobody reads. */
export const outages = (): OutageIncident[] => [
  outageOf("stream-off", [3000, 9000], ({ caller }) => caller === "stream"),
  outageOf("table-outage", [500, 3000], ({ service }) => service === "table"),
  outageOf("bus-outage", [1000, 6000], ({ service }) => service === "bus"),
  outageOf("queue-outage", [1000, 6000], ({ service }) => service === "queues"),
];

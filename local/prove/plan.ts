import type { DoorFault } from "./door/fault.ts";
import { deaths } from "./faults/death.ts";
import { deliveries, failedEntries } from "./faults/delivering.ts";
import { lostAnswers, lostRequests, slowness, timeouts } from "./faults/losing.ts";
import { conflicts, errors, throttling, unprocessed } from "./faults/refusing.ts";
import { staleReads } from "./faults/stale.ts";
import type { Incident } from "./incidents/incident.ts";
import { calendarNames } from "./incidents/calendar.ts";
import { diskFull } from "./incidents/disk.ts";
import { powerFailure, powerFailures, tablesKilled } from "./incidents/kills.ts";
import { outages } from "./incidents/outages.ts";
import { poisoning } from "./incidents/poison.ts";
import { streamLoss } from "./incidents/stream-loss.ts";
import { clockJumps, repeatedIds, throwing } from "./incidents/worlds.ts";

/** What goes wrong in a campaign. */
export interface Plan {
  readonly faults: readonly DoorFault[];
  readonly incidents: readonly Incident[];
  /** Whether something goes wrong that is no fault of a call and no incident: what clients do, what day it is. */
  readonly has: (name: string) => boolean;
  readonly deaths: ReturnType<typeof deaths>;
}

const otherNames: readonly string[] = ["client-losses", "impatience", "oversize", ...calendarNames];

const everything = (isOnly: boolean) => {
  const dying = deaths(isOnly ? 0.9 : 0.25);
  const out = outages();
  const faults = [
    ...out.map(({ fault }) => fault),
    dying.fault,
    failedEntries(),
    deliveries(),
    staleReads(),
    conflicts(),
    unprocessed(),
    throttling(),
    errors(),
    lostAnswers(),
    lostRequests(),
    slowness(),
    timeouts(),
  ];
  const incidents = [
    powerFailure,
    powerFailures,
    tablesKilled,
    poisoning,
    clockJumps,
    repeatedIds,
    throwing,
    streamLoss,
    diskFull,
    ...out.map(({ incident }) => incident),
  ];
  return { faults, incidents, deaths: dying };
};

/** Names of all that can go wrong. */
export const faultNames = (): string[] => {
  const { faults, incidents } = everything(false);
  return [
    ...new Set([...faults.map(({ name }) => name), ...incidents.map(({ name }) => name), ...otherNames]),
  ];
};

/** All that goes wrong, or only some of it. */
export const planOf = (only: readonly string[]): Plan => {
  const all = everything(only.length > 0);
  const isWanted = (name: string) => only.length === 0 || only.includes(name);
  const wanted = ({ name }: { readonly name: string }) => isWanted(name);
  return {
    faults: all.faults.filter(wanted),
    incidents: all.incidents.filter(wanted),
    has: (name) => otherNames.includes(name) && isWanted(name),
    deaths: all.deaths,
  };
};

import { happens } from "./chance.ts";
import type { DoorFault } from "./door/fault.ts";
import { deaths } from "./faults/death.ts";
import { deliveries, failedEntries } from "./faults/delivering.ts";
import { LATE_FROM_MINUTES, lateDeliveries } from "./faults/late.ts";
import { lostAnswers, lostRequests, slowness, timeouts } from "./faults/losing.ts";
import { conflicts, errors, throttling, unprocessed } from "./faults/refusing.ts";
import { staleReads } from "./faults/stale.ts";
import type { Incident } from "./incidents/incident.ts";
import { BAD_RECEIVERS } from "./hooks/manners.ts";
import { calendarNames } from "./incidents/calendar.ts";
import { diskFull } from "./incidents/disk.ts";
import { powerFailure, powerFailures, tablesKilled } from "./incidents/kills.ts";
import { outages } from "./incidents/outages.ts";
import { poisoning } from "./incidents/poison.ts";
import { streamLoss } from "./incidents/stream-loss.ts";
import { clockJumps, repeatedIds, throwing } from "./incidents/worlds.ts";
import type { Points } from "./points.ts";

/** What goes wrong in a campaign. */
export interface Plan {
  readonly faults: readonly DoorFault[];
  readonly incidents: readonly Incident[];
  /** Whether something goes wrong that is no fault of a call and no incident: what clients do, what day it is. */
  readonly has: (name: string) => boolean;
  readonly deaths: ReturnType<typeof deaths>;
}

const otherNames: readonly string[] = [
  "client-losses",
  "impatience",
  "oversize",
  BAD_RECEIVERS,
  ...calendarNames,
];

/** How a campaign is to be. */
export interface Manner {
  /** How often calls go wrong, from 0 to 1. */
  readonly rate: number;
  readonly minutes: number;
  /** Seconds until nothing goes wrong any more. */
  readonly leftSeconds: () => number;
  /** Where functions died in earlier runs. */
  readonly points: Points;
}

const unhurried: Manner = { rate: 1, minutes: 0, leftSeconds: () => 0, points: {} };

/** A fault that meets only some of the calls that it would meet. */
const thinned =
  (rate: number) =>
  (fault: DoorFault): DoorFault => ({
    ...fault,
    meet: (call, random) => (rate < 1 && !happens(random, rate) ? undefined : fault.meet(call, random)),
  });

const everything = (only: readonly string[], { rate, minutes, leftSeconds, points }: Manner) => {
  const isBlind = only.length === 1 && only[0] === "deaths";
  const dying = deaths({ rate: only.length > 0 ? 0.9 : 0.25, isBlind, earlier: points });
  const out = outages();
  const calls = [
    dying.fault,
    failedEntries(),
    deliveries(),
    ...(minutes >= LATE_FROM_MINUTES ? [lateDeliveries(leftSeconds)] : []),
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
  return {
    faults: [...out.map(({ fault }) => fault), ...calls.map(thinned(rate))],
    incidents,
    deaths: dying,
  };
};

/** Names of all that can go wrong. */
export const faultNames = (): string[] => {
  const { faults, incidents } = everything([], { ...unhurried, minutes: LATE_FROM_MINUTES });
  return [
    ...new Set([...faults.map(({ name }) => name), ...incidents.map(({ name }) => name), ...otherNames]),
  ];
};

/** All that goes wrong, or only some of it. */
export const planOf = (only: readonly string[], manner: Manner): Plan => {
  const all = everything(only, manner);
  const isWanted = (name: string) => only.length === 0 || only.includes(name);
  const wanted = ({ name }: { readonly name: string }) => isWanted(name);
  return {
    faults: all.faults.filter(wanted),
    incidents: all.incidents.filter(wanted),
    has: (name) => otherNames.includes(name) && isWanted(name),
    deaths: all.deaths,
  };
};

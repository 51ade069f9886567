import { liveVersions, type Superseded } from "./version.ts";

/** The day of the first contracts: all events had version 1. */
export const FIRST_CONTRACTS = "2026-11-26";

/** In which versions events are given: those of the contracts of a day, as far as they are live on another. */
export interface Reading {
  /** The day whose contracts somebody keeps to; whoever names none is given the oldest that are live. */
  readonly contracts: string | undefined;
  /** The day on which it is given. */
  readonly today: string;
}

/** The newest version that was current on a day. */
function versionOn(type: string, day: string, superseded: Superseded): number {
  const { v = 1, since, older = [] } = superseded.get(type) ?? {};
  if (since !== undefined && since <= day) return v;
  return older.findLast((each) => each.since !== undefined && each.since <= day)?.v ?? 1;
}

/**
 * The version in which events of a type are given: the newest that was current on the day of the contracts, or, after its
 * sunset, the next one that is live. Without a day the oldest that is live: nothing changes before its sunset.
 */
export function versionFor(type: string, { contracts, today }: Reading, superseded: Superseded): number {
  const wanted = contracts === undefined ? 1 : versionOn(type, contracts, superseded);
  const live = liveVersions(type, today, superseded);
  return live.find((v) => v >= wanted) ?? wanted;
}

/**
 * The day of the newest contracts that are current on a day: the last one on which an event got a new version. It stands
 * for these contracts for ever; the day itself would not, since versions that a later deployment brings may be older.
 */
export function contractsOn(day: string, superseded: Superseded): string {
  const days = [...superseded.values()].flatMap(({ since, older }) => [
    since,
    ...older.map((each) => each.since),
  ]);
  const known = days.filter((since) => since !== undefined && since <= day);
  return known.reduce<string>(
    (newest, since) => (since !== undefined && since > newest ? since : newest),
    FIRST_CONTRACTS,
  );
}

import * as z from "zod";
import type { Envelope } from "./event.ts";

/** An older version of the data of an event, and the way from it to the next version and back. */
export interface OlderVersion {
  readonly v: number;
  readonly data: z.ZodObject;
  /** The day since which it was the current one; the first version has none: it was there from the beginning. */
  readonly since: string | undefined;
  /** The last day on which it is published beside the current one. */
  readonly sunset: string;
  /** The same event in the next version. */
  readonly up: (data: unknown) => unknown;
  /** As much of an event of the next version as this one knows. */
  readonly down: (data: unknown) => unknown;
}

/** The versions of one kind of event: stored events may be of any, what happens now is of the current one. */
export interface Versioned {
  /** Of the current version: one more than there are older ones. */
  readonly v: number;
  readonly data: z.ZodObject;
  /** The day since which the current version is that; none while there is only the first. */
  readonly since: string | undefined;
  /** From version 1 on. */
  readonly older: readonly OlderVersion[];
}

/** The event types that have older versions; all others have version 1 only. */
export type Superseded = ReadonlyMap<string, Versioned>;

/** One step of a chain of versions, as it is written down. */
export interface Step<Data extends z.ZodObject, Next extends z.ZodObject> {
  readonly v: number;
  readonly data: Data;
  /** Of each version but the first: the day on which it became the current one. */
  readonly since?: string;
  readonly sunset: string;
  up(data: z.output<Data>): z.input<Next>;
  down(data: z.output<Next>): z.input<Data>;
}

type Following<Older extends readonly z.ZodObject[], Data extends z.ZodObject> = Older extends readonly [
  z.ZodObject,
  ...infer Rest,
]
  ? [...Rest, Data]
  : z.ZodObject[];
type At<List, Index> = Index extends keyof List
  ? List[Index] extends z.ZodObject
    ? List[Index]
    : never
  : never;

/** All older versions, from the first on; each leads to the next one, and the last to the current one. */
export type Steps<Older extends readonly z.ZodObject[], Data extends z.ZodObject> = {
  readonly [Index in keyof Older]: Step<Older[Index], At<Following<Older, Data>, Index>>;
};

/** What is written down of the current version, and of those before it. */
export interface Chain {
  readonly v: number;
  readonly since?: string | undefined;
  readonly older: readonly Step<z.ZodObject, z.ZodObject>[];
}

const isDay = (text: string | undefined): text is string => z.iso.date().safeParse(text).success;

/** Each version follows on the one before it, which is published for at least that day beside it. */
function daysFault({ v, since, older }: Chain): string | undefined {
  const [first] = older;
  if (first === undefined) return undefined;
  if (first.since !== undefined) return "Version 1 has no since: it was there from the beginning";
  for (const [index, before] of older.entries()) {
    const next = older[index + 1];
    const { v: at, since: begins } = next ?? { v, since };
    if (!isDay(before.sunset)) return `Version ${before.v} needs a day as its sunset`;
    if (!isDay(begins)) return `Version ${at} needs the day since which it is current`;
    if (begins <= (before.since ?? ""))
      return `Version ${at} is not since a later day than the one before it`;
    if (before.sunset < begins) return `Version ${before.v} ends before version ${at} begins`;
    if (next && next.sunset < before.sunset) return `Version ${at} ends before version ${before.v}`;
  }
  return undefined;
}

/** Checks a chain of versions: whatever goes up or down is read by the contract that it was written by. */
export function chainOf(data: z.ZodObject, chain: Chain): readonly OlderVersion[] {
  const { v, older } = chain;
  if (v !== older.length + 1) throw new Error(`Version ${v} needs ${v - 1} older ones, not ${older.length}`);
  const stray = older.find((step, index) => step.v !== index + 1);
  if (stray) throw new Error(`Version ${stray.v} stands where version ${older.indexOf(stray) + 1} belongs`);
  const fault = daysFault(chain);
  if (fault !== undefined) throw new Error(fault);
  return older.map((step, index) => {
    const next = older[index + 1]?.data ?? data;
    return {
      v: step.v,
      data: step.data,
      since: step.since,
      sunset: step.sunset,
      up: (said) => step.up(step.data.parse(said)),
      down: (said) => step.down(next.parse(said)),
    };
  });
}

/** The contract of a version; undefined when there is no such version. */
export function contractOf({ v, data, older }: Versioned, version: number): z.ZodObject | undefined {
  return version === v ? data : older.find((each) => each.v === version)?.data;
}

/** What an event says, from one of its versions to another; throws when it does not fit its contract, or is of a version to come. */
export function translate(versions: Versioned, data: unknown, from: number, to: number): unknown {
  const missing = [from, to].find((each) => contractOf(versions, each) === undefined);
  if (missing !== undefined) {
    throw new Error(`Version ${missing} is not known here: the newest is ${versions.v}`);
  }
  const between = versions.older.filter(({ v }) => v >= Math.min(from, to) && v < Math.max(from, to));
  if (from <= to) return between.reduce((said, { up }) => up(said), data);
  return between.toReversed().reduce((said, { down }) => down(said), data);
}

const ONLY: Pick<Versioned, "v" | "older"> = { v: 1, older: [] };

/** The versions in which events of a type are published on a day, the oldest first. */
export function liveVersions(type: string, day: string, superseded: Superseded): readonly number[] {
  const { v, older } = superseded.get(type) ?? ONLY;
  return [...older.filter(({ sunset }) => day <= sunset).map((each) => each.v), v];
}

/** The version of what happens now. */
export function currentVersion(type: string, superseded: Superseded): number {
  return (superseded.get(type) ?? ONLY).v;
}

/** An event in another of its versions, with the same id; undefined when there is no such version here. Throws when its data does not fit its contract. */
export function inVersion(event: Envelope, v: number, superseded: Superseded): Envelope | undefined {
  if (event.v === v) return event;
  const versions = superseded.get(event.type);
  const contract = versions && contractOf(versions, v);
  if (versions === undefined || contract === undefined || event.v > versions.v) return undefined;
  return { ...event, v, data: contract.parse(translate(versions, event.data, event.v, v)) };
}

/** An event in its current version; one that is newer than this code stays what it is. */
export function inNewest(event: Envelope, superseded: Superseded): Envelope {
  return inVersion(event, currentVersion(event.type, superseded), superseded) ?? event;
}

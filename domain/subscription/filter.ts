import * as z from "zod";
import type { Envelope } from "../kernel/event.ts";
import { madeStorable } from "../kernel/text.ts";
import { compilePattern } from "../pattern/pattern.ts";
import { isRecord } from "../pattern/pattern-json.ts";
import { aboutNames, type About } from "./about.ts";

const MOST_BYTES = 4096;
const MOST_DEPTH = 16;

const names: ReadonlySet<string> = new Set(
  "id type v stage record seq at actor deal causedBy traceId data about $or".split(" "),
);
const inAbout: ReadonlySet<string> = new Set(["$or", ...aboutNames]);

interface Fault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** A name that no event has: a pattern with it would let nothing through, without a word. */
function nameFault(fields: unknown, known: ReadonlySet<string>, path: Fault["path"]): Fault | undefined {
  if (!isRecord(fields)) return undefined;
  const wrong = Object.keys(fields).find((name) => !known.has(name));
  if (wrong !== undefined) {
    const message = `is nothing that an event has here: there are ${[...known].join(", ")}`;
    return { path: [...path, wrong], message };
  }
  const alternatives: readonly unknown[] = Array.isArray(fields["$or"]) ? fields["$or"] : [];
  const within = alternatives.map((each, at) => nameFault(each, known, [...path, "$or", at]));
  const about = known === names ? nameFault(fields["about"], inAbout, [...path, "about"]) : undefined;
  return within.find((fault) => fault !== undefined) ?? about;
}

const sound = (value: unknown) => typeof value !== "string" || madeStorable(value) === value;

/** Whether all text in it can be stored, names included. */
function isStorable(filter: object): boolean {
  let storable = true;
  JSON.stringify(filter, (name, value: unknown) => {
    storable &&= sound(name) && sound(value);
    return value;
  });
  return storable;
}

function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

function filterFault(filter: Readonly<Record<string, unknown>>): Fault | undefined {
  const bytes = new TextEncoder().encode(JSON.stringify(filter)).length;
  if (bytes > MOST_BYTES) return { path: [], message: `must have at most ${MOST_BYTES} bytes, not ${bytes}` };
  if (depthOf(filter) > MOST_DEPTH) return { path: [], message: `must be at most ${MOST_DEPTH} levels deep` };
  if (!isStorable(filter)) return { path: [], message: "must not contain NUL or broken Unicode characters" };
  const compiled = compilePattern(filter);
  if (!compiled.ok) return { path: compiled.field, message: `is not a valid event pattern: ${compiled.why}` };
  return nameFault(filter, names, []);
}

/** An event pattern, in the language of EventBridge rules, over the envelope and what `about` says of its record. */
export const Filter = z.record(z.string(), z.unknown()).superRefine((filter, ctx) => {
  const fault = filterFault(filter);
  if (fault !== undefined) ctx.addIssue({ code: "custom", path: [...fault.path], message: fault.message });
});

/** The greatest number that patterns compare; what is more counts as so much, so that no threshold takes it for less. */
const MOST_COMPARED = 5e9;

/** Whether an event passes a filter. */
export type FilterTest = (envelope: Envelope, about: About) => boolean;

/** The test that a filter is; one that came to be stored and is not valid lets all through, since nothing may be lost by it. */
export function filterTest(filter: object | undefined): FilterTest {
  if (filter === undefined) return () => true;
  const compiled = compilePattern(filter);
  if (!compiled.ok) return () => true;
  return (envelope, about) => {
    const amount = about.amount === undefined ? undefined : Math.min(about.amount, MOST_COMPARED);
    return compiled.matches({ ...envelope, about: { ...about, ...(amount !== undefined && { amount }) } });
  };
}

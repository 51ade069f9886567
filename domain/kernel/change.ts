import * as z from "zod";
import { accept, type Accepted } from "./decision.ts";
import { sameJson } from "./equal.ts";

type Fields = Record<string, unknown>;

/** The input of a PATCH: every field is optional, and null removes it. */
export function patchOf<S extends z.ZodRawShape>(shape: S, required: readonly (keyof S & string)[] = []) {
  const entries = Object.entries(shape).map(([name, field]) => {
    const value = field instanceof z.ZodOptional ? field.unwrap() : field;
    return [name, required.includes(name) ? z.optional(value) : z.optional(z.nullable(value))];
  });
  return z.strictObject(Object.fromEntries(entries));
}

/** What a PATCH really changes: each changed field with its value before and after; a removed one has no after. */
export function changesOf(current: object, patch: object): { before: Fields; after: Fields } {
  const now: Fields = { ...current };
  const before: Fields = {};
  const after: Fields = {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    const wanted = value ?? undefined;
    if (sameJson(now[name], wanted)) continue;
    if (now[name] !== undefined) before[name] = now[name];
    if (wanted !== undefined) after[name] = wanted;
  }
  return { before, after };
}

/** Fields with what a change removed gone and what it set there. */
export function changed(current: object, change: { before: object; after: object }): Fields {
  const kept = Object.entries(current).filter(([name]) => !(name in change.before));
  return { ...Object.fromEntries(kept), ...change.after };
}

/** "purchaseProcess" as "purchase process". */
const inWords = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** Names of the changed fields, for a sentence: "need, purchase process". */
export function changedNames(change: { before: object; after: object }): string {
  const names = new Set([...Object.keys(change.before), ...Object.keys(change.after)]);
  return [...names].map(inWords).join(", ");
}

/** Accepts a change of fields as one event with what was before and after; no event when nothing changes. */
export function acceptChange<T extends string, S extends z.ZodObject>(
  type: T,
  partial: S,
  current: object,
  patch: object,
): Accepted<{ type: T; data: { before: z.output<S>; after: z.output<S> } }> {
  const { before, after } = changesOf(current, patch);
  if (Object.keys({ ...before, ...after }).length === 0) return { ok: true, events: [] };
  return accept({ type, data: { before: z.parse(partial, before), after: z.parse(partial, after) } });
}

import type { Refusal } from "./refusal.ts";

/** Ids that will exist once the reactions have run, by role: `{ order: "ord_..." }`. */
export type Next = Readonly<Record<string, string>>;

/** Keys that a record holds from now on; those that were read as free or as another's must still be so at the commit. */
export interface Claims {
  readonly stage: string;
  readonly holder: string;
  readonly keys: readonly string[];
  /** What others have to know of the holder while it is still on its way. */
  readonly note?: Readonly<Record<string, string>>;
}

/** A decision that something happened. */
export interface Accepted<Ev> {
  readonly ok: true;
  readonly events: readonly Ev[];
  readonly next?: Next;
  /** For a first record that joins an existing deal. */
  readonly deal?: string;
  readonly claims?: Claims;
}

/** What an action decides: events, or a refusal. */
export type Decision<Ev> = Accepted<Ev> | Refusal;

/** Accepts with one event or several, told to the caller with the ids that will follow. */
export function accept<const Ev>(
  events: Ev | readonly Ev[],
  more: Pick<Accepted<Ev>, "next" | "deal" | "claims"> = {},
): Accepted<Ev> {
  return { ok: true, events: isList(events) ? events : [events], ...more };
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}

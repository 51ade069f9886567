import * as z from "zod";
import type { Envelope } from "../../domain/kernel/event.ts";
import { eventKey, type Key, unpublishedKey } from "./keys.ts";

/** The numbers of the first and the last event of a commit. */
export const Span = z.object({ first: z.int().min(1), last: z.int().min(1) });

/** The numbers of the first and the last event of a commit. */
export type Span = z.output<typeof Span>;

/** The events of one record that were committed together, at one instant that no other commit of the record has. */
export const Commit = z.object({ stage: z.string(), record: z.string(), at: z.string(), ...Span.shape });

/** The events of one record that were committed together. */
export type Commit = z.output<typeof Commit>;

/** What was committed, from its events in order; undefined when there are none. */
export function commitOf(events: readonly Envelope[]): Commit | undefined {
  const [head] = events;
  if (head === undefined) return undefined;
  const { stage, record, at, seq: first } = head;
  return { stage, record, at, first, last: first + events.length - 1 };
}

/** The mark that the events of a commit may not be out yet, with where it lies. */
export type Mark = Key & Commit;

/** The mark of a commit: written with its events, deleted when all of them are out. */
export function markOf(commit: Commit): Mark {
  return { ...unpublishedKey(commit), ...commit };
}

/** The numbers of the events of a commit. */
export function seqsOf({ first, last }: Span): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Where the events of a commit lie. */
export function eventKeysOf(commit: Commit): Key[] {
  return seqsOf(commit).map((seq) => eventKey(commit.stage, commit.record, seq));
}

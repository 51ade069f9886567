import type { UnknownEvent } from "./envelope.ts";
import type { Handlers } from "./handlers.ts";
import { readEnvelope } from "./parse.ts";
import { alsoWaiting, doneUpTo, nextWaiting, type Progress } from "./progress.ts";
import type { Store } from "./store.ts";
import { gapBefore, type Gap, type Outcome, update } from "./update.ts";

/** Finds events that did not come when a later one did. */
export type FindMissing = (gap: Gap) => Promise<readonly unknown[]>;

/** What handles the events of each record by their number. */
export interface Sequence<Tx> {
  readonly store: Store<Tx>;
  readonly handlers: Handlers<Tx>;
  readonly missing: FindMissing | undefined;
  readonly mostWaiting: number;
}

/** Handles the events whose turn it is and that have waited, each in an update of its own; adds their ids to `handled`. */
export async function drain<Tx>(
  { store, handlers }: Sequence<Tx>,
  record: string,
  progress: Progress,
  handled: string[] = [],
): Promise<void> {
  let now = progress;
  while (nextWaiting(now) !== undefined) {
    let ran: string | undefined;
    now = await update(store, record, async (known, tx) => {
      const event = nextWaiting(known);
      if (event === undefined) return undefined;
      ran = (await handlers.run(event, tx)) ? event.id : undefined;
      return doneUpTo(known, event.seq);
    });
    if (ran !== undefined) handled.push(ran);
  }
}

function wait(known: Progress, event: UnknownEvent, most: number): Progress | undefined {
  const after = alsoWaiting(known, event);
  if (after === undefined || (after.waiting ?? []).length <= most) return after;
  throw new Error(`${event.id} came before its turn, and ${most} events of ${event.record} wait already`);
}

/** Handles an event when it is its turn, and what had waited for it; else it is kept when `keep`. */
async function attempt<Tx>(sequence: Sequence<Tx>, event: UnknownEvent, keep: boolean): Promise<Outcome> {
  const { store, handlers, mostWaiting } = sequence;
  const { record, seq } = event;
  const handled: string[] = [];
  let status: Outcome["status"] = "duplicate";
  const progress = await update(store, record, async (known, tx) => {
    status = "duplicate";
    if (seq <= known.seq) return undefined;
    if (seq === known.seq + 1) {
      status = (await handlers.run(event, tx)) ? "handled" : "ignored";
      return doneUpTo(known, seq);
    }
    status = "waiting";
    // What will never be understood must not stand where another version of it may come.
    handlers.check(event);
    return keep ? wait(known, event, mostWaiting) : undefined;
  });
  const outcome = outcomeOf(event, status, progress, handled);
  await drain(sequence, record, progress, handled);
  return outcome;
}

function outcomeOf(
  event: UnknownEvent,
  status: Outcome["status"],
  { seq }: Progress,
  handled: string[],
): Outcome {
  const { id } = event;
  if (status === "handled") handled.push(id);
  return status === "waiting" ? { status, id, handled, gap: gapBefore(event, seq) } : { status, id, handled };
}

/** Handles an event when it is its turn: at once, after those that are found to be missing, or when those have come. */
export async function takeInSequence<Tx>(sequence: Sequence<Tx>, event: UnknownEvent): Promise<Outcome> {
  const { missing } = sequence;
  const first = await attempt(sequence, event, missing === undefined);
  if (first.gap === undefined || missing === undefined) return first;
  const found = (await missing(first.gap)).map(readEnvelope).filter(({ record }) => record === event.record);
  const before: string[] = [];
  for (const each of found.toSorted((a, b) => a.seq - b.seq)) {
    before.push(...(await attempt(sequence, each, true)).handled);
  }
  const then = await attempt(sequence, event, true);
  return { ...then, handled: [...before, ...then.handled] };
}

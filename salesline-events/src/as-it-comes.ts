import type { UnknownEvent } from "./envelope.ts";
import type { Handlers } from "./handlers.ts";
import { alsoDone, doneUpTo, isDone, type Progress } from "./progress.ts";
import type { Store } from "./store.ts";
import { type Outcome, update } from "./update.ts";

/** What counts as done, and what an event that is done leaves behind. */
export interface Counting {
  readonly isDone: (known: Progress, event: UnknownEvent) => boolean;
  readonly done: (known: Progress, seq: number) => Progress;
}

/** Each event counts for itself. */
export const eachByItself: Counting = { isDone, done: alsoDone };

/** What is not later than the last one is done. */
export const upToTheLast: Counting = {
  isDone: ({ seq }, event) => event.seq <= seq,
  done: doneUpTo,
};

/** Handles an event now, unless it is done. */
export async function takeAsItComes<Tx>(
  store: Store<Tx>,
  handlers: Handlers<Tx>,
  { isDone, done }: Counting,
  event: UnknownEvent,
): Promise<Outcome> {
  const { id, record, seq, type } = event;
  if (!handlers.has(type)) return { status: "ignored", id, handled: [] };
  let duplicate = false;
  await update(store, record, async (known, tx) => {
    duplicate = isDone(known, event);
    if (duplicate) return undefined;
    await handlers.run(event, tx);
    return done(known, seq);
  });
  return duplicate ? { status: "duplicate", id, handled: [] } : { status: "handled", id, handled: [id] };
}

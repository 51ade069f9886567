import type { UnknownEvent } from "./envelope.ts";
import { type Progress, START } from "./progress.ts";
import type { Store } from "./store.ts";

/** Events of a record that did not come yet: those after `after` and before `before`. */
export interface Gap {
  readonly record: string;
  readonly stage: string;
  readonly deal: string;
  readonly after: number;
  readonly before: number;
}

/** What became of an event. */
export interface Outcome {
  /** "handled" now; a "duplicate" of what was done before; "ignored", because it has no handler; "waiting" for `gap`. */
  readonly status: "handled" | "duplicate" | "ignored" | "waiting";
  /** The id of the event. */
  readonly id: string;
  /** Ids of all events whose handlers ran: this one, and those that had waited for it. */
  readonly handled: readonly string[];
  readonly gap?: Gap;
}

/** Saves what `work` answers of the progress of a record, and answers the progress after it. */
export async function update<Tx>(
  store: Store<Tx>,
  record: string,
  work: (known: Progress, tx: Tx) => Promise<Progress | undefined>,
): Promise<Progress> {
  let after = START;
  await store.update(record, async (known = START, tx) => {
    const next = await work(known, tx);
    after = next ?? known;
    return next;
  });
  return after;
}

/** What is missing before this event. */
export function gapBefore({ record, stage, deal, seq }: UnknownEvent, after: number): Gap {
  return { record, stage, deal, after, before: seq };
}

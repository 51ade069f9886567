import type { Envelope } from "../../../domain/kernel/event.ts";
import { readFed } from "../feed/place.ts";
import type { Journal } from "../journal.ts";
import { eventKey, fedKey } from "../keys.ts";
import type { Outlook } from "./explain.ts";

/** What would become of an event in the queue of the feed now. */
export async function feedOutlook(event: Envelope, journal: Pick<Journal, "load">): Promise<Outlook> {
  const { stage, record, seq, id } = event;
  const [fed, committed] = await journal.load([fedKey(stage, record), eventKey(stage, record, seq)]);
  const outlook = (kind: Outlook["kind"], text: string): Outlook => ({ kind, text, record, events: [] });
  if (readFed(fed) >= seq) return outlook("done", `${id} stands in the feed already`);
  if (committed !== undefined) return outlook("would-do", `${id} would be put into the feed now`);
  return outlook(
    "refused",
    `${id} is not in the journal: it is of before a restore, or from elsewhere, and can be discarded`,
  );
}

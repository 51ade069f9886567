import * as z from "zod";
import type { Feed, Place } from "../feed/feed.ts";
import { deliverAgain } from "./again.ts";
import { type DispatchParts, wakeAll } from "./dispatch.ts";
import type { Deliveries } from "./deliveries.ts";
import type { Subscriber } from "./subscriber.ts";
import { wantedBy } from "./wanted.ts";

/** A part of a range of the feed that is to be delivered again: what stands after one position, up to another. */
export const Range = z.strictObject({
  subscription: z.string(),
  after: z.int().min(0),
  upTo: z.int().min(0),
  /** The event that asked for it. */
  again: z.string(),
});

/** A part of a range of the feed. */
export type Range = z.output<typeof Range>;

/** What delivering again needs. */
export interface AgainParts extends Pick<
  DispatchParts,
  "journal" | "lanes" | "wakes" | "superseded" | "now"
> {
  readonly feed: Pick<Feed, "places" | "events" | "firstFedAt">;
  readonly deliveries: Pick<Deliveries, "load" | "move">;
}

const PAGE = 100;

/** What of a page a subscription gets again: what it wants, and what it was sent, whatever it wants by now. */
async function mineOf(subscriber: Subscriber, places: readonly Place[], parts: AgainParts) {
  const [wanted, sent] = await Promise.all([
    wantedBy([subscriber], places, parts),
    parts.deliveries.load(
      subscriber.id,
      places.map(({ position }) => position),
    ),
  ]);
  const mine = new Set(wanted.flatMap((each) => each.places.map(({ position }) => position)));
  return places.filter(({ position }, index) => mine.has(position) || sent[index] !== undefined);
}

/** Sets what stands in a part of the feed due again, page by page; the part that is left when the time is over. */
export async function redeliver(
  subscriber: Subscriber,
  range: Range,
  parts: AgainParts,
  hasTime: () => boolean,
): Promise<Range | undefined> {
  let { after } = range;
  while (after < range.upTo && hasTime()) {
    const places = await parts.feed.places(after, Math.min(PAGE, range.upTo - after));
    const last = places.at(-1);
    if (last === undefined) return undefined;
    const mine = await mineOf(subscriber, places, parts);
    const { deliveries, now } = parts;
    await deliverAgain(subscriber, mine, { deliveries, now: now(), again: range.again });
    if (mine.length > 0) await wakeAll([subscriber.id], parts);
    after = last.position;
  }
  return after < range.upTo ? { ...range, after } : undefined;
}

/** The part of the feed that was put there from one instant on and before another. */
export async function rangeOf(
  subscription: string,
  { from, to, again }: { from: string; to: string; again: string },
  feed: Pick<Feed, "firstFedAt">,
): Promise<Range> {
  const [first, end] = await Promise.all([feed.firstFedAt(from), feed.firstFedAt(to)]);
  return { subscription, after: first - 1, upTo: end - 1, again };
}

/** Sets one place due again. */
export async function redeliverOne(
  subscriber: Subscriber,
  position: number,
  again: string,
  parts: AgainParts,
): Promise<void> {
  const [place] = await parts.feed.places(position - 1, 1);
  // Of before a restore: a dead letter, for a person to see.
  if (place === undefined) throw new Error(`The feed has no place ${position}`);
  const { deliveries, now } = parts;
  await deliverAgain(subscriber, [place], { deliveries, now: now(), again });
  await wakeAll([subscriber.id], parts);
}

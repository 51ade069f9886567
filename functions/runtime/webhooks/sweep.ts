import { LIVE } from "../../../domain/subscription/keys.ts";
import { subscription } from "../../../domain/subscription/subscription.ts";
import type { World } from "../ask.ts";
import type { Journal } from "../journal.ts";
import { logger } from "../log.ts";
import { measured } from "../metrics.ts";
import { about } from "../trace.ts";
import type { Deliveries } from "./deliveries.ts";
import { isHeld } from "./health.ts";
import type { Lane, Lanes } from "./lane.ts";
import { note, noteOfSilence } from "./notes.ts";
import { openSweep } from "./open.ts";
import { isSending, readSubscriber, type Subscriber } from "./subscriber.ts";
import type { Wakes } from "./wake.ts";

/** What looking after lanes needs. */
export interface LaneSweepParts {
  readonly journal: Pick<Journal, "lookup">;
  readonly deliveries: Pick<Deliveries, "nextDue">;
  readonly lanes: Pick<Lanes, "read">;
  readonly wakes: Pick<Wakes, "now">;
  readonly world: World;
  now(): Date;
}

/** What is due for less has been told to somebody who is on the way. */
const LATE_MS = 60_000;
const AT_ONCE = 20;

/** Whether a lane is one that nobody works on and nobody will: whoever should have was killed, or the word of it was lost. */
function isForgotten(lane: Lane, due: string | undefined, now: Date): boolean {
  const isFree = lane.owner === undefined || lane.until <= now.getTime();
  return isFree && !isHeld(lane, now) && due !== undefined && Date.parse(due) <= now.getTime() - LATE_MS;
}

async function lookAfter(subscriber: Subscriber, lane: Lane, parts: LaneSweepParts): Promise<void> {
  const { id } = subscriber;
  const next = await parts.deliveries.nextDue(id);
  const now = parts.now();
  if (isForgotten(lane, next?.due, now)) {
    logger.warn("lane woken", { subscription: id, due: next?.due });
    return parts.wakes.now(id, lane.slow);
  }
  // With something to try, the try itself tells what the receiver has come to.
  const noted = next === undefined ? noteOfSilence(subscriber, now) : undefined;
  if (noted !== undefined) await note(subscriber, noted, parts.world);
}

/**
 * Looks after the lanes of all subscriptions that are sent to: wakes those in which something is due that nobody works
 * on, and disables whose receiver has failed for too long with nothing left to try. Two at once do nothing wrong: a lane
 * that is woken twice is worked on once.
 */
export async function lookAfterLanes(parts: LaneSweepParts): Promise<void> {
  const items = await parts.journal.lookup(subscription.name, LIVE);
  const subscribers = items.map(readSubscriber).filter(isSending);
  const lanes = await parts.lanes.read(subscribers.map(({ id }) => id));
  const all = subscribers.flatMap((subscriber, index) => {
    const lane = lanes[index];
    return lane === undefined ? [] : [{ subscriber, lane }];
  });
  for (let from = 0; from < all.length; from += AT_ONCE) {
    await Promise.all(
      all.slice(from, from + AT_ONCE).map(({ subscriber, lane }) => lookAfter(subscriber, lane, parts)),
    );
  }
}

/** The Lambda function that looks after the lanes, each minute. */
export function sweepLanes(): () => Promise<void> {
  const parts = openSweep();
  return () => about({ consumer: "lane-sweep" }, () => measured(() => lookAfterLanes(parts)));
}

import { LIVE } from "../../../domain/subscription/keys.ts";
import { subscription } from "../../../domain/subscription/subscription.ts";
import type { World } from "../ask.ts";
import type { Feed } from "../feed/feed.ts";
import type { Item } from "../items.ts";
import type { Journal } from "../journal.ts";
import { logger } from "../log.ts";
import { measured } from "../metrics.ts";
import { about } from "../trace.ts";
import type { Cursor } from "./cursor.ts";
import type { Deliveries } from "./deliveries.ts";
import { isHeld } from "./health.ts";
import type { Lane, Lanes } from "./lane.ts";
import { note, noteOfSilence } from "./notes.ts";
import { openSweep } from "./open.ts";
import { isSending, readSubscriber, type Subscriber } from "./subscriber.ts";
import type { Wakes } from "./wake.ts";

/** What looking after lanes and the dispatcher needs. */
export interface LaneSweepParts {
  readonly journal: Pick<Journal, "lookup">;
  readonly feed: Pick<Feed, "end">;
  readonly cursor: Pick<Cursor, "read">;
  readonly deliveries: Pick<Deliveries, "nextDue" | "before">;
  readonly lanes: Pick<Lanes, "read" | "told">;
  readonly wakes: Pick<Wakes, "now">;
  readonly world: World;
  /** Tells the dispatcher that the feed has grown. */
  dispatch(): Promise<void>;
  now(): Date;
}

/** What is due for less has been told to somebody who is on the way. */
const LATE_MS = 60_000;
/** A word that is on its way for longer is lost: as long takes a turn of all lanes that there can be, and more. */
const LOST_AFTER_MS = 30 * 60_000;
const AT_ONCE = 20;
const LATEST = 25;

/** Whether a word of a lane is on its way, in a queue that may be long: one more each minute would never leave it again. One that somebody took and died with is not. */
function isTold({ toldAt, until }: Lane, now: Date): boolean {
  const at = toldAt === undefined ? Number.NaN : Date.parse(toldAt);
  return at > until && at > now.getTime() - LOST_AFTER_MS;
}

/** Whether a lane is one that nobody works on and nobody will: whoever should have was killed, or the word of it was lost. */
function isForgotten(lane: Lane, due: string | undefined, now: Date): boolean {
  const isFree = lane.owner === undefined || lane.until <= now.getTime();
  const isLate = due !== undefined && Date.parse(due) <= now.getTime() - LATE_MS;
  return isFree && isLate && !isHeld(lane, now) && !isTold(lane, now);
}

/** Has a receiver that has failed for too long given up, or be well when it has taken something since: who heard of that may have died before it was noted. */
async function judge(subscriber: Subscriber, parts: LaneSweepParts): Promise<void> {
  const { found } = await parts.deliveries.before(subscriber.id, undefined, LATEST);
  const taken = found.flatMap(({ status, attempts }) =>
    status === "delivered" ? (attempts.at(-1)?.at ?? []) : [],
  );
  const noted = noteOfSilence(subscriber, taken, parts.now());
  if (noted !== undefined) await note(subscriber, noted, parts.world);
}

async function lookAfter(subscriber: Subscriber, lane: Lane, parts: LaneSweepParts): Promise<void> {
  const { id } = subscriber;
  const next = await parts.deliveries.nextDue(id);
  // With something to try, the try itself tells what the receiver has come to.
  if (next === undefined) return judge(subscriber, parts);
  if (!isForgotten(lane, next.due, parts.now()) || !(await parts.lanes.told(id))) return;
  logger.warn("lane woken", { subscription: id, due: next.due });
  await parts.wakes.now(id, lane.slow);
}

function readLive(item: Item): readonly Subscriber[] {
  try {
    return [readSubscriber(item)].filter(isSending);
  } catch (error) {
    logger.error("subscription not looked after", { id: item["id"]?.S, error });
    return [];
  }
}

/**
 * Looks after the lanes of all subscriptions that are sent to: wakes those in which something is due that nobody works
 * on, and disables whose receiver has failed for too long with nothing left to try. Two at once do nothing wrong: a lane
 * that is woken twice is worked on once. Throws at the end when one of them could not be looked after.
 */
export async function lookAfterLanes(parts: LaneSweepParts): Promise<void> {
  const items = await parts.journal.lookup(subscription.name, LIVE);
  const subscribers = items.flatMap(readLive);
  const lanes = await parts.lanes.read(subscribers.map(({ id }) => id));
  const all = subscribers.flatMap((subscriber, index) => {
    const lane = lanes[index];
    return lane === undefined ? [] : [{ subscriber, lane }];
  });
  const failed: unknown[] = [];
  for (let from = 0; from < all.length; from += AT_ONCE) {
    const some = all.slice(from, from + AT_ONCE);
    const looks = await Promise.allSettled(
      some.map(({ subscriber, lane }) => lookAfter(subscriber, lane, parts)),
    );
    failed.push(...looks.flatMap((look) => (look.status === "rejected" ? [look.reason] : [])));
  }
  if (failed.length > 0) throw new Error(`${failed.length} lanes not looked after`, { cause: failed[0] });
}

/** Looks after the dispatcher: it is told when it stands where it stood at the look before, and the feed has more. Gives where it stands, if that is behind. */
export async function lookAfterDispatcher(
  behind: number | undefined,
  { feed, cursor, dispatch }: Pick<LaneSweepParts, "feed" | "cursor" | "dispatch">,
): Promise<number | undefined> {
  const position = await cursor.read();
  if (position >= (await feed.end())) return undefined;
  if (position === behind) {
    logger.warn("dispatcher woken", { position });
    await dispatch();
  }
  return position;
}

/** The Lambda function that looks after dispatcher and lanes, each minute. */
export function sweepLanes(): () => Promise<void> {
  const parts = openSweep();
  let behind: number | undefined;
  const look = async () => {
    behind = await lookAfterDispatcher(behind, parts);
    await lookAfterLanes(parts);
  };
  return () => about({ consumer: "lane-sweep" }, () => measured(look));
}

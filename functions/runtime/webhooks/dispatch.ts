import type { Superseded } from "../../../domain/kernel/version.ts";
import type { Feed, Place } from "../feed/feed.ts";
import type { Journal } from "../journal.ts";
import type { Cursor } from "./cursor.ts";
import { newDelivery } from "./delivery.ts";
import type { Lanes } from "./lane.ts";
import { batchesOf } from "./move.ts";
import type { Deliveries } from "./deliveries.ts";
import { type Wanted, wantedIn } from "./wanted.ts";
import type { Wakes } from "./wake.ts";

/** What dispatching needs. */
export interface DispatchParts {
  readonly feed: Pick<Feed, "places" | "events">;
  readonly journal: Pick<Journal, "load" | "lookup">;
  readonly cursor: Cursor;
  readonly deliveries: Pick<Deliveries, "load" | "move">;
  readonly lanes: Pick<Lanes, "read">;
  readonly wakes: Pick<Wakes, "now">;
  readonly superseded: Superseded;
  now(): Date;
}

/** So many places are looked at together. */
const PAGE = 100;
/** So many subscriptions are written for at the same time. */
const AT_ONCE = 8;

/** Puts what is new of these deliveries where they are tried, in order; what is there already, from a dispatcher that died or is as quick, stays. */
async function add(
  { subscriber, places }: Wanted,
  { deliveries, now }: Pick<DispatchParts, "deliveries" | "now">,
): Promise<void> {
  const { id, state } = subscriber;
  for (const batch of batchesOf(places, state.ordered)) {
    let open = batch;
    while (open.length > 0) {
      const moves = open.map((place) => ({ after: newDelivery(place, state.ordered, now()) }));
      if (await deliveries.move(id, moves)) break;
      const found = await deliveries.load(
        id,
        open.map(({ position }) => position),
      );
      open = open.filter((_, index) => found[index] === undefined);
    }
  }
}

/** Wakes lanes by one message each, the slow ones where slow ones are worked on. */
export async function wakeAll(
  subscriptions: readonly string[],
  { lanes, wakes }: Pick<DispatchParts, "lanes" | "wakes">,
): Promise<void> {
  const found = await lanes.read(subscriptions);
  await Promise.all(subscriptions.map((id, index) => wakes.now(id, found[index]?.slow === true)));
}

/** So many deliveries are made before the cursor moves: in order each is a transaction of its own, and with many subscriptions a page could take longer than there is time, again and again. */
const MOST_DELIVERIES = 2000;

/** As many of these places, one at least, as make no more deliveries than that. */
function bearable(places: readonly Place[], wanted: readonly Wanted[]): readonly Place[] {
  const counts = new Map<number, number>();
  for (const { position } of wanted.flatMap((each) => each.places)) {
    counts.set(position, (counts.get(position) ?? 0) + 1);
  }
  let made = 0;
  const end = places.findIndex(({ position }) => {
    made += counts.get(position) ?? 0;
    return made > MOST_DELIVERIES;
  });
  return end === -1 ? places : places.slice(0, Math.max(1, end));
}

const upTo = (wanted: readonly Wanted[], { position: end }: Place): readonly Wanted[] =>
  wanted.flatMap(({ subscriber, places }) => {
    const mine = places.filter(({ position }) => position <= end);
    return mine.length === 0 ? [] : [{ subscriber, places: mine }];
  });

async function page(position: number, parts: DispatchParts): Promise<boolean> {
  const places = await parts.feed.places(position, PAGE);
  const all = await wantedIn(places, parts);
  const last = bearable(places, all).at(-1);
  if (last === undefined) return false;
  const wanted = upTo(all, last);
  for (let from = 0; from < wanted.length; from += AT_ONCE) {
    await Promise.all(wanted.slice(from, from + AT_ONCE).map((each) => add(each, parts)));
  }
  await wakeAll([...new Set(wanted.map(({ subscriber }) => subscriber.id))], parts);
  // Only now: who dies before leaves the page to the next, which finds what is there already.
  await parts.cursor.advance(position, last.position);
  return true;
}

/**
 * Makes the deliveries of all that stands in the feed behind the cursor, page by page, until its end; false when the time
 * is over before. Two at once do the same work twice and nothing wrong.
 */
export async function dispatch(parts: DispatchParts, hasTime: () => boolean): Promise<boolean> {
  // A page at least: who is given little time must not only tell itself to go on, for ever.
  do {
    if (!(await page(await parts.cursor.read(), parts))) return true;
  } while (hasTime());
  return false;
}

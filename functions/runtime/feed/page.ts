import { MAX_PAGE_BYTES } from "../read/reader.ts";
import type { Feed, Place } from "./feed.ts";
import { isPositionOf, type Position, positionOf } from "./position.ts";

/** Places that are read at a time. */
const PLACES_AT_ONCE = 500;
/** Places that one page looks at: of a rare type there may be none among them, and yet the page leads on. */
const MAX_PLACES = 2000;

/** Which events are asked for. */
export interface Wish {
  /** Whether events of this type are; all when not said. */
  readonly isWanted?: ((type: string) => boolean) | undefined;
  readonly limit: number;
}

/** Some places, in order. */
export interface FeedPage {
  readonly places: readonly Place[];
  /** Where to go on: nothing that is wanted lies before it and is not here. */
  readonly position: Position;
  /** There is more to look at already. */
  readonly more: boolean;
}

/** Whether one more place would make a page too long: the first always fits, so that every page leads on. */
function isFull(picked: readonly Place[], { size }: Place, limit: number): boolean {
  if (picked.length >= limit) return true;
  const bytes = picked.reduce((sum, place) => sum + place.size, size);
  return picked.length > 0 && bytes > MAX_PAGE_BYTES;
}

/** Reads the places after a position that are wanted; undefined when the feed has never given this position. */
export async function readPage(
  feed: Pick<Feed, "places">,
  after: Position,
  { limit, isWanted }: Wish,
): Promise<FeedPage | undefined> {
  const picked: Place[] = [];
  let last = after;
  for (let looked = 0; looked < MAX_PLACES;) {
    // The place before the first one proves that the position is of this feed.
    const from = Math.max(0, last.number - 1);
    const most = isWanted === undefined ? limit + 1 : PLACES_AT_ONCE;
    const wanted = Math.min(most, MAX_PLACES - looked) + (last.number - from);
    const found = await feed.places(from, wanted);
    if (!isPositionOf(last, found[0])) return undefined;
    const fresh = found.slice(last.number - from);
    for (const place of fresh) {
      if (isWanted?.(place.type) ?? true) {
        if (isFull(picked, place, limit)) return { places: picked, position: last, more: true };
        picked.push(place);
      }
      last = positionOf(place);
    }
    looked += fresh.length;
    if (found.length < wanted) return { places: picked, position: last, more: false };
  }
  return { places: picked, position: last, more: true };
}

/** The position of the end: whoever begins there is told all that comes after this call. */
export async function latestPosition(feed: Pick<Feed, "end" | "places">): Promise<Position> {
  const end = await feed.end();
  if (end === 0) return positionOf(undefined);
  const [last] = await feed.places(end - 1, 1);
  // The end may be seen a moment before its place is: then the place before it is late enough.
  return last === undefined ? latestBefore(feed, end - 1) : positionOf(last);
}

async function latestBefore(feed: Pick<Feed, "places">, number: number): Promise<Position> {
  const places = await feed.places(Math.max(0, number - PLACES_AT_ONCE), PLACES_AT_ONCE);
  return positionOf(places.at(-1));
}

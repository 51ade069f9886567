import { setTimeout as sleep } from "node:timers/promises";
import type { Feed, Place } from "../feed/feed.ts";
import { Unavailable } from "../unavailable.ts";

/** Places that are read at once. */
const AT_ONCE = 1000;

const MAX_LOOKS = 7;
const FIRST_WAIT_MS = 10;

/** What stands after a number; there is something, but it may not be seen at once when the end was read just before. */
async function placesAfter(
  feed: Pick<Feed, "places">,
  after: number,
  limit: number,
): Promise<{ readonly places: readonly Place[]; readonly end: number }> {
  for (let looks = 0; looks < MAX_LOOKS; looks += 1) {
    if (looks > 0) await sleep(FIRST_WAIT_MS * 2 ** looks);
    const places = await feed.places(after, limit);
    const end = places.at(-1)?.position;
    if (end !== undefined) return { places, end };
  }
  throw new Unavailable(`What stands after ${after} in the feed is not to be seen`);
}

/** All places of a stretch of the feed that has come to its end already, in order, some at a time. */
export async function* walk(
  feed: Pick<Feed, "places">,
  { after, last }: { readonly after: number; readonly last: number },
): AsyncGenerator<readonly Place[]> {
  let next = after;
  while (next < last) {
    const { places, end } = await placesAfter(feed, next, Math.min(AT_ONCE, last - next));
    yield places;
    next = end;
  }
}

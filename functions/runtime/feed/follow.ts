import { setTimeout as sleep } from "node:timers/promises";
import type { Feed } from "./feed.ts";
import { type FeedPage, readPage, type Wish } from "./page.ts";
import type { Position } from "./position.ts";

/** How often who waits looks at the end of the feed. */
const LOOK_EVERY_MS = 250;

/** Reads a page, and waits for something wanted while there is nothing; undefined when the feed has never given this position. */
export async function follow(
  feed: Pick<Feed, "places" | "end">,
  after: Position,
  wish: Wish,
  waitSeconds: number,
): Promise<FeedPage | undefined> {
  const deadline = performance.now() + waitSeconds * 1000;
  let page = await readPage(feed, after, wish);
  while (page !== undefined && page.places.length === 0 && performance.now() < deadline) {
    // What is there already is looked through at once.
    if (!page.more) await grown(feed, page.position.number, deadline);
    page = await readPage(feed, page.position, wish);
  }
  return page;
}

/** Waits until the feed goes on behind a number, or the time is over. */
async function grown(feed: Pick<Feed, "end">, number: number, deadline: number): Promise<void> {
  do {
    // It was read just now.
    await sleep(Math.max(0, Math.min(LOOK_EVERY_MS, deadline - performance.now())));
  } while ((await feed.end()) <= number && performance.now() < deadline);
}

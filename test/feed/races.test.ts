import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import type { Envelope } from "../../domain/kernel/event.ts";
import type { Feed } from "../../functions/runtime/feed/feed.ts";
import { createTable, type Engine, startEngine } from "../support/engine.ts";
import { feedOf, laws, life, plant, wholeFeed } from "./planted.ts";

let engine: Engine;
let tables = 0;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const APPENDERS = 8;

/** What a queue does to messages: each event may come several times, late, or never, but for the last of a record. */
const deliveries = fc
  .record({
    lengths: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 }),
    copies: fc.infiniteStream(fc.integer({ min: 0, max: 2 })),
    order: fc.infiniteStream(fc.integer({ min: 0, max: 1_000_000 })),
    batches: fc.infiniteStream(fc.integer({ min: 1, max: 10 })),
  })
  .map(({ lengths, copies, order, batches }) => {
    const lives = lengths.map((length, nth) => life(`lea_${nth}`, length, `dea_${nth % 2}`));
    const sent = lives.flatMap((events) =>
      events.flatMap((event, index) => {
        const least = index === events.length - 1 ? 1 : 0;
        return Array.from({ length: Math.max(least, next(copies)) }, () => event);
      }),
    );
    const shuffled = sent.map((event) => ({ event, at: next(order) })).toSorted((a, b) => a.at - b.at);
    const messages = shuffled.map(({ event }) => event);
    const packs: Envelope[][] = [];
    for (let from = 0; from < messages.length;) {
      const size = next(batches);
      packs.push(messages.slice(from, from + size));
      from += size;
    }
    return { lives, packs };
  });

function next(stream: fc.Stream<number>): number {
  const { value } = stream.next();
  return z.number().parse(value);
}

async function fresh() {
  tables += 1;
  const table = `races-${tables}`;
  await createTable(engine.client, table);
  return table;
}

/** Eight functions that take batches from one queue. */
async function race(feeds: readonly Feed[], packs: readonly (readonly Envelope[])[]): Promise<void> {
  const waiting = [...packs];
  await Promise.all(
    feeds.map(async (feed) => {
      for (let pack = waiting.shift(); pack !== undefined; pack = waiting.shift()) await feed.append(pack);
    }),
  );
}

/** A system that follows the feed, page by page, until all has come. */
async function follow(feed: Feed, total: number, page: number): Promise<readonly string[]> {
  const read: string[] = [];
  while (read.length < total) {
    const places = await feed.places(read.length, page);
    for (const { record, seq } of places) read.push(`${record}#${seq}`);
  }
  return read;
}

describe("Eight appenders at once, with messages doubled, overtaken and lost", () => {
  it("give dense numbers, each event one, each record in its order, and whoever follows meanwhile misses none", async () => {
    await fc.assert(
      fc.asyncProperty(deliveries, fc.integer({ min: 1, max: 7 }), async ({ lives, packs }, page) => {
        const table = await fresh();
        await plant(engine.client, table, lives.flat());
        const feeds = Array.from({ length: APPENDERS }, () => feedOf(engine.client, table));
        const reader = feedOf(engine.client, table);
        const total = lives.flat().length;
        const [, read] = await Promise.all([race(feeds, packs), follow(reader, total, page)]);
        const places = await wholeFeed(reader);
        expect(laws(places)).toEqual([]);
        expect(new Set(read)).toEqual(new Set(lives.flat().map(({ id }) => id)));
        expect(read).toEqual(places.map(({ record, seq }) => `${record}#${seq}`));
        for (const deal of ["dea_0", "dea_1"]) {
          const own = places.filter((place) => place.deal === deal);
          const told = await reader.dealPlaces(deal, 0, Infinity);
          expect(told.map(({ nth }) => nth)).toEqual(own.map((_, index) => index + 1));
          expect(told.map(({ position }) => position)).toEqual(own.map(({ position }) => position));
        }
      }),
      { numRuns: 12 },
    );
  });
});

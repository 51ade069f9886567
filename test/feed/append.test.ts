import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Envelope } from "../../domain/kernel/event.ts";
import { type Feed, type Place } from "../../functions/runtime/feed/feed.ts";
import { createTable, type Engine, startEngine } from "../support/engine.ts";
import { fedBefore, feedOf, happened, laws, life, plant, wholeFeed } from "./planted.ts";

let engine: Engine;
let table: string;
let feed: Feed;

beforeAll(async () => {
  engine = await startEngine();
});
beforeEach(async ({ task }) => {
  table = `feed-${task.id}`;
  await createTable(engine.client, table);
  feed = feedOf(engine.client, table);
});
afterAll(() => engine.stop());

const ids = (places: readonly Place[]) => places.map(({ record, seq }) => `${record}#${seq}`);
const committed = (events: readonly Envelope[]) => plant(engine.client, table, events);

describe("The feed", () => {
  it("is empty before the first event", async () => {
    expect(await feed.end()).toBe(0);
    expect(await wholeFeed(feed)).toEqual([]);
    expect(await feed.firstFedAt("2026-01-01T00:00:00.000Z")).toBe(1);
  });

  it("numbers events from 1 on and tells each verbatim", async () => {
    const events = life("lea_A", 3);
    await committed(events);
    expect(await feed.append(events)).toBe(3);
    const places = await wholeFeed(feed);
    expect(places.map(({ position }) => position)).toEqual([1, 2, 3]);
    expect(await feed.events(places)).toEqual(events.map((event) => JSON.stringify(event)));
    expect(await feed.end()).toBe(3);
  });

  it("has an event once however often it comes", async () => {
    const events = life("lea_A", 2);
    await committed(events);
    for (const event of [...events, ...events.toReversed()]) await feed.append([event]);
    expect(await feed.append([...events, ...events])).toBe(2);
    expect(ids(await wholeFeed(feed))).toEqual(["lea_A#1", "lea_A#2"]);
  });

  it("puts what was overtaken or lost before what has come", async () => {
    await committed(life("lea_A", 4));
    await feed.append([happened("lea_A", 3)]);
    expect(ids(await wholeFeed(feed))).toEqual(["lea_A#1", "lea_A#2", "lea_A#3"]);
    await feed.append([happened("lea_A", 2)]);
    await feed.append([happened("lea_A", 4)]);
    expect(laws(await wholeFeed(feed))).toEqual([]);
    expect(await feed.end()).toBe(4);
  });

  it("takes in a record with all its events from before there was a feed, over many transactions", async () => {
    await committed(life("lea_A", 234));
    expect(await feed.append([happened("lea_A", 234)])).toBe(234);
    const places = await wholeFeed(feed);
    expect(places).toHaveLength(234);
    expect(laws(places)).toEqual([]);
    expect(ids(await feed.dealPlaces("dea_lea_A", 230, 10))).toEqual(ids(places.slice(230)));
  });

  it("goes on from one partition to the next", async () => {
    await fedBefore(engine.client, table, "lea_OLD", 1997);
    await committed(life("lea_A", 6));
    expect(await feed.append(life("lea_A", 6))).toBe(2003);
    const places = await wholeFeed(feed);
    expect(laws(places)).toEqual([]);
    expect(places).toHaveLength(2003);
    expect(ids(await feed.places(1999, 2))).toEqual(["lea_A#3", "lea_A#4"]);
    expect(ids(await feed.places(2000, 1))).toEqual(["lea_A#4"]);
    expect(await feed.places(2003, 5)).toEqual([]);
  });

  it("takes more records at once than one transaction has room for, none twice", async () => {
    const events = Array.from({ length: 40 }, (_, nth) => life(`lea_${nth}`, 2)).flat();
    await committed(events);
    expect(await feed.append(events)).toBe(80);
    expect(laws(await wholeFeed(feed))).toEqual([]);
  });

  it("stands in the order in which things happened, as far as they come together", async () => {
    const early = { ...happened("lea_B", 1), at: "2025-01-01T00:00:00.000Z" };
    await committed([...life("lea_A", 2), early]);
    await feed.append([...life("lea_A", 2), early]);
    expect(ids(await wholeFeed(feed))).toEqual(["lea_B#1", "lea_A#1", "lea_A#2"]);
  });

  it("refuses what nobody has committed, and takes what came with it", async () => {
    await committed(life("lea_A", 1));
    const both = [happened("lea_GONE", 1), happened("lea_A", 1)];
    await expect(feed.append(both)).rejects.toThrow("Not in the journal: lea_GONE#1");
    expect(ids(await wholeFeed(feed))).toEqual(["lea_A#1"]);
    // An event behind one that is not there would break the order of its record.
    await committed([happened("lea_GONE", 2)]);
    await expect(feed.append([happened("lea_GONE", 2)])).rejects.toThrow("lea_GONE#1");
  });

  it("numbers the events of a deal densely over all of its records", async () => {
    const [a, b] = [life("lea_A", 3, "dea_X"), life("lea_B", 3, "dea_X")];
    await committed([...a, ...b, ...life("lea_C", 2)]);
    await feed.append([...a.slice(0, 1), ...b.slice(0, 2), happened("lea_C", 1)]);
    await feed.append([...b.slice(2), ...a.slice(1), happened("lea_C", 2)]);
    const places = await feed.dealPlaces("dea_X", 0, 100);
    expect(places.map(({ nth }) => nth)).toEqual([1, 2, 3, 4, 5, 6]);
    const inFeed = (await wholeFeed(feed)).filter(({ deal }) => deal === "dea_X");
    expect(ids(places)).toEqual(ids(inFeed));
    expect(ids(await feed.dealPlaces("dea_X", 4, 1))).toEqual(ids(inFeed.slice(4, 5)));
  });

  it("finds the first place that was given at an instant, also when a clock goes back", async () => {
    let now = Date.UTC(2026, 5, 1);
    const clocked = feedOf(engine.client, table, () => new Date(now));
    await committed(life("lea_A", 6));
    for (const [seq, minutes] of [0, 10, -30, 20, 20, 40].entries()) {
      now = Date.UTC(2026, 5, 1) + minutes * 60_000;
      await clocked.append([happened("lea_A", seq + 1)]);
    }
    const at = (minutes: number) =>
      clocked.firstFedAt(new Date(Date.UTC(2026, 5, 1) + minutes * 60_000).toISOString());
    expect(await Promise.all([-60, 0, 5, 10, 15, 20, 30, 40, 41].map(at))).toEqual([
      1, 1, 2, 2, 4, 4, 6, 6, 7,
    ]);
    // The same instant may be written in other ways.
    expect(await clocked.firstFedAt("2026-06-01T00:10:00Z")).toBe(2);
    expect(await clocked.firstFedAt("2026-06-01T02:10:00+02:00")).toBe(2);
  });
});

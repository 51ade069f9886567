import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sameJson } from "../../domain/kernel/equal.ts";
import type { Envelope } from "../../domain/kernel/event.ts";
import { snapshotPage } from "../../functions/runtime/export/snapshot.ts";
import { type Feed, openFeed } from "../../functions/runtime/feed/feed.ts";
import { latestPosition } from "../../functions/runtime/feed/page.ts";
import { type Journal, openJournal } from "../../functions/runtime/journal.ts";
import { type RecordView, replay, viewOf } from "../../functions/runtime/view.ts";
import { createTable, type Engine, startEngine } from "../support/engine.ts";
import { commitNext, everyLife, type Life } from "./planted-lives.ts";

let engine: Engine;
let tables = 0;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

interface Store {
  readonly journal: Journal;
  readonly feed: Feed;
}

async function fresh(): Promise<Store> {
  tables += 1;
  const name = `snapshot-${tables}`;
  await createTable(engine.client, name);
  const journal = openJournal(engine.client, name);
  return { journal, feed: openFeed(engine.client, name, journal) };
}

/** Commits what is to happen, one event after the other, of any record that has more; what is committed waits for the feed. */
async function write({ journal }: Store, lives: readonly Life[], pick: () => number, told: Envelope[]) {
  const open = lives.map((life) => ({ life, done: 0 }));
  while (open.length > 0) {
    const at = pick() % open.length;
    const next = open[at];
    if (next === undefined) break;
    told.push(await commitNext(journal, next.life, next.done));
    next.done += 1;
    if (next.done === next.life.events.length) open.splice(at, 1);
  }
}

/** Puts what waits into the feed, in any order, until the writers have ended and nothing waits any more. */
async function append({ feed }: Store, waiting: Envelope[], pick: () => number, ended: () => boolean) {
  while (!ended() || waiting.length > 0) {
    const some = waiting.splice(pick() % Math.max(1, waiting.length), 1 + (pick() % 3));
    if (some.length > 0) await feed.append(some);
    else await new Promise(setImmediate);
  }
}

interface Snapshot {
  readonly position: number;
  readonly found: readonly RecordView[];
  readonly pages: number;
}

/** All pages, one after the other, each of few records and few places of the feed. */
async function snapshot(store: Store, limit: number, stage?: string): Promise<Snapshot> {
  const parts = { ...store, limits: { places: 5, milliseconds: 5000 } };
  const position = await latestPosition(store.feed);
  const found: RecordView[] = [];
  let pages = 0;
  for (let after = 0; after < position.number; pages += 1) {
    const page = await snapshotPage(parts, { position, after }, { limit, stage });
    expect(page.records.length).toBeLessThanOrEqual(limit);
    expect(page.after).toBeGreaterThan(after);
    found.push(...page.records);
    ({ after } = page);
  }
  return { position: position.number, found, pages };
}

/**
 * A consumer that begins with the snapshot and follows the feed from its position on, leaving out each event that its
 * record has already. What does not go on from what it has would be missing to it for ever.
 */
async function follow({ feed }: Store, { position, found }: Snapshot) {
  const versions = new Map(found.map(({ id, version }) => [id, version]));
  expect(versions.size).toBe(found.length);
  const gaps: string[] = [];
  for (const { record, seq } of await feed.places(position, Infinity)) {
    const version = versions.get(record) ?? 0;
    if (seq <= version) continue;
    if (seq !== version + 1) gaps.push(`${record}#${seq} after version ${version}`);
    versions.set(record, seq);
  }
  return { versions, gaps };
}

/** Each view of a snapshot is the record as just so many of its events have made it: nothing half done is in it. */
function differing(found: readonly RecordView[], lives: readonly Life[]): readonly string[] {
  const byId = new Map(lives.map((life) => [life.id, life]));
  return found.flatMap((view) => {
    const life = byId.get(view.id);
    const then = life && replay(life.home, life.id, life.events.slice(0, view.version));
    const expected = life && then && viewOf(life.home, then);
    return sameJson(expected, view) ? [] : [view.id];
  });
}

/** Writers, the feed and several readers of snapshots, all at the same time. */
async function race(
  lives: readonly Life[],
  pick: () => number,
  { limit, readers }: { limit: number; readers: number },
) {
  const store = await fresh();
  const waiting: Envelope[] = [];
  const state = { ended: false };
  const writing = write(store, lives, pick, waiting).finally(() => (state.ended = true));
  const appending = append(store, waiting, pick, () => state.ended);
  const snapshots: Snapshot[] = [];
  const reading = (async () => {
    for (let nth = 0; nth < readers; nth += 1) {
      while ((await store.feed.end()) < nth * 4 && !state.ended) await new Promise(setImmediate);
      snapshots.push(await snapshot(store, limit));
    }
  })();
  await Promise.all([writing, appending, reading]);
  return { store, snapshots };
}

const versionsOf = (lives: readonly Life[]) =>
  Object.fromEntries(lives.map(({ id, events }) => [id, events.length] as const));

const all = everyLife();

describe("A snapshot that is read while others write", () => {
  test("and the feed after its position are together every record, whole, with no event missing and none twice", async () => {
    let between = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...all], { minLength: 3, maxLength: 8 }),
        fc.infiniteStream(fc.nat(1_000_000)),
        fc.integer({ min: 1, max: 4 }),
        async (lives, picks, limit) => {
          const pick = () => Number(picks.next().value);
          const { store, snapshots } = await race(lives, pick, { limit, readers: 3 });
          for (const taken of snapshots) {
            const { versions, gaps } = await follow(store, taken);
            expect(gaps).toEqual([]);
            expect(Object.fromEntries(versions)).toEqual(versionsOf(lives));
            expect(differing(taken.found, lives)).toEqual([]);
            if (taken.found.length > 0 && taken.found.length < lives.length) between += 1;
          }
        },
      ),
      { numRuns: 20, seed: 6 },
    );
    // Some had a part of the records, and got the others by the feed: that is what the law is about.
    expect(between).toBeGreaterThan(5);
  }, 120_000);

  test("has records of every stage in every status, when it is taken in the end", async () => {
    const picks = [...all.keys()].map((nth) => (nth * 7919) % 104_729);
    let nth = 0;
    const pick = () => picks[(nth += 1) % picks.length] ?? 0;
    const { store } = await race(all, pick, { limit: 100, readers: 1 });
    const taken = await snapshot(store, 7);
    expect(Object.fromEntries(taken.found.map(({ id, version }) => [id, version]))).toEqual(versionsOf(all));
    expect(differing(taken.found, all)).toEqual([]);
    expect(new Set(taken.found.map(({ stage }) => stage)).size).toBe(
      new Set(all.map(({ home }) => home.name)).size,
    );
    expect(taken.pages).toBeGreaterThan(all.length / 7);
    const quotes = await snapshot(store, 3, "quote");
    expect(quotes.found.map(({ id }) => id)).toEqual(
      taken.found.filter(({ stage }) => stage === "quote").map(({ id }) => id),
    );
  }, 60_000);
});

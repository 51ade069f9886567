import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Parts, workOn } from "../../functions/runtime/export/run.ts";
import { life, plant } from "../feed/planted.ts";
import {
  asking,
  type Exports,
  filesOf,
  historyOf,
  readFiles,
  requested,
  startExports,
  workThrough,
} from "./business.ts";

const range = { from: "2026-01-01T00:00:00Z", to: "2026-01-01T01:00:00Z" };
const limits = { events: 12, bytes: 1_000_000, places: 100 };

let exports: Exports;
let whole: Awaited<ReturnType<typeof outcome>>;

beforeAll(async () => {
  exports = await startExports();
  const events = ["lea_0000000001", "lea_0000000002", "lea_0000000003"].flatMap((record) => life(record, 10));
  await plant(exports.business.engine.client, "journal", events);
  await exports.parts.feed.append(events);
  const id = await requested(exports, range);
  await workThrough(exports, id, { ...exports.parts, limits });
  whole = await outcome(id);
});
afterAll(() => exports.stop());

/** What has become of an export: its files byte by byte, and what happened to it. */
async function outcome(id: string) {
  const files = await filesOf(exports, id);
  const { lines, manifest } = readFiles(files);
  const packed = [...files].filter(([name]) => name !== "manifest.json");
  const happened = (await historyOf(exports, id)).map(({ type, data }) => ({ type, data }));
  const { export: _, requestedAt: __, ...rest } = manifest;
  return {
    lines,
    manifest: rest,
    packed: packed.map(([name, file]) => [name, file.toString("hex")]),
    happened,
  };
}

class Death extends Error {}

/** A worker that dies at its nth call, before it is done or when it was done and the answer is on its way. */
function dying(parts: Parts, nth: number, when: "before" | "after") {
  let calls = 0;
  const at =
    <A extends readonly unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      calls += 1;
      // Whoever is dead does nothing more.
      if (calls > nth || (calls === nth && when === "before")) throw new Death();
      const answer = await call(...args);
      if (calls === nth) throw new Death();
      return answer;
    };
  const { world, feed, files } = parts;
  const { journal } = world;
  const mortal: Parts = {
    limits,
    superseded: parts.superseded,
    files: { put: at((...args) => files.put(...args)) },
    feed: {
      ...feed,
      end: at(() => feed.end()),
      places: at((...args) => feed.places(...args)),
      events: at((...args) => feed.events(...args)),
      firstFedAt: at((...args) => feed.firstFedAt(...args)),
    },
    world: {
      ...world,
      now: () => world.now(),
      random: () => world.random(),
      journal: {
        load: at((...args) => journal.load(...args)),
        lookup: at((...args) => journal.lookup(...args)),
        commit: at((...args) => journal.commit(...args)),
        events: at((...args) => journal.events(...args)),
      },
    },
  };
  return { mortal, died: () => calls >= nth };
}

/** Works on an export with a worker that dies once; its message comes again, to another. */
async function survives(nth: number, when: "before" | "after"): Promise<boolean> {
  const id = await requested(exports, range);
  const { mortal, died } = dying(exports.parts, nth, when);
  for (let event = await asking(exports, id); event !== undefined; event = await asking(exports, id)) {
    try {
      await workOn(event, mortal);
    } catch (error) {
      if (!(error instanceof Death)) throw error;
      await workOn(event, { ...exports.parts, limits });
      await workThrough(exports, id, { ...exports.parts, limits });
    }
  }
  expect({ nth, when, ...(await outcome(id)) }).toEqual({ nth, when, ...whole });
  return died();
}

describe("An export", () => {
  test("of 30 events is in three files, and has them all", () => {
    expect(whole.lines).toHaveLength(30);
    expect(whole.manifest.parts.map(({ events }) => events)).toEqual([12, 12, 6]);
  });

  test("is the same, byte by byte, at whatever call its worker dies, before or after it", async () => {
    let deaths = 0;
    for (const when of ["before", "after"] as const) {
      for (let nth = 1; await survives(nth, when); nth += 1) deaths += 1;
    }
    // Beginning, three parts, the manifest: each with several calls.
    expect(deaths).toBeGreaterThan(40);
  }, 240_000);

  test("is the same when each message comes to three workers at the same moment", async () => {
    const id = await requested(exports, range);
    for (let event = await asking(exports, id); event !== undefined; event = await asking(exports, id)) {
      const now = event;
      const all = await Promise.allSettled([1, 2, 3].map(() => workOn(now, { ...exports.parts, limits })));
      expect(all.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "fulfilled"]);
    }
    expect(await outcome(id)).toEqual(whole);
  });
});

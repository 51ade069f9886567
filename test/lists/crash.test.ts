import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { World } from "../../functions/runtime/ask.ts";
import type { ListFiles } from "../../functions/runtime/capture/lists/files.ts";
import { lastEvent, type Lists, resultsOf, sendList, startLists, stored, workThrough } from "./business.ts";

let lists: Lists;
beforeAll(async () => {
  lists = await startLists();
});
afterAll(() => lists.stop());

const ROWS = 50;

/** A list with quoted newlines and letters of several bytes, in which every tenth row is somebody of an earlier one. */
const table = (name: string) =>
  [
    "Name;E-mail;Note",
    ...Array.from({ length: ROWS }, (_, at) => {
      const who = at % 10 === 9 ? at - 5 : at;
      return `Đặng ${who};p${who}@${name}.example;"line ${at}\nsecond; ""quoted"""`;
    }),
  ].join("\n");

class Died extends Error {
  override readonly name = "Died";
}

/** The nth write of a process is its last: it dies before it, or right after it. */
function dying(lists_: Lists, nth: number, when: "before" | "after"): { world: World; files: ListFiles } {
  let left = nth;
  const write = async <T>(work: () => Promise<T>): Promise<T> => {
    left -= 1;
    if (left < 0 || (left === 0 && when === "before")) throw new Died();
    const result = await work();
    if (left === 0) throw new Died();
    return result;
  };
  const { world } = lists_.business;
  const { journal } = world;
  return {
    world: { ...world, journal: { ...journal, commit: (change) => write(() => journal.commit(change)) } },
    files: { ...lists_.files, put: (...put) => write(() => lists_.files.put(...put)) },
  };
}

async function started(name: string): Promise<string> {
  const { id } = await sendList(lists, table(name));
  await lists.call("POST /imports/{id}/check", { id });
  await workThrough(lists, id);
  await lists.call("POST /imports/{id}/start", { id });
  return id;
}

async function eventsOfRows(id: string): Promise<string[][]> {
  const rows = Array.from({ length: ROWS }, (_, at) => `${id.replace("imp", "sub")}-${at + 1}`);
  const { journal } = lists.business.world;
  const events = await Promise.all(rows.map((row) => journal.events("submission", row, 99)));
  return events.map((all) => all.map(({ type }) => type));
}

describe("a process that dies in the middle of a list", () => {
  test.each([
    [1, "before"],
    [7, "after"],
    [20, "before"],
    [21, "after"],
    [22, "before"],
    [22, "after"],
    [30, "after"],
    [55, "after"],
  ] as const)(
    "at its write %i, %s it, has lost nothing and doubled nothing when the list goes on",
    async (nth, when) => {
      const id = await started(`crash-${nth}-${when}`);
      await expect(workThrough(lists, id, dying(lists, nth, when))).rejects.toThrow(Died);
      await workThrough(lists, id);
      expect(await stored(lists, "import", id)).toMatchObject({
        status: "done",
        run: { next: { row: ROWS + 1 }, counts: { new: 45, merged: 5, held: 0, rejected: 0 } },
      });
      const rows = await resultsOf(lists, id);
      expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: ROWS }, (_, at) => at + 1));
      expect(new Set(rows.filter(({ verdict }) => verdict === "new").map(({ lead }) => lead)).size).toBe(45);
      for (const types of await eventsOfRows(id)) {
        expect(types).toEqual([
          "submission.received",
          expect.stringMatching(/^submission\.(accepted|merged)$/),
        ]);
      }
    },
  );

  test("and whose message comes twice at the same moment, is done once", async () => {
    const { workOn } = await import("../../functions/runtime/capture/lists/run.ts");
    const id = await started("twice");
    const limits = { rows: { check: 20, run: 20 }, milliseconds: 10_000, together: 8 };
    const { world } = lists.business;
    const event = await lastEvent(lists, id);
    await Promise.all([1, 2].map(() => workOn(event, { world, files: lists.files, limits })));
    await workThrough(lists, id);
    await workOn(event, { world, files: lists.files, limits });
    expect(await stored(lists, "import", id)).toMatchObject({
      status: "done",
      run: { counts: { new: 45, merged: 5 } },
    });
    const events = await world.journal.events("import", id, 99);
    expect(
      events.filter(({ type, data }) => type === "import.progressed" && data["phase"] === "run"),
    ).toHaveLength(3);
  });

  test.each([
    ["fails", 11],
    ["ends the function", 12],
  ])(
    "a part that %s at each of its 12 tries ends the list with a word on where, at try %i",
    async (_, nth) => {
      const { workOn } = await import("../../functions/runtime/capture/lists/run.ts");
      const id = await started(`hopeless-${nth}`);
      const limits = { rows: { check: 20, run: 20 }, milliseconds: 10_000, together: 8 };
      const { world } = lists.business;
      await workOn(await lastEvent(lists, id), { world, files: lists.files, limits });
      const event = await lastEvent(lists, id);
      const hopeless = () => ({ world, files: dying(lists, 1, "before").files, limits });
      await expect(workOn(event, hopeless(), { nth: 10, most: 12 })).rejects.toThrow(Died);
      expect(await stored(lists, "import", id)).toMatchObject({ status: "running" });
      await workOn(event, hopeless(), { nth, most: 12 });
      expect(await stored(lists, "import", id)).toMatchObject({
        status: "failed",
        failure: {
          code: "unreadable",
          row: 25,
          message: expect.stringContaining(`Row 25 or one soon after it`),
        },
      });
      expect((await lastEvent(lists, id)).type).toBe("import.failed");
    },
  );

  test("a list that is stopped in the middle keeps what was taken in, and goes no further", async () => {
    const id = await started("stopped");
    const { workOn } = await import("../../functions/runtime/capture/lists/run.ts");
    const limits = { rows: { check: 20, run: 20 }, milliseconds: 10_000, together: 8 };
    await workOn(await lastEvent(lists, id), { world: lists.business.world, files: lists.files, limits });
    const { body } = await lists.call("POST /imports/{id}/cancel", { id });
    expect(body).toMatchObject({ status: "cancelled" });
    await workThrough(lists, id);
    expect((await resultsOf(lists, id)).length).toBeLessThan(ROWS);
    expect((await eventsOfRows(id)).filter((types) => types.length > 0)).toHaveLength(24);
  });
});

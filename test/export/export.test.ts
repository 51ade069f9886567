import { DeleteItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { requestExport } from "../../domain/export/actions.ts";
import { dataExport } from "../../domain/export/export.ts";
import type { Envelope } from "../../domain/kernel/event.ts";
import { toItem } from "../../functions/runtime/items.ts";
import { eventKey } from "../../functions/runtime/keys.ts";
import { workOn } from "../../functions/runtime/export/run.ts";
import { explain } from "../../functions/runtime/ops/explain.ts";
import { happened, life, plant } from "../feed/planted.ts";
import {
  asking,
  type Exports,
  filesOf,
  historyOf,
  readFiles,
  requested,
  startExports,
  stored,
  workThrough,
} from "./business.ts";

let exports: Exports;
beforeAll(async () => {
  exports = await startExports();
});
afterAll(() => exports.stop());

/** Commits events and puts them into the feed, as many at once as a queue would bring. */
async function feed(events: readonly Envelope[]): Promise<void> {
  await plant(exports.business.engine.client, "journal", events);
  for (let from = 0; from < events.length; from += 10)
    await exports.parts.feed.append(events.slice(from, from + 10));
}

const lines = (events: readonly Envelope[]) => events.map((event) => JSON.stringify(event)).toSorted();
const from = "2026-01-01T00:00:00.000Z";
const to = "2026-01-01T00:05:00.000Z";
const inRange = (event: Envelope) => event.at >= from && event.at < to;

/** 360 events: the last of each life are after the range. */
const lives = Array.from({ length: 12 }, (_, nth) => life(`lea_00000000${nth + 10}`, 30));
const later = lives.map((events) => ({ ...happened(events[0]?.record ?? "", 31), at: to }));
/** Happened in the range, and came into the feed after all others. */
const late = life("lea_0000000099", 5);
const all = [...lives.flat(), ...later, ...late];

describe("An export", () => {
  let id: string;

  test("has every event of the range once, as it was published, in files of which the manifest has the sums", async () => {
    await feed([...lives.flat(), ...later]);
    await feed(late);
    id = await requested(exports, { from, to });
    expect(await stored(exports, id)).toMatchObject({ status: "requested", from, to });
    await workThrough(exports, id);
    const { manifest, lines: found } = readFiles(await filesOf(exports, id));
    expect(found.toSorted()).toEqual(lines(all.filter(inRange)));
    expect(manifest).toMatchObject({ export: id, from, to, events: 365 });
    expect(manifest.parts.map(({ events }) => events).every((count) => count <= 40)).toBe(true);
    expect(await stored(exports, id)).toMatchObject({
      status: "done",
      events: 365,
      parts: manifest.parts.length,
      bytes: manifest.bytes,
      position: manifest.position,
    });
  });

  test("of the version before, which had another name for how far it had looked, can still be read", async () => {
    const { searchedTo, ...before } = await stored(exports, id);
    expect(searchedTo).toBeGreaterThan(0);
    expect(dataExport.read({ ...before, next: searchedTo })).toMatchObject({ status: "done", events: 365 });
  });

  test("tells how far it is, and gives what is written, while it runs", async () => {
    const other = await requested(exports, { from, to });
    for (let nth = 0; nth < 3; nth += 1) {
      const event = await asking(exports, other);
      if (event !== undefined) await workOn(event, exports.parts);
    }
    const running = z
      .object({
        status: z.literal("running"),
        parts: z.literal(2),
        searchedTo: z.number(),
        until: z.number(),
      })
      .parse(await stored(exports, other));
    expect(running.searchedTo).toBeLessThan(running.until);
    expect([...(await filesOf(exports, other)).keys()]).toEqual([
      "part-00001.ndjson.gz",
      "part-00002.ndjson.gz",
    ]);
    await exports.call("POST /exports/{id}/cancel", { id: other });
  });

  test("of some types has those only, by name or by stage", async () => {
    const some = await requested(exports, { from, to, types: ["lead.changed", "quote.*"] });
    await workThrough(exports, some);
    const { manifest, lines: found } = readFiles(await filesOf(exports, some));
    const wanted = all.filter((event) => inRange(event) && event.type === "lead.changed");
    expect(found.toSorted()).toEqual(lines(wanted));
    expect(manifest.types).toEqual(["lead.changed", "quote.*"]);
  });

  test("of a range in which nothing happened is done, with a manifest and no parts", async () => {
    const empty = await requested(exports, { from: "2025-01-01T00:00:00Z", to: "2025-02-01T01:00:00+01:00" });
    await workThrough(exports, empty);
    const { manifest } = readFiles(await filesOf(exports, empty));
    expect(manifest).toMatchObject({
      from: "2025-01-01T00:00:00.000Z",
      to: "2025-02-01T00:00:00.000Z",
      parts: [],
      events: 0,
    });
    const types = (await historyOf(exports, empty)).map(({ type }) => type);
    expect(new Set(types)).toEqual(
      new Set(["export.requested", "export.started", "export.searched", "export.completed"]),
    );
  });

  test("begins in the feed an hour before its range, by the clock of the feed, and goes on to its end", async () => {
    const { business } = exports;
    const end = await exports.parts.feed.end();
    const later = Date.now() + 7_200_000;
    business.clock = new Date(later);
    const at = business.clock.toISOString();
    const late = life("lea_0000000077", 1).map((event) => ({ ...event, at }));
    await feed(late);
    business.clock = new Date(later + 2000);
    const { id } = await business.act(requestExport, { from: at, to: new Date(later + 1000).toISOString() });
    await workThrough(exports, id);
    business.clock = undefined;
    expect(await stored(exports, id)).toMatchObject({
      status: "done",
      after: end,
      until: end + 1,
      events: 1,
    });
    expect(readFiles(await filesOf(exports, id)).lines).toEqual(lines(late));
  });

  test("leaves out what was erased from the journal since, and goes on behind it", async () => {
    const [erased, ...kept] = life("lea_0000000055", 3).map((event) => ({
      ...event,
      at: "2026-03-01T00:00:00.000Z",
    }));
    if (erased === undefined) throw new Error("Nothing is to be erased");
    await feed([erased, ...kept]);
    const { engine } = exports.business;
    const Key = toItem(eventKey("lead", erased.record, erased.seq));
    await engine.client.send(new DeleteItemCommand({ TableName: "journal", Key }));
    const march = await requested(exports, { from: "2026-03-01T00:00:00Z", to: "2026-04-01T00:00:00Z" });
    await workThrough(exports, march);
    expect(readFiles(await filesOf(exports, march)).lines).toEqual(lines(kept));
  });

  test("asked for twice with the same key is one", async () => {
    const headers = { "idempotency-key": "october" };
    const [one, two] = [
      await exports.call("POST /exports", { body: { from, to }, headers }),
      await exports.call("POST /exports", { body: { from, to }, headers }),
    ];
    expect(two.body["id"]).toBe(one.body["id"]);
    await exports.call("POST /exports/{id}/cancel", { id: String(one.body["id"]) });
  });
});

describe("A cancelled export", () => {
  test("goes on no further, even when a part was under way, and its files are given to nobody", async () => {
    const id = await requested(exports, { from, to });
    const first = await asking(exports, id);
    if (first === undefined) throw new Error("Nothing is asked");
    await workOn(first, exports.parts);
    const second = await asking(exports, id);
    if (second === undefined) throw new Error("Nothing is asked");
    await exports.call("POST /exports/{id}/cancel", { id, body: { note: "wrong range" } });
    await workOn(second, exports.parts);
    expect((await historyOf(exports, id)).at(-1)?.type).toBe("export.cancelled");
    expect(await exports.call("GET /exports/{id}/files", { id })).toMatchObject({
      status: 409,
      body: { code: "wrong_state", allowed: ["running", "done"], details: { status: "cancelled" } },
    });
    expect((await exports.call("POST /exports/{id}/cancel", { id })).status).toBe(409);
  });
});

describe("An export that cannot be written", () => {
  test("is tried again and again, and then told as failed: nobody waits for it in vain", async () => {
    const id = await requested(exports, { from, to });
    const broken = {
      ...exports.parts,
      files: { put: () => Promise.reject(new Error("The bucket is gone")) },
    };
    const first = await asking(exports, id);
    if (first === undefined) throw new Error("Nothing is asked");
    await workOn(first, broken);
    const second = await asking(exports, id);
    if (second === undefined) throw new Error("Nothing is asked");
    await expect(workOn(second, broken, { nth: 1, most: 3 })).rejects.toThrow("The bucket is gone");
    expect(await stored(exports, id)).toMatchObject({ status: "running" });
    const outlooks = await explain("export-run", { kind: "event", event: second }, exports.business.world);
    expect(outlooks).toMatchObject([{ kind: "would-do", record: id }]);
    await workOn(second, broken, { nth: 2, most: 3 });
    expect(await stored(exports, id)).toMatchObject({
      status: "failed",
      failure: { message: expect.stringMatching(/could not be written in 2 tries/) },
    });
    const after = await explain("export-run", { kind: "event", event: second }, exports.business.world);
    expect(after).toMatchObject([{ kind: "settled" }]);
  });
});

describe("What is asked wrongly is refused, naming it:", () => {
  test.each([
    ["a range that ends before it begins", { from: to, to: from }, 422, "/to"],
    ["a range of no time", { from, to: from }, 422, "/to"],
    ["the future", { from, to: "2999-01-01T00:00:00Z" }, 422, "/to"],
    ["a day instead of an instant", { from: "2026-01-01", to }, 400, "/from"],
    ["a day that there is not", { from: "2026-02-30T00:00:00Z", to }, 400, "/from"],
    ["no types at all", { from, to, types: [] }, 400, "/types"],
    ["a type that there is not", { from, to, types: ["quote.sent", "quote.snet"] }, 400, "/types/1"],
    ["a stage that there is not", { from, to, types: ["quotes.*"] }, 400, "/types/0"],
    ["everything by a star", { from, to, types: ["*"] }, 400, "/types/0"],
  ])("%s", async (_, body, status, pointer) => {
    const answer = await exports.call("POST /exports", { body });
    expect(answer).toMatchObject({ status, body: { errors: [{ pointer }] } });
  });

  test("a type is answered with those that there are", async () => {
    const { body } = await exports.call("POST /exports", { body: { from, to, types: ["quote.snet"] } });
    expect(body["allowed"]).toEqual(expect.arrayContaining(["quote.*", "quote.sent"]));
  });

  test("who is no admin", async () => {
    const groups = "[sales finance]";
    expect((await exports.call("POST /exports", { body: { from, to }, groups })).status).toBe(403);
    expect((await exports.call("GET /exports/{id}/files", { id: "exp_0000000001", groups })).status).toBe(
      403,
    );
  });

  test("files of an export that there is not, and a cursor of something else", async () => {
    expect((await exports.call("GET /exports/{id}/files", { id: "exp_0000000001" })).status).toBe(404);
    const answer = await exports.call("GET /exports/{id}/files", {
      id: "exp_0000000001",
      query: { cursor: "x" },
    });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: "/cursor" }] } });
  });

  test("more than a few at the same time", async () => {
    const ids: string[] = [];
    for (let nth = 0; nth < 5; nth += 1) ids.push(await requested(exports, { from, to }));
    const answer = await exports.call("POST /exports", { body: { from, to } });
    expect(answer).toMatchObject({
      status: 429,
      body: { code: "too_many", details: { underWay: 5, most: 5 } },
    });
    for (const id of ids) await exports.call("POST /exports/{id}/cancel", { id });
    const next = await requested(exports, { from, to });
    await exports.call("POST /exports/{id}/cancel", { id: next });
  });
});

test("the files of an export are given for as long as the bucket keeps them", async () => {
  exports.business.clock = new Date(Date.now() - 31 * 86_400_000);
  const { id } = await exports.business.act(requestExport, { from, to });
  await workThrough(exports, id);
  exports.business.clock = undefined;
  const answer = await exports.call("GET /exports/{id}/files", { id });
  expect(answer).toMatchObject({ status: 409, body: { details: { keptDays: 30 } } });
});

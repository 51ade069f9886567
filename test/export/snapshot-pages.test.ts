import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { positionText, readPosition } from "../../functions/runtime/feed/position.ts";
import { cursorOf } from "../../functions/runtime/read/cursor.ts";
import { everyLife, commitNext } from "./planted-lives.ts";
import { type Exports, startExports } from "./business.ts";

let exports: Exports;
const lives = everyLife().filter(({ home }) => ["lead", "seller", "order"].includes(home.name));

beforeAll(async () => {
  exports = await startExports();
  for (const life of lives) {
    for (let nth = 0; nth < life.events.length; nth += 1) {
      await exports.parts.feed.append([await commitNext(exports.business.world.journal, life, nth)]);
    }
  }
});
afterAll(() => exports.stop());

const Page = z.object({
  records: z.array(
    z.looseObject({ id: z.string(), stage: z.string(), status: z.string(), version: z.int() }),
  ),
  position: z.string(),
  cursor: z.string().optional(),
});

async function page(query: Record<string, string>) {
  const answer = await exports.call("GET /snapshot", { query, groups: "[sales]" });
  expect(answer.status).toBe(200);
  return Page.parse(answer.body);
}

describe("GET /snapshot", () => {
  test("answers all records as GET gives them, with the same position on each page", async () => {
    const found: string[] = [];
    const positions: string[] = [];
    let cursor: string | undefined;
    do {
      const { records, position, cursor: next } = await page({ limit: "4", ...(cursor && { cursor }) });
      found.push(...records.map(({ id }) => id));
      positions.push(position);
      cursor = next;
    } while (cursor !== undefined);
    expect(found.toSorted()).toEqual(lives.map(({ id }) => id).toSorted());
    expect(positions.length).toBeGreaterThan(2);
    expect(new Set(positions).size).toBe(1);
    const { handler } = await import("../../functions/read/get.ts");
    const { send } = await import("../support/request.ts");
    const [first] = (await page({ stage: "lead", limit: "1" })).records;
    expect((await send(handler, { route: "GET /leads/{id}", id: first?.id ?? "" })).body).toEqual(first);
  });

  test("answers the only record of a stage as well, and those of one stage alone", async () => {
    const { records } = await page({ stage: "seller" });
    expect(records).toMatchObject([{ id: "sel_0000000001", stage: "seller", status: "active" }]);
    const orders = await page({ stage: "order" });
    expect(new Set(orders.records.map(({ stage }) => stage))).toEqual(new Set(["order"]));
  });

  test("of a stage without records is empty, and still says from where on to follow the feed", async () => {
    const { records, position } = await page({ stage: "invoice" });
    expect(records).toEqual([]);
    expect(position).toBe((await page({})).position);
  });

  test.each([
    ["a stage that there is not", { stage: "quotes" }, "/stage"],
    ["too much at once", { limit: "101" }, "/limit"],
    ["a cursor of nothing", { cursor: "x" }, "/cursor"],
    ["a parameter that there is not", { status: "new" }, "/status"],
  ])("refuses %s, naming it", async (_, query, pointer) => {
    const answer = await exports.call("GET /snapshot", { query });
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid_input", errors: [{ pointer }] } });
  });

  test("refuses the cursor of a feed that is no longer there: what it says was read is not of this one", async () => {
    const { cursor = "" } = await page({ limit: "1" });
    const [position = "", after] = z
      .object({ after: z.string() })
      .parse(JSON.parse(Buffer.from(cursor, "base64url").toString()))
      .after.split(".");
    const read = readPosition(position);
    const other = positionText({ number: read?.number ?? 0, check: "AAAAAAAA" });
    const query = { cursor: cursorOf("snapshot/all", `${other}.${after}`) };
    const answer = await exports.call("GET /snapshot", { query });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: "/cursor" }] } });
  });

  test("refuses the cursor of one stage for another: what was left out before cannot be had by it", async () => {
    const { cursor = "" } = await page({ stage: "lead", limit: "1" });
    const answer = await exports.call("GET /snapshot", { query: { cursor } });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: "/cursor" }] } });
  });
});

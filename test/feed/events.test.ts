import { DeleteItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import type { HttpHandler } from "../../functions/runtime/edge.ts";
import { dealEvents } from "../../functions/runtime/feed/deal-events.ts";
import { readEvents } from "../../functions/runtime/feed/events.ts";
import type { Feed } from "../../functions/runtime/feed/feed.ts";
import { toItem } from "../../functions/runtime/items.ts";
import { eventKey } from "../../functions/runtime/keys.ts";
import { MAX_PAGE_BYTES } from "../../functions/runtime/read/reader.ts";
import { stubEnvironment } from "../support/business.ts";
import { createTable, dropTable, type Engine, startEngine } from "../support/engine.ts";
import { context, httpEvent, send } from "../support/request.ts";
import { feedOf, happened, life, plant } from "./planted.ts";

const TABLE = "journal";
const DEAL = "dea_01KAQ6Z3V9T4M0T3R5D9WXYZAB";
let engine: Engine;
let feed: Feed;
let events: HttpHandler;
let ofDeal: HttpHandler;

beforeAll(async () => {
  engine = await startEngine();
  stubEnvironment(engine.endpoint);
  [events, ofDeal] = [readEvents(), dealEvents()];
});
beforeEach(async () => {
  await createTable(engine.client, TABLE);
  feed = feedOf(engine.client, TABLE);
  return () => dropTable(engine.client, TABLE);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await engine.stop();
});

const Page = z.object({
  events: z.array(z.looseObject({ id: z.string(), type: z.string() })),
  position: z.string(),
  more: z.boolean(),
});

async function read(query: Record<string, string> = {}) {
  const { status, body } = await send(events, { route: "GET /events", query });
  expect(status).toBe(200);
  const page = Page.parse(body);
  return { ...page, ids: page.events.map(({ id }) => id) };
}

async function refused(query: Record<string, string>, headers: Record<string, string> = {}) {
  const { status, body } = await send(events, { route: "GET /events", query, headers });
  expect(status).toBe(400);
  expect(body["code"]).toBe("invalid_input");
  return String(body["detail"]);
}

async function fed(list = life("lea_A", 5)) {
  await plant(engine.client, TABLE, list);
  await feed.append(list);
}

describe("GET /events", () => {
  it("tells the events exactly as they were published, page by page, until there is no more", async () => {
    const all = life("lea_A", 5);
    await fed(all);
    const first = await read({ limit: "2" });
    expect(first).toMatchObject({ ids: ["lea_A#1", "lea_A#2"], more: true });
    const second = await read({ limit: "3", after: first.position });
    expect(second).toMatchObject({ ids: ["lea_A#3", "lea_A#4", "lea_A#5"], more: false });
    expect([...first.events, ...second.events]).toEqual(all);
    const last = await read({ after: second.position });
    expect(last).toEqual({ events: [], ids: [], position: second.position, more: false });
    await fed([happened("lea_B", 1)]);
    expect((await read({ after: last.position })).ids).toEqual(["lea_B#1"]);
  });

  it("is empty before the first event, and goes on from there", async () => {
    const nothing = await read();
    expect(nothing).toMatchObject({ ids: [], more: false });
    expect((await read({ after: "latest" })).position).toBe(nothing.position);
    await fed();
    expect((await read({ after: nothing.position })).ids).toHaveLength(5);
  });

  it("tells with after=latest only where the feed ends", async () => {
    await fed();
    const latest = await read({ after: "latest", wait: "20" });
    expect(latest).toMatchObject({ ids: [], more: false });
    await fed([happened("lea_B", 1)]);
    expect((await read({ after: latest.position })).ids).toEqual(["lea_B#1"]);
  });

  it("tells only the types that are asked for, and goes on behind what it looked through in vain", async () => {
    await fed(life("lea_A", 4));
    const captured = await read({ types: "lead.captured,quote.sent", limit: "1" });
    expect(captured).toMatchObject({ ids: ["lea_A#1"], more: false });
    expect((await read({ types: "lead.*" })).ids).toHaveLength(4);
    const none = await read({ types: "order.*" });
    expect(none).toMatchObject({ ids: [], more: false });
    expect(none.position).toBe((await read({ after: "latest" })).position);
    expect((await read({ after: captured.position, types: "lead.changed" })).ids).toEqual([]);
  });

  it("does not make a page bigger than a function can answer", async () => {
    const big = life("lea_A", 9).map((event) => ({ ...event, data: { note: "x".repeat(200_000) } }));
    await fed(big);
    const { ids, more, position } = await read();
    expect(ids).toHaveLength(Math.floor(MAX_PAGE_BYTES / 200_500));
    expect(more).toBe(true);
    expect((await read({ after: position })).ids).toEqual(big.slice(ids.length).map(({ id }) => id));
  });

  it("waits for an event that is wanted, and answers as soon as it is there", async () => {
    await fed();
    const { position } = await read({ after: "latest" });
    const begun = performance.now();
    const waiting = read({ after: position, types: "lead.captured", wait: "9" });
    await fed([happened("lea_A", 6)]);
    await fed([happened("lea_B", 1)]);
    expect((await waiting).ids).toEqual(["lea_B#1"]);
    expect(performance.now() - begun).toBeLessThan(8000);
  });

  it("answers after the wait with nothing, a position on", async () => {
    await fed();
    const { position } = await read({ types: "order.*" });
    expect(await read({ after: position, wait: "1" })).toMatchObject({ ids: [], position });
  });

  it("refuses what it does not know, naming it", async () => {
    await fed();
    const { position } = await read({ limit: "1" });
    expect(await refused({ types: "lead.captured,lead.sold" })).toContain('There is no event "lead.sold"');
    expect(await refused({ types: "leads.*" })).toContain('"leads.*"');
    expect(await refused({ types: "" })).toContain('There is no event ""');
    expect(await refused({ limit: "501" })).toContain("limit: must be a whole number from 1 to 500");
    expect(await refused({ wait: "21" })).toContain("wait: must be whole seconds from 0 to 20");
    expect(await refused({ from: "x" })).toContain("from");
    for (const after of [
      "",
      "7",
      `${position}A`,
      position.toLowerCase(),
      Buffer.from("1.3.AAAAAAAA").toString("base64url"),
    ]) {
      expect(await refused({ after })).toContain("after: is no position of this feed");
    }
  });

  it("refuses a position of a feed that was restored to before it, or went on differently since", async () => {
    await fed(life("lea_A", 3));
    const { position } = await read();
    await dropTable(engine.client, TABLE);
    await createTable(engine.client, TABLE);
    await fed(life("lea_A", 2));
    expect(await refused({ after: position })).toContain("After a restore");
    await fed(life("lea_B", 1));
    expect(await refused({ after: position })).toContain("After a restore");
  });

  it("leaves out what was erased from the journal, and goes on behind it", async () => {
    await fed(life("lea_A", 3));
    await engine.client.send(
      new DeleteItemCommand({ TableName: TABLE, Key: toItem(eventKey("lead", "lea_A", 2)) }),
    );
    const page = await read({ limit: "2" });
    expect(page).toMatchObject({ ids: ["lea_A#1"], more: true });
    expect((await read({ after: page.position })).ids).toEqual(["lea_A#3"]);
  });

  it("is for who is signed in and has a role", async () => {
    const { status } = await send(events, { route: "GET /events", groups: "[]" });
    expect(status).toBe(403);
  });
});

describe("GET /deals/{deal}/events", () => {
  const ask = (query: Record<string, string> = {}, deal = DEAL) =>
    send(ofDeal, { route: "GET /deals/{deal}/events", path: { deal }, query });

  it("tells the events of all records of a deal, numbered without a gap, none of which comes in before one that was read", async () => {
    await fed([...life("lea_A", 2, DEAL), ...life("lea_C", 2)]);
    const first = await ask({ limit: "1" });
    expect(first).toMatchObject({ status: 200, body: { deal: DEAL, seq: 1, more: true } });
    // Committed long before, and late in the feed.
    await fed([{ ...happened("lea_B", 1, DEAL), at: "2020-01-01T00:00:00.000Z" }]);
    const rest = await ask({ afterSeq: "1" });
    expect(rest.body).toMatchObject({ seq: 3, more: false, events: [{ id: "lea_A#2" }, { id: "lea_B#1" }] });
    expect((await ask({ afterSeq: "3" })).body).toMatchObject({ seq: 3, events: [], more: false });
  });

  it("says which deal there is not, and what is wrong with a number", async () => {
    expect(await ask()).toMatchObject({ status: 404 });
    expect(await ask({}, "lea_1")).toMatchObject({ status: 404 });
    const { status, body } = await ask({ afterSeq: "-1" });
    expect(status).toBe(400);
    expect(body["detail"]).toContain("afterSeq: must be the seq of the page before");
  });
});

describe("Server-sent events", () => {
  async function stream(query: Record<string, string>, headers: Record<string, string> = {}) {
    const sent = { route: "GET /events", query, headers: { accept: "text/event-stream", ...headers } };
    const { statusCode, headers: answered, body = "" } = await events(httpEvent(sent), context);
    return { statusCode, type: answered?.["content-type"], lines: body.split("\n") };
  }

  it("tell each event with its position, type and envelope, and at last where to go on", async () => {
    const all = life("lea_A", 2);
    await fed(all);
    const { statusCode, type, lines } = await stream({ wait: "0" });
    const { position } = await read();
    expect([statusCode, type]).toEqual([200, "text/event-stream"]);
    expect(lines.filter((line) => line.startsWith("data: "))).toEqual(
      all.map((event) => `data: ${JSON.stringify(event)}`),
    );
    expect(lines.filter((line) => line.startsWith("event: "))).toEqual([
      "event: lead.captured",
      "event: lead.changed",
    ]);
    expect(lines[0]).toBe("retry: 1000");
    expect(lines.slice(-3)).toEqual([`id: ${position}`, "", ""]);
  });

  it("go on behind Last-Event-ID, whatever the address says", async () => {
    await fed(life("lea_A", 3));
    const { position } = await read({ limit: "2" });
    const { lines } = await stream({ wait: "0", after: "latest" }, { "last-event-id": position });
    expect(lines.filter((line) => line.startsWith("data: "))).toEqual([
      `data: ${JSON.stringify(happened("lea_A", 3))}`,
    ]);
    expect(await refused({}, { accept: "text/event-stream", "last-event-id": "7" })).toContain(
      "The header Last-Event-ID: is no position of this feed",
    );
  });

  it("begin with the next event at after=latest, and remember where that was while nothing comes", async () => {
    await fed();
    const { position } = await read({ after: "latest" });
    const { lines } = await stream({ after: "latest", wait: "0" });
    expect(lines).toEqual(["retry: 1000", "", ": nothing new", "", `id: ${position}`, "", ""]);
  });
});

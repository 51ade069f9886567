import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { type Envelope, event } from "../../domain/kernel/event.ts";
import type { Superseded } from "../../domain/kernel/version.ts";
import { dealEvents } from "../../functions/runtime/feed/deal-events.ts";
import { readEvents } from "../../functions/runtime/feed/events.ts";
import type { Feed } from "../../functions/runtime/feed/feed.ts";
import { eventItem } from "../../functions/runtime/items.ts";
import { MAX_PAGE_BYTES } from "../../functions/runtime/read/reader.ts";
import { stubEnvironment } from "../support/business.ts";
import { createTable, dropTable, type Engine, startEngine } from "../support/engine.ts";
import { countsOf, printed } from "../support/printed.ts";
import { context, httpEvent, send } from "../support/request.ts";
import {
  callEvent,
  callsIn,
  callVersions,
  mixedCalls,
  spoiledCalls,
  whoGetsWhich,
} from "../support/versioned.ts";
import { feedOf, plant } from "./planted.ts";

const TABLE = "journal";
const deal = "dea_0000000001";
let engine: Engine;
let feed: Feed;

beforeAll(async () => {
  engine = await startEngine();
  stubEnvironment(engine.endpoint);
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

async function fed(events: readonly Envelope[]) {
  await plant(engine.client, TABLE, events);
  await feed.append(events);
}

/** Commits an event whose text is not as this code would write it. */
async function fedAs(event: Envelope, text: string) {
  const Item = { ...eventItem(event), envelope: { S: text } };
  await engine.client.send(new PutItemCommand({ TableName: TABLE, Item }));
  await feed.append([event]);
}

const publishing = (today: string, superseded: Superseded = callVersions) => ({
  superseded,
  now: () => new Date(`${today}T12:00:00.000Z`),
});
const asking = (contracts: string | undefined): Record<string, string> =>
  contracts === undefined ? {} : { contracts };

/** The text of an answer of the feed on a day. */
async function textOf(query: Record<string, string>, parts = publishing("2026-12-20"), accept = "*/*") {
  const sent = { route: "GET /events", query, headers: { accept } };
  const { body = "" } = await readEvents(parts)(httpEvent(sent), context);
  return body;
}

const Answer = z.object({
  events: z.array(z.looseObject({ id: z.string(), v: z.int() })),
  more: z.boolean(),
  position: z.string().optional(),
  seq: z.int().optional(),
});
const read = async (query: Record<string, string>, parts = publishing("2026-12-20")) =>
  Answer.parse(JSON.parse(await textOf(query, parts)));

async function readDeal(query: Record<string, string>, parts = publishing("2026-12-20")) {
  const sent = { route: "GET /deals/{deal}/events", path: { deal }, query };
  return Answer.parse((await send(dealEvents(parts), sent)).body);
}

describe("Whoever keeps to contracts", () => {
  it.each(whoGetsWhich)("%s (%s) gets on %s version %i, whatever was committed", async (_, day, today, v) => {
    await fed(mixedCalls);
    const parts = publishing(today);
    expect((await read(asking(day), parts)).events).toEqual(callsIn(v));
    expect((await readDeal(asking(day), parts)).events).toEqual(callsIn(v));
    const stream = await textOf({ ...asking(day), wait: "0" }, parts, "text/event-stream");
    const data = stream.split("\n").filter((line) => line.startsWith("data: "));
    expect(data.map((line) => JSON.parse(line.slice("data: ".length)))).toEqual(callsIn(v));
  });

  it("gets the same page by page, and events that have one version as they are", async () => {
    const closed = callEvent(1, { why: "sold" }, 4, "lead.closed");
    await fed([...mixedCalls, closed]);
    const first = await read({ contracts: "2026-12-01", limit: "2" });
    const rest = await read({ contracts: "2026-12-01", after: first.position ?? "" });
    expect([...first.events, ...rest.events]).toEqual([...callsIn(2), closed]);
  });

  it("may change over in the middle: the positions are the same", async () => {
    await fed(mixedCalls);
    const { position = "" } = await read({ contracts: "2026-11-30", limit: "1" });
    const { events } = await read({ contracts: "2026-12-15", after: position });
    expect(events).toEqual(callsIn(3).slice(1));
  });
});

describe("An event", () => {
  it("that has the wanted version is given to the letter as it was committed", async () => {
    const second = callEvent(2, { first: "Maria", last: "Anders" });
    const text = JSON.stringify({ later: true, ...second }).replaceAll(",", " , ");
    await fedAs(second, text);
    expect(await textOf({ contracts: "2026-12-01" })).toContain(`"events":[${text}]`);
    expect(await textOf({ contracts: "2026-12-15" })).not.toContain(" , ");
  });

  it("of which there is one version is not even read: its text is given whatever it is", async () => {
    const { actor: _, ...rest } = callEvent(1, { why: "" });
    const text = JSON.stringify(rest).replaceAll(",", " , ");
    await fedAs(callEvent(1, { why: "" }), text);
    for (const contracts of [undefined, "2026-11-26", "2030-01-01"]) {
      expect(await textOf(asking(contracts), publishing("2030-01-01", new Map()))).toContain(
        `"events":[${text}]`,
      );
    }
    expect((await send(readEvents(), { route: "GET /events" })).status).toBe(200);
  });

  it("that cannot be made another one is given as it was committed, told, and holds up nobody", async () => {
    const after = callEvent(1, { name: "Maria Anders" }, 6);
    await fed([...mixedCalls, ...spoiledCalls, after]);
    const { figures } = printed();
    const { events, more } = await read({ contracts: "2026-12-01" });
    expect(events).toEqual([...callsIn(2), ...spoiledCalls, ...callsIn(2, [after])]);
    expect(more).toBe(false);
    expect(countsOf(figures())["EditionsSpoiled"]).toBe(2);
    // Its own version is asked for: nothing is wrong with that.
    expect((await read({ contracts: "2026-11-30" })).events[3]).toEqual(spoiledCalls[0]);
    expect(countsOf(figures())["EditionsSpoiled"]).toBe(1);
  });
});

/** A call whose second version says a hundred thousand times what its first one did. */
const grown: Superseded = new Map([
  [
    "lead.called",
    event(["new"], z.object({ said: z.string() }), () => "", {
      v: 2,
      since: "2026-12-01",
      older: [
        {
          v: 1,
          data: z.object({ word: z.string() }),
          sunset: "2027-06-30",
          up: ({ word }) => ({ said: word.repeat(100_000) }),
          down: ({ said }) => ({ word: said.slice(0, 2) }),
        },
      ],
    }),
  ],
]);

describe("A page", () => {
  const small = Array.from({ length: 9 }, (_, n) => callEvent(1, { word: "hi" }, n + 1));
  const most = Math.floor(MAX_PAGE_BYTES / 200_400);
  const parts = publishing("2026-12-20", grown);
  const seqs = ({ events }: z.output<typeof Answer>) => events.map(({ id }) => Number(id.split("#")[1]));

  it("ends where the events do not fit in the version that is wanted, and leads on from there", async () => {
    await fed(small);
    const first = await read({ contracts: "2026-12-01" }, parts);
    expect(first.more).toBe(true);
    expect(seqs(first)).toHaveLength(most);
    const rest = await read({ contracts: "2026-12-01", after: first.position ?? "" }, parts);
    expect([...seqs(first), ...seqs(rest)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(seqs(await read({ contracts: "2026-11-30" }, parts))).toHaveLength(9);
  });

  it("of a deal does so too", async () => {
    await fed(small);
    const first = await readDeal({ contracts: "2026-12-01" }, parts);
    expect(first).toMatchObject({ more: true, seq: most });
    const rest = await readDeal({ contracts: "2026-12-01", afterSeq: String(first.seq) }, parts);
    expect([...seqs(first), ...seqs(rest)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});

describe("What is no day", () => {
  it.each(["soon", "2026-13-01", "2026-11-31", "2026-11-26T00:00:00Z", "", "20261126"])(
    "%j",
    async (contracts) => {
      const asked = [
        await send(readEvents(), { route: "GET /events", query: { contracts } }),
        await send(dealEvents(), { route: "GET /deals/{deal}/events", path: { deal }, query: { contracts } }),
      ];
      for (const { status, body } of asked) {
        expect(status).toBe(400);
        expect(body["detail"]).toContain("contracts: must be a day such as");
        expect(body["errors"]).toMatchObject([{ pointer: expect.stringContaining("contracts") }]);
      }
    },
  );
});

import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import * as z from "zod";
import { placeOrderOfAcceptedQuote, winOpportunityOfAcceptedQuote } from "../../domain/flow/quoting.ts";
import type { Envelope } from "../../domain/kernel/event.ts";
import { toItem } from "../../functions/runtime/items.ts";
import { eventKey } from "../../functions/runtime/keys.ts";
import { contentOf } from "../../functions/runtime/ops/content.ts";
import { perform } from "../../functions/runtime/perform.ts";
import { react } from "../../functions/runtime/react.ts";
import { askOfReaction } from "../../functions/runtime/reaction-ask.ts";
import { context } from "../support/request.ts";
import { acceptedQuote } from "./accepted-quote.ts";
import { batchOf, worksOn } from "./function.ts";
import { type Installation, runner, startInstallation } from "./installation.ts";

const DAY = 86_400_000;

let it: Installation;
let clock: Date | undefined;

beforeAll(async () => {
  const lines = ["place-order", "win-opportunity", "note-quote", "set-timers", "take-mail"];
  it = await startInstallation(lines, () => clock ?? new Date());
  worksOn(it, "place-order");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await it.stop();
});

const dealOf = async () => acceptedQuote(it.ops.world);
type Accepted = Awaited<ReturnType<typeof dealOf>>;

const eventIn = (body: string): Envelope => {
  const content = contentOf(body);
  if (content.kind !== "event") throw new Error(`no event: ${body}`);
  return content.event;
};

/** What waits in the queue of a line of this deal. */
const waiting = async (line: string, { quote }: Accepted) =>
  (await it.bodies(line, "queue")).filter((body) => eventIn(body).deal === quote.deal);

const place = async ({ accepted }: Accepted) => {
  for (const command of placeOrderOfAcceptedQuote.commands(accepted)) {
    await perform(askOfReaction(placeOrderOfAcceptedQuote, accepted, command), it.ops.world);
  }
};

test("a dry run says of each event what would become of it, and does nothing", async () => {
  const from = new Date().toISOString();
  const [done, open] = [await dealOf(), await dealOf()];
  await place(done);
  const { code, text } = await it.run("replay", "--from", from, "--reaction", "place-order", "--dry-run");
  expect(code).toBe(0);
  expect(text).toContain(
    `done: ${done.accepted.id} quote.accepted: order.place of ${done.id}: it was done already`,
  );
  expect(text).toContain(
    `would-do: ${open.accepted.id} quote.accepted: order.place of ${open.id}: it would be done now (order.placed)`,
  );
  expect(text).toMatch(/\n2 events: (1 done, 1 would-do|1 would-do, 1 done)$/);
  expect(await it.bodies("place-order", "queue")).toEqual([]);
  expect(await it.ops.world.journal.events("order", open.id, 1)).toEqual([]);
});

test("what is sent again is the event as it was published, and its effect stays single however often", async () => {
  const deal = await dealOf();
  const words = ["replay", "--deal", deal.quote.deal, "--reaction", "place-order"];
  expect(await it.run(...words)).toMatchObject({
    code: 0,
    text: expect.stringContaining("1 event: 1 sent"),
  });
  await it.run(...words);
  const bodies = await waiting("place-order", deal);
  expect(bodies.map(eventIn)).toEqual([deal.accepted, deal.accepted]);
  const react1 = react(placeOrderOfAcceptedQuote);
  expect(await react1(batchOf(bodies), context)).toEqual({ batchItemFailures: [] });
  expect(await it.ops.world.journal.events("order", deal.id, 99)).toHaveLength(1);
});

test("events of a record are sent in its order, and only those that the reaction waits for", async () => {
  const from = new Date().toISOString();
  const deals = [await dealOf(), await dealOf(), await dealOf()];
  await it.run("replay", "--from", from, "--reaction", "note-quote", "--rate", "500");
  for (const deal of deals) {
    const sent = (await waiting("note-quote", deal)).map(eventIn);
    expect(sent.map(({ type }) => type)).toEqual(["quote.drafted", "quote.sent", "quote.accepted"]);
  }
});

test("another system gets them over its queue or its bus, all types or some", async () => {
  const { quote } = await dealOf();
  const to = ["--deal", quote.deal, "--rate", "500"];
  await it.run("replay", ...to, "--to-queue", it.outside.queue, "--types", "quote.sent,quote.accepted");
  expect((await it.outside.bodies()).map((body) => eventIn(body).type)).toEqual([
    "quote.sent",
    "quote.accepted",
  ]);
  const Message = z.object({ source: z.string(), "detail-type": z.string(), resources: z.array(z.string()) });
  const dry = await it.run("replay", ...to, "--to-bus", it.outside.bus, "--dry-run");
  await it.run("replay", ...to, "--to-bus", it.outside.bus);
  const [, , ...fromBus] = await it.outside.bodies();
  expect(dry.text.split("\n")).toHaveLength(fromBus.length + 1);
  expect(fromBus.map((body) => Message.parse(JSON.parse(body)))).toContainEqual({
    source: "salesline",
    "detail-type": "quote.accepted",
    resources: [quote.id],
  });
  const nowhere = it.run("replay", ...to, "--to-bus", "nobody's");
  await expect(nowhere).rejects.toThrow(/bus nobody's did not take/);
});

test("after the receipts are gone, only what surely has no second effect is sent", async () => {
  const [done, open] = [await dealOf(), await dealOf()];
  for (const command of winOpportunityOfAcceptedQuote.commands(done.accepted)) {
    await perform(askOfReaction(winOpportunityOfAcceptedQuote, done.accepted, command), it.ops.world);
  }
  clock = new Date(Date.now() + 100 * DAY);
  const again = (deal: Accepted, reaction: string) =>
    it.run("replay", "--deal", deal.quote.deal, "--reaction", reaction);
  const proved = await again(done, "win-opportunity");
  const unproved = await again(open, "win-opportunity");
  const makes = await again(open, "place-order");
  clock = undefined;
  expect(proved).toMatchObject({ code: 0, text: expect.stringContaining("1 done already") });
  expect(unproved.code).toBe(1);
  expect(unproved.text).toContain("it happened 100 days ago, and its receipts are kept for 90");
  expect(makes).toMatchObject({ code: 0, text: expect.stringContaining("1 sent") });
  expect(await waiting("win-opportunity", open)).toEqual([]);
});

test("receipts that were kept for less count for as long as they were kept, and so does what may wait twice", async () => {
  const deal = await dealOf();
  const after = async (days: number) => {
    clock = new Date(Date.now() + days * DAY);
    const { text } = await it.run("replay", "--deal", deal.quote.deal, "--reaction", "win-opportunity");
    clock = undefined;
    return text.split("\n").at(-1);
  };
  expect(await after(61)).toBe("1 event: 1 sent");
  expect(await after(63)).toBe("1 event: 1 not sent");
  const { stage, record, seq } = deal.accepted;
  const Key = toItem(eventKey(stage, record, seq));
  const forget = { UpdateExpression: "REMOVE #commit", ExpressionAttributeNames: { "#commit": "commit" } };
  await it.ops.tables.send(new UpdateItemCommand({ TableName: it.ops.place.table, Key, ...forget }));
  expect(await after(16)).toBe("1 event: 1 sent");
  expect(await after(18)).toBe("1 event: 1 not sent");
});

test("over the own bus an event goes out again only when no reaction could do it twice", async () => {
  const deal = await dealOf();
  const { place } = it.ops;
  // A bus that is there, under the name of the own one.
  const ops = { ...it.ops, place: { ...place, bus: it.outside.bus } };
  const words = ["replay", "--deal", deal.quote.deal, "--types", "quote.accepted", "--dry-run", "--to-bus"];
  const last = async (bus: string) => (await runner(ops)(...words, bus)).text.split("\n").at(-1);
  const arn = `arn:aws:events:eu-west-1:000000000000:event-bus/${it.outside.bus}`;
  expect(await last(it.outside.bus)).toBe("1 event: 1 would be sent");
  clock = new Date(Date.now() + 100 * DAY);
  const own = [await last(it.outside.bus), await last(arn)];
  const other = await last("another");
  clock = undefined;
  expect(own).toEqual(["1 event: 1 not sent", "1 event: 1 not sent"]);
  expect(other).toBe("1 event: 1 would be sent");
});

test("a replay that ends early says how to go on", async () => {
  const { quote } = await dealOf();
  let sent = 0;
  it.ops.queues.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        if (commandName === SendMessageCommand.name && (sent += 1) > 1) throw new Error("the line is dead");
        return next(args);
      },
    { step: "initialize", name: "death" },
  );
  const words = ["replay", "--deal", quote.deal, "--reaction", "note-quote"];
  await expect(it.run(...words)).rejects.toThrow("the line is dead");
  it.ops.queues.middlewareStack.remove("death");
  expect((await it.run(...words)).text).toContain("3 events: 3 sent");
});

test("an event that cannot be read is told, and does not hold back the others", async () => {
  const { quote, accepted } = await dealOf();
  const Key = toItem(eventKey("quote", quote.id, 1));
  const odd = {
    UpdateExpression: "SET envelope = :odd",
    ExpressionAttributeValues: toItem({ ":odd": "{odd" }),
  };
  await it.ops.tables.send(new UpdateItemCommand({ TableName: it.ops.place.table, Key, ...odd }));
  const words = ["--deal", quote.deal, "--reaction", "note-quote"];
  const { code, text } = await it.run("replay", ...words);
  expect(code).toBe(1);
  expect(text).toContain(`not sent: quote#${quote.id} EVENT#0000000001 event: it cannot be read`);
  expect(text).toContain(`sent: ${accepted.id} quote.accepted`);
});

test("words that cannot be used are refused with what to do", async () => {
  const refused = async (...words: string[]) => {
    const { code, text } = await it.run("replay", ...words);
    return code === 2 ? text.split("\n")[0] : "";
  };
  expect(await refused("--reaction", "place-order")).toBe("Say from when on: --from, or --deal");
  expect(await refused("--deal", "dea_1")).toContain("Say where to");
  expect(await refused("--from", "yesterday", "--reaction", "place-order")).toContain(
    "--from: must be an instant",
  );
  expect(await refused("--deal", "dea_1", "--reaction", "take-mail")).toContain("takes no events");
  expect(await refused("--deal", "dea_1", "--reaction", "place-order", "--types", "quote.sent")).toContain(
    "place-order does not wait for quote.sent, but for quote.accepted",
  );
  const archive = ["--reaction", "place-order", "--archive"];
  expect(await refused("--from", "2026-11-01", ...archive, "--dry-run")).toContain("--dry-run does not go");
  expect(await refused("--deal", "dea_1", ...archive)).toContain("--deal does not go with --archive");
  expect(await refused("--deal", "dea_1", "--to-queue", it.urlOf("place-order", "queue"))).toContain(
    "say --reaction place-order",
  );
  expect(await refused("--deal", "dea_1", "--reaction", "place-order", "--cursor", "x")).toContain(
    "--cursor",
  );
});

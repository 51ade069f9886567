import { DeleteItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { placeOrderOfAcceptedQuote } from "../../domain/flow/quoting.ts";
import { Envelope } from "../../domain/kernel/event.ts";
import { redrive, type Redriven } from "../../functions/runtime/ops/redrive.ts";
import { unpublishedKey } from "../../functions/runtime/keys.ts";
import { openMarks } from "../../functions/runtime/marks.ts";
import { markOf } from "../../functions/runtime/unpublished.ts";
import { react } from "../../functions/runtime/react.ts";
import { context } from "../support/request.ts";
import { acceptedQuote } from "./accepted-quote.ts";
import { batchOf, worksOn } from "./function.ts";
import { fromBus, type Installation, startInstallation } from "./installation.ts";

let it: Installation;

beforeAll(async () => {
  it = await startInstallation(["place-order", "win-opportunity", "publish"]);
  worksOn(it, "place-order");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await it.stop();
});

/** Events of quotes that nobody has seen yet, as many as asked for. */
async function accepted(count: number) {
  const made = [];
  for (let nth = 0; nth < count; nth += 1) made.push(await acceptedQuote(it.ops.world));
  return made;
}

test("one message, those of a reaction, of a record or of a deal are put back, and the others stay", async () => {
  const [one, two, three] = await accepted(3);
  if (one === undefined || two === undefined || three === undefined) throw new Error("too few");
  for (const each of [one, two, three]) {
    await it.die("place-order", each.accepted);
    await it.die("win-opportunity", each.accepted);
  }
  const first = await it.run("redrive", "--event", one.accepted.id, "--reaction", "place-order");
  expect(first).toEqual({ code: 0, text: `put back: place-order ${one.accepted.id}\n1 put back` });
  expect(await it.bodies("place-order", "queue")).toEqual([fromBus(one.accepted)]);
  expect(await it.bodies("win-opportunity", "queue")).toEqual([]);

  expect((await it.run("redrive", "--deal", two.quote.deal)).text).toContain("2 put back");
  expect((await it.run("redrive", "--record", two.quote.id)).text).toBe("No dead letter fits.");
  expect(await it.bodies("win-opportunity", "queue")).toEqual([fromBus(two.accepted)]);

  expect((await it.run("redrive", "--reaction", "win-opportunity")).text).toContain("2 put back");
  expect(await it.bodies("win-opportunity", "dead")).toEqual([]);
  expect(await it.bodies("place-order", "dead")).toEqual([fromBus(three.accepted)]);
  expect((await it.run("redrive", "--all")).text).toContain("1 put back");
  expect(await it.bodies("place-order", "dead")).toEqual([]);
});

test("who dies between putting back and removing leaves it in both, and it is done once", async () => {
  const [quote] = await accepted(1);
  if (quote === undefined) throw new Error("too few");
  await it.die("place-order", quote.accepted);
  it.ops.queues.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        if (commandName === "DeleteMessageCommand") throw new Error("the line is dead");
        return next(args);
      },
    { step: "initialize", name: "death" },
  );
  const told: Redriven[] = [];
  await redrive(it.ops, { event: quote.accepted.id }, 10, (one) => told.push(one));
  it.ops.queues.middlewareStack.remove("death");
  expect(told).toMatchObject([{ result: "put back, and still a dead letter", why: "the line is dead" }]);
  expect(await it.bodies("place-order", "dead")).toEqual([fromBus(quote.accepted)]);

  await redrive(it.ops, { event: quote.accepted.id }, 10, () => undefined);
  const body = fromBus(quote.accepted);
  const twice = (await it.bodies("place-order", "queue")).filter((each) => each === body);
  expect(twice).toEqual([body, body]);
  const place = react(placeOrderOfAcceptedQuote);
  expect(await place(batchOf(twice), context)).toEqual({ batchItemFailures: [] });
  expect(await it.ops.world.journal.events("order", quote.id, 99)).toHaveLength(1);
});

test("they go back at the rate that is asked for", async () => {
  const [quote] = await accepted(1);
  if (quote === undefined) throw new Error("too few");
  for (let nth = 0; nth < 12; nth += 1) {
    await it.die(
      "win-opportunity",
      Envelope.parse({ ...quote.accepted, id: `${quote.quote.id}#${nth + 50}` }),
    );
  }
  const begun = performance.now();
  const { text } = await it.run("redrive", "--reaction", "win-opportunity", "--rate", "20");
  expect(text).toContain("12 put back");
  expect(performance.now() - begun).toBeGreaterThan((11 * 1000) / 20);
});

test("events that the bus has refused are told with why, and given back to the sweeper", async () => {
  const [quote] = await accepted(1);
  if (quote === undefined) throw new Error("too few");
  const marks = openMarks(it.ops.tables, it.ops.place.table);
  const { stage, record, at, seq } = quote.accepted;
  const commit = { stage, record, at, first: seq, last: seq };
  await marks.setAside(markOf(commit), [{ seq, reason: "The detail is malformed" }], at);
  const told = await it.run("stuck", "--minutes", "60");
  expect(told.text).toContain(
    `${record}#${seq}, committed ${at}; the bus refuses #${seq}: The detail is malformed`,
  );
  const { text } = await it.run("redrive", "--refused");
  expect(text).toBe(
    `given back to the sweeper: ${record}#${seq} to #${seq}\n1 commits: look again in two minutes`,
  );
  expect(await marks.countSetAside()).toBe(0);
  const [mark] = await it.ops.world.journal.load([unpublishedKey(commit)]);
  expect(mark && unmarshall(mark)).toMatchObject(commit);
});

test("what the sweeper sets aside again at the same moment stays there", async () => {
  const { accepted: event } = await acceptedQuote(it.ops.world);
  const { stage, record, at, seq } = event;
  const commit = { stage, record, at, first: seq, last: seq };
  const marks = openMarks(it.engine.client, it.ops.place.table);
  const refused = [{ seq, reason: "The detail is malformed" }];
  await marks.setAside(markOf(commit), refused, "2026-11-26T08:00:00.000Z");
  let swept = false;
  it.ops.tables.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === DeleteItemCommand.name && !swept) {
          swept = true;
          await marks.setAside(markOf(commit), refused, "2026-11-26T08:01:00.000Z");
        }
        return next(args);
      },
    { step: "initialize", name: "sweeper" },
  );
  await it.run("redrive", "--refused");
  it.ops.tables.middlewareStack.remove("sweeper");
  expect(swept).toBe(true);
  expect(await marks.countSetAside()).toBe(1);
  await it.run("redrive", "--refused");
  expect(await marks.countSetAside()).toBe(0);
});

test("what no queue can take back, and words that say nothing, are refused with what to do", async () => {
  await it.die("publish", `{"DDBStreamBatchInfo":{"shardId":"1"}}`);
  const { code, text } = await it.run("redrive", "--reaction", "publish");
  expect({ code, text }).toEqual({ code: 1, text: expect.stringContaining("the sweeper publishes it") });
  expect(await it.bodies("publish", "dead")).toHaveLength(1);
  expect(await it.run("redrive")).toMatchObject({ code: 2, text: expect.stringContaining("--all") });
  const typo = await it.run("redrive", "--reaction", "place-orders");
  expect(typo).toMatchObject({
    code: 2,
    text: expect.stringContaining("there are place-order, publish, win-opp"),
  });
  expect(await it.run("redrive", "--all", "--rate", "0")).toMatchObject({
    code: 2,
    text: expect.stringContaining("--rate: must be 1 to 1000 a second"),
  });
  expect(await it.run("redrive", "--everything")).toMatchObject({ code: 2 });
  expect(await it.run("redrivee")).toMatchObject({
    code: 2,
    text: expect.stringContaining("no command redrivee"),
  });
});

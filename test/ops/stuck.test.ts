import { ReceiveMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { placeOrderOfAcceptedQuote } from "../../domain/flow/quoting.ts";
import { Envelope } from "../../domain/kernel/event.ts";
import { removeDeadLetter, eachDeadLetter } from "../../functions/runtime/ops/dead-letters.ts";
import { stuckIn } from "../../functions/runtime/ops/stuck.ts";
import { perform } from "../../functions/runtime/perform.ts";
import { askOfReaction } from "../../functions/runtime/reaction-ask.ts";
import { acceptedQuote } from "./accepted-quote.ts";
import { fromBus, type Installation, startInstallation } from "./installation.ts";

let it: Installation;

beforeAll(async () => {
  it = await startInstallation(["place-order", "win-opportunity", "fire-timers", "set-timers", "take-mail"]);
});
afterAll(() => it.stop());
afterEach(async () => {
  await Promise.all(
    it.ops.place.lines.map((line) =>
      eachDeadLetter(it.ops, line, async (page) => {
        for (const letter of page) await removeDeadLetter(it.ops.queues, letter);
        return page.map(({ id }) => id);
      }),
    ),
  );
});

/** The same event of a deal that nobody knows. */
const strange = (event: Envelope) =>
  Envelope.parse(
    JSON.parse(JSON.stringify(event).replaceAll(/_[0-9A-Z]{26}/g, "_01KAQ6Z3V9T4M0T3R5D9WXYZAB")),
  );

test("what could not be done says what it is about, and that it would be done now", async () => {
  const { accepted, quote, id } = await acceptedQuote(it.ops.world);
  await it.die("place-order", accepted);
  const [stuck, ...others] = await stuckIn(it.ops);
  expect(others).toEqual([]);
  expect(stuck).toMatchObject({
    reaction: "place-order",
    event: accepted.id,
    type: "quote.accepted",
    record: quote.id,
    deal: quote.deal,
    reason: `order.place of ${id}: it would be done now (order.placed)`,
  });
  expect(await it.ops.world.journal.events("order", id, 1)).toEqual([]);
});

test("what was done meanwhile says so", async () => {
  const { accepted, id } = await acceptedQuote(it.ops.world);
  for (const command of placeOrderOfAcceptedQuote.commands(accepted)) {
    await perform(askOfReaction(placeOrderOfAcceptedQuote, accepted, command), it.ops.world);
  }
  await it.die("place-order", accepted);
  const [stuck] = await stuckIn(it.ops);
  expect(stuck?.reason).toBe(`order.place of ${id}: it was done already`);
  await it.die("place-order", { ...accepted, id: `${accepted.record}#99` });
  const [, settled] = await stuckIn(it.ops);
  expect(settled?.outlooks).toMatchObject([{ kind: "settled" }]);
});

test("what is refused says why in the words of the refusal", async () => {
  const { accepted } = await acceptedQuote(it.ops.world);
  await it.die("win-opportunity", strange(accepted));
  const { text } = await it.run("stuck");
  expect(text).toContain(
    "opportunity.win-by-quote of opp_01KAQ6Z3V9T4M0T3R5D9WXYZAB: There is no such opportunity",
  );
  expect(text).toContain("1 stuck");
});

test("an event that its reaction cannot read, and a message that is no event, say so", async () => {
  const { accepted } = await acceptedQuote(it.ops.world);
  await it.die("place-order", { ...accepted, data: { nonsense: true } });
  await it.die("take-mail", `{"mail":{"messageId":"abc"}}`);
  await it.die("take-mail", "not even JSON");
  const reasons = (await stuckIn(it.ops)).map(({ reaction, reason, body }) => ({ reaction, reason, body }));
  expect(reasons).toEqual([
    {
      reaction: "place-order",
      reason: expect.stringContaining("cannot read this quote.accepted"),
      body: undefined,
    },
    {
      reaction: "take-mail",
      reason: expect.stringContaining("no event"),
      body: `{"mail":{"messageId":"abc"}}`,
    },
    { reaction: "take-mail", reason: expect.stringContaining("no event"), body: "not even JSON" },
  ]);
});

test("a timer says whether its time has come, and an event which timer it would set", async () => {
  const { quote, events } = await acceptedQuote(it.ops.world);
  const sent = events.find(({ type }) => type === "quote.sent");
  if (sent === undefined) throw new Error("not sent");
  const due = { timer: "expire-quote", record: quote.id, again: false, event: sent.id, at: sent.at };
  await it.die(
    "fire-timers",
    JSON.stringify({ ...due, deal: sent.deal, traceId: sent.traceId, day: "2026-01-01" }),
  );
  await it.die("set-timers", sent);
  const reasons = (await stuckIn(it.ops)).map(({ reason }) => reason);
  expect(reasons).toEqual([
    `quote.expire of ${quote.id} is not needed any more`,
    expect.stringContaining(`it would set expire-quote of ${quote.id} for 3000-01-01`),
  ]);
});

test("an event that no timer can read is listed like any other, and hides nothing beside it", async () => {
  const { events, quote } = await acceptedQuote(it.ops.world);
  const sent = events.find(({ type }) => type === "quote.sent");
  if (sent === undefined) throw new Error("it was never sent");
  await it.die("set-timers", { ...sent, data: { nonsense: true } });
  await it.die("set-timers", { ...sent, v: 9 });
  await it.die("set-timers", sent);
  const reasons = (await stuckIn(it.ops)).map(({ reason }) => reason);
  expect(reasons).toEqual([
    expect.stringMatching(/^No timer can read this quote.sent: /),
    expect.stringMatching(/^No timer can read this quote.sent: /),
    expect.stringContaining(`it would set expire-quote of ${quote.id}`),
  ]);
});

test("a look leaves every message to be seen by others at once, and counts no try", async () => {
  const { accepted } = await acceptedQuote(it.ops.world);
  const line = it.ops.place.lines.find(({ name }) => name === "place-order");
  await it.ops.queues.send(new SendMessageCommand({ QueueUrl: line?.queue, MessageBody: fromBus(accepted) }));
  const take = { QueueUrl: line?.queue, VisibilityTimeout: 0 };
  for (let tries = 0; tries < 6; tries += 1) await it.ops.queues.send(new ReceiveMessageCommand(take));
  const looks = [await stuckIn(it.ops), await stuckIn(it.ops), await stuckIn(it.ops)];
  expect(looks.map(([stuck]) => stuck?.tries)).toEqual([5, 5, 5]);
  expect(await it.bodies("place-order", "dead")).toEqual([fromBus(accepted)]);
});

test("more than a page of messages is told whole, each once", async () => {
  const { accepted } = await acceptedQuote(it.ops.world);
  const events = Array.from({ length: 37 }, (_, nth) => ({
    ...accepted,
    id: `${accepted.record}#${nth + 100}`,
  }));
  for (const event of events) await it.die("place-order", event);
  const told = (await stuckIn(it.ops)).map(({ event }) => String(event));
  expect(told.toSorted()).toEqual(events.map(({ id }) => id).toSorted());
});

test("events that were committed and have not gone out are told with since when", async () => {
  // Nothing publishes here: each commit of the tests before waits with its mark.
  const { quote } = await acceptedQuote(it.ops.world);
  const { text } = await it.run("stuck", "--minutes", "0");
  expect(text).toMatch(/[0-9]+ commits whose events are not out after 0 minutes:/);
  expect(text).toContain(`${quote.id}#3, committed `);
});

test("when nothing is stuck, that is said", async () => {
  expect(await it.run("stuck")).toEqual({ code: 0, text: "Nothing is stuck: all dead letters are empty." });
});

import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { noteQuoteOnOpportunity, placeOrderOfAcceptedQuote } from "../../domain/flow/quoting.ts";
import { childId } from "../../domain/kernel/id.ts";
import { order } from "../../domain/order/order.ts";
import { acceptQuote } from "../../domain/quote/actions.ts";
import { readRecord } from "../../functions/runtime/items.ts";
import { recordKey } from "../../functions/runtime/keys.ts";
import type { World } from "../../functions/runtime/ask.ts";
import { waitSeconds } from "../../functions/runtime/consumer.ts";
import { react } from "../../functions/runtime/react.ts";
import { createTable, type Engine, startEngine } from "../support/engine.ts";
import { startQueues } from "../support/queue.ts";
import { context } from "../support/request.ts";
import { ask, done, eventsOf, sentQuote, worldOf } from "../support/world.ts";

let engine: Engine;
let world: World;
let queues: Awaited<ReturnType<typeof startQueues>>;
let queue: Awaited<ReturnType<typeof queues.create>>;

beforeAll(async () => {
  [engine, queues] = await Promise.all([startEngine(), startQueues()]);
  await createTable(engine.client, "journal");
  world = worldOf(engine.client, "journal");
  vi.stubEnv("TABLE_NAME", "journal");
  vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", engine.endpoint);
  vi.stubEnv("AWS_ENDPOINT_URL_SQS", queues.endpoint);
  vi.stubEnv("AWS_REGION", "us-east-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "local");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "local");
});
beforeEach(async ({ task }) => {
  queue = await queues.create(`reaction-${task.id}`);
  vi.stubEnv("QUEUE_URL", queue.QueueUrl);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await Promise.all([engine.stop(), queues.stop()]);
});

async function acceptedQuote() {
  const quote = await sentQuote(world);
  await done(ask(acceptQuote, { hash: quote["hash"] }, { id: quote.id }), world);
  const events = await eventsOf(world, quote);
  const accepted = events.find(({ type }) => type === "quote.accepted");
  if (accepted === undefined) throw new Error("not accepted");
  return { quote, events, accepted, id: childId("ord", quote.id) };
}

async function orderOf(id: string) {
  const [item] = await world.journal.load([recordKey("order", id)]);
  if (item === undefined) return undefined;
  const stored = readRecord(item);
  return { ...order.record.parse(stored.state), ...stored };
}

const ids = (failures: readonly { itemIdentifier: string }[]) =>
  failures.map(({ itemIdentifier }) => itemIdentifier);

test("an event becomes its action, caused by the event and in the same deal", async () => {
  const { accepted, quote, id } = await acceptedQuote();
  const place = react(placeOrderOfAcceptedQuote);
  expect(await place(await queue.deliver([{ detail: accepted }]), context)).toEqual({
    batchItemFailures: [],
  });
  expect(await orderOf(id)).toMatchObject({
    status: "placed",
    version: 1,
    deal: quote.deal,
    quote: quote.id,
  });
  const [placed] = await world.journal.events("order", id, 1);
  expect(placed).toMatchObject({ causedBy: accepted.id, actor: { type: "reaction", id: "place-order" } });
  expect(placed !== undefined && placed.at > accepted.at).toBe(true);
});

test("an event that comes three times has one effect", async () => {
  const { accepted, id } = await acceptedQuote();
  const place = react(placeOrderOfAcceptedQuote);
  await place(await queue.deliver([{ detail: accepted }, { detail: accepted }]), context);
  expect(await place(await queue.deliver([{ detail: accepted }]), context)).toEqual({
    batchItemFailures: [],
  });
  expect(await orderOf(id)).toMatchObject({ version: 1 });
});

test("an order that exists already under another event is settled, not an error", async () => {
  const { accepted, id } = await acceptedQuote();
  const place = react(placeOrderOfAcceptedQuote);
  const again = { ...accepted, id: `${accepted.record}#99` };
  const batch = await queue.deliver([{ detail: accepted }, { detail: again }]);
  expect(await place(batch, context)).toEqual({ batchItemFailures: [] });
  expect(await orderOf(id)).toMatchObject({ version: 1 });
});

test("notes of a quote that arrive in the wrong order leave the newest", async () => {
  const { events, quote } = await acceptedQuote();
  const note = react(noteQuoteOnOpportunity);
  for (const detail of events.toReversed()) await note(await queue.deliver([{ detail }]), context);
  const noted = await world.journal.events("opportunity", String(quote["opportunity"]), 99);
  expect(
    noted.filter(({ type }) => type === "opportunity.quote-noted").map(({ data }) => data["status"]),
  ).toEqual(["accepted"]);
});

test("what fails is named and comes back soon, the others of the batch are done", async () => {
  const { accepted, id } = await acceptedQuote();
  const place = react(placeOrderOfAcceptedQuote);
  const batch = await queue.deliver([{ nonsense: 1 }, { detail: accepted }]);
  const [poison] = batch.Records;
  const begun = performance.now();
  const { batchItemFailures } = await place(batch, context);
  expect(ids(batchItemFailures)).toEqual([poison?.messageId]);
  expect(await orderOf(id)).toMatchObject({ version: 1 });
  const [back] = (await queue.deliver([], 1)).Records;
  expect(back).toMatchObject({ messageId: poison?.messageId, attributes: { ApproximateReceiveCount: "2" } });
  // The queue by itself would hide it for 30 seconds.
  expect(performance.now() - begun).toBeLessThan(20_000);
});

test("after a batch that failed whole, the next batch still names its failures", async () => {
  const { accepted } = await acceptedQuote();
  const place = react(placeOrderOfAcceptedQuote);
  const broken = await queue.deliver([{ nonsense: 2 }]);
  expect((await place(broken, context)).batchItemFailures).toHaveLength(broken.Records.length);
  const mixed = await queue.deliver([{ detail: accepted }, { nonsense: 3 }]);
  const failed = mixed.Records.filter(({ body }) => body.includes("nonsense")).map(
    ({ messageId }) => messageId,
  );
  expect(ids((await place(mixed, context)).batchItemFailures)).toEqual(failed);
});

test("what is broken is asked less and less often", () => {
  expect([1, 2, 3, 10, 12].map(waitSeconds)).toEqual([1, 2, 4, 512, 900]);
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ListSchedulesCommand, GetScheduleCommand, SchedulerClient } from "@aws-sdk/client-scheduler";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { openAccount } from "../../domain/account/actions.ts";
import { payInvoice } from "../../domain/invoice/pay.ts";
import { writeInvoice } from "../../domain/invoice/write.ts";
import type { Envelope } from "../../domain/kernel/event.ts";
import { acceptQuote } from "../../domain/quote/actions.ts";
import { timers } from "../../domain/timers.ts";
import type { World } from "../../functions/runtime/ask.ts";
import { fireTimers } from "../../functions/runtime/fire-timers.ts";
import { nameOf, whenOf } from "../../functions/runtime/schedules.ts";
import { setTimers } from "../../functions/runtime/set-timers.ts";
import type { RecordView } from "../../functions/runtime/view.ts";
import { clientOptions } from "../../local/provision/client.ts";
import { type Scheduler, startScheduler } from "../../local/scheduler/scheduler.ts";
import { createTable, type Engine, startEngine } from "../support/engine.ts";
import { startQueues } from "../support/queue.ts";
import { context } from "../support/request.ts";
import { ask, done, eventsOf, sentQuote, worldOf } from "../support/world.ts";

const group = "timers";
const region = "us-east-1";
const arn = "arn:aws:sqs:us-east-1:000000000000:timers";
const folder = mkdtempSync(join(tmpdir(), "salesline-timers-"));
const clock = { now: 0 };
let engine: Engine;
let world: World;
let queues: Awaited<ReturnType<typeof startQueues>>;
let events: Awaited<ReturnType<typeof queues.create>>;
let fired: Awaited<ReturnType<typeof queues.create>>;
let scheduler: Scheduler;
let client: SchedulerClient;

beforeAll(async () => {
  [engine, queues] = await Promise.all([startEngine(), startQueues()]);
  await createTable(engine.client, "journal");
  for (const [name, value] of Object.entries({
    TABLE_NAME: "journal",
    TIME_ZONE: "Asia/Tokyo",
    TIMER_GROUP: group,
    TIMER_QUEUE_ARN: arn,
    TIMER_DEAD_LETTERS_ARN: arn,
    TIMER_ROLE_ARN: "arn:aws:iam::000000000000:role/timers",
    AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
    AWS_ENDPOINT_URL_SQS: queues.endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
  }))
    vi.stubEnv(name, value);
});
beforeEach(async ({ task }) => {
  [events, fired] = await Promise.all([
    queues.create(`events-${task.id}`),
    queues.create(`fired-${task.id}`),
  ]);
  clock.now = Date.parse("2026-11-24T12:00:00Z");
  const { settings, ...rest } = worldOf(engine.client, "journal", () => new Date(clock.now));
  world = { ...rest, settings: { ...settings, timeZone: "Asia/Tokyo" } };
  const options = { region, account: "000000000000", groups: [group], queueEndpoint: queues.endpoint };
  const file = join(folder, `${task.id}.db`);
  const now = () => clock.now;
  scheduler = await startScheduler({ ...options, file, now, queues: [{ arn, url: fired.QueueUrl }] });
  client = new SchedulerClient(clientOptions(scheduler.url, region));
  vi.stubEnv("AWS_ENDPOINT_URL_SCHEDULER", scheduler.url);
  vi.stubEnv("QUEUE_URL", fired.QueueUrl);
});
afterEach(async () => {
  client.destroy();
  await scheduler.stop();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await Promise.all([engine.stop(), queues.stop()]);
  rmSync(folder, { recursive: true });
});

const none = { batchItemFailures: [] };
const eventOf = async (record: RecordView, type: string): Promise<Envelope> => {
  const found = (await eventsOf(world, record)).find((event) => event.type === type);
  if (found === undefined) throw new Error(`no ${type}`);
  return found;
};
const follow = async (...details: Envelope[]) => {
  vi.stubEnv("QUEUE_URL", events.QueueUrl);
  const set = setTimers(timers, () => new Date(clock.now));
  const answer = await set(await events.deliver(details.map((detail) => ({ detail }))), context);
  vi.stubEnv("QUEUE_URL", fired.QueueUrl);
  return answer;
};
const accepted = async (quote: RecordView) => {
  await done(ask(acceptQuote, { hash: quote["hash"] }, { id: quote.id }), world);
  return eventOf(quote, "quote.accepted");
};
const names = async () => {
  const { Schedules = [] } = await client.send(new ListSchedulesCommand({ GroupName: group }));
  return Schedules.map(({ Name = "" }) => Name);
};
const get = (Name: string) => client.send(new GetScheduleCommand({ Name, GroupName: group }));
/** Lets the clock come to this moment and does what the timers then ask, so many of them. */
const comes = async (moment: string, count = 1) => {
  clock.now = Date.parse(moment);
  await scheduler.wake();
  return fireTimers(timers, world)(await fired.deliver([], count), context);
};
const statusOf = async (quote: RecordView) => {
  const all = await eventsOf(world, quote);
  return all.map(({ type }) => type).at(-1);
};

test("a sent quote has one schedule, for the morning after its last day where the company is", async () => {
  const quote = await sentQuote(world);
  const sent = await eventOf(quote, "quote.sent");
  expect(await follow(sent, sent)).toEqual(none);
  expect(await follow(sent)).toEqual(none);
  expect(await names()).toEqual([`expire-quote.${quote.id}`]);
  expect(await get(`expire-quote.${quote.id}`)).toMatchObject({
    ScheduleExpression: "at(3000-01-01T05:00:00)",
    ScheduleExpressionTimezone: "Asia/Tokyo",
    FlexibleTimeWindow: { Mode: "OFF" },
    ActionAfterCompletion: "DELETE",
    Target: { Arn: arn, DeadLetterConfig: { Arn: arn } },
  });
});

test("a quote that ends takes its schedule along, however often that is told", async () => {
  const quote = await sentQuote(world);
  await follow(await eventOf(quote, "quote.sent"));
  const ended = await accepted(quote);
  expect(await follow(ended, ended)).toEqual(none);
  expect(await names()).toEqual([]);
});

test("when the day has come the quote expires, caused by its sending, and nothing is left", async () => {
  const quote = await sentQuote(world);
  const sent = await eventOf(quote, "quote.sent");
  await follow(sent);
  expect(await comes("2999-12-31T20:00:00Z")).toEqual(none);
  expect(await eventOf(quote, "quote.expired")).toMatchObject({
    actor: { type: "reaction", id: "expire-quote" },
    causedBy: sent.id,
    deal: quote.deal,
  });
  expect(await names()).toEqual([]);
});

test("a timer whose message comes twice, and once more much later, has one effect", async () => {
  const quote = await sentQuote(world);
  await follow(await eventOf(quote, "quote.sent"));
  clock.now = Date.parse("3000-01-02T00:00:00Z");
  await scheduler.wake();
  const first = await fired.deliver([], 1);
  const fire = fireTimers(timers, world);
  const [message] = first.Records;
  if (message === undefined) throw new Error("nothing fired");
  expect(await fire({ Records: [message, { ...message, messageId: "again" }] }, context)).toEqual(none);
  expect(await fire(first, context)).toEqual(none);
  const all = await eventsOf(world, quote);
  expect(all.filter(({ type }) => type === "quote.expired")).toHaveLength(1);
});

test("an end that is told before the beginning leaves a schedule that asks in vain, once", async () => {
  const quote = await sentQuote(world);
  const ended = await accepted(quote);
  await follow(ended);
  await follow(await eventOf(quote, "quote.sent"));
  expect(await names()).toHaveLength(1);
  expect(await comes("3000-01-01T00:00:00Z")).toEqual(none);
  expect(await statusOf(quote)).toBe("quote.accepted");
  expect(await names()).toEqual([]);
});

test("a timer that asks too early asks again on the day that it is told, under its other name", async () => {
  const quote = await sentQuote(world);
  const sent = await eventOf(quote, "quote.sent");
  await follow({ ...sent, data: { ...sent.data, validUntil: "2026-12-01" } });
  expect(await comes("2026-12-02T00:00:00Z")).toEqual(none);
  expect(await statusOf(quote)).toBe("quote.sent");
  expect(await names()).toEqual([`expire-quote.${quote.id}.again`]);
  expect(await get(`expire-quote.${quote.id}.again`)).toMatchObject({
    ScheduleExpression: "at(3000-01-01T05:00:00)",
  });
  expect(await comes("2999-12-31T20:00:00Z")).toEqual(none);
  expect(await statusOf(quote)).toBe("quote.expired");
  expect(await names()).toEqual([]);
});

test("what was put off is removed as well when the quote ends", async () => {
  const quote = await sentQuote(world);
  const sent = await eventOf(quote, "quote.sent");
  await follow({ ...sent, data: { ...sent.data, validUntil: "2026-12-01" } });
  await comes("2026-12-02T00:00:00Z");
  await follow(await accepted(quote));
  expect(await names()).toEqual([]);
});

test("an invoice in instalments is asked about again and again, until a part of it is late", async () => {
  const today = "2026-11-24";
  const { record: buyer } = await done(ask(openAccount, { name: "Alfreds" }), world);
  const lines = [{ description: "Chai", quantity: "2", unitPrice: "50.00" }];
  const half = (days: number) => ({ days, percent: "50" });
  const paymentTerms = { days: 30, instalments: [half(10), half(30)] };
  const input = { account: buyer.id, topic: "Chai", currency: "EUR", lines, paymentTerms, process: "lean" };
  const { record: invoice } = await done(ask(writeInvoice, input), world);
  await follow(await eventOf(invoice, "invoice.issued"));
  const payment = { amount: { minor: 5000, currency: "EUR" }, method: "transfer", paidOn: today };
  await done(ask(payInvoice, payment, { id: invoice.id }), world);

  expect(await comes("2026-12-04T20:00:00Z")).toEqual(none);
  expect(await get(`mark-overdue.${invoice.id}.again`)).toMatchObject({
    ScheduleExpression: "at(2026-12-25T05:00:00)",
  });
  // The payment is heard of only now.
  await follow(await eventOf(invoice, "invoice.payment-received"));
  expect(await comes("2026-12-24T20:00:00Z", 2)).toEqual(none);
  expect(await eventOf(invoice, "invoice.overdue")).toMatchObject({
    actor: { type: "reaction", id: "mark-overdue" },
    data: { dueOn: "2026-12-24", overdue: { minor: 5000, currency: "EUR" } },
  });
  expect(await statusOf(invoice)).toBe("invoice.overdue");
  expect(await names()).toEqual([]);
});

test("a day that has come already is asked about in a minute", async () => {
  const quote = await sentQuote(world);
  clock.now = Date.parse("3001-05-05T10:00:00Z");
  await follow(await eventOf(quote, "quote.sent"));
  expect(await get(`expire-quote.${quote.id}`)).toMatchObject({
    ScheduleExpression: "at(3001-05-05T10:01:00)",
    ScheduleExpressionTimezone: "UTC",
  });
  expect(await comes("3001-05-05T10:01:00Z")).toEqual(none);
  expect(await statusOf(quote)).toBe("quote.expired");
});

test("what cannot be done is named and comes back, the rest of the batch is done", async () => {
  const quote = await sentQuote(world);
  await follow(await eventOf(quote, "quote.sent"));
  clock.now = Date.parse("3000-01-02T00:00:00Z");
  await scheduler.wake();
  const unknown = { timer: "forgotten", record: quote.id, day: "2026-12-01", again: false, event: "e" };
  const bodies = [{ nonsense: 1 }, { ...unknown, at: quote.updatedAt, deal: quote.deal, traceId: "1-test" }];
  const batch = await fired.deliver(bodies, 3);
  const { batchItemFailures } = await fireTimers(timers, world)(batch, context);
  const broken = batch.Records.filter(({ body }) => !body.includes("expire-quote"));
  expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier).toSorted()).toEqual(
    broken.map(({ messageId }) => messageId).toSorted(),
  );
  expect(await statusOf(quote)).toBe("quote.expired");
});

test("a timer of a record that was erased asks nothing any more", async () => {
  const of = {
    timer: "miss-response",
    record: "lea_01KAQ6Z3V9T4M0T3R5D9WXYZAB",
    instant: "2026-11-27T09:00:00.000Z",
  };
  const since = { event: `${of.record}#1`, at: "2026-11-27T08:00:00.000Z", deal: "dea_1", traceId: "1-test" };
  const batch = await fired.deliver([{ ...of, ...since, again: false }], 1);
  expect(await fireTimers(timers, world)(batch, context)).toEqual(none);
});

test("while schedules cannot be kept the event waits", async () => {
  const quote = await sentQuote(world);
  vi.stubEnv("TIMER_GROUP", "elsewhere");
  const { batchItemFailures } = await follow(await eventOf(quote, "quote.sent"));
  vi.stubEnv("TIMER_GROUP", group);
  expect(batchItemFailures).toHaveLength(1);
});

test("a day is waited for until its morning, and not at all when it has begun", () => {
  const now = new Date("2026-11-24T23:59:30.500Z");
  const on = (day: string) => whenOf(day, "2026-11-25", now, "Asia/Tokyo");
  const soon = { ScheduleExpression: "at(2026-11-25T00:00:30)", ScheduleExpressionTimezone: "UTC" };
  expect([on("2026-11-24"), on("2026-11-25")]).toEqual([soon, soon]);
  expect(on("2026-11-26")).toEqual({
    ScheduleExpression: "at(2026-11-26T05:00:00)",
    ScheduleExpressionTimezone: "Asia/Tokyo",
  });
});

test("a schedule has a name of its own that fits, also for the longest ids", () => {
  const long = `inv_${"0".repeat(26)}-r999999-999999-c999999-999999`;
  const made = [long, `${long.slice(0, -1)}8`].flatMap((id) =>
    ["expire-quote", "mark-overdue"].flatMap((timer) => [nameOf(timer, id, false), nameOf(timer, id, true)]),
  );
  expect(new Set(made).size).toBe(8);
  expect(made.filter((name) => !/^[0-9a-zA-Z\-_.]{1,64}$/.test(name))).toEqual([]);
});

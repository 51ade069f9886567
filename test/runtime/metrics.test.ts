import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { noteQuoteOnOpportunity, placeOrderOfAcceptedQuote } from "../../domain/flow/quoting.ts";
import { captureLead, markContacted } from "../../domain/lead/actions.ts";
import { changeLead } from "../../domain/lead/change.ts";
import { acceptQuote } from "../../domain/quote/actions.ts";
import { enterSubmission, receiveSubmission } from "../../domain/submission/actions.ts";
import type { World } from "../../functions/runtime/ask.ts";
import { http } from "../../functions/runtime/http.ts";
import { openMarks } from "../../functions/runtime/marks.ts";
import { flush } from "../../functions/runtime/metrics.ts";
import { publisher } from "../../functions/runtime/publisher.ts";
import { react } from "../../functions/runtime/react.ts";
import { getRecord } from "../../functions/runtime/read/get.ts";
import { createTable, type Engine, startEngine } from "../support/engine.ts";
import { countsOf, printed } from "../support/printed.ts";
import { startFailingBus } from "../support/put-events.ts";
import { startQueues } from "../support/queue.ts";
import { context, send } from "../support/request.ts";
import { ask, done, eventsOf, sentQuote, someLead, worldOf } from "../support/world.ts";

let engine: Engine;
let world: World;
let queues: Awaited<ReturnType<typeof startQueues>>;

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
afterAll(async () => {
  vi.unstubAllEnvs();
  await Promise.all([engine.stop(), queues.stop()]);
});

/** What is printed from here on: what was counted while the test was prepared is not part of it. */
const watch = () => {
  const watched = printed();
  flush();
  watched.figures();
  return watched;
};

const POST = { route: "POST /leads", body: { topic: "Chai", lastName: "Anders", process: "lean" } };
const key = (name: string) => ({ headers: { "idempotency-key": name } });

test("a command that is done counts once, and once more as a repeat when it is asked again", async () => {
  const capture = http(captureLead);
  const { figures } = watch();
  await send(capture, { ...POST, ...key("metrics-1") });
  expect(figures()).toEqual([
    {
      values: new Map([["CommandsDone", [1]]]),
      consumer: undefined,
      commands: [{ of: "lead.capture", outcome: "done", times: 1 }],
      submissions: [],
    },
  ]);
  await send(capture, { ...POST, ...key("metrics-1") });
  expect(countsOf(figures())).toEqual({ CommandsRepeated: 1, ReceiptsHit: 1 });
});

test.each([
  ["RefusedInvalidInput", { body: { topic: "" } }],
  ["RefusedInvalidInput", { raw: "{" }],
  ["RefusedForbidden", { groups: "[]" }],
  ["RefusedUnsupportedMediaType", { raw: "a", headers: { "content-type": "text/plain" } }],
])("what is turned away counts as %s, by whatever part of the function it was", async (name, request) => {
  const capture = http(captureLead);
  const { figures } = watch();
  await send(capture, { ...POST, ...request });
  const found = figures();
  expect(countsOf(found)).toEqual({ [name]: 1 });
  expect(found[0]?.commands).toEqual([expect.objectContaining({ of: "lead.capture", times: 1 })]);
});

test("a refusal of the business counts by its code, with the action in the line", async () => {
  const lead = await someLead(world);
  const contact = http(markContacted);
  const { figures } = watch();
  const request = { route: "POST /leads/{id}/mark-contacted", id: lead.id };
  await send(contact, request);
  await send(contact, request);
  const [first, second, ...more] = figures();
  expect([first?.values, second?.values]).toEqual([
    new Map([["CommandsDone", [1]]]),
    new Map([["RefusedWrongState", [1]]]),
  ]);
  expect(second?.commands).toEqual([{ of: "lead.mark-contacted", outcome: "wrong_state", times: 1 }]);
  expect(more).toEqual([]);
});

test("a read that finds nothing counts as a refusal, one that finds something not at all", async () => {
  const lead = await someLead(world);
  const get = getRecord();
  const { figures } = watch();
  await send(get, { route: "GET /leads/{id}", id: lead.id });
  expect(figures()).toEqual([]);
  await send(get, { route: "GET /leads/{id}", id: "lea_00000000000000000000000000" });
  expect(countsOf(figures())).toEqual({ RefusedNotFound: 1 });
});

test("a function that breaks has counted its fault all the same, once", async () => {
  vi.stubEnv("TABLE_NAME", "nowhere");
  const capture = http(captureLead);
  vi.stubEnv("TABLE_NAME", "journal");
  const { figures } = watch();
  expect((await send(capture, POST)).status).toBe(500);
  expect(countsOf(figures())).toEqual({ Faults: 1 });
});

test("a lost race counts as a conflict, and the command as done once it is", async () => {
  const lead = await someLead(world);
  const { journal } = world;
  let isFirst = true;
  const commit: World["journal"]["commit"] = async (change) => {
    if (isFirst) {
      isFirst = false;
      await done(ask(changeLead, { topic: "Faster" }, { id: lead.id }), world);
    }
    return journal.commit(change);
  };
  const { figures } = watch();
  await done(ask(markContacted, {}, { id: lead.id }), { ...world, journal: { ...journal, commit } });
  flush();
  expect(countsOf(figures())).toEqual({ CommandsDone: 2, Conflicts: 1 });
});

test("a batch of a reaction prints one line: how far behind it is, what was done, what will come again", async () => {
  const quote = await sentQuote(world);
  await done(ask(acceptQuote, { hash: quote["hash"] }, { id: quote.id }), world);
  const accepted = (await eventsOf(world, quote)).find(({ type }) => type === "quote.accepted");
  const queue = await queues.create("metrics");
  vi.stubEnv("QUEUE_URL", queue.QueueUrl);
  const place = react(placeOrderOfAcceptedQuote);
  const at = new Date(Date.now() - 5000).toISOString();
  const batch = await queue.deliver([{ detail: { ...accepted, at } }, { nonsense: 1 }]);
  const { figures } = watch();
  await place(batch, context);
  const lines = figures();
  expect(lines.map(({ consumer }) => consumer)).toEqual(["place-order"]);
  const { ReactionLag = 0, ...counts } = countsOf(lines);
  expect(counts).toEqual({ CommandsDone: 1, ReactionsDone: 1, MessagesFailed: 1 });
  expect(ReactionLag).toBeGreaterThanOrEqual(5000);
  expect(ReactionLag).toBeLessThan(60_000);
  await place(await queue.deliver([{ detail: { ...accepted, id: `${quote.id}#99` } }]), context);
  expect(countsOf(figures())).toEqual({ RefusedWrongState: 1, ReactionsSettled: 1 });
});

test("a reaction that is refused counts as failed and its message will come again", async () => {
  const quote = await sentQuote(world);
  const [drafted] = await eventsOf(world, quote);
  const queue = await queues.create("metrics-failed");
  vi.stubEnv("QUEUE_URL", queue.QueueUrl);
  const note = react(noteQuoteOnOpportunity);
  const nowhere = { ...drafted?.data, opportunity: "opp_00000000000000000000000000" };
  const { figures } = watch();
  await note(await queue.deliver([{ detail: { ...drafted, data: nowhere } }]), context);
  expect(countsOf(figures())).toEqual({ RefusedNotFound: 1, ReactionsFailed: 1, MessagesFailed: 1 });
});

test("the publisher counts what went out and each entry that did not", async () => {
  const bus = await startFailingBus((call, entry) => call === 1 && entry === 2);
  const at = "2026-11-23T12:00:00.000Z";
  const Records = [1, 2, 3].map((n) => ({
    dynamodb: {
      SequenceNumber: String(n),
      NewImage: { envelope: { S: JSON.stringify({ type: "lead.captured", record: `lea_${n}`, at }) } },
    },
  }));
  const { figures } = watch();
  await publisher(bus.client, "bus", openMarks(engine.client, "journal"))({ Records });
  const lines = figures();
  expect(lines.map(({ consumer }) => consumer)).toEqual(["publish"]);
  expect(countsOf(lines)).toEqual({ EventsPublished: 3, EntriesFailed: 1 });
  await bus.stop();
});

test("a verdict on what came in counts with its source", async () => {
  const { figures } = watch();
  const intake = { source: "card", fields: { lastName: "Ruiz" } };
  await done(ask(receiveSubmission, intake), world);
  const hint = { verdict: "held", reasons: [{ code: "unreadable" }] };
  await done(ask(enterSubmission, { ...intake, hint }), world);
  flush();
  const lines = figures();
  expect(countsOf(lines)).toEqual({ CommandsDone: 2, SubmissionsHeld: 1 });
  expect(lines[0]?.submissions).toEqual([{ of: "card", outcome: "held", times: 1 }]);
});

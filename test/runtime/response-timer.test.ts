import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetScheduleCommand, ListSchedulesCommand, SchedulerClient } from "@aws-sdk/client-scheduler";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { changeCapture } from "../../domain/capture/actions.ts";
import { shippedPolicy } from "../../domain/capture/policy.ts";
import type { Envelope } from "../../domain/kernel/event.ts";
import { captureLead, markContacted } from "../../domain/lead/actions.ts";
import { captureLeadOfSubmission } from "../../domain/lead/capture-of.ts";
import { addTeam } from "../../domain/team/actions.ts";
import { giveOfTeam } from "../../domain/team/give.ts";
import { timers } from "../../domain/timers.ts";
import type { World } from "../../functions/runtime/ask.ts";
import { fireTimers } from "../../functions/runtime/fire-timers.ts";
import { momentOf } from "../../functions/runtime/schedules.ts";
import { setTimers } from "../../functions/runtime/set-timers.ts";
import type { RecordView } from "../../functions/runtime/view.ts";
import { clientOptions } from "../../local/provision/client.ts";
import { type Scheduler, startScheduler } from "../../local/scheduler/scheduler.ts";
import { teamFields } from "../support/assigning-lives.ts";
import { createTable, type Engine, startEngine } from "../support/engine.ts";
import { startQueues } from "../support/queue.ts";
import { context } from "../support/request.ts";
import { ask, done, eventsOf, worldOf } from "../support/world.ts";

const group = "timers";
const region = "us-east-1";
const arn = "arn:aws:sqs:us-east-1:000000000000:timers";
const folder = mkdtempSync(join(tmpdir(), "salesline-response-"));
const clock = { now: Date.parse("2026-11-27T15:49:00.000Z") };
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
  [events, fired] = await Promise.all([queues.create("events"), queues.create("fired")]);
  world = worldOf(engine.client, "journal", () => new Date(clock.now));
  const options = { region, account: "000000000000", groups: [group], queueEndpoint: queues.endpoint };
  scheduler = await startScheduler({
    ...options,
    file: join(folder, "schedules.db"),
    now: () => clock.now,
    queues: [{ arn, url: fired.QueueUrl }],
  });
  client = new SchedulerClient(clientOptions(scheduler.url, region));
  for (const [name, value] of Object.entries({
    TABLE_NAME: "journal",
    TIMER_GROUP: group,
    TIMER_QUEUE_ARN: arn,
    TIMER_DEAD_LETTERS_ARN: arn,
    TIMER_ROLE_ARN: "arn:aws:iam::000000000000:role/timers",
    AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
    AWS_ENDPOINT_URL_SQS: queues.endpoint,
    AWS_ENDPOINT_URL_SCHEDULER: scheduler.url,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
  }))
    vi.stubEnv(name, value);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  client.destroy();
  await scheduler.stop();
  await Promise.all([engine.stop(), queues.stop()]);
  rmSync(folder, { recursive: true });
});

const none = { batchItemFailures: [] };
const follow = async (...details: Envelope[]) => {
  vi.stubEnv("QUEUE_URL", events.QueueUrl);
  const set = setTimers(timers, () => new Date(clock.now));
  expect(await set(await events.deliver(details.map((detail) => ({ detail }))), context)).toEqual(none);
};
const names = async () => {
  const { Schedules = [] } = await client.send(new ListSchedulesCommand({ GroupName: group }));
  return Schedules.map(({ Name = "" }) => Name);
};
/** Lets the clock come to this moment and does what so many timers then ask. */
const comes = async (moment: string, count: number) => {
  clock.now = Date.parse(moment);
  await scheduler.wake();
  vi.stubEnv("QUEUE_URL", fired.QueueUrl);
  expect(await fireTimers(timers, world)(await fired.deliver([], count), context)).toEqual(none);
};
const last = async (record: RecordView): Promise<Envelope> => {
  const event = (await eventsOf(world, record)).at(-1);
  if (event === undefined) throw new Error("nothing happened");
  return event;
};
const office = [
  {
    days: ["mon" as const, "tue" as const, "wed" as const, "thu" as const, "fri" as const],
    from: "09:00",
    to: "17:00",
  },
];
const rules = {
  ...shippedPolicy,
  workingHours: { timeZone: "Europe/Berlin", hours: office },
  firstResponse: [
    { id: "web", when: { source: ["web" as const] }, minutes: 2 },
    { id: "rest", when: {}, minutes: 30, workingHours: true },
  ],
};
const captured = async (source: string) =>
  (await done(ask(captureLead, { topic: "Tea", lastName: "Anders", source }), world)).record;

test("who is in touch in time has nothing noted, and who is not has it noted once, at the minute", async () => {
  await done(ask(changeCapture, rules), world);
  clock.now = Date.parse("2026-11-27T15:50:00.000Z");
  const [kept, missed, late] = [await captured("web"), await captured("web"), await captured("card")];
  expect(missed["respondBy"]).toBe("2026-11-27T15:52:00.000Z");
  // Ten minutes are left of Friday in Berlin, the rest is Monday's.
  expect(late["respondBy"]).toBe("2026-11-30T08:20:00.000Z");
  await follow(await last(kept), await last(missed), await last(late), await last(missed));
  expect(await names()).toHaveLength(3);
  expect(
    await client.send(new GetScheduleCommand({ Name: `miss-response.${missed.id}`, GroupName: group })),
  ).toMatchObject({
    ScheduleExpression: "at(2026-11-27T15:52:00)",
    ScheduleExpressionTimezone: "UTC",
  });

  clock.now = Date.parse("2026-11-27T15:51:30.000Z");
  const { record } = await done(ask(markContacted, {}, { id: kept.id }), world);
  expect(record["response"]).toEqual({ minutes: 1, inTime: true });
  await follow(await last(kept));
  expect(await names()).toHaveLength(2);

  await comes("2026-11-27T15:52:00.000Z", 1);
  expect(await last(missed)).toMatchObject({
    type: "lead.response-missed",
    actor: { type: "reaction", id: "miss-response" },
    data: { respondBy: "2026-11-27T15:52:00.000Z", owner: "ann" },
  });
  const contacted = await done(ask(markContacted, {}, { id: missed.id }), world);
  expect(contacted.record).toMatchObject({ responseMissed: true, response: { minutes: 2, inTime: false } });

  await comes("2026-11-30T08:20:00.000Z", 1);
  expect((await last(late)).type).toBe("lead.response-missed");
  expect(await names()).toEqual([]);
});

test("what comes to a team at night is given in the morning, one after the other", async () => {
  clock.now = Date.parse("2026-12-01T20:00:00.000Z");
  const fields = { ...teamFields, hours: office, outOfHours: "queue" };
  const { record: team } = await done(ask(addTeam, fields), world);
  const assign = [{ id: "mail", when: { source: ["email" as const] }, to: { team: team.id } }];
  await done(ask(changeCapture, { ...rules, assign }), world);
  for (const nth of [1, 2, 3]) {
    const submission = `sub_000000000${nth}`;
    const input = { topic: "Tea", lastName: `N${nth}`, source: "email", submission };
    const { record } = await done(ask(captureLeadOfSubmission, input), world);
    await done(ask(giveOfTeam, { lead: record.id }, { id: team.id }), world);
    await follow(await last(team));
  }
  expect((await names()).filter((name) => name.startsWith("give-waiting"))).toHaveLength(1);
  await comes("2026-12-02T08:00:00.000Z", 1);
  const given = (await eventsOf(world, team)).filter(({ type }) => type === "team.gave");
  expect(given.map(({ data }) => data["owner"])).toEqual(["ann", "bob", "ann"]);
});

test("an instant is announced in the second that begins with it or after it, and soon when it is here", () => {
  const now = new Date("2026-11-24T23:59:30.500Z");
  const at = (instant: string) => momentOf(instant, now).ScheduleExpression;
  expect(at("2026-11-25T00:00:00.000Z")).toBe("at(2026-11-25T00:00:00)");
  expect(at("2026-11-25T00:00:00.001Z")).toBe("at(2026-11-25T00:00:01)");
  expect(at("2026-11-24T23:59:31.000Z")).toBe("at(2026-11-25T00:00:30)");
  expect(at("2020-01-01T00:00:00.000Z")).toBe("at(2026-11-25T00:00:30)");
});

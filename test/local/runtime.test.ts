import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { CreateScheduleCommand, GetScheduleCommand, SchedulerClient } from "@aws-sdk/client-scheduler";
import { afterAll, beforeAll, expect, test } from "vitest";
import { functionEnvironment } from "../../local/function-environment.ts";
import { clientOptions } from "../../local/provision/client.ts";
import { startRuntime, type Runtime } from "../../local/runtime.ts";
import { trimming } from "../../local/trimming.ts";
import { synthesise } from "./fixture/app.ts";

let assembly: string;
let data: string;

beforeAll(() => {
  assembly = mkdtempSync(join(tmpdir(), "assembly-"));
  data = mkdtempSync(join(tmpdir(), "salesline-data-"));
  synthesise(assembly);
});
afterAll(() => [assembly, data].forEach((folder) => rmSync(folder, { recursive: true })));

const start = (seen: string[] = []) =>
  startRuntime({
    port: 0,
    data,
    assembly: () => Promise.resolve(assembly),
    environment: {},
    onEvent: (event) => void seen.push(`${event["detail-type"]} ${String(event.detail["id"])}`),
  });

const post = async ({ url, issuer }: Runtime, id: string) => {
  const authorization = `Bearer ${await issuer.issue({ roles: ["sales"] })}`;
  const headers = { authorization, "content-type": "application/json" };
  return fetch(`${url}/greetings`, { method: "POST", headers, body: JSON.stringify({ id }) });
};

const welcomed = async ({ url }: Runtime, id: string) => {
  let answer = await fetch(`${url}/greetings/${id}`);
  while (answer.status === 404) {
    await pause(20);
    answer = await fetch(`${url}/greetings/${id}`);
  }
  return answer.text();
};

test("what a route writes goes through stream, bus and queue to the reaction, also across a restart", async () => {
  const seen: string[] = [];
  const first = await start(seen);
  expect((await post(first, "one")).status).toBe(201);
  expect(await welcomed(first, "one")).toMatch(/^FixtureApp-React/);
  expect(seen).toEqual(["greeting.made one"]);
  const health = await fetch(`${first.url}/health`);
  expect(health.status).toBe(200);
  await first.stop();

  const second = await start(seen);
  expect(await welcomed(second, "one")).toMatch(/^FixtureApp-React/);
  expect((await post(second, "two")).status).toBe(201);
  expect(await welcomed(second, "two")).toMatch(/^FixtureApp-React/);
  await second.stop();
  expect(seen).toEqual(["greeting.made one", "greeting.made two"]);
});

test("functions find the scheduler, which keeps a schedule across a restart", async () => {
  const schedule = {
    Name: "greet",
    ScheduleExpression: "at(2999-12-31T05:00:00)",
    FlexibleTimeWindow: { Mode: "OFF" as const },
  };
  const first = await start();
  const { scheduler } = first.endpoints;
  expect(functionEnvironment(first.endpoints, first.spec)["AWS_ENDPOINT_URL_SCHEDULER"]).toBe(scheduler);
  const Target = {
    Arn: first.spec.queues[0]?.arn,
    RoleArn: "arn:aws:iam::000000000000:role/a",
    Input: "hello",
  };
  const client = new SchedulerClient(clientOptions(scheduler, first.spec.region));
  await client.send(new CreateScheduleCommand({ ...schedule, Target }));
  client.destroy();
  await first.stop();

  const second = await start();
  const again = new SchedulerClient(clientOptions(second.endpoints.scheduler, second.spec.region));
  expect(await again.send(new GetScheduleCommand({ Name: "greet" }))).toMatchObject({ ...schedule, Target });
  expect((await second.health()).parts).toMatchObject({ scheduler: true });
  again.destroy();
  await second.stop();
});

test("a route with an authoriser refuses a request without a token", async () => {
  const runtime = await start();
  const answer = await fetch(`${runtime.url}/greetings`, { method: "POST", body: "{}" });
  await runtime.stop();
  expect(answer.status).toBe(401);
});

test("when the app does not build, the engines that are starting meanwhile are ended", async () => {
  const broken = startRuntime({
    port: 0,
    data,
    assembly: () => Promise.reject(new Error("no app")),
    environment: {},
  });
  await expect(broken).rejects.toThrow("no app");
  const again = await start();
  await again.stop();
});

test("stream records are let go only behind the slowest of a table's sources", () => {
  const trimmed: string[] = [];
  const sources = [
    { id: "publish", tableName: "journal" },
    { id: "index", tableName: "journal" },
    { id: "other", tableName: "elsewhere" },
  ];
  const progress = trimming(sources, (table, before) => trimmed.push(`${table} ${before}`));
  progress("journal", "publish", "9000");
  expect(trimmed).toEqual([]);
  progress("journal", "index", "1500");
  progress("journal", "index", "3000");
  progress("journal", "index", "3500");
  progress("journal", "index", "10000");
  expect(trimmed).toEqual(["journal 2000", "journal 8000"]);
});

import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openTableClient } from "../../functions/runtime/table-client.ts";
import { createTable, type Engine, startEngine } from "../support/engine.ts";
import { done, ask, eventsOf, worldOf } from "../support/world.ts";
import { captureLead } from "../../domain/lead/actions.ts";

let engine: Engine;

beforeAll(async () => {
  engine = await startEngine();
  await createTable(engine.client, "journal");
  vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", engine.endpoint);
  vi.stubEnv("AWS_REGION", "us-east-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "local");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "local");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await engine.stop();
});

test("a transaction carries no token of ten minutes, and text that looks like one is left as it is", async () => {
  const client = openTableClient();
  const sent: string[] = [];
  client.middlewareStack.add(
    (next) => (args) => {
      sent.push(JSON.stringify(args.request));
      return next(args);
    },
    { step: "build" },
  );
  const world = worldOf(client, "journal");
  const topic = 'a ","ClientRequestToken":"b" c';
  const { record } = await done(ask(captureLead, { topic, lastName: "Anders" }), world);
  client.destroy();
  expect(sent.some((request) => request.includes("TransactItems"))).toBe(true);
  expect(sent.filter((request) => /"ClientRequestToken\\":/.test(request))).toEqual([]);
  expect(record["topic"]).toBe(topic);
  expect((await eventsOf(worldOf(engine.client, "journal"), record))[0]?.data).toMatchObject({ topic });
});

import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import * as z from "zod";
import { fine, keysOf, recorder, sequencesOf, streamWorld, thrown } from "./stream-source-world.ts";

const { engines, newTable, start } = await streamWorld();
const Kept = z.looseObject({ payload: z.string() });

test("after a partial failure everything from the first failed record on comes again, and nothing before it", async () => {
  const table = await newTable();
  let failing = true;
  const { invoke, batches } = recorder((_keys, event) => {
    const [, , third, fourth] = sequencesOf(event);
    if (!failing) return fine;
    failing = false;
    return {
      ok: true,
      payload: { batchItemFailures: [{ itemIdentifier: fourth }, { itemIdentifier: third }] },
    };
  });
  await engines.put(table, "a", "b", "c", "d");
  start(table, invoke);
  await expect
    .poll(() => batches)
    .toEqual([
      ["a", "b", "c", "d"],
      ["c", "d"],
    ]);
});

test.each([
  ["throws", thrown],
  [
    "names an empty identifier",
    { ok: true, payload: { batchItemFailures: [{ itemIdentifier: "" }] } } as const,
  ],
  ["names no identifier", { ok: true, payload: { batchItemFailures: [{ id: "1" }] } } as const],
  [
    "names a record of another batch",
    { ok: true, payload: { batchItemFailures: [{ itemIdentifier: "99" }] } } as const,
  ],
  ["answers with something else", { ok: true, payload: "no" } as const],
])("when the function %s the whole batch comes again", async (_what, answer) => {
  const table = await newTable();
  let failures = 0;
  const { invoke, batches } = recorder(() => ((failures += 1) <= 1 ? answer : fine));
  await engines.put(table, "a", "b");
  start(table, invoke);
  await expect
    .poll(() => batches)
    .toEqual([
      ["a", "b"],
      ["a", "b"],
    ]);
});

test("a failing batch is halved until only the record that fails is left, in order", async () => {
  const table = await newTable();
  const done: string[] = [];
  const { invoke, keys } = recorder((keys) => {
    if (keys.includes("c")) return thrown;
    done.push(...keys);
    return fine;
  });
  await engines.put(table, "a", "b", "c", "d", "e");
  start(table, invoke, { bisectOnError: true, maximumRetryAttempts: 1 });
  await expect.poll(() => done).toEqual(["a", "b", "d", "e"]);
  expect(keys().filter((key) => key === "c").length).toBeGreaterThanOrEqual(2);
});

test("a batch that has failed too often goes to the failure queue by its place in the stream, and the next ones follow", async () => {
  const table = await newTable();
  const queue = await engines.createQueue("given-up");
  const { invoke, batches } = recorder((keys) => (keys.includes("b") ? thrown : fine));
  await engines.put(table, "a", "b", "c", "d");
  start(table, invoke, { batchSize: 2, maximumRetryAttempts: 1, failureQueueUrl: queue.url });
  await expect
    .poll(() => batches)
    .toEqual([
      ["a", "b"],
      ["a", "b"],
      ["c", "d"],
    ]);
  const [document = ""] = await engines.bodies(queue.url);
  expect(JSON.parse(document)).toMatchObject({
    requestContext: {
      functionArn: expect.stringContaining("publish"),
      condition: "RetryAttemptsExhausted",
      approximateInvokeCount: 2,
    },
    responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
    version: "1.0",
    DDBStreamBatchInfo: {
      startSequenceNumber: "1",
      endSequenceNumber: "2",
      batchSize: 2,
      streamArn: expect.stringContaining(table),
    },
  });
});

test("a batch that has failed too often goes whole into the bucket, under the name that Lambda gives it", async () => {
  const table = await newTable();
  const bucket = await engines.createBucket("given-up");
  const { invoke, batches } = recorder((keys) => (keys.includes("b") ? thrown : fine));
  await engines.put(table, "a", "b", "c", "d");
  start(table, invoke, { batchSize: 2, maximumRetryAttempts: 1, failureBucket: bucket.name });
  await expect.poll(() => batches).toHaveLength(3);
  const [object, ...others] = await bucket.objects();
  expect(others).toEqual([]);
  expect(object?.key).toMatch(
    new RegExp(
      `^aws/lambda/source-${table}/[^/]+/\\d{4}-\\d\\d-\\d\\dT\\d\\d\\.\\d\\d\\.\\d\\d-[0-9a-f-]{36}$`,
    ),
  );
  const { payload, ...document } = Kept.parse(JSON.parse(object?.text ?? ""));
  expect(document).toMatchObject({
    requestContext: { condition: "RetryAttemptsExhausted", approximateInvokeCount: 2 },
    version: "1.0",
    DDBStreamBatchInfo: { startSequenceNumber: "1", endSequenceNumber: "2", batchSize: 2 },
  });
  const event: unknown = JSON.parse(payload);
  expect(keysOf(event)).toEqual(["a", "b"]);
  expect(event).toMatchObject({
    Records: [{ eventName: "INSERT", dynamodb: { NewImage: { sk: { S: "a" } } } }, { eventName: "INSERT" }],
  });
});

test("a bucket that does not take a batch holds up the stream: nothing is confirmed of which no trace is kept", async () => {
  const table = await newTable();
  const { invoke, batches } = recorder((keys) => (keys.includes("a") ? thrown : fine));
  await engines.put(table, "a", "b");
  start(table, invoke, { batchSize: 1, maximumRetryAttempts: 0, failureBucket: "not-there-yet" });
  await expect.poll(() => batches).toEqual([["a"]]);
  await sleep(300);
  expect(batches).toEqual([["a"]]);
  await engines.createBucket("not-there-yet");
  await expect.poll(() => batches, { timeout: 5000 }).toEqual([["a"], ["b"]]);
});

import { expect, test } from "vitest";
import { fine, recorder, sequencesOf, streamWorld, thrown } from "./stream-source-world.ts";

const { engines, newTable, start } = await streamWorld();

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

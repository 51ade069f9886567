import type { DynamoDBRecord } from "aws-lambda";
import { expect, onTestFinished, test } from "vitest";
import { openMarks } from "../../functions/runtime/marks.ts";
import { publisher } from "../../functions/runtime/publisher.ts";
import { localClient } from "../support/engine.ts";
import { startFailingBus } from "../support/put-events.ts";

const at = "2026-11-23T12:00:00.000Z";
const envelope = (n: number, pad = "") =>
  JSON.stringify({ type: "lead.captured", record: `lea_${n}`, at, seq: n, pad });

function record(n: number, pad?: string): DynamoDBRecord {
  return {
    eventName: "INSERT",
    dynamodb: { SequenceNumber: String(1000 + n), NewImage: { envelope: { S: envelope(n, pad) } } },
  };
}

const records = (count: number) => Array.from({ length: count }, (_, n) => record(n + 1));
const details = (...numbers: number[]) => numbers.map((n) => envelope(n));

async function bus(fails: Parameters<typeof startFailingBus>[0]) {
  const started = await startFailingBus(fails);
  onTestFinished(() => started.stop());
  // These events have no marks; those that have are in published-marks.test.ts.
  const table = localClient("http://127.0.0.1:1");
  onTestFinished(() => table.destroy());
  return { ...started, publish: publisher(started.client, "bus", openMarks(table, "journal")) };
}

test("each event goes out verbatim and in order, ten at a time", async () => {
  const { publish, calls } = await bus(() => false);
  expect(await publish({ Records: records(23) })).toEqual({ batchItemFailures: [] });
  expect(calls.map((call) => call.length)).toEqual([10, 10, 3]);
  expect(calls.flat()).toEqual(details(...Array.from({ length: 23 }, (_, n) => n + 1)));
});

test("exactly the entries that failed are sent again", async () => {
  const { publish, calls } = await bus((call, entry) => call === 1 && (entry === 2 || entry === 5));
  expect(await publish({ Records: records(6) })).toEqual({ batchItemFailures: [] });
  expect(calls).toEqual([details(1, 2, 3, 4, 5, 6), details(2, 5)]);
});

test("an entry that keeps failing is where the stream goes on, and what comes after it waits", async () => {
  const { publish, calls } = await bus((call, entry) => (call === 1 ? entry === 3 : true));
  expect(await publish({ Records: records(12) })).toEqual({
    batchItemFailures: [{ itemIdentifier: "1003" }],
  });
  expect(calls.slice(1)).toEqual(Array.from({ length: 4 }, () => details(3)));
});

test("when the bus cannot be reached, the stream goes on at the first event that is not out", async () => {
  const { publish } = await bus((call) => (call === 1 ? false : "down"));
  expect(await publish({ Records: records(12) })).toEqual({
    batchItemFailures: [{ itemIdentifier: "1011" }],
  });
});

test("large events are packed so that no call exceeds what the bus takes", async () => {
  const { publish, calls } = await bus(() => false);
  await publish({ Records: [1, 2, 3].map((n) => record(n, "x".repeat(120_000))) });
  expect(calls.map((call) => call.length)).toEqual([2, 1]);
});

test("what is no event in the stream is passed over", async () => {
  const { publish, calls } = await bus(() => false);
  expect(await publish({ Records: [{ eventName: "REMOVE", dynamodb: {} }] })).toEqual({
    batchItemFailures: [],
  });
  expect(calls).toEqual([]);
});

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { StreamSourceSpec } from "../../local/model.ts";
import type { StreamSource } from "../../local/sources/stream.ts";
import { startStreamSource } from "../../local/sources/stream.ts";
import type { Invoke } from "../../local/workers/invocation.ts";
import type { TestEngines } from "./engines.ts";
import { region, startTestEngines } from "./engines.ts";

let engines: TestEngines;
const running: StreamSource[] = [];
let tables = 0;

beforeAll(async () => {
  engines = await startTestEngines();
});
afterEach(async () => void (await Promise.all(running.splice(0).map((source) => source.stop()))));
afterAll(() => engines.stop());

interface Event {
  Records: { eventName: string; dynamodb: { SequenceNumber: string; Keys: { sk: { S: string } } } }[];
}
const isEvent = (event: unknown): event is Event =>
  typeof event === "object" && event !== null && "Records" in event;
const keysOf = (event: unknown): string[] =>
  isEvent(event) ? event.Records.map((record) => record.dynamodb.Keys.sk.S) : [];
const sequencesOf = (event: unknown): string[] =>
  isEvent(event) ? event.Records.map((record) => record.dynamodb.SequenceNumber) : [];

const fine = { ok: true, payload: null } as const;
const thrown = { ok: false, errorType: "Error", errorMessage: "no" } as const;

function positionOf(table: string): string {
  const positions = join(engines.folder, "positions");
  mkdirSync(positions, { recursive: true });
  return join(positions, `source-${table}.json`);
}

async function newTable(): Promise<string> {
  tables += 1;
  const name = `journal-${tables}`;
  await engines.createTable(name);
  return name;
}

function start(tableName: string, invoke: Invoke, spec: Partial<StreamSourceSpec> = {}): StreamSource {
  const source = startStreamSource(
    {
      id: `source-${tableName}`,
      functionArn: "arn:aws:lambda:eu-central-1:000000000000:function:publish",
      tableName,
      batchSize: 100,
      startingPosition: "TRIM_HORIZON",
      filters: [],
      maximumRetryAttempts: undefined,
      bisectOnError: false,
      reportsItemFailures: true,
      failureQueueUrl: undefined,
      ...spec,
    },
    {
      dynamodbEndpoint: engines.dynamodb,
      sqsEndpoint: engines.sqs,
      region,
      invoke,
      positions: join(engines.folder, "positions"),
    },
  );
  running.push(source);
  return source;
}

/** A function that remembers the keys of each batch it was given. */
function recorder(answer: (keys: string[], event: unknown) => Awaited<ReturnType<Invoke>> = () => fine) {
  const batches: string[][] = [];
  const invoke: Invoke = async (_arn, event) => {
    batches.push(keysOf(event));
    return answer(keysOf(event), event);
  };
  return { batches, invoke, keys: () => batches.flat() };
}

test("what was written before the source started and after comes in order, as Lambda's stream event", async () => {
  const table = await newTable();
  await engines.put(table, "a", "b");
  const events: unknown[] = [];
  const source = start(table, async (_arn, event) => {
    events.push(event);
    return fine;
  });
  await expect.poll(() => events.flatMap(keysOf)).toEqual(["a", "b"]);
  await engines.put(table, "c");
  await expect.poll(() => events.flatMap(keysOf)).toEqual(["a", "b", "c"]);
  expect(source.healthy()).toBe(true);
  expect(events[0]).toMatchObject({
    Records: [
      {
        eventID: expect.any(String),
        eventName: "INSERT",
        eventVersion: "1.1",
        eventSource: "aws:dynamodb",
        awsRegion: region,
        eventSourceARN: expect.stringContaining(`table/${table}/stream/`),
        dynamodb: {
          ApproximateCreationDateTime: expect.any(Number),
          Keys: { pk: { S: "deal" }, sk: { S: "a" } },
          NewImage: { pk: { S: "deal" }, sk: { S: "a" } },
          SequenceNumber: "1",
          StreamViewType: "NEW_AND_OLD_IMAGES",
        },
      },
      {},
    ],
  });
});

test("only records that a filter lets through reach the function", async () => {
  const table = await newTable();
  const { invoke, keys } = recorder();
  start(table, invoke, {
    filters: [
      JSON.stringify({
        eventName: ["INSERT"],
        dynamodb: { NewImage: { sk: { S: [{ prefix: "EVENT#" }] } } },
      }),
    ],
  });
  await engines.put(table, "RECORD", "EVENT#1", "EVENT#2");
  await engines.put(table, "RECORD", "EVENT#2", "EVENT#3");
  await expect.poll(keys).toEqual(["EVENT#1", "EVENT#2", "EVENT#3"]);
});

test("a batch is never larger than the batch size", async () => {
  const table = await newTable();
  const { invoke, batches } = recorder();
  await engines.put(table, "a", "b", "c", "d", "e");
  start(table, invoke, { batchSize: 2 });
  await expect.poll(() => batches).toEqual([["a", "b"], ["c", "d"], ["e"]]);
});

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

test("after a restart what was not confirmed comes again, and what was confirmed does not", async () => {
  const table = await newTable();
  const first = recorder((keys) => (keys.includes("c") ? thrown : fine));
  await engines.put(table, "a", "b", "c", "d");
  const source = start(table, first.invoke, { batchSize: 2 });
  await expect.poll(first.keys).toEqual(expect.arrayContaining(["a", "b", "c", "d"]));
  await source.stop();
  await engines.put(table, "e");
  const second = recorder();
  start(table, second.invoke, { batchSize: 2 });
  await expect.poll(second.keys).toEqual(["c", "d", "e"]);
});

test("an invocation that has not answered is not confirmed by the stop", async () => {
  const table = await newTable();
  await engines.put(table, "a");
  let asked = false;
  const source = start(table, () => {
    asked = true;
    return new Promise(() => {});
  });
  await expect.poll(() => asked).toBe(true);
  await source.stop();
  const { invoke, keys } = recorder();
  start(table, invoke);
  await expect.poll(keys).toEqual(["a"]);
});

test("a source that starts at the end leaves out what was there, but nothing that came after its first start", async () => {
  const table = await newTable();
  await engines.put(table, "old");
  const held = start(table, () => new Promise(() => {}), { startingPosition: "LATEST" });
  await expect.poll(() => held.healthy()).toBe(true);
  await held.stop();
  await engines.put(table, "while stopped");
  const { invoke, keys } = recorder();
  start(table, invoke, { startingPosition: "LATEST" });
  await expect.poll(keys).toEqual(["while stopped"]);
});

test("the position in a table that was made anew does not count", async () => {
  const table = await newTable();
  await engines.put(table, "a");
  writeFileSync(positionOf(table), JSON.stringify({ streamArn: "arn:of:another:stream", after: "1" }));
  const { invoke, keys } = recorder();
  start(table, invoke);
  await expect.poll(keys).toEqual(["a"]);
});

test("when the stream has lost records that were done, what is left of it comes again and nothing is left out", async () => {
  const table = await newTable();
  await engines.put(table, "a");
  const first = recorder();
  const source = start(table, first.invoke);
  await expect.poll(first.keys).toEqual(["a"]);
  await source.stop();
  const { streamArn } = JSON.parse(readFileSync(positionOf(table), "utf8"));
  writeFileSync(positionOf(table), JSON.stringify({ streamArn, after: "5" }));
  const second = recorder();
  start(table, second.invoke);
  await engines.put(table, "b");
  await expect.poll(second.keys).toEqual(["a", "b"]);
});

test("a damaged position is refused with the way out", () => {
  writeFileSync(positionOf("damaged"), "{");
  expect(() => start("damaged", recorder().invoke)).toThrow(/source-damaged\.json is damaged: delete it/);
});

test("a filter that is no pattern is refused", () => {
  const filters = [JSON.stringify({ eventName: "INSERT" })];
  expect(() => start("filtered", recorder().invoke, { filters })).toThrow(/source-filtered is not valid/);
});

test("a source whose engine cannot be reached is not healthy and says why", async () => {
  const source = start("no-such-table", recorder().invoke);
  await expect.poll(() => source.problem()).toMatch(/no stream|not found/i);
  expect(source.healthy()).toBe(false);
});

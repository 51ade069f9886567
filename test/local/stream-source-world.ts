import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach } from "vitest";
import type { StreamSourceSpec } from "../../local/model.ts";
import type { StreamSource } from "../../local/sources/stream.ts";
import { startStreamSource } from "../../local/sources/stream.ts";
import type { InvocationResult, Invoke } from "../../local/workers/invocation.ts";
import { region, startTestEngines } from "./engines.ts";

interface StreamEvent {
  Records: { dynamodb: { SequenceNumber: string; Keys: { sk: { S: string } } } }[];
}
const isEvent = (event: unknown): event is StreamEvent =>
  typeof event === "object" && event !== null && "Records" in event;

/** The sort keys of a batch, in order. */
export const keysOf = (event: unknown): string[] =>
  isEvent(event) ? event.Records.map((record) => record.dynamodb.Keys.sk.S) : [];

/** The sequence numbers of a batch, in order. */
export const sequencesOf = (event: unknown): string[] =>
  isEvent(event) ? event.Records.map((record) => record.dynamodb.SequenceNumber) : [];

export const fine = { ok: true, payload: null } as const;
export const thrown = { ok: false, errorType: "Error", errorMessage: "no" } as const;

/** A function that remembers the sort keys of each batch it was given. */
export function recorder(answer: (keys: string[], event: unknown) => InvocationResult = () => fine) {
  const batches: string[][] = [];
  const invoke: Invoke = async (_arn, event) => {
    batches.push(keysOf(event));
    return answer(keysOf(event), event);
  };
  return { batches, invoke, keys: () => batches.flat() };
}

/** Engines and stream sources for one test file; the sources are stopped after each test. */
export async function streamWorld() {
  const engines = await startTestEngines();
  const positions = join(engines.folder, "positions");
  mkdirSync(positions);
  const running: StreamSource[] = [];
  let tables = 0;
  afterEach(async () => void (await Promise.all(running.splice(0).map((source) => source.stop()))));
  afterAll(() => engines.stop());

  const newTable = async (): Promise<string> => {
    const name = `journal-${(tables += 1)}`;
    await engines.createTable(name);
    return name;
  };
  const start = (
    tableName: string,
    invoke: Invoke,
    spec: Partial<StreamSourceSpec> = {},
    onProgress: (sequence: string) => void = () => undefined,
  ): StreamSource => {
    const { dynamodb: dynamodbEndpoint, sqs: sqsEndpoint } = engines;
    const options = { dynamodbEndpoint, sqsEndpoint, region, invoke, positions, onProgress };
    const source = startStreamSource({ ...usual, id: `source-${tableName}`, tableName, ...spec }, options);
    running.push(source);
    return source;
  };
  const positionOf = (table: string): string => join(positions, `source-${table}.json`);
  return { engines, newTable, start, positionOf };
}

const usual = {
  functionArn: "arn:aws:lambda:eu-central-1:000000000000:function:publish",
  batchSize: 100,
  startingPosition: "TRIM_HORIZON",
  filters: [],
  maximumRetryAttempts: undefined,
  bisectOnError: false,
  reportsItemFailures: true,
  failureQueueUrl: undefined,
  failureBucket: undefined,
} as const;

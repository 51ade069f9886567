import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { consumer } from "../../functions/runtime/consumer.ts";
import { startQueues } from "../support/queue.ts";
import { context } from "../support/request.ts";

let queues: Awaited<ReturnType<typeof startQueues>>;
let queue: Awaited<ReturnType<typeof queues.create>>;

beforeAll(async () => {
  queues = await startQueues();
  vi.stubEnv("AWS_ENDPOINT_URL_SQS", queues.endpoint);
  vi.stubEnv("AWS_REGION", "us-east-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "local");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "local");
});
beforeEach(async ({ task }) => {
  queue = await queues.create(`batch-${task.id}`);
  vi.stubEnv("QUEUE_URL", queue.QueueUrl);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await queues.stop();
});

const Job = z.object({ job: z.string() });

/** What a broken function throws, by name: also what is no error at all. */
const thrown: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["an error", new Error("broken")],
  ["undefined", undefined],
  ["null", null],
  ["text", "broken"],
  ["a number", 0],
  ["an object", { broken: true }],
]);

/** A function that does each job but those that are named after what it throws for them. */
function worker(parallel: boolean) {
  const done: string[] = [];
  const handler = consumer(
    "worker",
    async (body) => {
      const { job } = Job.parse(body);
      if (thrown.has(job)) throw thrown.get(job);
      done.push(job);
    },
    { parallel },
  );
  /** Gives it a batch; tells which bodies failed. */
  const give = async (bodies: readonly unknown[]): Promise<unknown[]> => {
    const batch = await queue.deliver(bodies);
    const { batchItemFailures } = await handler(batch, context);
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    expect(failed.size).toBe(batchItemFailures.length);
    return batch.Records.filter(({ messageId }) => failed.has(messageId)).map(({ body }) =>
      z.json().parse(JSON.parse(body)),
    );
  };
  return { done, give };
}

const job = (name: string) => ({ job: name });

describe.each([
  ["in parallel", true],
  ["one after the other", false],
])("messages that are worked on %s", (_how, parallel) => {
  test("come back, each of them, when all of a batch fail, whatever was thrown", async () => {
    const { give, done } = worker(parallel);
    const all = [...thrown.keys()].map(job);
    expect(await give(all)).toEqual(all);
    expect(done).toEqual([]);
  });

  test("are done, each of them, after a batch that failed whole", async () => {
    const { give, done } = worker(parallel);
    await give([job("undefined"), job("an error")]);
    expect(await give([job("tea"), job("coffee")])).toEqual([]);
    expect(await give([job("undefined"), job("cocoa"), job("null")])).toEqual([
      job("undefined"),
      job("null"),
    ]);
    expect(await give([job("milk")])).toEqual([]);
    expect(done).toEqual(["tea", "coffee", "cocoa", "milk"]);
  });

  test.each([...thrown.keys()])(
    "are done when one in their middle throws %s, and only this one comes back",
    async (what) => {
      const { give, done } = worker(parallel);
      expect(await give([job("tea"), job(what), job("coffee")])).toEqual([job(what)]);
      expect(done).toEqual(["tea", "coffee"]);
    },
  );

  test.each([[null], [[]], [7], [""], [{ detail: { id: {}, traceId: 3 } }], [{ detail: null }]])(
    "are done when one in their middle is %j, and only this one comes back",
    async (poison) => {
      const { give, done } = worker(parallel);
      expect(await give([job("tea"), poison, job("coffee")])).toEqual([poison]);
      expect(done).toEqual(["tea", "coffee"]);
    },
  );
});

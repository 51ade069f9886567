import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { QueueSourceSpec } from "../../local/model.ts";
import { startQueueSource } from "../../local/sources/queue.ts";
import type { Source } from "../../local/sources/source.ts";
import type { InvocationResult, Invoke } from "../../local/workers/invocation.ts";
import type { TestEngines } from "./engines.ts";
import { region, startTestEngines } from "./engines.ts";

let engines: TestEngines;
const running: Source[] = [];
let queues = 0;

beforeAll(async () => {
  engines = await startTestEngines();
});
afterEach(async () => void (await Promise.all(running.splice(0).map((source) => source.stop()))));
afterAll(() => engines.stop());

interface Message {
  messageId: string;
  body: string;
}
const isEvent = (event: unknown): event is { Records: Message[] } =>
  typeof event === "object" && event !== null && "Records" in event;
const messagesOf = (event: unknown): Message[] => (isEvent(event) ? event.Records : []);

const fine = { ok: true, payload: null } as const;
const thrown = { ok: false, errorType: "Error", errorMessage: "no" } as const;

function newQueue(attributes: Record<string, string> = {}) {
  queues += 1;
  return engines.createQueue(`reaction-${queues}`, { VisibilityTimeout: "1", ...attributes });
}

function start(
  queue: { url: string; arn: string },
  invoke: Invoke,
  spec: Partial<QueueSourceSpec> = {},
): Source {
  const source = startQueueSource(
    {
      id: "source",
      functionArn: "arn:aws:lambda:eu-central-1:000000000000:function:react",
      queueArn: queue.arn,
      queueUrl: queue.url,
      batchSize: 10,
      maximumBatchingWindowSeconds: 0,
      maximumConcurrency: undefined,
      reportsItemFailures: true,
      ...spec,
    },
    { sqsEndpoint: engines.sqs, region, invoke },
  );
  running.push(source);
  return source;
}

/** A function that remembers the bodies of each batch it was given. */
function recorder(answer: (messages: Message[]) => InvocationResult = () => fine) {
  const batches: string[][] = [];
  const invoke: Invoke = async (_arn, event) => {
    batches.push(messagesOf(event).map((message) => message.body));
    return answer(messagesOf(event));
  };
  return { batches, invoke, bodies: () => batches.flat() };
}

test("a message comes as Lambda's queue event and is gone after it succeeded", async () => {
  const queue = await newQueue();
  const events: unknown[] = [];
  const source = start(queue, async (_arn, event) => {
    events.push(event);
    return fine;
  });
  await expect.poll(() => source.healthy()).toBe(true);
  await engines.send(queue.url, "hello");
  await expect.poll(() => events).toHaveLength(1);
  expect(events[0]).toEqual({
    Records: [
      {
        messageId: expect.any(String),
        receiptHandle: expect.any(String),
        body: "hello",
        attributes: {
          ApproximateReceiveCount: "1",
          SentTimestamp: expect.any(String),
          SenderId: expect.any(String),
          ApproximateFirstReceiveTimestamp: expect.any(String),
        },
        messageAttributes: {},
        md5OfBody: "5d41402abc4b2a76b9719d911017c592",
        eventSource: "aws:sqs",
        eventSourceARN: queue.arn,
        awsRegion: region,
      },
    ],
  });
  await source.stop();
  await expect.poll(() => engines.count(queue.url)).toEqual({ visible: 0, hidden: 0 });
});

test("what is reported as failed comes again, the rest of its batch does not", async () => {
  const queue = await newQueue();
  let failing = true;
  const { invoke, bodies } = recorder((messages) => {
    const batchItemFailures = messages
      .filter((message) => failing && message.body === "b")
      .map((message) => ({ itemIdentifier: message.messageId }));
    if (batchItemFailures.length > 0) failing = false;
    return { ok: true, payload: { batchItemFailures } };
  });
  await engines.send(queue.url, "a", "b", "c");
  start(queue, invoke);
  await expect.poll(() => bodies().toSorted(), { timeout: 5000 }).toEqual(["a", "b", "b", "c"]);
});

test.each([
  ["throws", thrown],
  [
    "names an empty identifier",
    { ok: true, payload: { batchItemFailures: [{ itemIdentifier: "" }] } } as const,
  ],
  ["names null", { ok: true, payload: { batchItemFailures: [{ itemIdentifier: null }] } } as const],
  [
    "names an unknown message",
    { ok: true, payload: { batchItemFailures: [{ itemIdentifier: "x" }] } } as const,
  ],
  ["answers with something else", { ok: true, payload: { batchItemFailures: "all" } } as const],
])("when the function %s the whole batch stays in the queue", async (_what, answer) => {
  const queue = await newQueue({ VisibilityTimeout: "30" });
  await engines.send(queue.url, "a", "b");
  const { invoke, bodies } = recorder(() => answer);
  const source = start(queue, invoke);
  await expect.poll(bodies).toEqual(["a", "b"]);
  await source.stop();
  expect(await engines.count(queue.url)).toEqual({ visible: 0, hidden: 2 });
});

test("a function that does not report single failures succeeds with whatever it answers", async () => {
  const queue = await newQueue({ VisibilityTimeout: "30" });
  await engines.send(queue.url, "a");
  const { invoke, bodies } = recorder(() => ({
    ok: true,
    payload: { batchItemFailures: [{ itemIdentifier: "" }] },
  }));
  const source = start(queue, invoke, { reportsItemFailures: false });
  await expect.poll(bodies).toEqual(["a"]);
  await source.stop();
  expect(await engines.count(queue.url)).toEqual({ visible: 0, hidden: 0 });
});

test("a message that keeps failing ends in the dead-letter queue with its body whole, the others go on", async () => {
  const dead = await newQueue();
  const redrive = { deadLetterTargetArn: dead.arn, maxReceiveCount: 2 };
  const queue = await newQueue({ RedrivePolicy: JSON.stringify(redrive) });
  const poison = JSON.stringify({ text: "grün ✓", long: "x".repeat(100_000) });
  const { invoke, bodies } = recorder((messages) =>
    messages.some(({ body }) => body === poison) ? thrown : fine,
  );
  await engines.send(queue.url, poison);
  start(queue, invoke, { batchSize: 1 });
  await engines.send(queue.url, "a", "b");
  await expect.poll(() => engines.bodies(dead.url), { timeout: 10_000 }).toEqual([poison]);
  expect(bodies().toSorted()).toEqual([poison, poison, "a", "b"].toSorted());
});

test("not more batches run at the same time than allowed, and not more messages are in one than allowed", async () => {
  const queue = await newQueue({ VisibilityTimeout: "30" });
  await engines.send(queue.url, "a", "b", "c", "d", "e", "f", "g", "h");
  let now = 0;
  let most = 0;
  const sizes: number[] = [];
  const invoke: Invoke = async (_arn, event) => {
    most = Math.max(most, (now += 1));
    sizes.push(messagesOf(event).length);
    await new Promise((resolve) => setTimeout(resolve, 30));
    now -= 1;
    return fine;
  };
  start(queue, invoke, { maximumConcurrency: 2, batchSize: 2 });
  await expect.poll(() => sizes).toEqual([2, 2, 2, 2]);
  expect(most).toBe(2);
});

test("within the batching window messages are gathered into one batch", async () => {
  const queue = await newQueue({ VisibilityTimeout: "30" });
  const { invoke, batches } = recorder();
  const source = start(queue, invoke, { maximumBatchingWindowSeconds: 1 });
  await expect.poll(() => source.healthy()).toBe(true);
  await engines.send(queue.url, "a");
  await engines.send(queue.url, "b");
  await expect.poll(() => batches, { timeout: 5000 }).toEqual([["a", "b"]]);
});

test("the stop ends a waiting poll, and lets a running invocation finish", async () => {
  const queue = await newQueue({ VisibilityTimeout: "30" });
  await engines.send(queue.url, "a");
  let asked = false;
  let finished = false;
  const source = start(queue, async () => {
    asked = true;
    await new Promise((resolve) => setTimeout(resolve, 100));
    finished = true;
    return fine;
  });
  await expect.poll(() => asked).toBe(true);
  await source.stop();
  expect(finished).toBe(true);
  expect(await engines.count(queue.url)).toEqual({ visible: 0, hidden: 0 });
});

test("a queue that is not there makes its source unhealthy, with the reason", async () => {
  const source = start({ url: `${engines.sqs}/000000000000/none`, arn: "arn:none" }, recorder().invoke);
  await expect.poll(() => source.problem()).toMatch(/does not exist/);
  expect(source.healthy()).toBe(false);
});

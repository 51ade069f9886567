import { expect, test } from "vitest";
import type { Invoke } from "../../local/workers/invocation.ts";
import { region } from "./engines.ts";
import { fine, messagesOf, queueWorld, recorder } from "./queue-source-world.ts";

const { engines, newQueue, start } = await queueWorld();

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
  await expect.poll(() => batches).toEqual([["a", "b"]]);
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

import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Envelope } from "../../domain/kernel/event.ts";
import { appendFeed } from "../../functions/runtime/feed/append-feed.ts";
import type { Feed } from "../../functions/runtime/feed/feed.ts";
import { openWake } from "../../functions/runtime/feed/wake.ts";
import { createTable, type Engine, startEngine } from "../support/engine.ts";
import { startQueues } from "../support/queue.ts";
import { context } from "../support/request.ts";
import { feedOf, happened, laws, life, plant, wholeFeed } from "./planted.ts";

let engine: Engine;
let queues: Awaited<ReturnType<typeof startQueues>>;
let queue: Awaited<ReturnType<typeof queues.create>>;
let table: string;
let feed: Feed;

beforeAll(async () => {
  [engine, queues] = await Promise.all([startEngine(), startQueues()]);
  vi.stubEnv("AWS_ENDPOINT_URL_SQS", queues.endpoint);
  vi.stubEnv("AWS_REGION", "us-east-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "local");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "local");
});
beforeEach(async ({ task }) => {
  table = `feed-${task.id}`;
  await createTable(engine.client, table);
  feed = feedOf(engine.client, table);
  queue = await queues.create(`append-feed-${task.id}`);
  vi.stubEnv("QUEUE_URL", queue.QueueUrl);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await Promise.all([engine.stop(), queues.stop()]);
});

const messages = (events: readonly Envelope[]) => events.map((detail) => ({ detail }));

/** Takes what waits in the queue, as the event source does, and answers the ids of what has failed. */
async function take(bodies: readonly unknown[], wake: (end: number) => Promise<void>, expected?: number) {
  const batch = await queue.deliver(bodies, expected);
  const { batchItemFailures } = await appendFeed(feed, wake)(batch, context);
  return { batch, failed: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) };
}

const nobody = () => Promise.resolve();

describe("The function of the feed", () => {
  it("appends a batch in one transaction, and tells once that the feed has grown", async () => {
    await plant(engine.client, table, life("lea_A", 5));
    const told: number[] = [];
    const { failed } = await take(messages(life("lea_A", 5)), async (end) => void told.push(end));
    expect(failed).toEqual([]);
    const places = await wholeFeed(feed);
    expect(laws(places)).toEqual([]);
    expect(new Set(places.map(({ fed }) => fed)).size).toBe(1);
    expect(told).toEqual([5]);
  });

  it("fails for each message on its own: what is no event, or in no journal, holds back no other", async () => {
    await plant(engine.client, table, life("lea_A", 3));
    const bodies = [{ nonsense: 1 }, ...messages([happened("lea_GONE", 1)]), ...messages(life("lea_A", 3))];
    const { batch, failed } = await take(bodies, nobody);
    const poison = batch.Records.filter(({ body }) => !body.includes("lea_A")).map(
      ({ messageId }) => messageId,
    );
    expect(failed.toSorted()).toEqual(poison.toSorted());
    expect(laws(await wholeFeed(feed))).toEqual([]);
    expect(await feed.end()).toBe(3);
  });

  it("tells again when it died between the transaction and the telling", async () => {
    await plant(engine.client, table, life("lea_A", 2));
    const dies = () => Promise.reject(new Error("killed"));
    const first = await take(messages(life("lea_A", 2)), dies);
    expect(first.failed).toHaveLength(2);
    expect(await feed.end()).toBe(2);
    const told: number[] = [];
    const again = await take([], async (end) => void told.push(end), 2);
    expect(again.failed).toEqual([]);
    expect(told).toContain(2);
    expect(await feed.end()).toBe(2);
  });

  it("tells the queue of who follows the feed where it ends, and nobody while there is none", async () => {
    const followers = await queues.create(`dispatch-${table}`);
    vi.stubEnv("DISPATCH_QUEUE_URL", "");
    await openWake()(7);
    vi.stubEnv("DISPATCH_QUEUE_URL", followers.QueueUrl);
    await openWake()(8);
    const client = new SQSClient({ endpoint: queues.endpoint, useQueueUrlAsEndpoint: false });
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl: followers.QueueUrl, MaxNumberOfMessages: 10 }),
    );
    client.destroy();
    expect(Messages.map(({ Body }) => Body)).toEqual([JSON.stringify({ end: 8 })]);
  });
});

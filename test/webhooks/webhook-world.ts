import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import { captureLead } from "../../domain/lead/actions.ts";
import { changeLead } from "../../domain/lead/change.ts";
import type { Superseded } from "../../domain/kernel/version.ts";
import { createSubscription, disableSubscription } from "../../domain/subscription/actions.ts";
import { superseded as ofDomain } from "../../domain/superseded.ts";
import { type Feed, openFeed } from "../../functions/runtime/feed/feed.ts";
import { readAllowed } from "../../functions/runtime/webhooks/address.ts";
import { perform } from "../../functions/runtime/perform.ts";
import { openCursor } from "../../functions/runtime/webhooks/cursor.ts";
import type { Delivery } from "../../functions/runtime/webhooks/delivery.ts";
import { dispatch, type DispatchParts } from "../../functions/runtime/webhooks/dispatch.ts";
import { openLanes } from "../../functions/runtime/webhooks/lanes.ts";
import { type Letter, letterOf } from "../../functions/runtime/webhooks/letter.ts";
import type { LaneParts } from "../../functions/runtime/webhooks/parts.ts";
import { openReceiver } from "../../functions/runtime/webhooks/receiver.ts";
import { LaneRun } from "../../functions/runtime/webhooks/run.ts";
import { openDeliveries } from "../../functions/runtime/webhooks/store.ts";
import { loadSubscriber } from "../../functions/runtime/webhooks/subscriber.ts";
import { openTargets } from "../../functions/runtime/webhooks/target.ts";
import { openWakes, Wake } from "../../functions/runtime/webhooks/wake.ts";
import { startScheduler } from "../../local/scheduler/scheduler.ts";
import { createTable, type Engine, startEngine } from "../support/engine.ts";
import { startQueues } from "../support/queue.ts";
import { ask, done, worldOf } from "../support/world.ts";

/** A secret as Standard Webhooks write it. */
export const someSecret = () => `whsec_${randomBytes(32).toString("base64")}`;

/** The waits of the specification; tests that wait set their clock. */
export const WAITS = [0, 5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];

/** The journal, the queues and all that delivers, with a clock that can be set. */
export async function startWebhooks() {
  const [engine, queues] = await Promise.all([startEngine(), startQueues()]);
  await createTable(engine.client, "journal");
  const [lane, slowLane] = await Promise.all([queues.create("lane"), queues.create("slow-lane")]);
  const folder = mkdtempSync(join(tmpdir(), "salesline-webhooks-"));
  const arn = "arn:aws:sqs:us-east-1:000000000000:lane";
  const scheduler = await startScheduler({
    file: join(folder, "schedules.db"),
    groups: ["timers"],
    queues: [{ arn, url: lane.QueueUrl }],
    region: "us-east-1",
    account: "000000000000",
    queueEndpoint: queues.endpoint,
  });
  for (const [name, value] of Object.entries({
    AWS_ENDPOINT_URL_SQS: queues.endpoint,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    LANE_QUEUE_URL: lane.QueueUrl,
    SLOW_LANE_QUEUE_URL: slowLane.QueueUrl,
    AWS_ENDPOINT_URL_SCHEDULER: scheduler.url,
    TIMER_GROUP: "timers",
    TIMER_QUEUE_ARN: arn,
    TIMER_DEAD_LETTERS_ARN: arn,
    TIMER_ROLE_ARN: "arn:aws:iam::000000000000:role/timers",
  }))
    vi.stubEnv(name, value);
  const stop = async () => {
    vi.unstubAllEnvs();
    await scheduler.stop();
    await Promise.all([engine.stop(), queues.stop()]);
    rmSync(folder, { recursive: true });
  };
  const client = new SQSClient({ endpoint: queues.endpoint, useQueueUrlAsEndpoint: false });
  const urls = { lane: lane.QueueUrl, slowLane: slowLane.QueueUrl };
  return new Webhooks(engine, { client, urls }, stop);
}

const targets = openTargets(readAllowed("127.0.0.1/32"));

/** What a test sets up differently. */
export interface Change {
  readonly waits?: readonly number[];
  readonly timeoutSeconds?: number;
  readonly leaseMs?: number;
  readonly superseded?: Superseded;
}

interface Queues {
  readonly client: SQSClient;
  readonly urls: { readonly lane: string; readonly slowLane: string };
}

class Webhooks {
  /** Milliseconds that the clock of Salesline is ahead of the real one. */
  ahead = 0;
  readonly secrets = [someSecret()];
  readonly letters: Letter[] = [];
  readonly engine: Engine;
  readonly stop: () => Promise<void>;
  readonly #queues: Queues;
  readonly #subscribed: string[] = [];

  constructor(engine: Engine, queues: Queues, stop: () => Promise<void>) {
    this.engine = engine;
    this.#queues = queues;
    this.stop = stop;
  }

  /** The lanes that are woken now by each class's queue; takes the messages away. */
  async messages(): Promise<{ readonly lane: readonly string[]; readonly slowLane: readonly string[] }> {
    const { urls } = this.#queues;
    return { lane: await this.#taken(urls.lane), slowLane: await this.#taken(urls.slowLane) };
  }

  async #taken(QueueUrl: string): Promise<readonly string[]> {
    const { client } = this.#queues;
    const woken: string[] = [];
    for (;;) {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
      );
      if (Messages.length === 0) return woken;
      for (const { Body = "", ReceiptHandle } of Messages) {
        woken.push(Wake.parse(JSON.parse(Body)).lane);
        await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
    }
  }

  now = () => new Date(Date.now() + this.ahead);

  pass(seconds: number): void {
    this.ahead += seconds * 1000;
  }

  get world() {
    return worldOf(this.engine.client, "journal", this.now);
  }

  parts({
    waits = WAITS,
    timeoutSeconds = 1,
    leaseMs = 60_000,
    superseded = ofDomain,
  }: Change = {}): LaneParts & DispatchParts & { feed: Feed } {
    const { world, now } = this;
    const { client } = this.engine;
    const { journal } = world;
    return {
      journal,
      world,
      now,
      superseded,
      feed: openFeed(client, "journal", journal, now),
      cursor: openCursor(client, "journal", journal),
      deliveries: openDeliveries(client, "journal", journal),
      lanes: openLanes(client, "journal", journal, { leaseMs, now }),
      wakes: openWakes(),
      waits: { seconds: waits, timeoutSeconds },
      subscriber: (id) => loadSubscriber(journal, id),
      receiver: (subscriber) =>
        openReceiver(subscriber, {
          secrets: { secretsOf: () => Promise.resolve(this.secrets) },
          targets,
          timeoutSeconds,
        }),
      giveUp: (subscription, delivery) => {
        this.letters.push(letterOf(subscription, delivery));
        return Promise.resolve();
      },
    };
  }

  /** A subscription to all that happens to leads. */
  async subscribe(url: string, more: object = {}): Promise<string> {
    const input = { url, types: ["lead.*"], ...more };
    const { id } = (await done(ask(createSubscription, input, { roles: ["admin"] }), this.world)).record;
    this.#subscribed.push(id);
    return id;
  }

  /** Ends all subscriptions, so that what the next test does is none of theirs. */
  async unsubscribe(): Promise<void> {
    const ids = this.#subscribed.splice(0);
    await Promise.all(
      ids.map((id) => perform(ask(disableSubscription, {}, { id, roles: ["admin"] }), this.world)),
    );
  }

  /** Leads that are captured and then changed so many times, in the feed; their events in the order of each lead. */
  async happen(leads: number, changes = 0): Promise<readonly string[]> {
    const { world } = this;
    const made = await Promise.all(
      Array.from({ length: leads }, async () => {
        const lead = await done(ask(captureLead, { topic: "Tea", lastName: randomUUID() }), world);
        for (let nth = 0; nth < changes; nth += 1) {
          await done(ask(changeLead, { topic: `Tea ${nth}` }, { id: lead.record.id }), world);
        }
        return world.journal.events("lead", lead.record.id, 99);
      }),
    );
    for (let nth = 0; nth <= changes; nth += 1) {
      await this.parts().feed.append(made.flatMap((events) => events.slice(nth, nth + 1)));
    }
    return made.flat().map(({ id }) => id);
  }

  /** Makes the deliveries of all that is in the feed. */
  async dispatch(parts: DispatchParts = this.parts()): Promise<void> {
    await dispatch(parts, () => true);
  }

  /** One run along a lane, as a function would that a message woke. */
  async run(
    subscription: string,
    parts: LaneParts = this.parts(),
    { slow = true, ms = 60_000, owner = randomUUID() }: { slow?: boolean; ms?: number; owner?: string } = {},
  ): Promise<void> {
    const end = performance.now() + ms;
    const taken = await parts.lanes.take(subscription, owner);
    const invocation = { slow, remainingMs: () => end - performance.now() };
    if (taken !== undefined) await new LaneRun(parts, invocation, taken).run();
  }

  /** All deliveries of a subscription, oldest first. */
  async deliveries(subscription: string): Promise<readonly Delivery[]> {
    const { found } = await this.parts().deliveries.before(subscription, undefined, 1000);
    return found.toReversed();
  }
}

export type { Webhooks };

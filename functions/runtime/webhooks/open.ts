import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { superseded } from "../../../domain/superseded.ts";
import type { World } from "../ask.ts";
import { openFeed } from "../feed/feed.ts";
import { openJournal } from "../journal.ts";
import { quiet } from "../quiet.ts";
import { readSettings, required } from "../settings.ts";
import { openTableClient } from "../table-client.ts";
import { openCursor } from "./cursor.ts";
import type { DispatchParts } from "./dispatch.ts";
import type { FollowParts } from "./follow.ts";
import { openLanes } from "./lanes.ts";
import { letterOf } from "./letter.ts";
import type { LaneParts } from "./parts.ts";
import { openReceiver } from "./receiver.ts";
import { leaseMsOf } from "./run.ts";
import { openSecrets } from "./secrets.ts";
import { openDeliveries } from "./store.ts";
import type { LaneSweepParts } from "./sweep.ts";
import { loadSubscriber } from "./subscriber.ts";
import { openTargets } from "./target.ts";
import { readWaits } from "./waits.ts";
import { openWakes } from "./wake.ts";

/** Only who sends takes lanes: `leaseMs` is for how long. */
function openTable(now: () => Date, leaseMs = 0) {
  const client = openTableClient();
  const tableName = required("TABLE_NAME");
  const journal = openJournal(client, tableName);
  return {
    client,
    tableName,
    journal,
    feed: openFeed(client, tableName, journal),
    superseded,
    deliveries: openDeliveries(client, tableName, journal),
    lanes: openLanes(client, tableName, journal, { leaseMs, now }),
  };
}

const clock = () => new Date();

/** All that the dispatcher works with. */
export function openDispatch(): DispatchParts {
  const { client, tableName, ...table } = openTable(clock);
  const cursor = openCursor(client, tableName, table.journal);
  return { ...table, cursor, wakes: openWakes(), now: clock };
}

/** All that sending what is due of a lane works with. */
export function openLane(): LaneParts {
  const waits = readWaits(process.env);
  const { client: _, tableName: __, journal, ...table } = openTable(clock, leaseMsOf(waits));
  const world: World = { journal, settings: readSettings(), now: clock, random: Math.random };
  const secrets = openSecrets();
  const targets = openTargets();
  const { timeoutSeconds } = waits;
  const giveUp = openOutbox("GIVEN_UP_QUEUE_URL");
  return {
    ...table,
    world,
    waits,
    wakes: openWakes(),
    now: clock,
    subscriber: (id) => loadSubscriber(journal, id),
    receiver: (subscriber) => openReceiver(subscriber, { secrets, targets, timeoutSeconds }),
    giveUp: (subscription, delivery) => giveUp(letterOf(subscription, delivery)),
  };
}

/** Puts a JSON message into a queue of this installation. */
export function openOutbox(variable: string): (message: object) => Promise<void> {
  const queues = quiet(new SQSClient({ useQueueUrlAsEndpoint: false }));
  const QueueUrl = required(variable);
  return async (message) => {
    await queues.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message) }));
  };
}

/** All that following subscriptions needs, but the time that there is. */
export function openFollow(): Omit<FollowParts, "hasTime"> {
  const { client: _, tableName: __, ...table } = openTable(clock);
  const send = openOutbox("QUEUE_URL");
  return { ...table, wakes: openWakes(), now: clock, again: (range) => send({ range }) };
}

/** All that looking after lanes works with. */
export function openSweep(): LaneSweepParts {
  const { client, tableName, ...table } = openTable(clock);
  const cursor = openCursor(client, tableName, table.journal);
  const send = openOutbox("DISPATCH_QUEUE_URL");
  const world: World = {
    journal: table.journal,
    settings: readSettings(),
    now: clock,
    random: Math.random,
  };
  return { ...table, cursor, world, wakes: openWakes(), now: clock, dispatch: () => send({ goOn: true }) };
}

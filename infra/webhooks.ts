import { type App, Duration, Stack } from "aws-cdk-lib";
import type { EventBus } from "aws-cdk-lib/aws-events";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { Function } from "aws-cdk-lib/aws-lambda";
import { ScheduleGroup } from "aws-cdk-lib/aws-scheduler";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { giveUpSubscription, noteFailing, noteRecovered } from "../domain/subscription/health.ts";
import { webhookRoutes } from "../functions/runtime/webhooks/routes.ts";
import type { Api } from "./api.ts";
import { bindAction, bindTable, type TimerParts } from "./bind.ts";
import { bindDeliveries, bindLanes, bindOutbox, bindWakes, type LaneQueues } from "./bind-webhooks.ts";
import { eachMinute } from "./each-minute.ts";
import { createFunction, timeouts } from "./function.ts";
import { addRoutes } from "./route.ts";
import type { Settings } from "./settings.ts";
import type { JournalTable } from "./table.ts";
import { bindTargets, bindWebhookKey } from "./webhook-key.ts";
import { collect, consume, createWorkQueue, type WorkQueue } from "./work-queue.ts";

/** What webhooks are bound to. */
export interface WebhookProps {
  readonly api: Api;
  readonly table: JournalTable;
  readonly bus: EventBus;
  /** Makes the secrets that requests are signed with. */
  readonly key: IKey;
  /** The function that puts events into the feed: it tells that there is something to dispatch. */
  readonly append: Function;
  readonly settings: Settings;
  readonly dist: string;
}

/** Time for a page of the feed, or for a run along a lane. */
const WORK = Duration.minutes(1);

/** Two at once only do the same work twice. */
const DISPATCHERS = 2;

/** Lanes that are worked on at the same moment, of each class: a lane in which nothing waits needs none. */
const LANES_AT_ONCE = 10;

/** The stack of webhooks: who gets what of the feed, and the lane of each subscription on which it is sent. */
export function createWebhooks(app: App, props: WebhookProps): void {
  const stack = new Stack(app, "salesline-webhooks", {
    description: "Salesline: events are sent to other systems, signed, until they are taken",
  });
  const { settings } = props;
  const queueOf = (name: string, what: string) => createWorkQueue(stack, name, what, settings, WORK);
  const quick = queueOf("lane", "Subscriptions whose deliveries could not be worked on");
  const slow = queueOf(
    "slow-lane",
    "Subscriptions with slow receivers whose deliveries could not be worked on",
  );
  const givenUp = queueOf("webhook-delivery", "Webhook deliveries that were given up");
  const lanes = { quick: quick.queue, slow: slow.queue };

  const dispatch = queueOf("dispatch", "Signs that the feed has grown, which could not be followed");
  addDispatcher(stack, dispatch, lanes, props);
  const timer = createTimer(stack, quick);
  addLane(stack, { name: "lane", work: quick, lanes, timer, givenUp }, props);
  addLane(stack, { name: "slow-lane", work: slow, lanes, timer, givenUp }, props);
  addFollower(stack, givenUp, lanes, props);
  addLaneSweep(stack, { lanes, dispatch: dispatch.queue }, props);
  addLog(stack, props);
}

function addDispatcher(
  stack: Stack,
  work: WorkQueue,
  lanes: LaneQueues,
  { table, append, dist }: WebhookProps,
): void {
  const fn = createFunction(stack, "dispatch", {
    name: "webhooks-dispatch",
    summary: "Makes a delivery of each event for each subscription that wants it",
    timeout: WORK,
    goesOnByQueue: true,
    memoryMb: 512,
    dist,
  });
  bindDeliveries(fn, table, ["put"]);
  bindLanes(fn, lanes);
  bindOutbox(fn, "QUEUE_URL", work.queue);
  consume(fn, work, DISPATCHERS);
  bindOutbox(append, "DISPATCH_QUEUE_URL", work.queue);
}

interface LaneSpec {
  readonly name: "lane" | "slow-lane";
  readonly work: WorkQueue;
  readonly lanes: LaneQueues;
  readonly timer: TimerParts;
  readonly givenUp: WorkQueue;
}

function addLane(
  stack: Stack,
  { name, work, lanes, timer, givenUp }: LaneSpec,
  { table, key, settings, dist }: WebhookProps,
): void {
  const fn = createFunction(stack, name, {
    name: `webhooks-${name}`,
    summary: `Sends what is due to ${name === "lane" ? "receivers" : "slow receivers"}, one run at a time for each`,
    timeout: WORK,
    goesOnByQueue: true,
    memoryMb: 512,
    dist,
  });
  fn.addEnvironment("LANE_CLASS", name === "lane" ? "quick" : "slow");
  fn.addEnvironment("WEBHOOK_WAITS", settings.webhookWaits);
  fn.addEnvironment("WEBHOOK_TIMEOUT_SECONDS", String(settings.webhookTimeoutSeconds));
  bindTargets(fn, settings);
  for (const action of [noteFailing, noteRecovered, giveUpSubscription]) {
    bindAction(fn, action, table, settings);
  }
  bindDeliveries(fn, table, ["put", "lane"]);
  bindWebhookKey(fn, key);
  bindLanes(fn, lanes);
  bindWakes(fn, timer);
  bindOutbox(fn, "GIVEN_UP_QUEUE_URL", givenUp.failed);
  consume(fn, work, LANES_AT_ONCE, 1);
}

/** What wakes a lane later than a queue can delay a message. */
function createTimer(stack: Stack, { queue, failed }: WorkQueue): TimerParts {
  const group = new ScheduleGroup(stack, "wakes", { scheduleGroupName: "salesline-webhooks" });
  const role = new Role(stack, "wakes-role", {
    assumedBy: new ServicePrincipal("scheduler.amazonaws.com", {
      conditions: {
        StringEquals: { "aws:SourceAccount": stack.account, "aws:SourceArn": group.scheduleGroupArn },
      },
    }),
  });
  role.addToPolicy(
    new PolicyStatement({ actions: ["sqs:SendMessage"], resources: [queue.queueArn, failed.queueArn] }),
  );
  return { group, role, queue, failed };
}

/** The events of subscriptions that something follows from. */
const followed = ["subscription.resumed", "subscription.updated", "subscription.redelivery-asked"];

function addFollower(
  stack: Stack,
  work: WorkQueue,
  lanes: LaneQueues,
  { table, bus, dist }: WebhookProps,
): void {
  const name = "webhook-delivery";
  collect(stack, name, work, { bus, types: followed, description: `${followed.join(", ")} -> send again` });
  const fn = createFunction(stack, name, {
    name: "webhooks-follow",
    summary: "Wakes what was resumed or changed, and sets deliveries due that were asked for again",
    timeout: WORK,
    goesOnByQueue: true,
    dist,
  });
  bindDeliveries(fn, table, ["put"]);
  bindLanes(fn, lanes);
  bindOutbox(fn, "QUEUE_URL", work.queue);
  consume(fn, work, LANES_AT_ONCE, 1);
}

/** Looks after lanes and dispatcher each minute: whoever worked on one may have been killed, and the word that wakes one may be lost. */
function addLaneSweep(
  stack: Stack,
  { lanes, dispatch }: { readonly lanes: LaneQueues; readonly dispatch: Queue },
  { table, settings, dist }: WebhookProps,
): void {
  const fn = createFunction(stack, "sweep", {
    name: "webhooks-sweep",
    summary: "Wakes the dispatcher, and lanes in which something is due, where nobody works",
    timeout: WORK,
    dist,
  });
  for (const action of [noteRecovered, giveUpSubscription]) bindAction(fn, action, table, settings);
  bindDeliveries(fn, table, ["lane"]);
  bindLanes(fn, lanes);
  bindOutbox(fn, "DISPATCH_QUEUE_URL", dispatch);
  eachMinute(stack, fn, "Look after the lanes of webhooks");
}

function addLog(stack: Stack, { api, table, dist }: WebhookProps): void {
  const fn = createFunction(stack, "deliveries", {
    name: "webhooks-deliveries",
    summary: "What was sent to a subscription, with each try",
    timeout: timeouts.http,
    dist,
  });
  bindTable(fn, table, ["get", "query"]);
  addRoutes(stack, api, fn, webhookRoutes);
}

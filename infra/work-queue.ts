import { Duration, type Stack, Validations } from "aws-cdk-lib";
import { type EventBus, Rule } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import type { Function } from "aws-cdk-lib/aws-lambda";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { bindQueue } from "./bind.ts";
import { createDeadLetters } from "./dead-letters.ts";
import { ownPattern } from "./event-pattern.ts";
import { timeouts } from "./function.ts";
import type { Settings } from "./settings.ts";

/** The messages that wait for one function, and those that it could not do. */
export interface WorkQueue {
  readonly queue: Queue;
  readonly failed: Queue;
  /** The rules that fill the queue. */
  readonly rules: Rule[];
}

/** A queue whose messages are tried as often as the company has set, and then wait in its dead letters; `what` says which. */
export function createWorkQueue(
  stack: Stack,
  name: string,
  what: string,
  settings: Settings,
  timeout = timeouts.queue,
): WorkQueue {
  const failed = createDeadLetters(stack, `${name}-failed`, what, settings.alarmTopic);
  const queue = new Queue(stack, `${name}-queue`, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    // A function that is down over the holidays still finds its messages; the dead letters are kept for longer.
    retentionPeriod: Duration.days(7),
    // What AWS asks for: time for a batch to be tried again while the function is throttled.
    visibilityTimeout: Duration.seconds(6 * timeout.toSeconds()),
    deadLetterQueue: { queue: failed, maxReceiveCount: settings.reactionTries },
  });
  return { queue, failed, rules: [] };
}

/** Puts the events of these types into the queue, all of Salesline when no types are said; each once, in its current version. */
export function collect(
  stack: Stack,
  name: string,
  { queue, failed, rules }: WorkQueue,
  events: {
    readonly bus: EventBus;
    readonly types?: readonly string[];
    readonly description: string;
    /** What their detail must be like; all of these types without. */
    readonly detail?: Readonly<Record<string, unknown>>;
  },
): void {
  const rule = new Rule(stack, `${name}-rule`, {
    description: events.description.slice(0, 512),
    eventBus: events.bus,
    eventPattern: ownPattern(events.types, events.detail),
    // What cannot even be handed to the queue ends where all else ends that could not be done.
    targets: [new SqsQueue(queue, { deadLetterQueue: failed })],
  });
  rules.push(rule);
}

/** Has the function deployed before the rules that feed it: whoever is asked for a new version of an event must know it. */
export function knowFirst({ node }: Function, { rules }: WorkQueue): void {
  const fn = node.defaultChild;
  if (fn !== undefined) for (const rule of rules) rule.node.addDependency(fn);
}

/** Feeds the function from the queue, each message on its own; at most so many batches at once, of so many messages. */
export function consume(fn: Function, work: WorkQueue, maxConcurrency?: number, batchSize = 10): void {
  const { queue } = work;
  knowFirst(fn, work);
  bindQueue(fn, queue);
  const source = new SqsEventSource(queue, {
    batchSize,
    reportBatchItemFailures: true,
    ...(maxConcurrency !== undefined && { maxConcurrency }),
  });
  fn.addEventSource(source);
  Validations.of(fn).acknowledge({
    id: "Serverless-LambdaEventSourceMappingDestination",
    reason: "A mapping on a queue has no destination for failures: the redrive policy of the queue is it",
  });
}

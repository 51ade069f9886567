import { Duration, type Stack, Validations } from "aws-cdk-lib";
import { type EventBus, Rule } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import type { Function } from "aws-cdk-lib/aws-lambda";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { SOURCE } from "../functions/runtime/source.ts";
import { bindQueue } from "./bind.ts";
import { createDeadLetters } from "./dead-letters.ts";
import { timeouts } from "./function.ts";
import type { Settings } from "./settings.ts";

/** The messages that wait for one function, and those that it could not do. */
export interface WorkQueue {
  readonly queue: Queue;
  readonly failed: Queue;
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
  return { queue, failed };
}

/** Puts the events of these types into the queue; all events of Salesline when no types are said. */
export function collect(
  stack: Stack,
  name: string,
  { queue, failed }: WorkQueue,
  events: {
    readonly bus: EventBus;
    readonly types?: readonly string[];
    readonly description: string;
    /** What their detail must be like; all of these types without. */
    readonly detail?: Readonly<Record<string, unknown>>;
  },
): void {
  new Rule(stack, `${name}-rule`, {
    description: events.description.slice(0, 512),
    eventBus: events.bus,
    eventPattern: {
      source: [SOURCE],
      ...(events.types && { detailType: [...events.types] }),
      ...(events.detail && { detail: { ...events.detail } }),
    },
    // What cannot even be handed to the queue ends where all else ends that could not be done.
    targets: [new SqsQueue(queue, { deadLetterQueue: failed })],
  });
}

/** Feeds the function from the queue, each message on its own; at most so many batches at once, of so many messages. */
export function consume(fn: Function, { queue }: WorkQueue, maxConcurrency?: number, batchSize = 10): void {
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

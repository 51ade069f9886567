import { Duration, type Stack, Validations } from "aws-cdk-lib";
import type { TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { type EventBus, Rule } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import type { Function } from "aws-cdk-lib/aws-lambda";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Reaction } from "../domain/kernel/flow.ts";
import { SOURCE } from "../functions/runtime/source.ts";
import { bindAction, bindQueue } from "./bind.ts";
import { createDeadLetters } from "./dead-letters.ts";
import { createFunction, timeouts } from "./function.ts";
import type { Settings } from "./settings.ts";

/** What a reaction is bound to. */
export interface ReactionProps {
  readonly table: TableV2;
  readonly bus: EventBus;
  readonly settings: Settings;
  readonly dist: string;
}

/** Adds one reaction: its rule, its queue, its dead letters with their alarm, and its function. */
export function addReaction(stack: Stack, reaction: Reaction, props: ReactionProps): void {
  const { name, action } = reaction;
  const { table, settings, dist } = props;
  const what = `Events that "${name}" could not answer with ${action.name}`;
  const failed = createDeadLetters(stack, `${name}-failed`, what, settings.alarmTopic);
  const queue = new Queue(stack, `${name}-queue`, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    // A function that is down over the holidays still finds its events; the dead letters are kept for longer.
    retentionPeriod: Duration.days(7),
    // What AWS asks for: time for a batch to be tried again while the function is throttled.
    visibilityTimeout: Duration.seconds(6 * timeouts.queue.toSeconds()),
    deadLetterQueue: { queue: failed, maxReceiveCount: settings.reactionTries },
  });
  new Rule(stack, `${name}-rule`, {
    description: `${reaction.types.join(", ")} -> ${action.name}`.slice(0, 512),
    eventBus: props.bus,
    eventPattern: { source: [SOURCE], detailType: [...reaction.types] },
    // What cannot even be handed to the queue ends where all else ends that this reaction could not do.
    targets: [new SqsQueue(queue, { deadLetterQueue: failed })],
  });
  const fn = createFunction(stack, name, {
    name: `react-${name}`,
    summary: action.summary,
    timeout: timeouts.queue,
    dist,
  });
  bindAction(fn, action, table, settings);
  bindQueue(fn, queue);
  consume(fn, queue, action.series !== undefined);
}

function consume(fn: Function, queue: Queue, numbered: boolean): void {
  const source = new SqsEventSource(queue, {
    batchSize: 10,
    reportBatchItemFailures: true,
    // All that gives numbers writes to the one item of the series: more at once would only conflict and try again.
    ...(numbered && { maxConcurrency: 2 }),
  });
  fn.addEventSource(source);
  Validations.of(fn).acknowledge({
    id: "Serverless-LambdaEventSourceMappingDestination",
    reason: "A mapping on a queue has no destination for failures: the redrive policy of the queue is it",
  });
}

import { Duration, type Stack, Validations } from "aws-cdk-lib";
import type { TableV2 } from "aws-cdk-lib/aws-dynamodb";
import type { EventBus } from "aws-cdk-lib/aws-events";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  type Function,
  StartingPosition,
} from "aws-cdk-lib/aws-lambda";
import { SqsDlq } from "aws-cdk-lib/aws-lambda-event-sources";
import { EVENT_PREFIX, table as keys } from "../functions/runtime/keys.ts";
import { bindBus, bindUnpublished } from "./bind.ts";
import { createAlarm, createDeadLetters } from "./dead-letters.ts";
import { createFunction, timeouts } from "./function.ts";
import type { Settings } from "./settings.ts";

/** What the publisher is bound to. */
export interface PublisherProps {
  readonly table: TableV2;
  readonly bus: EventBus;
  readonly settings: Settings;
  readonly dist: string;
}

/** Adds the publisher: it forwards each event that is inserted in the journal to the bus, and nothing else. */
export function addPublisher(stack: Stack, { table, bus, settings, dist }: PublisherProps): void {
  const fn = createFunction(stack, "publish", {
    name: "publish",
    summary: "Forwards every event that was committed to the bus",
    timeout: timeouts.queue,
    dist,
  });
  bindBus(fn, bus);
  bindUnpublished(fn, table, ["remove"]);
  bindStream(stack, fn, table, settings);
  createAlarm(stack, "publish-late", {
    metric: fn.metric("IteratorAge", { period: Duration.minutes(5), statistic: "Maximum" }),
    threshold: Duration.minutes(5).toMilliseconds(),
    description: "Events are committed but have not gone out for five minutes",
    topic: settings.alarmTopic,
  });
}

/**
 * A shard waits for its oldest event, so the tries are bounded: one event that can never go out must not hold back all
 * that come after it until it expires. They are many, because an event in the queue of failures needs a person, and the
 * usual reason is an outage, which heals; the alarm on the age of the stream rings long before they are used up.
 * The age of events is not bounded: after an outage that would throw away everything which waited.
 */
function bindStream(stack: Stack, fn: Function, table: TableV2, settings: Settings): void {
  const { tableStreamArn } = table;
  if (tableStreamArn === undefined)
    throw new Error("The journal has no stream: set dynamoStream in infra/table.ts");
  fn.addToRolePolicy(
    new PolicyStatement({
      actions: [
        "dynamodb:DescribeStream",
        "dynamodb:GetRecords",
        "dynamodb:GetShardIterator",
        "dynamodb:ListStreams",
      ],
      resources: [tableStreamArn],
    }),
  );
  const failed = createDeadLetters(
    stack,
    "publish-failed",
    "Committed events could not be published",
    settings.alarmTopic,
  );
  Validations.of(failed).acknowledge({
    id: "AwsSolutions-SQS3",
    reason: "It takes what the stream gives up; the check only knows dead letters of queues and functions",
  });
  new EventSourceMapping(stack, "publish-stream", {
    target: fn,
    eventSourceArn: tableStreamArn,
    startingPosition: StartingPosition.TRIM_HORIZON,
    filters: [
      FilterCriteria.filter({
        eventName: FilterRule.isEqual("INSERT"),
        dynamodb: { NewImage: { [keys.sk]: { S: FilterRule.beginsWith(EVENT_PREFIX) } } },
      }),
    ],
    batchSize: 100,
    retryAttempts: settings.publishTries,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    onFailure: new SqsDlq(failed),
  });
}

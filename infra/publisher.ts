import { Duration, type Stack, Validations } from "aws-cdk-lib";
import type { JournalTable } from "./table.ts";
import type { EventBus } from "aws-cdk-lib/aws-events";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  type Function,
  MetricType,
  StartingPosition,
} from "aws-cdk-lib/aws-lambda";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import { EVENT_PREFIX, table as keys } from "../functions/runtime/keys.ts";
import { bindBus, bindGivenUp, bindUnpublished } from "./bind.ts";
import { createAlarm } from "./dead-letters.ts";
import { createFunction, timeouts } from "./function.ts";
import type { Settings } from "./settings.ts";

/** What the publisher is bound to. */
export interface PublisherProps {
  readonly table: JournalTable;
  readonly bus: EventBus;
  readonly settings: Settings;
  readonly dist: string;
}

/** The bucket, as this stack imports its ARN from that of the data. */
const GIVEN_UP = "salesline-data:ExportsOutputFnGetAttGivenUp4E100BCEArn6FCFA82C";

/** Adds the publisher: it forwards each event that is inserted in the journal to the bus, and nothing else. */
export function addPublisher(stack: Stack, props: PublisherProps & { readonly givenUp: Bucket }): Function {
  const { table, bus, givenUp, settings, dist } = props;
  const fn = createFunction(stack, "publish", {
    name: "publish",
    summary: "Forwards every event that was committed to the bus",
    timeout: timeouts.queue,
    dist,
  });
  bindBus(fn, bus);
  bindUnpublished(fn, table, ["remove"]);
  bindGivenUp(fn, givenUp);
  acknowledge(fn);
  bindStream(stack, fn, { table, givenUp, settings });
  createAlarm(stack, "publish-late", {
    metric: fn.metric("IteratorAge", { period: Duration.minutes(5), statistic: "Maximum" }),
    threshold: Duration.minutes(5).toMilliseconds(),
    description: `Events are committed but have not gone out for five minutes. See "Stuck events" in docs/operations.md`,
    topic: settings.alarmTopic,
  });
  return fn;
}

function acknowledge({ role, node }: Function): void {
  if (role === undefined) throw new Error(`${node.path} has no role of its own`);
  Validations.of(role).acknowledge({
    id: `AwsSolutions-IAM5[Resource::${GIVEN_UP}/aws/lambda/*]`,
    reason: "Lambda names each object that it keeps there; nothing else lies in this bucket",
  });
}

interface StreamProps {
  readonly table: JournalTable;
  readonly givenUp: Bucket;
  readonly settings: Settings;
}

/**
 * A shard waits for its oldest event, so the tries are bounded: one batch that can never go out must not hold back all
 * that come after it until it expires. They are many, because the usual reason is an outage, which heals; the alarm on
 * the age of the stream rings long before they are used up. What is given up is still marked as not out: the sweeper
 * publishes it. The age of events is not bounded: after an outage that would throw away everything which waited.
 */
function bindStream(stack: Stack, fn: Function, { table, givenUp, settings }: StreamProps): void {
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
  const mapping = new EventSourceMapping(stack, "publish-stream", {
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
    onFailure: { bind: () => ({ destination: givenUp.bucketArn }) },
    metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
  });
  createAlarm(stack, "publish-given-up", {
    metric: new Metric({
      namespace: "AWS/Lambda",
      // Counted whether or not the bucket has taken it.
      metricName: "DroppedEventCount",
      dimensionsMap: { EventSourceMappingUUID: mapping.eventSourceMappingId },
      period: Duration.minutes(5),
      statistic: "Sum",
    }),
    threshold: 1,
    description: 'The stream has given events up. See "Stuck events" in docs/operations.md',
    topic: settings.alarmTopic,
  });
}

import { Duration, Validations } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";

/** Whom an alarm tells: the ARN of an SNS topic, or nobody when it is empty. */
export type AlarmTopic = string;

/** An alarm that rings as soon as its metric reaches the threshold, or has for so many periods one after the other; also when there is no metric, if that is a bad sign. */
export function createAlarm(
  scope: Construct,
  id: string,
  alarm: {
    readonly metric: IMetric;
    readonly threshold: number;
    readonly description: string;
    readonly topic: AlarmTopic;
    readonly missing?: "bad";
    /** 1 when not given. */
    readonly periods?: number;
  },
): void {
  const { metric, threshold, description: alarmDescription, topic, missing, periods = 1 } = alarm;
  const made = new Alarm(scope, id, {
    metric,
    threshold,
    alarmDescription,
    evaluationPeriods: periods,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: missing === "bad" ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
  });
  if (topic !== "") made.addAlarmAction({ bind: () => ({ alarmActionArn: topic }) });
}

/** A queue for what could not be done, kept for 14 days, with the alarm that says so. */
export function createDeadLetters(scope: Construct, id: string, what: string, topic: AlarmTopic): Queue {
  const queue = new Queue(scope, id, {
    // A name of its own words: by them the dashboard finds all of them, also those that are added later.
    queueName: `salesline-${id}`,
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  Validations.of(queue).acknowledge({
    id: "Serverless-SQSRedrivePolicy",
    reason: "It is the end of the line itself; an alarm watches it",
  });
  createAlarm(scope, `${id}-alarm`, {
    metric: queue.metricApproximateNumberOfMessagesVisible({
      period: Duration.minutes(5),
      statistic: "Maximum",
    }),
    threshold: 1,
    description: `${what}. See "Stuck events" in docs/operations.md`,
    topic,
  });
  return queue;
}

import { Duration } from "aws-cdk-lib";
import {
  type IMetric,
  MathExpression,
  Metric,
  type MetricOptions,
  SearchExpression,
} from "aws-cdk-lib/aws-cloudwatch";
import {
  type Counter,
  type Measure,
  NAMESPACE,
  refusalCounters,
  SERVICE,
} from "../functions/runtime/measures.ts";

const period = Duration.minutes(5);
/** Salesline's own metrics have no other dimension: each further one would be charged. */
const dimensionsMap = { service: SERVICE };

/** How often something happened that the functions count. */
export function counted(metricName: Counter, label: string = metricName): Metric {
  return new Metric({ namespace: NAMESPACE, metricName, dimensionsMap, label, statistic: "Sum", period });
}

/** What the functions measure. */
export function measured(metricName: Measure, statistic: string, label = statistic): Metric {
  return new Metric({ namespace: NAMESPACE, metricName, dimensionsMap, label, statistic, period });
}

/** How often each refusal was given. */
export function refusals(): readonly Metric[] {
  return refusalCounters.map(
    (metricName) =>
      new Metric({
        namespace: NAMESPACE,
        metricName,
        dimensionsMap,
        label: metricName.replace(/^Refused/, ""),
        statistic: "Sum",
        period,
      }),
  );
}

/** A metric of the HTTP API. */
export function ofApi(apiId: string, metricName: string, options: MetricOptions): Metric {
  return new Metric({
    namespace: "AWS/ApiGateway",
    metricName,
    dimensionsMap: { ApiId: apiId },
    period,
    ...options,
  });
}

/** How often the table was asked for more than it gives at once. */
export function throttledTable(tableName: string): IMetric {
  const of = (metricName: string) =>
    new Metric({
      namespace: "AWS/DynamoDB",
      metricName,
      dimensionsMap: { TableName: tableName },
      statistic: "Sum",
      period,
    });
  return new MathExpression({
    expression: "FILL(reads, 0) + FILL(writes, 0)",
    usingMetrics: { reads: of("ReadThrottleEvents"), writes: of("WriteThrottleEvents") },
    label: "throttled",
    period,
  });
}

/** Invocations that Lambda refused: all functions of an account share what may run at once. */
export function throttledFunctions(): Metric {
  return new Metric({ namespace: "AWS/Lambda", metricName: "Throttles", statistic: "Sum", period });
}

/** A line for each function of Salesline, found by its name: new ones appear by themselves. */
export function ofEachFunction(metricName: string, statistic: string, most = 15): IMetric {
  const search = `SEARCH('{AWS/Lambda,FunctionName} MetricName="${metricName}" FunctionName=salesline', '${statistic}', 300)`;
  return new SearchExpression({ expression: `SORT(${search}, SUM, DESC, ${most})`, label: "", period });
}

/** A line for each queue whose name has this word: `failed` are dead letters. */
export function ofEachQueue(word: "queue" | "failed"): IMetric {
  const words =
    word === "failed" ? "QueueName=salesline QueueName=failed" : "QueueName=salesline NOT QueueName=failed";
  const search = `SEARCH('{AWS/SQS,QueueName} MetricName="ApproximateNumberOfMessagesVisible" ${words}', 'Maximum', 300)`;
  return new SearchExpression({ expression: `SORT(${search}, MAX, DESC, 20)`, label: "", period });
}

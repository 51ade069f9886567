import { Duration, type Stack } from "aws-cdk-lib";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import { type Measure, NAMESPACE, SERVICE } from "../functions/runtime/measures.ts";
import { bindBus, bindFeed, bindTable, bindUnpublished } from "./bind.ts";
import type { Function } from "aws-cdk-lib/aws-lambda";
import { createAlarm } from "./dead-letters.ts";
import { eachMinute } from "./each-minute.ts";
import { createFunction } from "./function.ts";
import type { PublisherProps } from "./publisher.ts";
import type { Settings } from "./settings.ts";

/**
 * Adds the sweeper: each minute it publishes what was committed so many minutes ago and is not known to be out, whatever
 * has become of the stream.
 */
export function addSweeper(stack: Stack, { table, bus, settings, dist }: PublisherProps): Function {
  const fn = createFunction(stack, "sweep", {
    name: "sweep",
    summary: "Publishes what was committed and has not gone out",
    timeout: Duration.minutes(1),
    dist,
  });
  fn.addEnvironment("SWEEP_AFTER_SECONDS", String(settings.sweepAfterMinutes * 60));
  bindTable(fn, table, ["get", "query"]);
  bindFeed(fn, table);
  bindUnpublished(fn, table, ["find", "remove"]);
  bindBus(fn, bus);
  eachMinute(stack, fn, "Publish each minute what has not gone out");
  addAlarms(stack, settings);
  return fn;
}

/** Minutes for which the sweeper may try before somebody is told. */
const PATIENCE_MINUTES = 10;

function measured(name: Measure): Metric {
  return new Metric({
    namespace: NAMESPACE,
    metricName: name,
    dimensionsMap: { service: SERVICE },
    period: Duration.minutes(5),
    statistic: "Maximum",
  });
}

/** The age is told by each run, so that silence is the worst sign: then nobody looks any more. */
function addAlarms(stack: Stack, { sweepAfterMinutes, alarmTopic: topic }: Settings): void {
  const see = 'See "Stuck events" in docs/operations.md';
  createAlarm(stack, "unpublished", {
    metric: measured("OldestUnpublished"),
    threshold: (sweepAfterMinutes + PATIENCE_MINUTES) * 60,
    description: `Events are committed, and neither the stream nor the sweeper could publish them. ${see}`,
    topic,
    missing: "bad",
  });
  createAlarm(stack, "set-aside", {
    metric: measured("CommitsSetAside"),
    threshold: 1,
    description: `The bus refuses events for good; they are set aside. ${see}`,
    topic,
  });
}

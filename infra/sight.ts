import { type App, Duration, Stack } from "aws-cdk-lib";
import { CfnQueryDefinition } from "aws-cdk-lib/aws-logs";
import type { Api } from "./api.ts";
import { createDashboard } from "./dashboard.ts";
import { createAlarm } from "./dead-letters.ts";
import type { Settings } from "./settings.ts";
import { counted, measured, ofApi, throttledFunctions, throttledTable } from "./sight-metrics.ts";

/** What is looked at. */
export interface SightProps {
  readonly api: Api;
  readonly table: { readonly tableName: string };
  readonly settings: Settings;
}

const where = 'See "Alarms" in docs/operations.md';

/** The alarms on the whole: those of one queue or one function stand next to it. */
function addAlarms(stack: Stack, { api, table, settings }: SightProps): void {
  const topic = settings.alarmTopic;
  const alarm = (
    id: string,
    description: string,
    rest: Omit<Parameters<typeof createAlarm>[2], "description" | "topic">,
  ) => createAlarm(stack, id, { ...rest, description: `${description}. ${where}`, topic });
  alarm("api-fails", "The API answered with 5xx: callers were told to come back, or a function broke", {
    metric: ofApi(api.httpApi.apiId, "5xx", { statistic: "Sum" }),
    threshold: 5,
  });
  alarm(
    "faults",
    "A command, a reaction or a read broke: not a refusal, but something that nobody expected",
    {
      metric: counted("Faults"),
      threshold: 1,
    },
  );
  alarm("table-throttled", "The journal was asked for more than it gives at once", {
    metric: throttledTable(table.tableName),
    threshold: 10,
  });
  alarm("functions-throttled", "Functions were not started: the account runs as many at once as it may", {
    metric: throttledFunctions(),
    threshold: 1,
    periods: 2,
  });
  alarm(
    "reactions-late",
    "What follows from events comes more than a minute late, for a quarter of an hour",
    {
      metric: measured("ReactionLag", "p95"),
      threshold: Duration.minutes(1).toMilliseconds(),
      periods: 3,
    },
  );
}

const queries = {
  "one trace": `fields @timestamp, coalesce(action, consumer) as who, message, outcome, record, deal, event, type
| filter traceId = "1-..."
| sort @timestamp`,
  "one deal": `fields @timestamp, coalesce(action, consumer) as who, message, outcome, record, event, type, traceId
| filter deal = "dea_..."
| sort @timestamp`,
  "commands by action and outcome": `filter message = "performed"
| stats count() as times by action, outcome
| sort times desc`,
  "what broke": `fields @timestamp, action, consumer, message, error.name, error.message, traceId
| filter level = "ERROR"
| sort @timestamp desc`,
};

/** Adds the searches of the logs that an operator needs; in the console they wait among the saved queries. */
function addQueries(stack: Stack): void {
  for (const [name, queryString] of Object.entries(queries)) {
    new CfnQueryDefinition(stack, `query-${name.replaceAll(" ", "-")}`, {
      name: `salesline/${name}`,
      queryString,
    });
  }
}

/** The stack of what shows how Salesline does: a dashboard, the alarms on the whole, and searches of the logs. */
export function createSight(app: App, props: SightProps): void {
  const stack = new Stack(app, "salesline-sight", {
    description: "Salesline: a dashboard, the alarms on the whole, and searches of the logs",
  });
  createDashboard(stack, props);
  addAlarms(stack, props);
  addQueries(stack);
}

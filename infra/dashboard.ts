import { CfnOutput, Duration, type Stack } from "aws-cdk-lib";
import {
  Dashboard,
  GraphWidget,
  GraphWidgetView,
  type IMetric,
  type IWidget,
  TextWidget,
} from "aws-cdk-lib/aws-cloudwatch";
import type { SightProps } from "./sight.ts";
import {
  counted,
  measured,
  ofApi,
  ofEachFunction,
  ofEachQueue,
  refusals,
  throttledFunctions,
  throttledTable,
} from "./sight-metrics.ts";

interface Graph {
  readonly left: readonly IMetric[];
  readonly right?: readonly IMetric[];
  readonly stacked?: boolean;
  readonly unit?: string;
}

const height = 6;

/** A row of graphs that share its width. */
function row(...graphs: readonly (Graph & { readonly title: string })[]): IWidget[] {
  return graphs.map(
    ({ title, left, right = [], stacked = false, unit }) =>
      new GraphWidget({
        title,
        width: 24 / graphs.length,
        height,
        left: [...left],
        right: [...right],
        stacked,
        view: GraphWidgetView.TIME_SERIES,
        leftYAxis: { min: 0, showUnits: false, ...(unit !== undefined && { label: unit }) },
      }),
  );
}

const heading = (markdown: string) => new TextWidget({ markdown, width: 24, height: 1 });

function asked({ api }: SightProps): IWidget[][] {
  const { apiId } = api.httpApi;
  return [
    [heading("## What is asked, and what is answered")],
    row(
      {
        title: "Commands",
        left: [
          counted("CommandsDone", "done"),
          counted("CommandsRepeated", "repeated"),
          counted("Faults", "faults"),
        ],
      },
      { title: "Refusals by code", left: refusals(), stacked: true },
      {
        title: "API: answers",
        left: [
          ofApi(apiId, "Count", { statistic: "Sum", label: "requests" }),
          ofApi(apiId, "4xx", { statistic: "Sum", label: "4xx" }),
          ofApi(apiId, "5xx", { statistic: "Sum", label: "5xx" }),
        ],
      },
      {
        title: "API: time to answer",
        unit: "ms",
        left: ["p50", "p95", "p99"].map((statistic) =>
          ofApi(apiId, "Latency", { statistic, label: statistic }),
        ),
      },
    ),
  ];
}

function flowing(): IWidget[][] {
  return [
    [heading("## What follows from it")],
    row(
      {
        title: "Events",
        left: [
          counted("EventsPublished", "published"),
          counted("EntriesFailed", "failed, tried again"),
          counted("EventsSwept", "published by the sweeper"),
        ],
      },
      {
        title: "Committed and not out",
        unit: "seconds",
        left: [measured("OldestUnpublished", "Maximum", "oldest event")],
        right: [measured("CommitsSetAside", "Maximum", "commits refused by the bus")],
      },
      { title: "Age of the stream", unit: "ms", left: [ofEachFunction("IteratorAge", "Maximum", 2)] },
      {
        title: "Reaction lag: from event to what follows",
        unit: "ms",
        left: ["p50", "p95", "Maximum"].map((statistic) => measured("ReactionLag", statistic)),
      },
    ),
    row(
      {
        title: "Reactions",
        left: [
          counted("ReactionsDone", "done"),
          counted("ReactionsSettled", "settled: already so"),
          counted("ReactionsFailed", "refused, tried again"),
          counted("MessagesFailed", "messages that come again"),
        ],
      },
      { title: "Waiting in queues", left: [ofEachQueue("queue")] },
      { title: "Dead letters: need a person", left: [ofEachQueue("failed")] },
      {
        title: "What came in, by verdict",
        stacked: true,
        left: [
          counted("SubmissionsAccepted", "accepted"),
          counted("SubmissionsMerged", "merged"),
          counted("SubmissionsHeld", "held"),
          counted("SubmissionsSpam", "spam"),
          counted("SubmissionsRejected", "rejected"),
        ],
      },
    ),
  ];
}

function sent(): IWidget[][] {
  return [
    [heading("## What is sent to other systems")],
    row(
      {
        title: "Requests to receivers",
        left: [counted("WebhooksDelivered", "taken"), counted("WebhooksFailed", "not taken, tried again")],
      },
      {
        title: "Webhook lag: from event to a receiver that takes it at once",
        unit: "ms",
        left: ["p50", "p95", "Maximum"].map((statistic) => measured("WebhookLag", statistic)),
      },
      {
        title: "Events that could not be given in the version that was wanted",
        left: [counted("EditionsSpoiled", "given as committed")],
      },
    ),
  ];
}

function beneath({ table }: SightProps): IWidget[][] {
  return [
    [heading("## What it runs on")],
    row(
      {
        title: "Races and repeats",
        left: [
          counted("Conflicts", "lost races, decided again"),
          counted("TableBusy", "table busy, tried again"),
          counted("ReceiptsHit", "receipts hit"),
        ],
      },
      { title: "Errors by function", left: [ofEachFunction("Errors", "Sum")] },
      { title: "Invocations by function", left: [ofEachFunction("Invocations", "Sum")] },
      {
        title: "Throttled",
        left: [throttledTable(table.tableName), throttledFunctions().with({ label: "functions" })],
      },
    ),
  ];
}

/** The one dashboard: from what people notice to what lies beneath, in the order in which one looks. */
export function createDashboard(stack: Stack, props: SightProps): void {
  const dashboard = new Dashboard(stack, "Dashboard", {
    dashboardName: "salesline",
    defaultInterval: Duration.hours(12),
    widgets: [...asked(props), ...flowing(), ...sent(), ...beneath(props)],
  });
  new CfnOutput(stack, "DashboardUrl", {
    value: `https://${stack.region}.console.aws.amazon.com/cloudwatch/home#dashboards:name=${dashboard.dashboardName}`,
  });
}

import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import {
  type Counter,
  type Measure,
  measures,
  NAMESPACE,
  type Outcome,
  refusedAs,
  SERVICE,
} from "./measures.ts";
import { known } from "./trace.ts";

const metrics = new Metrics({ namespace: NAMESPACE, serviceName: SERVICE });

const counts = new Map<string, number>();

/** "quote.send done" and how often: told in the line, for a search; as a dimension each would be charged. */
const commands = new Map<string, number>();
/** "email held" and how often. */
const submissions = new Map<string, number>();

function add(counted: Map<string, number>, name: string, by = 1): void {
  counted.set(name, (counted.get(name) ?? 0) + by);
}

/** Counts what happened, until the end of this invocation. */
export function count(name: Counter, by = 1): void {
  if (by > 0) add(counts, name, by);
}

/** Notes a value that was measured; one invocation may have several. */
export function measure(name: Measure, value: number): void {
  metrics.addMetric(name, measures[name], Math.max(0, value));
}

/** Counts what became of an action that was asked. */
export function countCommand(action: string, outcome: Outcome): void {
  add(commands, `${action} ${outcome}`);
  if (outcome === "done") count("CommandsDone");
  else if (outcome === "repeated") count("CommandsRepeated");
  else if (outcome === "fault") count("Faults");
  else add(counts, refusedAs(outcome));
}

/** Whether an action that was asked in this invocation has come to this. */
export function isCounted(outcome: Outcome): boolean {
  return [...commands.keys()].some((name) => name.endsWith(` ${outcome}`));
}

const verdicts = {
  accepted: "SubmissionsAccepted",
  merged: "SubmissionsMerged",
  held: "SubmissionsHeld",
  spam: "SubmissionsSpam",
  rejected: "SubmissionsRejected",
} as const satisfies Record<string, Counter>;

/** A verdict on a submission. */
export type Verdict = keyof typeof verdicts;

/** Counts a verdict on what came in by a source. */
export function countVerdict(source: string, verdict: Verdict): void {
  add(submissions, `${source} ${verdict}`);
  count(verdicts[verdict]);
}

function textOf(counted: ReadonlyMap<string, number>): string {
  return [...counted].map(([name, times]) => `${name} ${times}`).join(", ");
}

/** What the line says besides its figures, for who searches the log. */
function details(): Readonly<Record<string, string | undefined>> {
  return {
    ...known(),
    ...(commands.size > 0 && { commands: textOf(commands) }),
    ...(submissions.size > 0 && { submissions: textOf(submissions) }),
  };
}

/** Prints what was counted and measured as one line (EMF) of which CloudWatch makes metrics; nothing when there is nothing. */
export function flush(): void {
  for (const [name, value] of counts) metrics.addMetric(name, MetricUnit.Count, value);
  if (metrics.hasStoredMetrics()) {
    for (const [name, value] of Object.entries(details())) {
      if (value !== undefined) metrics.addMetadata(name, value);
    }
    metrics.publishStoredMetrics();
  }
  for (const counted of [counts, commands, submissions]) counted.clear();
}

/** Does the work of one invocation and prints its metrics at the end, also when it throws. */
export async function measured<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    flush();
  }
}

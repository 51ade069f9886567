import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { counters } from "../../functions/runtime/measures.ts";
import type { Figures, Tallied } from "./figures.ts";
import type { Depth } from "./queue-depths.ts";

/** A request that was answered. */
export interface Answered {
  readonly route: string;
  readonly status: number;
  readonly ms: number;
}

/** The figures of this machine since its start, as Prometheus reads them. */
export interface Figured {
  readonly add: (figures: Figures) => void;
  readonly answered: (request: Answered) => void;
  readonly text: (depths: readonly Depth[], behind: ReadonlyMap<string, number>) => Promise<string>;
}

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
const PREFIX = "salesline_";

/** Told with labels instead, or as something else than a count. */
const elsewhere =
  /^(Commands|Refused|Faults|Reactions|Submissions|MessagesFailed|OldestUnpublished|ReactionLag)/;

const snake = (name: string) => name.replaceAll(/(?<!^)([A-Z])/g, "_$1").toLowerCase();

function makeMetrics(registry: Registry) {
  const registers = [registry];
  const counter = <T extends string>(name: string, help: string, labelNames: T[]) =>
    new Counter({ name: `${PREFIX}${name}`, help, labelNames, registers });
  const gauge = <T extends string>(name: string, help: string, labelNames: T[]) =>
    new Gauge({ name: `${PREFIX}${name}`, help, labelNames, registers });
  const histogram = <T extends string>(name: string, help: string, labelNames: T[]) =>
    new Histogram({ name: `${PREFIX}${name}`, help, labelNames, buckets: seconds, registers });
  return {
    others: new Map(
      counters
        .filter((name) => !elsewhere.test(name))
        .map((name) => [name, counter(`${snake(name)}_total`, `${name} of docs/sight.md`, [])]),
    ),
    commands: counter("commands_total", "What became of each action that was asked", ["action", "outcome"]),
    submissions: counter("submissions_total", "Verdicts on what came in", ["source", "verdict"]),
    reactions: counter("reactions_total", "What became of each reaction", ["reaction", "outcome"]),
    messagesFailed: counter("messages_failed_total", "Messages that will come again", ["consumer"]),
    lag: histogram("reaction_lag_seconds", "From an event to what follows from it", ["reaction"]),
    oldest: gauge("oldest_unpublished_seconds", "Age of the oldest event that is not out", []),
    commitsAside: gauge("commits_set_aside", "Commits that the bus refuses: they need a person", []),
    requests: counter("http_requests_total", "Answered requests", ["route", "status"]),
    latency: histogram("http_request_seconds", "Time until the answer", ["route"]),
    queued: gauge("queue_messages", "Messages in the queue of a function", ["consumer", "state"]),
    dead: gauge("dead_letters", "Messages that were set aside", ["consumer"]),
    behind: gauge("stream_behind_seconds", "Age of the oldest record that was not handed over", ["source"]),
  };
}

type Metrics = ReturnType<typeof makeMetrics>;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function addReactions({ reactions, lag }: Metrics, { values, consumer = "" }: Figures): void {
  for (const outcome of ["Done", "Settled", "Failed"]) {
    const times = sum(values.get(`Reactions${outcome}`) ?? []);
    if (times > 0) reactions.inc({ reaction: consumer, outcome: outcome.toLowerCase() }, times);
  }
  for (const ms of values.get("ReactionLag") ?? []) lag.observe({ reaction: consumer }, ms / 1000);
}

function addOthers({ others }: Metrics, { values }: Figures): void {
  for (const [name, counter] of others) counter.inc(sum(values.get(name) ?? []));
}

function addTallies(counter: Metrics["commands"], tallies: readonly Tallied[]): void {
  for (const { of, outcome, times } of tallies) counter.inc({ action: of, outcome }, times);
}

function show(
  { queued, dead, behind }: Metrics,
  depths: readonly Depth[],
  ages: ReadonlyMap<string, number>,
) {
  for (const { consumer, waiting, taken, dead: aside } of depths) {
    queued.set({ consumer, state: "waiting" }, waiting);
    queued.set({ consumer, state: "taken" }, taken);
    dead.set({ consumer }, aside);
  }
  for (const [source, age] of ages) behind.set({ source }, age);
}

/** Keeps the figures. */
export function openFigures(): Figured {
  const registry = new Registry();
  const metrics = makeMetrics(registry);
  return {
    add(figures) {
      addTallies(metrics.commands, figures.commands);
      for (const { of: source, outcome: verdict, times } of figures.submissions) {
        metrics.submissions.inc({ source, verdict }, times);
      }
      addReactions(metrics, figures);
      addOthers(metrics, figures);
      const failed = sum(figures.values.get("MessagesFailed") ?? []);
      if (failed > 0) metrics.messagesFailed.inc({ consumer: figures.consumer ?? "" }, failed);
      for (const [name, gauge] of [
        ["OldestUnpublished", metrics.oldest],
        ["CommitsSetAside", metrics.commitsAside],
      ] as const) {
        const value = figures.values.get(name)?.at(-1);
        if (value !== undefined) gauge.set(value);
      }
    },
    answered({ route, status, ms }) {
      metrics.requests.inc({ route, status: String(status) });
      metrics.latency.observe({ route }, ms / 1000);
    },
    text(depths, behind) {
      show(metrics, depths, behind);
      return registry.metrics();
    },
  };
}

import { Readable } from "node:stream";
import * as z from "zod";
import type { BusEvent } from "../bus/bus-event.ts";
import type { Figures } from "../metrics/figures.ts";
import type { Depth } from "../metrics/queue-depths.ts";

const HISTORY = 400;
const MOST_VIEWERS = 20;
const MOST_UNREAD_BYTES = 1024 * 1024;
const LAGS = 50;
const TICK_MS = 1000;

/** What is shown of an event: where it belongs and why it is there, nothing that people have written. */
const Shown = z.object({
  id: z.string(),
  type: z.string(),
  stage: z.string(),
  record: z.string(),
  deal: z.string(),
  at: z.string(),
  causedBy: z.string().optional(),
  actor: z.object({ type: z.string(), id: z.string() }),
});

/** How one reaction does since the start. */
interface Doing {
  done: number;
  settled: number;
  failed: number;
  readonly lags: number[];
}

/** What the page asks the rest of the system. */
export interface Surroundings {
  readonly depths: () => Promise<readonly Depth[]>;
  /** Seconds that each stream is behind. */
  readonly behind: () => ReadonlyMap<string, number>;
}

/** The flow of events as it happens, for the page that shows it. */
export interface Flow {
  readonly event: (event: BusEvent) => void;
  readonly figures: (figures: Figures) => void;
  /** A stream of server-sent events: what was last, then all that comes; undefined when too many watch. */
  readonly watch: () => Readable | undefined;
  readonly stop: () => void;
}

const messageOf = (name: string, data: unknown) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

const total = (values: readonly number[] = []) => values.reduce((sum, value) => sum + value, 0);

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Shows to any number of watchers what flows; costs nothing while nobody looks. */
export function openFlow({ depths, behind }: Surroundings): Flow {
  const history: string[] = [];
  const watchers = new Set<Readable>();
  const doings = new Map<string, Doing>();
  const outcomes = { done: 0, repeated: 0, refused: 0, fault: 0 };

  const tell = (message: string) => {
    for (const watcher of watchers) {
      // Who does not read is let go of: a page that is still there connects again by itself.
      if (watcher.readableLength > MOST_UNREAD_BYTES) watcher.destroy();
      else watcher.push(message);
    }
  };

  const doingOf = (consumer: string): Doing => {
    const known = doings.get(consumer);
    if (known !== undefined) return known;
    const made: Doing = { done: 0, settled: 0, failed: 0, lags: [] };
    doings.set(consumer, made);
    return made;
  };

  const state = async () => {
    const consumers = (await depths()).map(({ consumer, ...depth }) => {
      const { lags, ...doing } = doings.get(consumer.replace(/^react-/, "")) ?? { lags: [] };
      return { consumer, ...depth, ...doing, lagMs: median(lags) };
    });
    return { consumers, outcomes, behind: Math.max(0, ...behind().values()) };
  };

  const tick = async () => {
    if (watchers.size > 0) tell(messageOf("state", await state()));
  };
  const timer = setInterval(() => void tick().catch(() => undefined), TICK_MS);
  timer.unref();

  return {
    event(event) {
      const shown = Shown.safeParse(event.detail);
      if (!shown.success) return;
      const message = messageOf("happened", shown.data);
      history.push(message);
      if (history.length > HISTORY) history.shift();
      tell(message);
    },
    figures({ values, consumer, commands }) {
      for (const { outcome, times } of commands) {
        if (outcome === "done" || outcome === "repeated" || outcome === "fault") outcomes[outcome] += times;
        else outcomes.refused += times;
      }
      if (consumer === undefined) return;
      const doing = doingOf(consumer);
      doing.done += total(values.get("ReactionsDone"));
      doing.settled += total(values.get("ReactionsSettled"));
      doing.failed += total(values.get("MessagesFailed"));
      doing.lags.push(...(values.get("ReactionLag") ?? []));
      doing.lags.splice(0, doing.lags.length - LAGS);
    },
    watch() {
      if (watchers.size >= MOST_VIEWERS) return undefined;
      const watcher = new Readable({ read: () => undefined });
      watcher.on("close", () => void watchers.delete(watcher));
      watchers.add(watcher);
      watcher.push(`retry: 1000\n\n${history.join("")}`);
      void tick().catch(() => undefined);
      return watcher;
    },
    stop() {
      clearInterval(timer);
      for (const watcher of watchers) watcher.push(null);
    },
  };
}

import type { BusEvent } from "../bus/bus-event.ts";
import { openFlow } from "../flow/flow.ts";
import { flowPages, type LocalPage } from "../flow/pages.ts";
import type { SystemSpec } from "../model.ts";
import { figuresOf } from "./figures.ts";
import { type Depth, queueDepths } from "./queue-depths.ts";
import { type Answered, openFigures } from "./registry.ts";

/** What is seen of a running system: figures for Prometheus, and the page of its flow. */
export interface Sight {
  /** Takes each line that a function prints. */
  readonly line: (line: string) => void;
  readonly event: (event: BusEvent) => void;
  readonly answered: (request: Answered) => void;
  readonly depths: () => Promise<readonly Depth[]>;
  readonly pages: ReadonlyMap<string, LocalPage>;
  readonly stop: () => void;
}

/** What a sight looks at. */
export interface SightOptions {
  readonly spec: SystemSpec;
  /** Where the queues answer. */
  readonly queues: string;
  /** Seconds that each stream is behind. */
  readonly behind: () => ReadonlyMap<string, number>;
  /** Told of each event as well. */
  readonly onEvent?: ((event: BusEvent) => void) | undefined;
}

/** Begins to look; nothing is kept across a restart. */
export function openSight({ spec, queues, behind, onEvent }: SightOptions): Sight {
  const registry = openFigures();
  const depths = queueDepths(spec, queues);
  const flow = openFlow({ depths, behind });
  const metrics: LocalPage = async () => ({
    status: 200,
    headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8" },
    body: await registry.text(await depths(), behind()),
  });
  return {
    line(line) {
      const figures = figuresOf(line);
      if (figures === undefined) return;
      registry.add(figures);
      flow.figures(figures);
    },
    event(event) {
      flow.event(event);
      onEvent?.(event);
    },
    answered: registry.answered,
    depths,
    pages: new Map([["GET /metrics", metrics], ...flowPages(flow)]),
    stop: flow.stop,
  };
}

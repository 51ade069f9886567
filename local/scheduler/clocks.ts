import { randomUUID } from "node:crypto";
import type { ClockSpec } from "../model.ts";
import { withinGrace } from "../sources/source.ts";
import type { Place } from "../template/identity.ts";
import type { Invoke } from "../workers/invocation.ts";

/** What clocks work with. */
export interface ClockOptions extends Pick<Place, "account" | "region"> {
  readonly invoke: Invoke;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Running clocks. */
export interface Clocks {
  /** Invokes nothing more; what is running may finish within a second. */
  readonly stop: () => Promise<void>;
}

/** The clock may be set, and the machine may sleep: nothing is waited for longer without looking at the clock again. */
const longestWaitMs = 10_000;

class Clock {
  readonly #spec: ClockSpec;
  readonly #options: ClockOptions;
  readonly #periodMs: number;
  readonly #now: () => number;
  readonly #running = new Map<string, Promise<unknown>>();
  #timer: NodeJS.Timeout | undefined;
  #struck: number;

  constructor(spec: ClockSpec, options: ClockOptions) {
    this.#spec = spec;
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#periodMs = spec.everySeconds * 1000;
    this.#struck = this.#period();
    this.#wait();
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    await withinGrace(Promise.all(this.#running.values()));
  }

  /** Counted from 1970, so that a restart does not put off what is due: whoever is up at that moment strikes. */
  #period(): number {
    return Math.floor(this.#now() / this.#periodMs);
  }

  #wait(): void {
    const next = (this.#struck + 1) * this.#periodMs - this.#now();
    this.#timer = setTimeout(() => this.#look(), Math.max(0, Math.min(longestWaitMs, next)));
  }

  #look(): void {
    const period = this.#period();
    if (period !== this.#struck) for (const arn of this.#spec.functionArns) this.#strike(arn);
    this.#struck = period;
    this.#wait();
  }

  /** A run that takes longer than the period leaves out the next one. */
  #strike(functionArn: string): void {
    if (this.#running.has(functionArn)) return;
    const run = this.#options.invoke(functionArn, this.#event());
    this.#running.set(functionArn, run);
    void run.finally(() => this.#running.delete(functionArn));
  }

  #event() {
    const { account, region } = this.#options;
    return {
      version: "0",
      id: randomUUID(),
      "detail-type": "Scheduled Event",
      source: "aws.events",
      account,
      time: `${new Date(this.#now()).toISOString().slice(0, 19)}Z`,
      region,
      resources: [this.#spec.arn],
      detail: {},
    };
  }
}

/** Invokes functions at the rates of the templates, as EventBridge does. */
export function startClocks(specs: readonly ClockSpec[], options: ClockOptions): Clocks {
  const clocks = specs.map((spec) => new Clock(spec, options));
  return { stop: async () => void (await Promise.all(clocks.map((clock) => clock.stop()))) };
}

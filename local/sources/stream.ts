import { compilePattern } from "../../domain/pattern/pattern.ts";
import type { StreamSourceSpec } from "../model.ts";
import { messageOf, StartProblem } from "../problem.ts";
import type { Invoke } from "../workers/invocation.ts";
import { batchesOf } from "./batches.ts";
import { Pacer } from "./pacer.ts";
import { backOff, pause } from "./pause.ts";
import type { Source } from "./source.ts";
import { notYet, withinGrace } from "./source.ts";
import type { CursorOptions } from "./stream-cursor.ts";
import { StreamCursor } from "./stream-cursor.ts";
import { deliver } from "./stream-delivery.ts";
import { type Failures, openFailures } from "./stream-failures.ts";
import type { StreamEventRecord } from "./stream-record.ts";

/** What a stream source works with. */
export interface StreamSourceOptions extends CursorOptions {
  /** Queues and buckets. */
  readonly sqsEndpoint: string;
  readonly invoke: Invoke;
}

/** A stream source; `wake` says that something was probably written, which only makes it faster. */
export interface StreamSource extends Source {
  wake(): void;
  behind(): number;
}

/**
 * Hands the records of a table's stream to a function, in order, as Lambda's event source mapping does. The position is
 * saved after a batch succeeded, so that after a restart nothing is missing; something may come again.
 * Throws StartProblem when a filter or the saved position is not valid.
 */
export function startStreamSource(spec: StreamSourceSpec, options: StreamSourceOptions): StreamSource {
  const source = new RunningStream(spec, options);
  const running = source.run();
  let stopped: Promise<void> | undefined;
  return {
    problem: () => source.problem,
    healthy: () => source.problem === undefined,
    wake: () => source.wake(),
    behind: () => source.behind(),
    stop: () => (stopped ??= source.stop(running)),
  };
}

function filterOf(spec: StreamSourceSpec): (record: unknown) => boolean {
  const patterns = spec.filters.map((text) => {
    const pattern = compilePattern(JSON.parse(text));
    if (pattern.ok) return pattern;
    throw new StartProblem(`A filter of the event source ${spec.id} is not valid: ${pattern.reason}`);
  });
  return (record) => patterns.length === 0 || patterns.some((pattern) => pattern.matches(record));
}

const lastSequence = (records: readonly StreamEventRecord[]): string | undefined =>
  records.at(-1)?.dynamodb.SequenceNumber;

const waitsSince = ([first]: readonly StreamEventRecord[]): number | undefined =>
  first && first.dynamodb.ApproximateCreationDateTime * 1000;

class RunningStream {
  problem: string | undefined = notYet;
  readonly #spec: StreamSourceSpec;
  readonly #invoke: Invoke;
  readonly #passes: (record: unknown) => boolean;
  readonly #cursor: StreamCursor;
  readonly #failures: Failures;
  readonly #stopping = new AbortController();
  readonly #pacer = new Pacer();
  /** Since when something waits, in epoch milliseconds: a record, or the look at the stream itself. */
  #since: number | undefined;

  constructor(spec: StreamSourceSpec, options: StreamSourceOptions) {
    this.#spec = spec;
    this.#invoke = options.invoke;
    this.#passes = filterOf(spec);
    this.#cursor = new StreamCursor(spec, options, this.#stopping.signal);
    this.#failures = openFailures(spec, options.sqsEndpoint, options.region);
  }

  wake(): void {
    this.#pacer.wake();
  }

  behind(): number {
    return this.#since === undefined ? 0 : Math.max(0, Date.now() - this.#since) / 1000;
  }

  async stop(running: Promise<void>): Promise<void> {
    this.#stopping.abort();
    this.#pacer.wake();
    await withinGrace(running);
    this.#cursor.close();
    this.#failures.close();
  }

  async run(): Promise<void> {
    const { signal } = this.#stopping;
    for (let failures = 0; !signal.aborted;) {
      try {
        const records = await this.#cursor.next();
        this.problem = undefined;
        this.#since = waitsSince(records);
        if (records.length === 0) await this.#pacer.rest();
        else await this.#pass(records);
        failures = 0;
      } catch (error) {
        this.problem = messageOf(error);
        this.#since ??= Date.now();
        this.#cursor.rewind();
        failures += 1;
        await pause(backOff(failures), signal);
      }
    }
  }

  async #pass(records: readonly StreamEventRecord[]): Promise<void> {
    this.#pacer.found();
    const passing = records.filter((record) => this.#passes(record));
    for (const batch of batchesOf(passing, this.#spec.batchSize, (record) => record.dynamodb.SizeBytes)) {
      if (!(await this.#deliver(batch))) return;
    }
    const end = lastSequence(records);
    if (end !== undefined && end !== lastSequence(passing)) this.#cursor.confirm(end);
  }

  #deliver(batch: readonly StreamEventRecord[]): Promise<boolean> {
    return deliver(batch, {
      spec: this.#spec,
      shardId: this.#cursor.shardId,
      invoke: this.#invoke,
      signal: this.#stopping.signal,
      confirm: (sequence) => this.#cursor.confirm(sequence),
      keep: (givenUp) => this.#failures.keep(givenUp),
    });
  }
}

import type { Message } from "@aws-sdk/client-sqs";
import type { QueueSourceSpec } from "../model.ts";
import { messageOf } from "../problem.ts";
import type { InvocationResult, Invoke } from "../workers/invocation.ts";
import { failedItems } from "./batch-failures.ts";
import { batchesOf } from "./batches.ts";
import { backOff, pause } from "./pause.ts";
import { Places } from "./places.ts";
import { longestPollSeconds, QueueClient } from "./queue-client.ts";
import type { QueueEventRecord } from "./queue-record.ts";
import { queueRecord } from "./queue-record.ts";
import type { Source } from "./source.ts";
import { notYet, withinGrace } from "./source.ts";

const defaultConcurrency = 4;

/** What a queue source works with. */
export interface QueueSourceOptions {
  readonly sqsEndpoint: string;
  readonly region: string;
  readonly invoke: Invoke;
}

/**
 * Hands the messages of a queue to a function as Lambda's event source mapping does: what succeeded is deleted, what
 * failed is left to the visibility timeout and the redrive policy of the queue.
 */
export function startQueueSource(spec: QueueSourceSpec, options: QueueSourceOptions): Source {
  const source = new RunningQueue(spec, options);
  const running = source.run();
  let stopped: Promise<void> | undefined;
  return {
    problem: () => source.problem,
    healthy: () => source.problem === undefined,
    stop: () => (stopped ??= source.stop(running)),
  };
}

class RunningQueue {
  problem: string | undefined = notYet;
  readonly #spec: QueueSourceSpec;
  readonly #options: QueueSourceOptions;
  readonly #client: QueueClient;
  readonly #stopping = new AbortController();
  readonly #places: Places;
  readonly #batches = new Set<Promise<void>>();

  constructor(spec: QueueSourceSpec, options: QueueSourceOptions) {
    this.#spec = spec;
    this.#options = options;
    this.#client = new QueueClient(spec, options.sqsEndpoint, options.region, this.#stopping.signal);
    this.#places = new Places(spec.maximumConcurrency ?? defaultConcurrency);
  }

  async stop(running: Promise<void>): Promise<void> {
    this.#stopping.abort();
    // What was received and not yet handed over comes again after its visibility timeout, as in the cloud.
    await withinGrace(Promise.all(this.#batches));
    this.#places.giveBack();
    await withinGrace(running);
    this.#client.close();
  }

  async run(): Promise<void> {
    const { signal } = this.#stopping;
    for (let failures = 0; !signal.aborted;) {
      await this.#places.take();
      let messages: readonly Message[] = [];
      try {
        // The first call, and the one after a failure, must tell soon whether the queue can be reached.
        messages = await this.#client.gather(this.problem === undefined ? longestPollSeconds : 0);
        this.problem = undefined;
        failures = 0;
      } catch (error) {
        this.problem = messageOf(error);
        failures += 1;
      }
      if (messages.length > 0 && !signal.aborted) this.#start(messages);
      else this.#places.giveBack();
      if (failures > 0) await pause(backOff(failures), signal);
    }
  }

  #start(messages: readonly Message[]): void {
    const handled = this.#handle(messages).catch((error: unknown) => {
      this.problem = messageOf(error);
    });
    const batch = handled.finally(() => {
      this.#batches.delete(batch);
      this.#places.giveBack();
    });
    this.#batches.add(batch);
  }

  async #handle(messages: readonly Message[]): Promise<void> {
    const { queueArn, batchSize } = this.#spec;
    const records = messages.map((message) => queueRecord(message, queueArn, this.#options.region));
    const batches = batchesOf(records, batchSize, (record) => Buffer.byteLength(record.body));
    for (const batch of batches) await this.#invoke(batch);
  }

  async #invoke(batch: readonly QueueEventRecord[]): Promise<void> {
    const traceId = batch[0]?.attributes["AWSTraceHeader"];
    const result = await this.#options.invoke(this.#spec.functionArn, { Records: batch }, { traceId });
    const done = this.#succeeded(batch, result);
    await this.#client.delete(done.map((record) => record.receiptHandle));
  }

  #succeeded(batch: readonly QueueEventRecord[], result: InvocationResult): readonly QueueEventRecord[] {
    if (!result.ok) return [];
    if (!this.#spec.reportsItemFailures) return batch;
    const failed = failedItems(result.payload, new Set(batch.map((record) => record.messageId)));
    return failed === "all" ? [] : batch.filter((record) => !failed.has(record.messageId));
  }
}

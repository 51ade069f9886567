import { randomUUID } from "node:crypto";
import type { StreamSourceSpec } from "../model.ts";
import type { InvocationResult, Invoke } from "../workers/invocation.ts";
import { failedItems } from "./batch-failures.ts";
import { backOff, pause } from "./pause.ts";
import type { GivenUp } from "./stream-failure.ts";
import type { StreamEventRecord } from "./stream-record.ts";

/** What a delivery needs besides its batch. */
export interface DeliverySettings {
  readonly spec: StreamSourceSpec;
  readonly shardId: string;
  readonly invoke: Invoke;
  readonly signal: AbortSignal;
  /** Everything up to this sequence number is done. */
  readonly confirm: (sequence: string) => void;
  /** Resolves when what is given up is kept, where the template says so. */
  readonly keep: (givenUp: GivenUp) => Promise<void>;
}

type Batch = readonly StreamEventRecord[];

const sequenceOf = (record: StreamEventRecord | undefined): string => record?.dynamodb.SequenceNumber ?? "";

/**
 * Hands a batch to the function until all of it is done or given up, in order, confirming what is done on the way.
 * False when it was stopped before.
 */
export async function deliver(batch: Batch, settings: DeliverySettings): Promise<boolean> {
  const { spec, signal, confirm } = settings;
  let rest = batch;
  for (let failures = 0; rest.length > 0;) {
    if (signal.aborted) return false;
    const result = await settings.invoke(spec.functionArn, { Records: rest });
    const done = doneOf(result, rest, spec.reportsItemFailures);
    if (done > 0) confirm(sequenceOf(rest[done - 1]));
    rest = rest.slice(done);
    if (rest.length === 0) return true;
    failures = done > 0 ? 1 : failures + 1;
    if (done === 0 && spec.bisectOnError && rest.length > 1) {
      const half = Math.ceil(rest.length / 2);
      if (!(await deliver(rest.slice(0, half), settings))) return false;
      rest = rest.slice(half);
      failures = 0;
    } else if (isExhausted(failures, spec.maximumRetryAttempts)) {
      return giveUp(rest, failures, result.ok, settings);
    } else await pause(backOff(failures), signal);
  }
  return true;
}

const isExhausted = (failures: number, maximumRetryAttempts: number | undefined): boolean =>
  maximumRetryAttempts !== undefined && maximumRetryAttempts >= 0 && failures > maximumRetryAttempts;

/** How many records from the first on are done: Lambda goes on at the lowest failed sequence number. */
function doneOf(result: InvocationResult, batch: Batch, reportsItemFailures: boolean): number {
  if (!result.ok) return 0;
  if (!reportsItemFailures) return batch.length;
  const failed = failedItems(result.payload, new Set(batch.map(sequenceOf)));
  if (failed === "all") return 0;
  const first = batch.findIndex((record) => failed.has(sequenceOf(record)));
  return first === -1 ? batch.length : first;
}

async function giveUp(
  batch: Batch,
  invokeCount: number,
  answered: boolean,
  settings: DeliverySettings,
): Promise<boolean> {
  const { spec, shardId, signal, confirm } = settings;
  const [first, ...others] = batch;
  if (first === undefined) return true;
  const { functionArn } = spec;
  const requestId = randomUUID();
  const givenUp = {
    requestId,
    functionArn,
    shardId,
    invokeCount,
    answered,
    batch: [first, ...others] as const,
  };
  for (let failures = 1; ; failures += 1) {
    try {
      await settings.keep(givenUp);
      break;
    } catch {
      // Confirming now would lose the trace of these records: it must be kept first.
      await pause(backOff(failures), signal);
      if (signal.aborted) return false;
    }
  }
  confirm(sequenceOf(batch.at(-1)));
  return true;
}

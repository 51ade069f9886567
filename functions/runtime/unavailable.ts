import { isThrottlingError, isTransientError } from "@smithy/core/retry";
import { refuse, type Refusal } from "../../domain/kernel/refusal.ts";

/** Something that an answer needs does not answer just now. */
export class Unavailable extends Error {
  override readonly name = "Unavailable";
}

/** An error as the SDK looks at it: its cause is one as well. */
const isError = (error: unknown): error is Error & { cause?: Error } =>
  error instanceof Error && (error.cause === undefined || error.cause instanceof Error);

/** Whether a fault passes by itself: throttling, an outage, a broken connection, no time left. */
export function isPassing(error: unknown): boolean {
  if (error instanceof Unavailable) return true;
  return isError(error) && (isThrottlingError(error) || isTransientError(error));
}

/** What a caller is told then; whether the command was done is not known, so the same key must be used again. */
export const unavailable: Refusal = refuse(
  "unavailable",
  "This cannot be answered just now: ask again in a moment, with the same Idempotency-Key, and it has one effect",
);

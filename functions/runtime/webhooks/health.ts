import type { Condition } from "./condition.ts";
import type { Posted } from "./post.ts";

/** What the latest answer counts for in the pace of a receiver. */
const LATEST = 0.2;
/** A receiver that gives no answer in time: as much as the longest wait for one, whatever that is set to. */
const NO_ANSWER_MS = 15_000;
/** Slower than this is worked on apart; quicker than that, and well, is not any more. */
const SLOW_MS = 1000;
const QUICK_MS = 500;

/** A receiver that has only failed for so long is told to be failing: less is a restart, or bad luck. */
export const FAILING_AFTER_MS = 60_000;

const msSince = (instant: string, now: Date) => now.getTime() - Date.parse(instant);

/** How a receiver does after one more answer; a good one ends what has failed before it. */
export function afterAnswer(condition: Condition, posted: Posted, ok: boolean, now: Date): Condition {
  const { failingSince: before = now.toISOString(), ...rest } = condition;
  const ms = posted.status === undefined && posted.timedOut === true ? NO_ANSWER_MS : posted.ms;
  const pace = condition.pace * (1 - LATEST) + ms * LATEST;
  if (ok) return { ...rest, pace, slow: condition.slow ? pace > QUICK_MS : pace > SLOW_MS };
  const slow = condition.slow || pace > SLOW_MS || msSince(before, now) >= FAILING_AFTER_MS;
  return { ...rest, pace, slow, failingSince: before };
}

/** What is known of a receiver under a version of its subscription: whoever resumes it or names another address has it fail anew. */
export function asOf(condition: Condition, version: number): Condition {
  return condition.version === version ? condition : { ...condition, version, failingSince: undefined };
}

/** How a receiver does that has asked for time. */
export function held(condition: Condition, seconds: number, now: Date): Condition {
  const { heldUntil } = condition;
  const at = now.getTime() + seconds * 1000;
  return {
    ...condition,
    heldUntil: heldUntil !== undefined && Date.parse(heldUntil) > at ? heldUntil : new Date(at).toISOString(),
  };
}

/** Whether a receiver is still to be left alone. */
export function isHeld({ heldUntil }: Condition, now: Date): boolean {
  return heldUntil !== undefined && Date.parse(heldUntil) > now.getTime();
}

import {
  giveUpSubscription,
  MOST_FAILING_DAYS,
  noteFailing,
  noteRecovered,
} from "../../../domain/subscription/health.ts";
import type { Action } from "../../../domain/kernel/action.ts";
import type { World } from "../ask.ts";
import { perform } from "../perform.ts";
import { traceId } from "../trace.ts";
import { FAILING_AFTER_MS } from "./health.ts";
import type { Condition } from "./condition.ts";
import type { Posted } from "./post.ts";
import type { Subscriber } from "./subscriber.ts";
import { type Verdict, whyFailed } from "./verdict.ts";

/** What a subscription is told of its receiver. */
export interface Note {
  readonly action: Action;
  readonly input: object;
  /** What makes it this one and no other: a repeat changes nothing. */
  readonly of: string;
}

const FAILING_MS = MOST_FAILING_DAYS * 86_400_000;

const msSince = (instant: string, now: Date) => now.getTime() - Date.parse(instant);

/**
 * What is to be noted of a receiver of which nothing waits any more: it has failed for too long all the same, if it has
 * taken nothing since; `taken` says when it did.
 */
export function noteOfSilence({ state }: Subscriber, taken: readonly string[], now: Date): Note | undefined {
  if (state.status !== "failing") return undefined;
  const { url, failingSince } = state;
  const of = failingSince;
  if (taken.some((at) => Date.parse(at) > Date.parse(failingSince))) {
    return { action: noteRecovered, input: {}, of };
  }
  if (msSince(failingSince, now) < FAILING_MS) return undefined;
  const lastError = "All that was to be sent was given up, and nothing was taken since";
  return {
    action: giveUpSubscription,
    input: { reason: "failing", url, since: failingSince, lastError },
    of,
  };
}

function noteOfFailure({ state }: Subscriber, reason: string, since: string, now: Date): Note | undefined {
  if (state.status === "active" && msSince(since, now) >= FAILING_AFTER_MS) {
    return { action: noteFailing, input: { since, reason }, of: since };
  }
  if (state.status !== "failing" || msSince(state.failingSince, now) < FAILING_MS) return undefined;
  const { url, failingSince } = state;
  const input = { reason: "failing", url, since: failingSince, lastError: reason };
  return { action: giveUpSubscription, input, of: failingSince };
}

/** What is to be noted of an answer, if anything: a subscription is told when its receiver begins to fail, is well again, is gone, or has failed for too long. */
export function noteOf(
  subscriber: Subscriber,
  posted: Posted,
  verdict: Verdict,
  { condition, now }: { condition: Condition; now: Date },
): Note | undefined {
  const { state } = subscriber;
  if (verdict.kind === "delivered") {
    if (state.status !== "failing") return undefined;
    return { action: noteRecovered, input: {}, of: state.failingSince };
  }
  if (verdict.kind === "gone") {
    const input = { reason: "gone", url: state.url, lastError: whyFailed(posted) };
    return { action: giveUpSubscription, input, of: `version ${subscriber.version}` };
  }
  return noteOfFailure(subscriber, whyFailed(posted), condition.failingSince ?? now.toISOString(), now);
}

/** Notes something of a subscription; what a person has changed meanwhile goes first. */
export async function note({ id }: Subscriber, { action, input, of }: Note, world: World): Promise<void> {
  await perform(
    {
      action,
      id,
      input,
      commandId: `${action.name}@${id}@${of}`,
      actor: { type: "reaction", id: "webhooks" },
      traceId: traceId(),
    },
    world,
  );
}

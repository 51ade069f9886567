import { type Delivery, tried } from "./delivery.ts";
import type { Posted } from "./post.ts";
import { retryAfter, waitAfter, type Waits } from "./waits.ts";

/** What an answer means: taken; failed; the receiver is gone for good; or it asks for so many seconds. */
export type Verdict =
  | { readonly kind: "delivered" | "failed" | "gone" }
  | { readonly kind: "held"; readonly seconds: number };

const GONE = 410;
const ASKS_FOR_TIME = new Set([429, 503]);

/** What an answer means. A redirect is a failure: the address was checked, the one it leads to was not. */
export function verdictOf({ status, retryAfter: header }: Posted, now: Date): Verdict {
  if (status === undefined) return { kind: "failed" };
  if (status >= 200 && status < 300) return { kind: "delivered" };
  if (status === GONE) return { kind: "gone" };
  const seconds = ASKS_FOR_TIME.has(status) ? retryAfter(header, now) : undefined;
  return seconds === undefined ? { kind: "failed" } : { kind: "held", seconds };
}

/** Why a try failed, in words. */
export function whyFailed({ status, error = "" }: Posted): string {
  if (status === undefined) return error;
  const redirect = status >= 300 && status < 400 ? ": redirects are not followed" : "";
  return `The answer was ${status}${redirect}`;
}

/** A receiver that always asks for more time does not do so for ever: from then on each such answer is a failed try. */
const MOST_HELD = 20;
/** Sooner than so it is not asked again. */
const LEAST_SECONDS = 1;

/** The delivery after an answer: ended, or when it is tried next. One that is given up stays due until that has been told. */
export function afterTry(
  delivery: Delivery,
  posted: Posted,
  verdict: Verdict,
  { waits, random, begun, now }: { waits: Waits; random: number; begun: Date; now: Date },
): Delivery {
  const { ms, status, answer } = posted;
  const error = verdict.kind === "delivered" ? undefined : whyFailed(posted);
  const attempt = {
    at: begun.toISOString(),
    ms,
    ...(status !== undefined && { status }),
    ...(error !== undefined && { error }),
    ...(answer !== undefined && { answer }),
  };
  const later = (seconds: number) => new Date(now.getTime() + seconds * 1000).toISOString();
  if (verdict.kind === "held" && delivery.held < MOST_HELD) {
    const due = later(Math.max(LEAST_SECONDS, verdict.seconds));
    return tried(delivery, attempt, { held: delivery.held + 1, due });
  }
  const tries = delivery.tries + 1;
  if (verdict.kind === "delivered") return tried(delivery, attempt, { tries, status: "delivered" });
  if (verdict.kind === "gone") return tried(delivery, attempt, { tries, status: "failed" });
  const wait = waitAfter(waits, tries, random);
  if (wait === undefined) return tried(delivery, attempt, { tries, status: "failed", due: later(0) });
  return tried(delivery, attempt, { tries, due: later(wait) });
}

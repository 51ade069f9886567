import type { Reply } from "./reply.ts";
import { message } from "./reply.ts";

/** Requests that are worked on at the same time; what comes beyond is turned away at once. */
export interface Crowd {
  /** Does the work, or says to come back. */
  readonly admit: <T>(work: () => Promise<T>) => Promise<T | Reply>;
}

/** How many are let in. */
export interface CrowdLimits {
  /** Never more than these at the same time. */
  readonly most: number;
  /** No more than these while somebody waits for longer than `patienceMs`. */
  readonly few: number;
  readonly patienceMs: number;
}

// A second, and up to a second more: those who are turned away together must not come back together.
const retryAfter = (): string => String(1 + Math.round(Math.random()));

/** The reply to a request that cannot be worked on now. */
export const comeBack = (): Reply => message(503, "Service Unavailable", { "retry-after": retryAfter() });

/** Lets in what can be answered in time, as an account has a limit of functions at work: who waits in a line without end is answered when it is of no use any more. */
export function crowdOf({ most, few, patienceMs }: CrowdLimits): Crowd {
  /** In the order in which they came. */
  const inside = new Set<{ readonly since: number }>();
  const isFull = () => {
    if (inside.size < few) return false;
    const [oldest] = inside;
    return inside.size >= most || (oldest !== undefined && performance.now() - oldest.since > patienceMs);
  };
  return {
    async admit(work) {
      if (isFull()) return comeBack();
      const place = { since: performance.now() };
      inside.add(place);
      try {
        return await work();
      } finally {
        inside.delete(place);
      }
    },
  };
}

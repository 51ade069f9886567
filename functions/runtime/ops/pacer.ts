import { setTimeout as pause } from "node:timers/promises";

/** Lets through so many a second, evenly. */
export function paced(perSecond: number): () => Promise<void> {
  let next = performance.now();
  return async () => {
    const now = performance.now();
    next = Math.max(next, now);
    const wait = next - now;
    next += 1000 / perSecond;
    if (wait > 0) await pause(wait);
  };
}

import { setTimeout as pause } from "node:timers/promises";
import type { Answer } from "./transport.ts";

const PATIENCE_MS = 60_000;

/** Milliseconds until a caller that was turned away may ask again; undefined when it was not. */
const waitOf = ({ status, headers }: Answer): number | undefined => {
  const seconds = Number(headers["retry-after"]);
  return (status === 429 || status === 503) && seconds >= 0 ? seconds * 1000 : undefined;
};

/** Asks again when it is told to, for a minute; the request must be the same each time, its key as well. */
export const patiently = async (ask: () => Promise<Answer>): Promise<Answer> => {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    const wait = waitOf(answer);
    if (wait === undefined || performance.now() + wait > end) return answer;
    // Jitter: those who were turned away together must not come back together.
    await pause(wait * (1 + Math.random() / 2));
  }
};

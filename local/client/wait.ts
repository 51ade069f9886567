import { setTimeout as pause } from "node:timers/promises";

const FIRST_MS = 16;
const LONGEST_MS = 250;
const PATIENCE_MS = 30_000;

/** Looks a moment later, and then ever less often, until there is something. Throws after `patienceMs`, naming what was missed. */
export const waitFor = async <T>(
  what: string,
  look: () => Promise<T | undefined>,
  patienceMs = PATIENCE_MS,
): Promise<T> => {
  const end = performance.now() + patienceMs;
  for (let wait = FIRST_MS; ; wait = Math.min(LONGEST_MS, wait * 1.4)) {
    await pause(wait);
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`${what} did not come within ${patienceMs / 1000} s`);
  }
};

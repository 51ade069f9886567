/** Waits, or ends at once when the signal says so; never rejects. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener("abort", end);
  });
}

/** Milliseconds before the next try after so many failures in a row: 100, 200, ... 5,000. */
export const backOff = (failures: number): number => Math.min(5000, 100 * 2 ** Math.max(0, failures - 1));

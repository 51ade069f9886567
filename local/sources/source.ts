/** A running event source: takes what comes and hands it to its function. */
export interface Source {
  /** Takes nothing more; what is running may finish within a second. */
  stop(): Promise<void>;
  /** It could reach its stream or queue the last time it tried. */
  healthy(): boolean;
  /** Why it is not healthy; undefined when it is. */
  problem(): string | undefined;
  /** Seconds that the oldest record which was not handed over is old; undefined for a queue. */
  behind?(): number;
}

/** Milliseconds that a running invocation may take after the stop. */
export const graceMs = 1000;

/** Waits until all is done, but at most for the grace period. */
export async function withinGrace(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, graceMs);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}

/** The problem of a source that has not reached its stream or queue for the first time. */
export const notYet = "not connected yet";

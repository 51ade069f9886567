import type { Progress } from "./progress.ts";
import { Turns } from "./turns.ts";

/**
 * Where a consumer remembers how far it is. `Tx` is what handlers write their own work with, so that it is saved together
 * with the progress.
 */
export interface Store<Tx = void> {
  /**
   * Gives `work` the progress of a record and saves the one that it answers, in one transaction with all that was done with
   * `tx`. Nothing is saved when it answers undefined or throws; what it throws goes on to the caller. Two updates of one
   * record must not both go on from the same progress: lock the record, or let the later save fail.
   */
  update(
    record: string,
    work: (progress: Progress | undefined, tx: Tx) => Promise<Progress | undefined>,
  ): Promise<void>;
}

/** A store that forgets all with the process: for trying, tests, and consumers that read all from the start each time. */
export function memoryStore(): Store {
  const known = new Map<string, Progress>();
  const turns = new Turns();
  return {
    update: (record, work) =>
      turns.take(record, async () => {
        const progress = await work(known.get(record));
        if (progress !== undefined) known.set(record, progress);
      }),
  };
}

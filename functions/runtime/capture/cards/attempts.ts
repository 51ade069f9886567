import type { IntakeBucket } from "../../intake-bucket.ts";
import { PREFIX } from "./keys.ts";

/** A function that dies says nothing: what it begins and does not end is counted beside the picture. */
export interface Attempts {
  /** How many readings of this submission were begun before and never ended. */
  begin(submission: string): Promise<number>;
  /** This reading has ended, well or with an error. */
  end(submission: string, before: number): Promise<void>;
}

const keyOf = (submission: string) => `${PREFIX}begun/${submission}`;

/** Keeps the counts in the bucket of what came in. */
export function attemptsIn(bucket: IntakeBucket): Attempts {
  const write = (submission: string, count: number) =>
    bucket.put(keyOf(submission), Buffer.from(String(count)), "text/plain");
  return {
    async begin(submission) {
      const kept = await bucket.get(keyOf(submission));
      const count = Number(kept === undefined ? 0 : Buffer.from(kept.bytes).toString());
      const before = Number.isInteger(count) ? count : 0;
      await write(submission, before + 1);
      return before;
    },
    end: (submission, before) => write(submission, before),
  };
}

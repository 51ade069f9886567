import * as z from "zod";
import type { IntakeBucket } from "../../intake-bucket.ts";

const Mark = z.object({ begun: z.int().min(0) });

/** How often the reading of a mail may begin without an end. */
const MOST_DEATHS = 2;

/** Whether a mail may be read, and what to say when that has ended. */
export interface Caution {
  readonly deadly: boolean;
  /** It was read. */
  done(): Promise<void>;
  /** It was not, but the function is alive: that is no death. */
  failed(): Promise<void>;
}

const nothing = async () => undefined;
const fearless: Caution = { deadly: false, done: nothing, failed: nothing };

/**
 * A mail may be what the function dies of: out of memory, or out of time. From the second try on each reading is marked
 * in the bucket before it begins and when it has ended, so that one which never ends is told from an outage of what
 * comes after.
 */
export async function caution(bucket: IntakeBucket, name: string, tries: number): Promise<Caution> {
  if (tries < 2) return fearless;
  const key = `mail/reading/${name}.json`;
  const stored = await bucket.get(key);
  const mark =
    stored === undefined ? { begun: 1 } : Mark.parse(JSON.parse(Buffer.from(stored.bytes).toString()));
  const say = (begun: number) => bucket.put(key, Buffer.from(JSON.stringify({ begun })), "application/json");
  if (mark.begun >= MOST_DEATHS) return { ...fearless, deadly: true };
  await say(mark.begun + 1);
  return { deadly: false, done: () => say(0), failed: () => say(mark.begun) };
}

import { createHash } from "node:crypto";

// Crockford's: those of the ids that are made new.
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 26;

/** The id of the one submission that these parts can make: a repeat can never make a second one. */
export function submissionIdOf(...parts: readonly string[]): `sub_${string}` {
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest();
  const letters = Array.from(hash.subarray(0, LENGTH), (byte) => LETTERS.charAt(byte % LETTERS.length));
  return `sub_${letters.join("")}`;
}

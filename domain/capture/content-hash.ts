import { sha256 } from "@noble/hashes/sha2.js";

/** A text as it is compared: however it is spaced and whichever letters are large. */
export const normalised = (value: string) =>
  value.normalize("NFC").trim().replaceAll(/\s+/g, " ").toLowerCase();

/** The hash of anything that JSON can say. */
export function hashed(value: unknown): string {
  const digest = sha256(new TextEncoder().encode(JSON.stringify(value)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/web/pbkdf2";
import type { Ticket } from "./ticket.ts";

/** Works on a challenge until it is solved; undefined when that took too long. Throws where a page has no SubtleCrypto: without https. */
export async function solveAltcha({ altcha: challenge }: Ticket): Promise<string | undefined> {
  if (challenge === undefined) return undefined;
  const solution = await solveChallenge({ challenge, deriveKey });
  return solution === null ? undefined : btoa(JSON.stringify({ challenge, solution }));
}

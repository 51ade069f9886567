import { createHash } from "node:crypto";
import { type Challenge, createChallenge, verifySolution } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import * as z from "zod";
import type { Counters } from "../../counters.ts";

const ALGORITHM = "PBKDF2/SHA-256";
/** A phone solves some 256 keys of this cost within about two seconds. */
const COST = 2000;
const GOOD_FOR_SECONDS = 20 * 60;
const LONGEST = 5000;

const secretOf = (key: Buffer) => createHash("sha256").update("altcha").update(key).digest("hex");

/** A challenge for one submission of a form. */
export function challengeOf(key: Buffer, form: string, now: Date, cost = COST): Promise<Challenge> {
  return createChallenge({
    algorithm: ALGORITHM,
    cost,
    deriveKey,
    data: { form },
    expiresAt: Math.floor(now.getTime() / 1000) + GOOD_FOR_SECONDS,
    hmacSignatureSecret: secretOf(key),
  });
}

const Payload = z.object({
  challenge: z.object({
    parameters: z.object({
      algorithm: z.literal(ALGORITHM),
      nonce: z.string(),
      salt: z.string(),
      cost: z.int(),
      keyLength: z.int(),
      keyPrefix: z.string(),
      expiresAt: z.int(),
      data: z.object({ form: z.string() }),
    }),
    signature: z.string().min(1),
  }),
  solution: z.object({ counter: z.int(), derivedKey: z.string(), time: z.number().default(0) }),
});

function payloadOf(text: string): z.output<typeof Payload> | undefined {
  if (text.length > LONGEST) return undefined;
  try {
    return Payload.safeParse(JSON.parse(Buffer.from(text, "base64").toString())).data;
  } catch {
    return undefined;
  }
}

/** Whether a challenge of this form was solved, in time, and for no other submission. */
export async function isSolved(
  text: string | undefined,
  of: {
    readonly key: Buffer;
    readonly form: string;
    readonly submission: string;
    readonly counters: Counters;
  },
): Promise<boolean> {
  const payload = text === undefined ? undefined : payloadOf(text);
  if (payload === undefined || payload.challenge.parameters.data.form !== of.form) return false;
  // The signature is checked before anything is worked out, so that nobody can ask for more work than we did.
  const { verified } = await verifySolution({ ...payload, deriveKey, hmacSignatureSecret: secretOf(of.key) });
  if (!verified) return false;
  const { signature } = payload.challenge;
  return of.counters.mark(`altcha#${signature}`, of.submission, 2 * GOOD_FOR_SECONDS);
}

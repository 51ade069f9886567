import { createHash } from "node:crypto";
import * as z from "zod";
import { logger } from "../../log.ts";

const CLOUDFLARE = "https://challenges.cloudflare.com/turnstile/v0/siteverify";
const PATIENCE_MS = 4000;
const LONGEST = 2048;

const Verdict = z.object({ success: z.boolean(), "error-codes": z.array(z.string()).default([]) });

/** What is wrong on our side or theirs, and says nothing of the visitor. */
const notTheirs = new Set(["missing-input-secret", "invalid-input-secret", "internal-error"]);

/** The same for each try of one submission, as a UUID: a token can be asked about again with it. */
function uuidOf(submission: string): string {
  const hex = createHash("sha256").update(submission).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** What Turnstile says of a token; undefined when it cannot be asked, or says nothing of the visitor. */
export async function isHuman(
  token: string | undefined,
  of: { readonly ip: string; readonly submission: string },
): Promise<boolean | undefined> {
  if (token === undefined || token.length > LONGEST) return false;
  const { TURNSTILE_SECRET: secret, TURNSTILE_URL: url = CLOUDFLARE } = process.env;
  if (secret === undefined || secret === "") return undefined;
  const idempotency = { idempotency_key: uuidOf(of.submission) };
  const body = new URLSearchParams({ secret, response: token, remoteip: of.ip, ...idempotency });
  try {
    const answer = await fetch(url, { method: "POST", body, signal: AbortSignal.timeout(PATIENCE_MS) });
    const verdict = Verdict.parse(await answer.json());
    if (verdict.success) return true;
    return verdict["error-codes"].some((code) => notTheirs.has(code)) ? undefined : false;
  } catch (error) {
    logger.warn("turnstile unreachable", { error });
    return undefined;
  }
}

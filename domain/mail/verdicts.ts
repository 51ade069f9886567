import type { Hint } from "../submission/intake.ts";
import { automaticOf } from "./automatic.ts";
import { isBounce } from "./bounce.ts";
import { loopOf } from "./loop.ts";
import type { Envelope, Mail, Own } from "./mail.ts";

/** Whether the server that sent it may: a failure of any check speaks against it. */
export function isAuthentic({ verdicts: { spf, dkim, dmarc } }: Pick<Envelope, "verdicts">): boolean {
  return [spf, dkim, dmarc].every((checked) => checked !== "FAIL");
}

/** What the receiving server says against a mail before anybody reads it. */
export function suspectedOf({ verdicts: { spam, virus } }: Pick<Envelope, "verdicts">): Hint | undefined {
  if (virus === "FAIL") return { verdict: "held", reasons: [{ code: "virus" }] };
  return spam === "FAIL" ? { verdict: "spam", reasons: [{ code: "spam-verdict" }] } : undefined;
}

/** What a mail is, if it is no enquiry and no answer, in the order of how sure that is: a bounce, a loop, automatic mail. */
export function hintOf(mail: Mail, envelope: Envelope, own: Own): Hint | undefined {
  const suspected = suspectedOf(envelope);
  if (suspected !== undefined) return suspected;
  if (isBounce(mail, envelope)) return { verdict: "held", reasons: [{ code: "bounce" }] };
  const loop = loopOf(mail, envelope, own);
  if (loop !== undefined) return { verdict: "held", reasons: [{ code: "mail-loop", detail: loop }] };
  const automatic = automaticOf(mail, envelope);
  return automatic === undefined ? undefined : { verdict: "held", reasons: [automatic] };
}

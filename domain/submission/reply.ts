import { regardingRef, type Regarding } from "../activity/regarding.ts";
import type { Facts } from "../kernel/facts.ts";
import type { Intake } from "./intake.ts";
import type { Reason } from "./reason.ts";
import { messageKey, submission } from "./submission.ts";

/** What a mail belongs to, and how that is known. */
export interface Thread {
  readonly into: Regarding;
  readonly reason: Reason;
}

/** The record that a mail answers: by the id in the address that it was sent to, else by the mails that it refers to. */
export function threadOf({ mail }: Intake, facts: Facts): Thread | undefined {
  if (mail === undefined) return undefined;
  const { token, references = [] } = mail;
  if (token !== undefined && facts.find(regardingRef(token).stage, token.id) !== undefined) {
    return { into: token, reason: { code: "reply-token" } };
  }
  for (const reference of references) {
    for (const earlier of facts.list(submission, messageKey(reference))) {
      const reason: Reason = { code: "reply-references", detail: reference.slice(0, 500) };
      if (earlier.status === "accepted") return { into: { stage: "lead", id: earlier.lead }, reason };
      if (earlier.status === "merged") return { into: earlier.into, reason };
    }
  }
  return undefined;
}

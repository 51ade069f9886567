import * as z from "zod";
import { regardingRef, type Regarding } from "../activity/regarding.ts";
import type { Facts } from "../kernel/facts.ts";
import { cut } from "../kernel/text.ts";
import { mailboxOf } from "../person/mailbox.ts";
import { lead } from "../lead/lead.ts";
import { ownKeys, personKeys } from "../person/keys.ts";
import type { Intake } from "./intake.ts";
import { personOf } from "./known.ts";
import type { Reason } from "./reason.ts";
import { messageKey, submission } from "./submission.ts";

/** What a mail belongs to, and how that is known. */
export interface Thread {
  readonly into: Regarding & { readonly deal: string };
  readonly reason: Reason;
  /** The one whom the thread is with has written, not somebody else who has the mail. */
  readonly isSender: boolean;
  /** The lead that it is of was given up: it takes nothing more in. */
  readonly isGivenUp: boolean;
}

/** Of whatever is named: who it is with, and what it was merged into. */
const Named = z.object({
  status: z.string(),
  email: z.string().optional(),
  into: z.string().optional(),
  intoDeal: z.string().optional(),
});

function isFrom({ mail, fields }: Intake, email: string | undefined): boolean {
  // Whom a relay names is not who sent it.
  if (mail?.relayed === true) return false;
  const from = mail?.from ?? fields?.email;
  return from !== undefined && email !== undefined && mailboxOf(from) === mailboxOf(email);
}

/** Whether a lead that a mail is of was given up, as far as the one who writes is known by the lead. */
function isGivenUp(id: string, intake: Intake, facts: Facts): boolean {
  const person = personOf(intake, facts.settings.country);
  const listed = personKeys(person).flatMap((key) => facts.list(lead, key));
  const holds = ownKeys(person).some((key) => facts.claimed(lead, key)?.holder === id);
  const found = listed.find((each) => each.id === id) ?? (holds ? facts.find(lead, id) : undefined);
  return found?.status === "disqualified";
}

/** The record that a mail answers: by the id in the address that it was sent to, else by the mails that it refers to. */
export function threadOf(intake: Intake, facts: Facts): Thread | undefined {
  if (intake.mail === undefined) return undefined;
  const { token, references = [] } = intake.mail;
  const named = token && facts.find(regardingRef(token).stage, token.id);
  if (token !== undefined && named !== undefined) {
    const { status, email, into: id, intoDeal: deal } = Named.parse(named);
    const isMerged = status === "merged" && id !== undefined && deal !== undefined;
    return {
      into: { ...token, deal: named.deal, ...(isMerged && { id, deal }) },
      reason: { code: "reply-token" },
      isSender: isFrom(intake, email),
      isGivenUp: token.stage === "lead" && status === "disqualified",
    };
  }
  for (const reference of references) {
    for (const earlier of facts.list(submission, messageKey(reference))) {
      const reason: Reason = { code: "reply-references", detail: cut(reference, 500) };
      const { deal } = earlier;
      const isSender = isFrom(intake, earlier.mail?.from);
      const threadIn = (into: Regarding): Thread => ({
        into: { ...into, deal },
        reason,
        isSender,
        isGivenUp: into.stage === "lead" && isGivenUp(into.id, intake, facts),
      });
      if (earlier.status === "accepted") return threadIn({ stage: "lead", id: earlier.lead });
      if (earlier.status === "merged") return threadIn(earlier.into);
    }
  }
  return undefined;
}

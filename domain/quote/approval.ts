import * as z from "zod";
import { accept } from "../kernel/decision.ts";
import type { Facts } from "../kernel/facts.ts";
import type { Process } from "../kernel/process.ts";
import { type Refusal, refuse } from "../kernel/refusal.ts";
import { mayAsk, roleNames } from "../kernel/role.ts";
import { text } from "../kernel/text.ts";
import { approvedHash } from "./hash.ts";
import { aboveLimits, excessWords } from "./limits.ts";
import { quote } from "./quote.ts";
import { type Approval, QuoteTerms } from "./terms.ts";

type Approvable = QuoteTerms & { readonly approval?: z.output<typeof Approval> | undefined };

/** An approval holds for the content that was approved and for no other. */
function isApproved(record: Approvable): boolean {
  return record.approval !== undefined && record.approval.hash === approvedHash(record);
}

/** Refuses to send a quote that is above the limits of its process and is not approved as it is now. */
export function unapproved(record: Approvable, process: Process): Refusal | undefined {
  const above = aboveLimits(record, process);
  if (above.length === 0 || isApproved(record)) return undefined;
  const why = record.approval === undefined ? "" : "; it has changed since it was approved";
  return refuse(
    "rule_broken",
    `The quote must be approved before it can be sent: ${excessWords(above)}${why}. Ask with request-approval`,
    { allowed: ["request-approval"], details: { above } },
  );
}

export const requestApproval = quote.action("request-approval", {
  summary: "Ask for the approval that a quote above the limits of its process needs; it becomes read-only",
  roles: ["sales"],
  from: ["draft"],
  input: z.strictObject({ note: text(1000).optional() }),
  guard(record, { process }) {
    if (record.lines.length === 0) {
      return refuse("rule_broken", "An empty quote cannot be approved: set its lines first");
    }
    if (aboveLimits(record, process).length === 0) {
      return refuse("rule_broken", "The quote needs no approval: it is within the limits and can be sent");
    }
    return isApproved(record)
      ? refuse("rule_broken", "The quote is approved as it is now: it can be sent")
      : undefined;
  },
  decide(record, { note }, { actor, process }) {
    const above = aboveLimits(record, process);
    const data = { ...QuoteTerms.parse(record), by: actor.id, above, requestNote: note };
    return accept({ type: "quote.approval-requested", data });
  },
});

/** Only the role that the process names decides; when the process no longer asks for approvals, whoever may send. */
function notApprover(facts: Facts): Refusal | undefined {
  const role = facts.process.approval?.role ?? "sales";
  if (mayAsk(facts.roles, [role])) return undefined;
  return refuse("forbidden", `Quotes are approved or rejected by the role ${role}`, { allowed: [role] });
}

export const approveQuote = quote.action("approve", {
  summary: "Approve the quote as it is: it can be sent until it is changed",
  roles: roleNames,
  from: ["in-approval"],
  input: z.strictObject({ note: text(1000).optional() }),
  guard({ requestedBy }, facts) {
    const own = facts.process.approval?.fourEyes === true && requestedBy === facts.actor.id;
    const four = "Who asked for an approval cannot give it: somebody else must";
    return notApprover(facts) ?? (own ? refuse("forbidden", four) : undefined);
  },
  decide(record, { note }, { actor }) {
    const hash = approvedHash(record);
    const data = { ...QuoteTerms.parse(record), by: actor.id, hash, approvalNote: note };
    return accept({ type: "quote.approved", data });
  },
});

export const rejectQuote = quote.action("reject", {
  summary: "Do not approve the quote, with the reason: it is a draft again",
  roles: roleNames,
  from: ["in-approval"],
  input: z.strictObject({ reason: text(1000) }),
  guard: (_, facts) => notApprover(facts),
  decide: (record, { reason }, { actor }) =>
    accept({ type: "quote.rejected", data: { ...QuoteTerms.parse(record), by: actor.id, reason } }),
});

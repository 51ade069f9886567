import * as z from "zod";
import { countOf, Totals } from "../document/line.ts";
import { changedNames } from "../kernel/change.ts";
import { event } from "../kernel/event.ts";
import { handling } from "../kernel/handling.ts";
import { OrderId, QuoteId } from "../kernel/id.ts";
import { formatMoney } from "../kernel/money.ts";
import { Day, remark, text } from "../kernel/text.ts";
import { Repricing } from "./repricing.ts";
import { ContentHash, Excess, QuoteTerms, Sold, termsInput } from "./terms.ts";
import { personal } from "../kernel/personal.ts";

/** Why a quote ended: a code of the process or the customer's words, and more words. */
export const ending = { reason: remark(), reasonNote: remark() };

const Facts = QuoteTerms.omit({ lines: true });
const Drafted = QuoteTerms.extend({ checks: handling.checks, validUntil: Day.optional() });
const Of = QuoteTerms.pick({ opportunity: true, revision: true });
const Change = Of.extend({ before: Sold, after: Sold });
const Repriced = Of.extend({ before: Totals, after: Sold, changes: Repricing.shape.changes });
const Terms = z.object(termsInput).partial();
const TermsChange = Of.extend({ before: Terms, after: Terms });
const Requested = Facts.extend({
  by: personal(z.string()),
  above: z.array(Excess).max(10),
  requestNote: remark(),
});
const Approved = Facts.extend({
  by: personal(z.string()),
  hash: ContentHash,
  approvalNote: remark(),
});
const Rejected = Facts.extend({ by: personal(z.string()), reason: personal(text(1000)) });
// Quotes that were sent before there were hashes have none.
const hash = ContentHash.optional();
const Sent = Facts.extend({ validUntil: Day, hash });
const Revised = QuoteTerms.extend({ revisedBy: QuoteId });
const Accepted = QuoteTerms.extend({ order: OrderId, reference: text(100).optional(), hash });
const Expired = Facts.extend({ validUntil: Day });
const Ended = Facts.extend(ending);

const because = (...words: readonly (string | undefined)[]) => {
  const said = words.filter((word) => word !== undefined);
  return said.length === 0 ? "" : ` (${said.join(": ")})`;
};

const open = ["draft", "in-approval", "sent"] as const;

/** What happens to a quote. */
export const quoteEvents = {
  "quote.drafted": event(["none"], Drafted, (data) => `Quote drafted, revision ${data.revision}`),
  "quote.changed": event(
    ["draft"],
    Change,
    ({ after }) => `Quote changed: ${countOf(after.lines)}, ${formatMoney(after.totals.total)}`,
  ),
  "quote.repriced": event(
    ["draft"],
    Repriced,
    ({ before, after }) =>
      `Prices of the quote refreshed: ${formatMoney(before.total)} before, ${formatMoney(after.totals.total)} now`,
  ),
  "quote.terms-changed": event(
    ["draft"],
    TermsChange,
    (data) => `Terms of the quote changed: ${changedNames(data)}`,
  ),
  "quote.approval-requested": event(
    ["draft"],
    Requested,
    ({ totals, requestNote }) =>
      `Approval of the quote asked for: ${formatMoney(totals.total)}${because(requestNote)}`,
  ),
  "quote.approved": event(
    ["in-approval"],
    Approved,
    ({ totals, approvalNote }) => `Quote approved: ${formatMoney(totals.total)}${because(approvalNote)}`,
  ),
  "quote.rejected": event(["in-approval"], Rejected, ({ reason }) => `Quote not approved${because(reason)}`),
  "quote.sent": event(
    ["draft"],
    Sent,
    ({ totals, validUntil }) => `Quote sent: ${formatMoney(totals.total)}, valid until ${validUntil}`,
  ),
  "quote.revised": event(
    ["sent", "expired"],
    Revised,
    ({ revisedBy }) => `Quote closed for a revision: ${revisedBy}`,
  ),
  "quote.accepted": event(["sent"], Accepted, ({ totals }) => `Quote accepted: ${formatMoney(totals.total)}`),
  "quote.declined": event(
    ["sent"],
    Ended,
    ({ reason, reasonNote }) => `Quote declined${because(reason, reasonNote)}`,
  ),
  "quote.expired": event(
    ["sent"],
    Expired,
    ({ validUntil }) => `Quote expired: it was valid until ${validUntil}`,
  ),
  "quote.cancelled": event(
    open,
    Ended,
    ({ reason, reasonNote }) => `Quote cancelled${because(reason, reasonNote)}`,
  ),
};

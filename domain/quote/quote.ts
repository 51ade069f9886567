import * as z from "zod";
import { countOf, Lines, Totals } from "../document/line.ts";
import { event } from "../kernel/event.ts";
import { AccountId, ContactId, OpportunityId, OrderId, QuoteId } from "../kernel/id.ts";
import { Currency, formatMoney } from "../kernel/money.ts";
import { stage } from "../kernel/stage.ts";
import { Day, text } from "../kernel/text.ts";

/** What every document between the opportunity and the invoice says of whom it is for. */
export const customer = {
  opportunity: OpportunityId,
  account: AccountId.optional(),
  contact: ContactId.optional(),
  topic: text(300),
  currency: Currency,
};

/** The terms of a quote: for whom, what, for how much. */
export const QuoteTerms = z.object({
  ...customer,
  revision: z.int().min(1),
  revisionOf: QuoteId.optional(),
  lines: Lines,
  totals: Totals,
});

const Draft = QuoteTerms.extend({ validUntil: Day.optional() });
const Sent = QuoteTerms.extend({ validUntil: Day, sentAt: z.iso.datetime() });
const Reason = z.object({ reason: text(1000).optional() });

const Quote = z.discriminatedUnion("status", [
  Draft.extend({ status: z.literal("draft") }),
  Sent.extend({ status: z.literal("sent") }),
  Sent.extend({
    status: z.literal("accepted"),
    acceptedAt: z.iso.datetime(),
    order: OrderId,
    reference: text(100).optional(),
  }),
  Sent.extend({ status: z.literal("declined"), declinedAt: z.iso.datetime(), reason: text(1000).optional() }),
  Sent.extend({ status: z.literal("revised"), revisedAt: z.iso.datetime(), revisedBy: QuoteId }),
  Draft.extend({
    status: z.literal("cancelled"),
    sentAt: z.iso.datetime().optional(),
    cancelledAt: z.iso.datetime(),
    reason: text(1000).optional(),
  }),
]);

const Sold = QuoteTerms.pick({ lines: true, totals: true });
const Change = QuoteTerms.pick({ opportunity: true, revision: true }).extend({ before: Sold, after: Sold });
const Facts = QuoteTerms.omit({ lines: true });
const Revised = QuoteTerms.extend({ revisedBy: QuoteId });
const Accepted = QuoteTerms.extend({ order: OrderId, reference: text(100).optional() });
const because = (reason: string | undefined) => (reason === undefined ? "" : ` (${reason})`);

/** An offer to a customer. */
export const quote = stage("quote", Quote, {
  "quote.drafted": event(["none"], Draft, (data) => `Quote drafted, revision ${data.revision}`),
  "quote.changed": event(
    ["draft"],
    Change,
    ({ after }) => `Quote changed: ${countOf(after.lines)}, ${formatMoney(after.totals.total)}`,
  ),
  "quote.sent": event(
    ["draft"],
    Facts.extend({ validUntil: Day }),
    ({ totals, validUntil }) => `Quote sent: ${formatMoney(totals.total)}, valid until ${validUntil}`,
  ),
  "quote.revised": event(["sent"], Revised, ({ revisedBy }) => `Quote closed for a revision: ${revisedBy}`),
  "quote.accepted": event(["sent"], Accepted, ({ totals }) => `Quote accepted: ${formatMoney(totals.total)}`),
  "quote.declined": event(
    ["sent"],
    Facts.extend(Reason.shape),
    ({ reason }) => `Quote declined${because(reason)}`,
  ),
  "quote.cancelled": event(
    ["draft", "sent"],
    Facts.extend(Reason.shape),
    ({ reason }) => `Quote cancelled${because(reason)}`,
  ),
}).evolve({
  "quote.drafted": (_, { data }) => ({ status: "draft", ...data }),
  "quote.changed": (record, { data: { after } }) => ({ ...record, ...after }),
  "quote.sent": (record, { data, at }) => ({
    ...record,
    status: "sent",
    validUntil: data.validUntil,
    sentAt: at,
  }),
  "quote.revised": (record, { data, at }) => ({
    ...record,
    status: "revised",
    revisedAt: at,
    revisedBy: data.revisedBy,
  }),
  "quote.accepted": (record, { data: { order, reference }, at }) => ({
    ...record,
    status: "accepted",
    acceptedAt: at,
    order,
    reference,
  }),
  "quote.declined": (record, { data, at }) => ({
    ...record,
    status: "declined",
    declinedAt: at,
    reason: data.reason,
  }),
  "quote.cancelled": (record, { data, at }) => ({
    ...record,
    status: "cancelled",
    cancelledAt: at,
    reason: data.reason,
  }),
});

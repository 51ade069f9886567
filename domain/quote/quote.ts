import * as z from "zod";
import { changed } from "../kernel/change.ts";
import { handling } from "../kernel/handling.ts";
import { OrderId, QuoteId } from "../kernel/id.ts";
import { stage } from "../kernel/stage.ts";
import { Day, text } from "../kernel/text.ts";
import { ending, quoteEvents } from "./events.ts";
import { Repricing } from "./repricing.ts";
import { Approval, ContentHash, Excess, QuoteTerms, Rejection, type Sold } from "./terms.ts";

const instant = z.iso.datetime();

const Base = QuoteTerms.extend({ checks: handling.checks, approval: Approval.optional() });
const Draft = Base.extend({
  validUntil: Day.optional(),
  rejection: Rejection.optional(),
  repricing: Repricing.optional(),
});
// Quotes that were sent before there were hashes have none.
const Sent = Base.extend({ validUntil: Day, sentAt: instant, hash: ContentHash.optional() });

const Undecided = Draft.omit({ approval: true, rejection: true });

const DraftQuote = Draft.extend({ status: z.literal("draft") });

const Cancelled = Base.extend({
  status: z.literal("cancelled"),
  validUntil: Day.optional(),
  sentAt: instant.optional(),
  hash: ContentHash.optional(),
  cancelledAt: instant,
  ...ending,
});

const Quote = z.discriminatedUnion("status", [
  DraftQuote,
  Draft.extend({
    status: z.literal("in-approval"),
    requestedBy: z.string(),
    requestedAt: instant,
    requestNote: text(1000).optional(),
    above: z.array(Excess).max(10),
  }),
  Sent.extend({ status: z.literal("sent") }),
  Sent.extend({
    status: z.literal("accepted"),
    acceptedAt: instant,
    order: OrderId,
    reference: text(100).optional(),
  }),
  Sent.extend({ status: z.literal("declined"), declinedAt: instant, ...ending }),
  Sent.extend({ status: z.literal("expired"), expiredAt: instant }),
  Sent.extend({ status: z.literal("revised"), revisedAt: instant, revisedBy: QuoteId }),
  Cancelled,
]);

type Draft = z.output<typeof DraftQuote>;

/** A draft with other lines: what is left out of them is gone. */
function sellOther(record: Draft, sold: Sold): Draft {
  const { discount: _, charges: __, ...draft } = record;
  return { ...draft, ...sold };
}

/** An offer to a customer. */
export const quote = stage("quote", Quote, quoteEvents, { handled: ["assign", "tick", "migrate"] }).evolve({
  "quote.drafted": (_, { data }) => ({ status: "draft", ...data }),
  "quote.changed": (record, { data }) => sellOther(record, data.after),
  "quote.repriced": (record, { data: { after, changes }, at }) => ({
    ...sellOther(record, after),
    repricing: { at, changes },
  }),
  "quote.terms-changed": (record, { data }) => DraftQuote.parse(changed(record, data)),
  "quote.approval-requested": (record, { data: { by, above, requestNote }, at }) => ({
    ...record,
    status: "in-approval",
    requestedBy: by,
    requestedAt: at,
    requestNote,
    above,
  }),
  "quote.approved": (record, { data: { by, hash, approvalNote: note }, at }) => ({
    ...Undecided.parse(record),
    status: "draft",
    approval: { by, at, hash, note },
  }),
  "quote.rejected": (record, { data: { by, reason }, at }) => ({
    ...Undecided.parse(record),
    status: "draft",
    rejection: { by, at, reason },
  }),
  "quote.sent": (record, { data: { validUntil, hash }, at }) => ({
    ...Base.parse(record),
    status: "sent",
    validUntil,
    sentAt: at,
    hash,
  }),
  "quote.revised": (record, { data, at }) => ({
    ...Sent.parse(record),
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
  "quote.declined": (record, { data: { reason, reasonNote }, at }) => ({
    ...record,
    status: "declined",
    declinedAt: at,
    reason,
    reasonNote,
  }),
  "quote.expired": (record, { at }) => ({ ...record, status: "expired", expiredAt: at }),
  "quote.cancelled": (record, { data: { reason, reasonNote }, at }) => ({
    ...Cancelled.parse({ ...record, status: "cancelled", cancelledAt: at }),
    reason,
    reasonNote,
  }),
});

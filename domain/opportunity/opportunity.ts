import * as z from "zod";
import { Lines, Totals } from "../document/line.ts";
import { changed, changedNames } from "../kernel/change.ts";
import { event } from "../kernel/event.ts";
import { AccountId, ContactId, familyOf, LeadId, OrderId, QuoteId } from "../kernel/id.ts";
import { Currency, formatMoney, Money } from "../kernel/money.ts";
import { stage } from "../kernel/stage.ts";
import { Day, text } from "../kernel/text.ts";
import { qualification } from "../lead/lead.ts";
import { Late, MAX_QUOTES, QuoteNote, tooLate } from "./quote-note.ts";

/** What is asked for an opportunity. */
export const opportunityInput = {
  topic: text(300),
  account: AccountId.optional(),
  contact: ContactId.optional(),
  currency: Currency.optional(),
  ...qualification,
  proposedSolution: text(4000).optional(),
  estimatedRevenue: Money.optional(),
  estimatedCloseOn: Day.optional(),
  probability: z.int().min(0).max(100).optional(),
  campaign: text(200).optional(),
};

const fields = z.object({ ...opportunityInput, currency: Currency });

/** Whether the estimated revenue was given by somebody or is calculated from the lines (net of tax). */
const Revenue = z.enum(["given", "calculated"]);

/** The fields of an opportunity with its lines and sums. */
export const OpportunityFields = fields.extend({
  lead: LeadId.optional(),
  revenue: Revenue,
  lines: Lines,
  totals: Totals,
});

const Base = OpportunityFields.extend({ quotes: z.array(QuoteNote).max(MAX_QUOTES) });

/** Why an opportunity is lost (Dynamics: Close opportunity). */
export const LoseReason = z.enum(["cancelled", "out-sold", "price", "no-decision", "other"]);

const Opportunity = z.discriminatedUnion("status", [
  Base.extend({ status: z.literal("open") }),
  Base.extend({ status: z.literal("on-hold") }),
  Base.extend({
    status: z.literal("won"),
    quote: QuoteId.optional(),
    order: OrderId.optional(),
    // Of quotes that were accepted while it was being won: each of them is owed.
    moreOrders: z.array(OrderId).max(MAX_QUOTES).optional(),
    wonOn: Day,
    wonRevenue: Money,
  }),
  Base.extend({
    status: z.literal("lost"),
    reason: LoseReason,
    reasonNote: text(1000).optional(),
    lostOn: Day,
  }),
]);

const Note = z.object({ note: text(1000).optional() });
const OpenQuotes = z.array(QuoteId).max(MAX_QUOTES);
const Change = z.object({ before: OpportunityFields.partial(), after: OpportunityFields.partial() });
const Won = z.object({
  quote: QuoteId.optional(),
  order: OrderId.optional(),
  wonOn: Day,
  revenue: Money,
  openQuotes: OpenQuotes,
});
const OrderAdded = z.object({ quote: QuoteId, order: OrderId, revenue: Money });
const Lost = z.object({
  reason: LoseReason,
  note: text(1000).optional(),
  lostOn: Day,
  openQuotes: OpenQuotes,
});

const because = (note: string | undefined) => (note === undefined ? "" : ` (${note})`);
const live = ["open", "on-hold"] as const;
const any = ["open", "on-hold", "won", "lost"] as const;

/** A deal in the making. */
export const opportunity = stage("opportunity", Opportunity, {
  "opportunity.opened": event(["none"], OpportunityFields, ({ topic }) => `Opportunity opened: ${topic}`),
  "opportunity.changed": event(live, Change, (data) => `Opportunity changed: ${changedNames(data)}`),
  "opportunity.held": event(["open"], Note, ({ note }) => `Opportunity put on hold${because(note)}`),
  "opportunity.resumed": event(["on-hold"], Note, ({ note }) => `Opportunity resumed${because(note)}`),
  "opportunity.quote-noted": event(
    any,
    QuoteNote,
    ({ quote, status }) => `Quote ${quote} noted as ${status}`,
  ),
  "opportunity.quote-late": event(
    any,
    Late,
    ({ quote, status, reason }) => `Quote ${quote} was ${status} when ${tooLate[reason]}`,
  ),
  "opportunity.won": event(
    [...live, "lost"],
    Won,
    ({ revenue }) => `Opportunity won: ${formatMoney(revenue)}`,
  ),
  "opportunity.order-added": event(
    ["won"],
    OrderAdded,
    ({ order, revenue }) => `Another order came of the opportunity: ${order}, ${formatMoney(revenue)}`,
  ),
  "opportunity.lost": event(live, Lost, ({ reason, note }) => `Opportunity lost: ${reason}${because(note)}`),
  "opportunity.reopened": event(["won", "lost"], Note, ({ note }) => `Opportunity reopened${because(note)}`),
}).evolve({
  "opportunity.opened": (_, { data }) => ({ status: "open", ...data, quotes: [] }),
  "opportunity.changed": (record, { data }) => Opportunity.parse(changed(record, data)),
  "opportunity.held": (record) => ({ ...record, status: "on-hold" }),
  "opportunity.resumed": (record) => ({ ...record, status: "open" }),
  "opportunity.quote-noted": (record, { data }) => ({
    ...record,
    quotes: [...record.quotes.filter(({ quote }) => familyOf(quote) !== familyOf(data.quote)), data],
  }),
  "opportunity.quote-late": (record) => record,
  "opportunity.won": (record, { data: { quote, order, wonOn, revenue } }) => ({
    ...Base.parse(record),
    status: "won",
    quote,
    order,
    wonOn,
    wonRevenue: revenue,
  }),
  "opportunity.order-added": (record, { data: { quote, order } }) =>
    record.order === undefined
      ? { ...record, quote, order }
      : { ...record, moreOrders: [...(record.moreOrders ?? []), order] },
  "opportunity.lost": (record, { data: { reason, note, lostOn } }) => ({
    ...record,
    status: "lost",
    reason,
    reasonNote: note,
    lostOn,
  }),
  "opportunity.reopened": (record) => ({ ...Base.parse(record), status: "open" }),
});

import * as z from "zod";
import { changed } from "../kernel/change.ts";
import { familyOf, OrderId, QuoteId } from "../kernel/id.ts";
import { Money } from "../kernel/money.ts";
import { stage } from "../kernel/stage.ts";
import { Day, text } from "../kernel/text.ts";
import { opportunityEvents } from "./events.ts";
import { LoseReason, OpportunityFields } from "./fields.ts";
import { MAX_QUOTES, QuoteNote } from "./quote-note.ts";
import { revenuesOf } from "./revenue.ts";

const Base = OpportunityFields.extend({
  // Records that were stored before there were both have neither.
  calculatedRevenue: Money.optional(),
  weightedRevenue: Money.optional(),
  quotes: z.array(QuoteNote).max(MAX_QUOTES),
});

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

/** A deal in the making. */
export const opportunity = stage("opportunity", Opportunity, opportunityEvents, {
  handled: ["assign", "tick", "migrate"],
}).evolve({
  "opportunity.opened": (_, { data }) => ({
    status: "open",
    ...data,
    ...revenuesOf(data),
    quotes: [],
  }),
  "opportunity.changed": (record, { data }) => {
    const { weightedRevenue: _, ...kept } = record;
    const after = Opportunity.parse(changed(kept, data));
    return { ...after, ...revenuesOf(after) };
  },
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

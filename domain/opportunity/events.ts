import * as z from "zod";
import { changedNames } from "../kernel/change.ts";
import { event } from "../kernel/event.ts";
import { OrderId, QuoteId } from "../kernel/id.ts";
import { formatMoney, Money } from "../kernel/money.ts";
import { Day, remark } from "../kernel/text.ts";
import { LoseReason, OpportunityFields } from "./fields.ts";
import { Late, MAX_QUOTES, QuoteNote, tooLate } from "./quote-note.ts";

const Note = z.object({ note: remark() });
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
  note: remark(),
  lostOn: Day,
  openQuotes: OpenQuotes,
});

const because = (note: string | undefined) => (note === undefined ? "" : ` (${note})`);
const live = ["open", "on-hold"] as const;
const any = ["open", "on-hold", "won", "lost"] as const;

/** What happens to an opportunity. */
export const opportunityEvents = {
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
};

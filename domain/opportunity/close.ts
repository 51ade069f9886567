import * as z from "zod";
import { accept } from "../kernel/decision.ts";
import { notAfter } from "../kernel/day.ts";
import { familyOf, OrderId, QuoteId } from "../kernel/id.ts";
import { Money } from "../kernel/money.ts";
import { refuse } from "../kernel/refusal.ts";
import { Day, text } from "../kernel/text.ts";
import { gate } from "../process/gate.ts";
import { badReason } from "../process/reason.ts";
import { LoseReason } from "./fields.ts";
import { opportunity } from "./opportunity.ts";
import { type LateReason, MAX_QUOTES, QuoteNote } from "./quote-note.ts";

const open = new Set<QuoteNote["status"]>(["draft", "in-approval", "sent"]);
const isOpen = ({ status }: Pick<QuoteNote, "status">) => open.has(status);
const isNewer = (note: QuoteNote, known: QuoteNote) =>
  note.revision > known.revision || (note.revision === known.revision && note.seq > known.seq);
const openQuotes = (quotes: readonly QuoteNote[]) => quotes.filter(isOpen).map(({ quote }) => quote);

export const winOpportunity = opportunity.action("win", {
  summary: "Close the opportunity as won; its open quotes are cancelled",
  roles: ["sales"],
  from: ["open", "on-hold"],
  input: z.strictObject({ wonOn: Day.optional() }),
  guard: (record, facts) => gate("close", record, facts),
  decide: ({ quotes, estimatedRevenue, currency }, { wonOn }, { today }) =>
    notAfter("/wonOn", wonOn, today) ??
    accept({
      type: "opportunity.won",
      data: {
        wonOn: wonOn ?? today,
        revenue: estimatedRevenue ?? { minor: 0, currency },
        openQuotes: openQuotes(quotes),
      },
    }),
});

/** An accepted quote wins, even an opportunity that somebody gave up in the same moment: the customer has said yes. */
export const winByQuote = opportunity.action("win-by-quote", {
  summary: "Close the opportunity as won by its accepted quote; its other open quotes are cancelled",
  roles: [],
  from: ["open", "on-hold", "lost", "won"],
  input: z.strictObject({ quote: QuoteId, order: OrderId, revenue: Money }),
  decide(record, { quote, order, revenue }, { today }) {
    if (record.status === "won") {
      // Done and not refused, so that a repeat does not win it once more after somebody has reopened it.
      const { moreOrders = [] } = record;
      const known = record.order === order || moreOrders.includes(order);
      const full = moreOrders.length >= MAX_QUOTES;
      return accept(
        known || full ? [] : [{ type: "opportunity.order-added", data: { quote, order, revenue } }],
      );
    }
    const others = openQuotes(record.quotes).filter((id) => id !== quote);
    const data = { quote, order, revenue, wonOn: today, openQuotes: others };
    return accept({ type: "opportunity.won", data });
  },
});

export const loseOpportunity = opportunity.action("lose", {
  summary: "Close the opportunity as lost, with the reason; its drafts of quotes are cancelled",
  roles: ["sales"],
  from: ["open", "on-hold"],
  input: z.strictObject({ reason: LoseReason, note: text(1000).optional(), lostOn: Day.optional() }),
  guard({ quotes }) {
    const sent = quotes.filter(({ status }) => status === "sent").map(({ quote }) => quote);
    if (sent.length === 0) return undefined;
    return refuse(
      "rule_broken",
      `An opportunity cannot be lost while a quote of it is sent: decline, revise or cancel ${sent.join(", ")} first`,
      { details: { quotes: sent } },
    );
  },
  decide: ({ quotes }, { reason, note, lostOn }, facts) =>
    badReason("opportunity.lose", { reason, note }, facts) ??
    notAfter("/lostOn", lostOn, facts.today) ??
    accept({
      type: "opportunity.lost",
      data: { reason, note, lostOn: lostOn ?? facts.today, openQuotes: openQuotes(quotes) },
    }),
});

interface Noting {
  readonly status: string;
  readonly currency: string;
  readonly quotes: readonly QuoteNote[];
}

/** Why a quote cannot stay open that was drafted or sent in the same moment as something that forbids it. */
function lateReason(record: Noting, note: QuoteNote, full: boolean): z.output<typeof LateReason> | undefined {
  if (!isOpen(note)) return undefined;
  if (record.status === "won" || record.status === "lost") return "closed";
  if (full) return "full";
  return note.total.currency === record.currency ? undefined : "currency";
}

/** Notes of a quote may arrive in any order: only what is newer than the last one counts. */
export const noteQuote = opportunity.action("note-quote", {
  summary: "Note what became of a quote, so that the guards of the opportunity can decide",
  roles: [],
  from: ["open", "on-hold", "won", "lost"],
  input: QuoteNote,
  decide(record, note) {
    const known = record.quotes.find(({ quote }) => familyOf(quote) === familyOf(note.quote));
    if (known !== undefined && !isNewer(note, known)) return accept([]);
    const full = known === undefined && record.quotes.length >= MAX_QUOTES;
    const noted = full ? [] : [{ type: "opportunity.quote-noted", data: note } as const];
    const reason = lateReason(record, note, full);
    if (reason === undefined) return accept(noted);
    const { quote, status } = note;
    return accept([...noted, { type: "opportunity.quote-late", data: { quote, status, reason } }]);
  },
});

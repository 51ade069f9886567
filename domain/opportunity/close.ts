import * as z from "zod";
import { accept } from "../kernel/decision.ts";
import { OrderId, QuoteId } from "../kernel/id.ts";
import { Money } from "../kernel/money.ts";
import { refuse } from "../kernel/refusal.ts";
import { Day, text } from "../kernel/text.ts";
import { LoseReason, opportunity, type QuoteNote } from "./opportunity.ts";

const isOpen = ({ status }: Pick<QuoteNote, "status">) => status === "draft" || status === "sent";
const openQuotes = (quotes: readonly QuoteNote[]) => quotes.filter(isOpen).map(({ quote }) => quote);

export const winOpportunity = opportunity.action("win", {
  summary: "Close the opportunity as won; its open quotes are cancelled",
  roles: ["sales"],
  from: ["open", "on-hold"],
  input: z.strictObject({ wonOn: Day.optional() }),
  decide: ({ quotes, estimatedRevenue, currency }, { wonOn }, { today }) =>
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
  from: ["open", "on-hold", "lost"],
  input: z.strictObject({ quote: QuoteId, order: OrderId, revenue: Money }),
  decide: ({ quotes }, { quote, order, revenue }, { today }) =>
    accept({
      type: "opportunity.won",
      data: {
        quote,
        order,
        revenue,
        wonOn: today,
        openQuotes: openQuotes(quotes).filter((id) => id !== quote),
      },
    }),
});

export const loseOpportunity = opportunity.action("lose", {
  summary: "Close the opportunity as lost, with the reason; its drafts of quotes are cancelled",
  roles: ["sales"],
  from: ["open", "on-hold"],
  input: z
    .strictObject({ reason: LoseReason, note: text(1000).optional(), lostOn: Day.optional() })
    .refine(({ reason, note }) => reason !== "other" || note !== undefined, {
      error: 'is needed when the reason is "other"',
      path: ["note"],
    }),
  guard({ quotes }) {
    const sent = quotes.filter(({ status }) => status === "sent").map(({ quote }) => quote);
    if (sent.length === 0) return undefined;
    return refuse(
      "rule_broken",
      `An opportunity cannot be lost while a quote of it is sent: decline, revise or cancel ${sent.join(", ")} first`,
      { details: { quotes: sent } },
    );
  },
  decide: ({ quotes }, { reason, note, lostOn }, { today }) =>
    accept({
      type: "opportunity.lost",
      data: { reason, note, lostOn: lostOn ?? today, openQuotes: openQuotes(quotes) },
    }),
});

/** Notes of a quote may arrive in any order: only what is newer than the last one counts. */
export const noteQuote = opportunity.action("note-quote", {
  summary: "Note what became of a quote, so that the guards of the opportunity can decide",
  roles: [],
  from: ["open", "on-hold", "won", "lost"],
  input: z.strictObject({
    quote: QuoteId,
    revision: z.int(),
    status: z.enum(["draft", "sent", "accepted", "declined", "revised", "cancelled"]),
    total: Money,
    seq: z.int(),
  }),
  decide({ quotes, status }, note) {
    const known = quotes.find(({ quote }) => quote === note.quote);
    if (known !== undefined && known.seq >= note.seq) return accept([]);
    const noted = { type: "opportunity.quote-noted", data: note } as const;
    const closed = status === "won" || status === "lost";
    if (!closed || !isOpen(note)) return accept(noted);
    // Drafted or sent while the opportunity was being closed: whoever cancels its open quotes has not seen this one.
    return accept([
      noted,
      { type: "opportunity.quote-late", data: { quote: note.quote, status: note.status } },
    ]);
  },
});

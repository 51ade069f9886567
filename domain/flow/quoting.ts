import { when } from "../kernel/flow.ts";
import { QuoteId } from "../kernel/id.ts";
import type { Money } from "../kernel/money.ts";
import { noteQuote, winByQuote } from "../opportunity/close.ts";
import { opportunity } from "../opportunity/opportunity.ts";
import type { QuoteNote } from "../opportunity/quote-note.ts";
import { placeOrder } from "../order/place.ts";
import { draftRevision } from "../quote/draft.ts";
import { cancelQuote } from "../quote/end.ts";
import { quote } from "../quote/quote.ts";

export const placeOrderOfAcceptedQuote = when(
  "place-order",
  quote,
  {
    "quote.accepted": ({ record, data }) => ({
      id: data.order,
      input: { ...data, quote: QuoteId.parse(record) },
    }),
  },
  placeOrder,
  { settled: ["placed", "on-hold", "partly-fulfilled", "fulfilled", "invoiced", "cancelled"] },
);

export const winOpportunityOfAcceptedQuote = when(
  "win-opportunity",
  quote,
  {
    "quote.accepted": ({ record, data: { opportunity: id, order: placed, totals } }) => ({
      id,
      input: { quote: QuoteId.parse(record), order: placed, revenue: totals.net },
    }),
  },
  winByQuote,
  { settled: [] },
);

const cancelAll = (quotes: readonly string[], reason: string) =>
  quotes.map((id) => ({ id, input: { reason } }));

const lateReasons = {
  closed: "The opportunity is closed",
  full: "The opportunity has all the quotes that it may have",
  currency: "The currency of the opportunity has changed",
};

export const cancelQuotesOfClosedOpportunity = when(
  "cancel-quotes",
  opportunity,
  {
    "opportunity.won": ({ data }) => cancelAll(data.openQuotes, "The opportunity was won"),
    "opportunity.lost": ({ data }) => cancelAll(data.openQuotes, "The opportunity was lost"),
    "opportunity.quote-late": ({ data: { quote: late, reason } }) => cancelAll([late], lateReasons[reason]),
  },
  cancelQuote,
  { settled: ["accepted", "declined", "expired", "revised", "cancelled"] },
);

interface Noted {
  readonly opportunity: string;
  readonly revision: number;
  readonly totals: { readonly total: Money };
}

function note(status: QuoteNote["status"]) {
  return ({ record, seq, data }: { record: string; seq: number; data: Noted }) => ({
    id: data.opportunity,
    input: { quote: QuoteId.parse(record), revision: data.revision, status, total: data.totals.total, seq },
  });
}

// Constants, so that a bundle can leave them out.
const asAccepted = note("accepted");
const asCancelled = note("cancelled");
const asDeclined = note("declined");
const asDraft = note("draft");
const asExpired = note("expired");
const asInApproval = note("in-approval");
const asRevised = note("revised");
const asSent = note("sent");

export const noteQuoteOnOpportunity = when(
  "note-quote",
  quote,
  {
    "quote.drafted": asDraft,
    "quote.changed": ({ data: { after, ...rest }, ...event }) =>
      asDraft({ ...event, data: { ...rest, ...after } }),
    "quote.repriced": ({ data: { after, ...rest }, ...event }) =>
      asDraft({ ...event, data: { ...rest, ...after } }),
    "quote.approval-requested": asInApproval,
    "quote.approved": asDraft,
    "quote.rejected": asDraft,
    "quote.sent": asSent,
    "quote.revised": asRevised,
    "quote.accepted": asAccepted,
    "quote.declined": asDeclined,
    "quote.expired": asExpired,
    "quote.cancelled": asCancelled,
  },
  noteQuote,
  { settled: [] },
);

export const draftRevisionOfRevisedQuote = when(
  "draft-revision",
  quote,
  {
    "quote.revised": ({ record, data: { revisedBy: id, revision, ...terms } }) => ({
      id,
      input: { ...terms, revision: revision + 1, revisionOf: QuoteId.parse(record) },
    }),
  },
  draftRevision,
  {
    settled: ["draft", "in-approval", "sent", "accepted", "declined", "expired", "revised", "cancelled"],
  },
);

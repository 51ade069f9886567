import { openAccount } from "./account/actions.ts";
import { addContactOfLead } from "./contact/actions.ts";
import { invoice } from "./invoice/invoice.ts";
import { issueInvoice } from "./invoice/actions.ts";
import { type Reaction, when } from "./kernel/flow.ts";
import { childId, InvoiceId, LeadId, OrderId, QuoteId } from "./kernel/id.ts";
import type { Money } from "./kernel/money.ts";
import { lead } from "./lead/lead.ts";
import { openOpportunityOfLead } from "./opportunity/actions.ts";
import { noteQuote, winByQuote } from "./opportunity/close.ts";
import { opportunity } from "./opportunity/opportunity.ts";
import { type QuoteNote } from "./opportunity/quote-note.ts";
import { dropInvoice, noteInvoice, placeOrder } from "./order/actions.ts";
import { order } from "./order/order.ts";
import { cancelQuote } from "./quote/actions.ts";
import { draftRevision } from "./quote/draft.ts";
import { quote } from "./quote/quote.ts";

export const openAccountOfLead = when(
  "open-account",
  lead,
  {
    "lead.qualified"({ record, data: { account, create, lead: of } }) {
      if (account === undefined || of.company === undefined || !create.includes("account")) return [];
      const { company: name, email, phone, website, address } = of;
      return { id: account, input: { name, email, phone, website, address, lead: LeadId.parse(record) } };
    },
  },
  openAccount,
  { settled: ["active"] },
);

export const addContactOfQualifiedLead = when(
  "add-contact",
  lead,
  {
    "lead.qualified"({ record, data: { account, contact, create, lead: of } }) {
      if (contact === undefined || !create.includes("contact")) return [];
      const { firstName, lastName, jobTitle, email, phone, address } = of;
      const person = { firstName, lastName, jobTitle, email, phone, address };
      return { id: contact, input: { ...person, account, lead: LeadId.parse(record) } };
    },
  },
  addContactOfLead,
  { settled: ["active"] },
);

export const openOpportunityOfQualifiedLead = when(
  "open-opportunity",
  lead,
  {
    "lead.qualified"({ record, data: { account, contact, opportunity: id, create, lead: of } }) {
      if (id === undefined || !create.includes("opportunity")) return [];
      const { topic, campaign, need, budget, timeframe, purchaseProcess, decisionMaker } = of;
      const known = { topic, campaign, need, budget, timeframe, purchaseProcess, decisionMaker };
      return { id, input: { ...known, account, contact, lead: LeadId.parse(record) } };
    },
  },
  openOpportunityOfLead,
  { settled: ["open", "on-hold", "won", "lost"] },
);

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
  { settled: ["placed", "partly-fulfilled", "fulfilled", "invoiced", "cancelled"] },
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
  { settled: ["accepted", "declined", "revised", "cancelled"] },
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

export const noteQuoteOnOpportunity = when(
  "note-quote",
  quote,
  {
    "quote.drafted": note("draft"),
    "quote.changed": ({ data: { after, ...rest }, ...event }) =>
      note("draft")({ ...event, data: { ...rest, ...after } }),
    "quote.sent": note("sent"),
    "quote.revised": note("revised"),
    "quote.accepted": note("accepted"),
    "quote.declined": note("declined"),
    "quote.cancelled": note("cancelled"),
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
  { settled: ["draft", "sent", "accepted", "declined", "revised", "cancelled"] },
);

export const issueInvoiceOfFulfilment = when(
  "issue-invoice",
  order,
  {
    "order.fulfilled": ({ record, data }) => ({
      id: childId("inv", record, data.fulfilment),
      input: { ...data, order: OrderId.parse(record), deliveredOn: data.fulfilledOn },
    }),
  },
  issueInvoice,
  { settled: ["issued", "partly-paid", "paid", "cancelled"] },
);

export const noteInvoiceOnOrder = when(
  "note-invoice",
  invoice,
  {
    "invoice.issued": ({ record, data: { order: id, fulfilment } }) => ({
      id,
      input: { invoice: InvoiceId.parse(record), fulfilment },
    }),
  },
  noteInvoice,
  { settled: [] },
);

export const dropCancelledInvoiceFromOrder = when(
  "drop-invoice",
  invoice,
  {
    "invoice.cancelled": ({ record, data: { order: id, fulfilment } }) => ({
      id,
      input: { invoice: InvoiceId.parse(record), fulfilment },
    }),
  },
  dropInvoice,
  { settled: [] },
);

/** What follows from what: the business on one page. `invoice.paid` is not here: it ends the deal. */
export const flow: readonly Reaction[] = [
  openAccountOfLead,
  addContactOfQualifiedLead,
  openOpportunityOfQualifiedLead,
  placeOrderOfAcceptedQuote,
  winOpportunityOfAcceptedQuote,
  cancelQuotesOfClosedOpportunity,
  noteQuoteOnOpportunity,
  draftRevisionOfRevisedQuote,
  issueInvoiceOfFulfilment,
  noteInvoiceOnOrder,
  dropCancelledInvoiceFromOrder,
];

import { changeAccount, openAccount } from "./account/actions.ts";
import { account } from "./account/account.ts";
import { addContact, addContactOfLead, changeContact } from "./contact/actions.ts";
import { contact } from "./contact/contact.ts";
import { cancelInvoice, issueInvoice, payInvoice } from "./invoice/actions.ts";
import { invoice } from "./invoice/invoice.ts";
import type { Action } from "./kernel/action.ts";
import type { AnyStage } from "./kernel/stage.ts";
import { captureLead, changeLead, disqualifyLead, markContacted, reopenLead } from "./lead/actions.ts";
import { lead } from "./lead/lead.ts";
import { qualifyLead } from "./lead/qualify.ts";
import {
  changeOpportunity,
  holdOpportunity,
  openOpportunity,
  openOpportunityOfLead,
  reopenOpportunity,
  resumeOpportunity,
  setOpportunityLines,
} from "./opportunity/actions.ts";
import { loseOpportunity, noteQuote, winByQuote, winOpportunity } from "./opportunity/close.ts";
import { opportunity } from "./opportunity/opportunity.ts";
import { cancelOrder, dropInvoice, fulfilOrder, noteInvoice, placeOrder } from "./order/actions.ts";
import { order } from "./order/order.ts";
import { addProduct, changeProduct, retireProduct } from "./product/actions.ts";
import { product } from "./product/product.ts";
import {
  acceptQuote,
  cancelQuote,
  declineQuote,
  reviseQuote,
  sendQuote,
  setQuoteLines,
} from "./quote/actions.ts";
import { draftQuote, draftRevision } from "./quote/draft.ts";
import { quote } from "./quote/quote.ts";

/** A stage with all that may be asked of its records. */
export interface StageWithActions {
  readonly stage: AnyStage;
  readonly actions: readonly Action[];
}

/** All stages without what may be asked of them, in the order of a deal: who only reads needs no more. */
export const records: readonly AnyStage[] = [
  lead,
  account,
  contact,
  product,
  opportunity,
  quote,
  order,
  invoice,
];

export const leads: StageWithActions = {
  stage: lead,
  actions: [captureLead, changeLead, markContacted, qualifyLead, disqualifyLead, reopenLead],
};

export const accounts: StageWithActions = { stage: account, actions: [openAccount, changeAccount] };

export const contacts: StageWithActions = {
  stage: contact,
  actions: [addContact, addContactOfLead, changeContact],
};

export const products: StageWithActions = {
  stage: product,
  actions: [addProduct, changeProduct, retireProduct],
};

export const opportunities: StageWithActions = {
  stage: opportunity,
  actions: [
    openOpportunity,
    openOpportunityOfLead,
    changeOpportunity,
    setOpportunityLines,
    holdOpportunity,
    resumeOpportunity,
    winOpportunity,
    winByQuote,
    loseOpportunity,
    reopenOpportunity,
    noteQuote,
  ],
};

export const quotes: StageWithActions = {
  stage: quote,
  actions: [
    draftQuote,
    draftRevision,
    setQuoteLines,
    sendQuote,
    reviseQuote,
    acceptQuote,
    declineQuote,
    cancelQuote,
  ],
};

export const orders: StageWithActions = {
  stage: order,
  actions: [placeOrder, fulfilOrder, cancelOrder, noteInvoice, dropInvoice],
};

export const invoices: StageWithActions = {
  stage: invoice,
  actions: [issueInvoice, payInvoice, cancelInvoice],
};

/** All stages, in the order of a deal. */
export const stages: readonly StageWithActions[] = [
  leads,
  accounts,
  contacts,
  products,
  opportunities,
  quotes,
  orders,
  invoices,
];

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
  draftQuote,
  draftRevision,
  reviseQuote,
  sendQuote,
  setQuoteLines,
} from "./quote/actions.ts";
import { quote } from "./quote/quote.ts";

/** A stage with all that may be asked of its records. */
export interface StageWithActions {
  readonly stage: AnyStage;
  readonly actions: readonly Action[];
}

/** All stages, in the order of a deal. */
export const stages: readonly StageWithActions[] = [
  { stage: lead, actions: [captureLead, changeLead, markContacted, qualifyLead, disqualifyLead, reopenLead] },
  { stage: account, actions: [openAccount, changeAccount] },
  { stage: contact, actions: [addContact, addContactOfLead, changeContact] },
  { stage: product, actions: [addProduct, changeProduct, retireProduct] },
  {
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
  },
  {
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
  },
  { stage: order, actions: [placeOrder, fulfilOrder, cancelOrder, noteInvoice, dropInvoice] },
  { stage: invoice, actions: [issueInvoice, payInvoice, cancelInvoice] },
];

import type { Reaction } from "./kernel/flow.ts";
import {
  addActivityOfMergedSubmission,
  captureLeadOfAcceptedSubmission,
  decideReceivedSubmission,
  enrichLeadOfMergedSubmission,
} from "./flow/capturing.ts";
import { closeMergedLeadOfMerge, noteApartOfLead, passOnOfMergedLead } from "./flow/merging.ts";
import { assignGivenLead, giveCapturedLead, noteEndedLead } from "./flow/assigning.ts";
import {
  openAccountOfLead,
  addContactOfQualifiedLead,
  openOpportunityOfQualifiedLead,
} from "./flow/qualifying.ts";
import {
  placeOrderOfAcceptedQuote,
  winOpportunityOfAcceptedQuote,
  cancelQuotesOfClosedOpportunity,
  noteQuoteOnOpportunity,
  draftRevisionOfRevisedQuote,
} from "./flow/quoting.ts";
import {
  issueInvoiceOfBill,
  noteInvoiceOnOrder,
  dropCancelledInvoiceFromOrder,
  creditReturnsOfOrder,
  freeDepositOfReturn,
  creditDepositOfReturn,
  issueCreditNoteOfCredit,
} from "./flow/billing.ts";

/** What follows from what: the business on one page. `invoice.paid` is not here: it ends the deal. */
export const flow: readonly Reaction[] = [
  decideReceivedSubmission,
  captureLeadOfAcceptedSubmission,
  enrichLeadOfMergedSubmission,
  addActivityOfMergedSubmission,
  closeMergedLeadOfMerge,
  passOnOfMergedLead,
  noteApartOfLead,
  giveCapturedLead,
  assignGivenLead,
  noteEndedLead,
  openAccountOfLead,
  addContactOfQualifiedLead,
  openOpportunityOfQualifiedLead,
  placeOrderOfAcceptedQuote,
  winOpportunityOfAcceptedQuote,
  cancelQuotesOfClosedOpportunity,
  noteQuoteOnOpportunity,
  draftRevisionOfRevisedQuote,
  issueInvoiceOfBill,
  noteInvoiceOnOrder,
  dropCancelledInvoiceFromOrder,
  creditReturnsOfOrder,
  freeDepositOfReturn,
  creditDepositOfReturn,
  issueCreditNoteOfCredit,
];

// Generated from the contracts of the events by "npm run contracts": do not edit.
import type { Envelope } from "../src/envelope.ts";

/** Something came in by a web form, an e-mail, a business card or a list, and is kept as it came. What becomes of it is another event. */
export interface SubmissionReceived extends Envelope {
  type: "submission.received";
  v: 1;
  stage: "submission";
  data: SubmissionReceivedData;
}

/** What came in had to be read first, such as the photo of a business card: these are the fields that were found, and how sure the reading is. */
export interface SubmissionRead extends Envelope {
  type: "submission.read";
  v: 1;
  stage: "submission";
  data: SubmissionReadData;
}

/** Who wrote has confirmed by a link in a mail that the address is theirs (double opt-in). */
export interface SubmissionConfirmed extends Envelope {
  type: "submission.confirmed";
  v: 1;
  stage: "submission";
  data: SubmissionConfirmedData;
}

/** It is a new enquiry: a lead with the id `lead` is made of it. All that the lead needs is in `intake`. */
export interface SubmissionAccepted extends Envelope {
  type: "submission.accepted";
  v: 1;
  stage: "submission";
  data: SubmissionAcceptedData;
}

/** It is of somebody who is known: it is added to the record `into` instead of making a new lead. */
export interface SubmissionMerged extends Envelope {
  type: "submission.merged";
  v: 1;
  stage: "submission";
  data: SubmissionMergedData;
}

/** It waits for a person or for a confirmation by mail, for the reasons given. */
export interface SubmissionHeld extends Envelope {
  type: "submission.held";
  v: 1;
  stage: "submission";
  data: SubmissionHeldData;
}

/** It looks like spam, with the score and what it is made of. It is kept, and a person can release it. */
export interface SubmissionMarkedSpam extends Envelope {
  type: "submission.marked-spam";
  v: 1;
  stage: "submission";
  data: SubmissionMarkedSpamData;
}

/** It is no enquiry, such as a bounce or an automatic answer, or a person put it away. It is kept, and can be released. */
export interface SubmissionRejected extends Envelope {
  type: "submission.rejected";
  v: 1;
  stage: "submission";
  data: SubmissionRejectedData;
}

/** The very same came once more, such as a mail that was delivered twice. Nothing follows from it. */
export interface SubmissionRepeated extends Envelope {
  type: "submission.repeated";
  v: 1;
  stage: "submission";
  data: SubmissionRepeatedData;
}

/** There is a new lead, entered by a person or made of what came in, with its score, its consents and the team or owner that the rules gave it. A deal begins with it. */
export interface LeadCaptured extends Envelope {
  type: "lead.captured";
  v: 1;
  stage: "lead";
  data: LeadCapturedData;
}

/** A person changed fields of the lead: `before` and `after` have the changed ones only. The score is given when it is another one now. */
export interface LeadChanged extends Envelope {
  type: "lead.changed";
  v: 1;
  stage: "lead";
  data: LeadChangedData;
}

/** The same person wrote again: `filled` went into empty fields, `differing` is what was offered but did not replace what is there. */
export interface LeadEnriched extends Envelope {
  type: "lead.enriched";
  v: 1;
  stage: "lead";
  data: LeadEnrichedData;
}

/** Somebody was in touch with the lead for the first time; `response` says how soon, and whether that was in time. */
export interface LeadContacted extends Envelope {
  type: "lead.contacted";
  v: 1;
  stage: "lead";
  data: LeadContactedData;
}

/** Nobody was in touch with the lead by the instant that was set for it. */
export interface LeadResponseMissed extends Envelope {
  type: "lead.response-missed";
  v: 1;
  stage: "lead";
  data: LeadResponseMissedData;
}

/** The lead has another owner, or none: `before` and `after` are the owners. `givenBy` is the team whose turn it was. */
export interface LeadAssigned extends Envelope {
  type: "lead.assigned";
  v: 1;
  stage: "lead";
  data: LeadAssignedData;
}

/** The lead is worth an opportunity. Account, contact and opportunity have their ids here already; `create` says which of them are new and follow as events of their own. */
export interface LeadQualified extends Envelope {
  type: "lead.qualified";
  v: 1;
  stage: "lead";
  data: LeadQualifiedData;
}

/** The lead was given up, with the reason. */
export interface LeadDisqualified extends Envelope {
  type: "lead.disqualified";
  v: 1;
  stage: "lead";
  data: LeadDisqualifiedData;
}

/** A lead that was qualified or given up is open again. What it became stays linked. */
export interface LeadReopened extends Envelope {
  type: "lead.reopened";
  v: 1;
  stage: "lead";
  data: LeadReopenedData;
}

/** Another lead, that of the same person, was merged into this one: `filled` went into empty fields. The other one tells `lead.merged`. */
export interface LeadAbsorbed extends Envelope {
  type: "lead.absorbed";
  v: 1;
  stage: "lead";
  data: LeadAbsorbedData;
}

/** The lead was merged into the lead `into` and is only read from now on: use that one in its place. */
export interface LeadMerged extends Envelope {
  type: "lead.merged";
  v: 1;
  stage: "lead";
  data: LeadMergedData;
}

/** Something came in for a lead that is merged: it goes on to the lead `to`. */
export interface LeadPassedOn extends Envelope {
  type: "lead.passed-on";
  v: 1;
  stage: "lead";
  data: LeadPassedOnData;
}

/** A person said that another lead is not the same person. Both leads tell it; `echo` marks the one of the other side. */
export interface LeadToldApart extends Envelope {
  type: "lead.told-apart";
  v: 1;
  stage: "lead";
  data: LeadToldApartData;
}

/** A check that the process asks for was ticked on the lead, or opened again, and by whom. */
export interface LeadTicked extends Envelope {
  type: "lead.ticked";
  v: 1;
  stage: "lead";
  data: LeadTickedData;
}

/** The rules of another process, or of another version of it, hold for the lead from now on. */
export interface LeadMigrated extends Envelope {
  type: "lead.migrated";
  v: 1;
  stage: "lead";
  data: LeadMigratedData;
}

/** There is a new customer account, by hand or of a qualified lead: a company that buys. */
export interface AccountOpened extends Envelope {
  type: "account.opened";
  v: 1;
  stage: "account";
  data: AccountOpenedData;
}

/** Fields of the account changed: `before` and `after` have the changed ones only. Invoices that were issued keep what they say. */
export interface AccountChanged extends Envelope {
  type: "account.changed";
  v: 1;
  stage: "account";
  data: AccountChangedData;
}

/** Somebody else owns the account now, or nobody does: `before` and `after` are the owners, left out for none. */
export interface AccountAssigned extends Envelope {
  type: "account.assigned";
  v: 1;
  stage: "account";
  data: AccountAssignedData;
}

/** There is a new contact, a person, of an account or without one. */
export interface ContactAdded extends Envelope {
  type: "contact.added";
  v: 1;
  stage: "contact";
  data: ContactAddedData;
}

/** Fields of the contact changed: `before` and `after` have the changed ones only. */
export interface ContactChanged extends Envelope {
  type: "contact.changed";
  v: 1;
  stage: "contact";
  data: ContactChangedData;
}

/** Somebody else owns the contact now, or nobody does: `before` and `after` are the owners, left out for none. */
export interface ContactAssigned extends Envelope {
  type: "contact.assigned";
  v: 1;
  stage: "contact";
  data: ContactAssignedData;
}

/** There is a new product in the catalogue, with its own prices by currency. */
export interface ProductAdded extends Envelope {
  type: "product.added";
  v: 1;
  stage: "product";
  data: ProductAddedData;
}

/** Fields of the product changed: `before` and `after` have the changed ones only. Documents that are priced already keep their prices. */
export interface ProductChanged extends Envelope {
  type: "product.changed";
  v: 1;
  stage: "product";
  data: ProductChangedData;
}

/** The product is sold no longer: no new line can name it. */
export interface ProductRetired extends Envelope {
  type: "product.retired";
  v: 1;
  stage: "product";
  data: ProductRetiredData;
}

/** There is a new tax code, with its category (UNCL 5305) and rate. */
export interface TaxCodeAdded extends Envelope {
  type: "tax-code.added";
  v: 1;
  stage: "tax-code";
  data: TaxCodeAddedData;
}

/** The tax code changed: `before` and `after` have the changed fields only. */
export interface TaxCodeChanged extends Envelope {
  type: "tax-code.changed";
  v: 1;
  stage: "tax-code";
  data: TaxCodeChangedData;
}

/** The tax code is used no longer on new lines. */
export interface TaxCodeRetired extends Envelope {
  type: "tax-code.retired";
  v: 1;
  stage: "tax-code";
  data: TaxCodeRetiredData;
}

/** There is a new price list in one currency, without prices yet. */
export interface PriceListAdded extends Envelope {
  type: "price-list.added";
  v: 1;
  stage: "price-list";
  data: PriceListAddedData;
}

/** The name, the days or the customer of the price list changed: `before` and `after` have the changed fields only. */
export interface PriceListChanged extends Envelope {
  type: "price-list.changed";
  v: 1;
  stage: "price-list";
  data: PriceListChangedData;
}

/** Prices in the list were set, replaced or removed: `before` and `after` have the entries that differ. */
export interface PriceListEntriesSet extends Envelope {
  type: "price-list.entries-set";
  v: 1;
  stage: "price-list";
  data: PriceListEntriesSetData;
}

/** The price list gives no prices any more. */
export interface PriceListRetired extends Envelope {
  type: "price-list.retired";
  v: 1;
  stage: "price-list";
  data: PriceListRetiredData;
}

/** There is a new opportunity, by hand or of a qualified lead. */
export interface OpportunityOpened extends Envelope {
  type: "opportunity.opened";
  v: 1;
  stage: "opportunity";
  data: OpportunityOpenedData;
}

/** Fields or lines of the opportunity changed: `before` and `after` have the changed ones only, lines and sums as a whole. */
export interface OpportunityChanged extends Envelope {
  type: "opportunity.changed";
  v: 1;
  stage: "opportunity";
  data: OpportunityChangedData;
}

/** The opportunity waits. */
export interface OpportunityHeld extends Envelope {
  type: "opportunity.held";
  v: 1;
  stage: "opportunity";
  data: OpportunityHeldData;
}

/** The opportunity that waited goes on. */
export interface OpportunityResumed extends Envelope {
  type: "opportunity.resumed";
  v: 1;
  stage: "opportunity";
  data: OpportunityResumedData;
}

/** The opportunity knows what became of one of its quotes. Whoever follows quotes needs their own events instead. */
export interface OpportunityQuoteNoted extends Envelope {
  type: "opportunity.quote-noted";
  v: 1;
  stage: "opportunity";
  data: OpportunityQuoteNotedData;
}

/** A quote was drafted or sent in the same moment as something that forbids it, such as the close of the opportunity: it will be cancelled. */
export interface OpportunityQuoteLate extends Envelope {
  type: "opportunity.quote-late";
  v: 1;
  stage: "opportunity";
  data: OpportunityQuoteLateData;
}

/** The opportunity is won, by an accepted quote or by hand, with the revenue. Its other open quotes are cancelled. */
export interface OpportunityWon extends Envelope {
  type: "opportunity.won";
  v: 1;
  stage: "opportunity";
  data: OpportunityWonData;
}

/** One more quote of an opportunity that is won already was accepted: it has one more order. */
export interface OpportunityOrderAdded extends Envelope {
  type: "opportunity.order-added";
  v: 1;
  stage: "opportunity";
  data: OpportunityOrderAddedData;
}

/** The opportunity is lost, with the reason. Its open quotes are cancelled. */
export interface OpportunityLost extends Envelope {
  type: "opportunity.lost";
  v: 1;
  stage: "opportunity";
  data: OpportunityLostData;
}

/** An opportunity that was closed is open again. */
export interface OpportunityReopened extends Envelope {
  type: "opportunity.reopened";
  v: 1;
  stage: "opportunity";
  data: OpportunityReopenedData;
}

/** Somebody else owns the opportunity now, or nobody does: `before` and `after` are the owners, left out for none. */
export interface OpportunityAssigned extends Envelope {
  type: "opportunity.assigned";
  v: 1;
  stage: "opportunity";
  data: OpportunityAssignedData;
}

/** A check that the process asks for was ticked on the opportunity, or opened again, and by whom. */
export interface OpportunityTicked extends Envelope {
  type: "opportunity.ticked";
  v: 1;
  stage: "opportunity";
  data: OpportunityTickedData;
}

/** The rules of another process, or of another version of it, hold for the opportunity from now on. */
export interface OpportunityMigrated extends Envelope {
  type: "opportunity.migrated";
  v: 1;
  stage: "opportunity";
  data: OpportunityMigratedData;
}

/** There is a new draft of a quote, or of the next revision of one: `revision` counts from 1, and `revisionOf` is the one before. */
export interface QuoteDrafted extends Envelope {
  type: "quote.drafted";
  v: 1;
  stage: "quote";
  data: QuoteDraftedData;
}

/** The lines of the draft changed: lines and sums as they were `before` and are `after`. */
export interface QuoteChanged extends Envelope {
  type: "quote.changed";
  v: 1;
  stage: "quote";
  data: QuoteChangedData;
}

/** The prices of the draft were refreshed from the lists of today: `changes` names each price with its value before and after. */
export interface QuoteRepriced extends Envelope {
  type: "quote.repriced";
  v: 1;
  stage: "quote";
  data: QuoteRepricedData;
}

/** The topic, the note, the last day or the payment terms of the draft changed: `before` and `after` have the changed ones only. */
export interface QuoteTermsChanged extends Envelope {
  type: "quote.terms-changed";
  v: 1;
  stage: "quote";
  data: QuoteTermsChangedData;
}

/** The draft is above a limit of its process and waits for somebody who may approve it; `above` names the limits. */
export interface QuoteApprovalRequested extends Envelope {
  type: "quote.approval-requested";
  v: 1;
  stage: "quote";
  data: QuoteApprovalRequestedData;
}

/** Somebody other than who asked has approved the quote as it is: it is a draft again and may be sent. */
export interface QuoteApproved extends Envelope {
  type: "quote.approved";
  v: 1;
  stage: "quote";
  data: QuoteApprovedData;
}

/** The quote was not approved: it is a draft again, to be changed. */
export interface QuoteRejected extends Envelope {
  type: "quote.rejected";
  v: 1;
  stage: "quote";
  data: QuoteRejectedData;
}

/** The quote was sent to the customer and can be accepted until `validUntil`. It changes no more. */
export interface QuoteSent extends Envelope {
  type: "quote.sent";
  v: 1;
  stage: "quote";
  data: QuoteSentData;
}

/** A quote that was sent is replaced by a new revision, `revisedBy`, which is drafted from it. */
export interface QuoteRevised extends Envelope {
  type: "quote.revised";
  v: 1;
  stage: "quote";
  data: QuoteRevisedData;
}

/** The customer has said yes: the order with the id `order` follows, and the opportunity is won. */
export interface QuoteAccepted extends Envelope {
  type: "quote.accepted";
  v: 1;
  stage: "quote";
  data: QuoteAcceptedData;
}

/** The customer has said no. */
export interface QuoteDeclined extends Envelope {
  type: "quote.declined";
  v: 1;
  stage: "quote";
  data: QuoteDeclinedData;
}

/** The last day on which the quote could be accepted has passed. */
export interface QuoteExpired extends Envelope {
  type: "quote.expired";
  v: 1;
  stage: "quote";
  data: QuoteExpiredData;
}

/** The quote was withdrawn, by hand or because its opportunity is closed. */
export interface QuoteCancelled extends Envelope {
  type: "quote.cancelled";
  v: 1;
  stage: "quote";
  data: QuoteCancelledData;
}

/** Somebody else owns the quote now, or nobody does: `before` and `after` are the owners, left out for none. */
export interface QuoteAssigned extends Envelope {
  type: "quote.assigned";
  v: 1;
  stage: "quote";
  data: QuoteAssignedData;
}

/** A check that the process asks for was ticked on the quote, or opened again, and by whom. */
export interface QuoteTicked extends Envelope {
  type: "quote.ticked";
  v: 1;
  stage: "quote";
  data: QuoteTickedData;
}

/** The rules of another process, or of another version of it, hold for the quote from now on. */
export interface QuoteMigrated extends Envelope {
  type: "quote.migrated";
  v: 1;
  stage: "quote";
  data: QuoteMigratedData;
}

/** There is a new order, of an accepted quote or entered by hand. Shipping begins here. */
export interface OrderPlaced extends Envelope {
  type: "order.placed";
  v: 1;
  stage: "order";
  data: OrderPlacedData;
}

/** Something of the order was delivered: `lines` is what this delivery had, `complete` whether nothing is open any more. */
export interface OrderFulfilled extends Envelope {
  type: "order.fulfilled";
  v: 1;
  stage: "order";
  data: OrderFulfilledData;
}

/** The order says what is to be invoiced now, with all amounts: `invoice.issued` follows. */
export interface OrderBilled extends Envelope {
  type: "order.billed";
  v: 1;
  stage: "order";
  data: OrderBilledData;
}

/** The order waits: nothing can be delivered until it goes on. */
export interface OrderHeld extends Envelope {
  type: "order.held";
  v: 1;
  stage: "order";
  data: OrderHeldData;
}

/** The order that waited goes on. */
export interface OrderResumed extends Envelope {
  type: "order.resumed";
  v: 1;
  stage: "order";
  data: OrderResumedData;
}

/** What was still open of the order will not be delivered. What was billed ahead of it is credited. */
export interface OrderRestCancelled extends Envelope {
  type: "order.rest-cancelled";
  v: 1;
  stage: "order";
  data: OrderRestCancelledData;
}

/** Goods came back: which and how many, and what comes off which invoice for them. */
export interface OrderReturned extends Envelope {
  type: "order.returned";
  v: 1;
  stage: "order";
  data: OrderReturnedData;
}

/** More of the deposit is left than is to be billed, or is free again because goods came back: it is credited. `deducting` is what the invoice of `bill` still deducts. */
export interface OrderDepositUnused extends Envelope {
  type: "order.deposit-unused";
  v: 1;
  stage: "order";
  data: OrderDepositUnusedData;
}

/** The order knows the invoice of one of its bills. Accounting needs `invoice.issued` instead. */
export interface OrderInvoiceNoted extends Envelope {
  type: "order.invoice-noted";
  v: 1;
  stage: "order";
  data: OrderInvoiceNotedData;
}

/** The order is invoiced in full: nothing is open, and every bill has its invoice. */
export interface OrderInvoiced extends Envelope {
  type: "order.invoiced";
  v: 1;
  stage: "order";
  data: OrderInvoicedData;
}

/** The invoice of one of the bills was cancelled: that bill can be made again. */
export interface OrderInvoiceCancelled extends Envelope {
  type: "order.invoice-cancelled";
  v: 1;
  stage: "order";
  data: OrderInvoiceCancelledData;
}

/** The order was cancelled before anything was delivered. What was billed already is credited. */
export interface OrderCancelled extends Envelope {
  type: "order.cancelled";
  v: 1;
  stage: "order";
  data: OrderCancelledData;
}

/** Somebody else owns the order now, or nobody does: `before` and `after` are the owners, left out for none. */
export interface OrderAssigned extends Envelope {
  type: "order.assigned";
  v: 1;
  stage: "order";
  data: OrderAssignedData;
}

/** A check that the process asks for was ticked on the order, or opened again, and by whom. */
export interface OrderTicked extends Envelope {
  type: "order.ticked";
  v: 1;
  stage: "order";
  data: OrderTickedData;
}

/** The rules of another process, or of another version of it, hold for the order from now on. */
export interface OrderMigrated extends Envelope {
  type: "order.migrated";
  v: 1;
  stage: "order";
  data: OrderMigratedData;
}

/** An invoice was issued, with its number, both parties as they were that day, and all amounts by EN 16931. It never changes: credit notes correct it. */
export interface InvoiceIssued extends Envelope {
  type: "invoice.issued";
  v: 1;
  stage: "invoice";
  data: InvoiceIssuedData;
}

/** A payment was noted: `paid` is the sum of all, `balance` what is still open, `customerCredit` what was paid too much. */
export interface InvoicePaymentReceived extends Envelope {
  type: "invoice.payment-received";
  v: 1;
  stage: "invoice";
  data: InvoicePaymentReceivedData;
}

/** Nothing is open any more: the invoice is settled, by payments, by credits or because nothing was owed. */
export interface InvoicePaid extends Envelope {
  type: "invoice.paid";
  v: 1;
  stage: "invoice";
  data: InvoicePaidData;
}

/** A part of the invoice was due and is not paid: `overdue` is how much, `balance` all that is open. */
export interface InvoiceOverdue extends Envelope {
  type: "invoice.overdue";
  v: 1;
  stage: "invoice";
  data: InvoiceOverdueData;
}

/** Something of the invoice is credited: lines, amounts and taxes of this credit, and what stands open after it. `credit-note.issued` follows with its number. */
export interface InvoiceCredited extends Envelope {
  type: "invoice.credited";
  v: 1;
  stage: "invoice";
  data: InvoiceCreditedData;
}

/** Money went back to the customer: `refunded` is the sum of all, `customerCredit` what is still owed to them. */
export interface InvoiceRefunded extends Envelope {
  type: "invoice.refunded";
  v: 1;
  stage: "invoice";
  data: InvoiceRefundedData;
}

/** The open rest is not expected any more, with the reason. It may still be paid. */
export interface InvoiceWrittenOff extends Envelope {
  type: "invoice.written-off";
  v: 1;
  stage: "invoice";
  data: InvoiceWrittenOffData;
}

/** All of the invoice was credited, so that nothing is left of it. */
export interface InvoiceCancelled extends Envelope {
  type: "invoice.cancelled";
  v: 1;
  stage: "invoice";
  data: InvoiceCancelledData;
}

/** Somebody else owns the invoice now, or nobody does: `before` and `after` are the owners, left out for none. */
export interface InvoiceAssigned extends Envelope {
  type: "invoice.assigned";
  v: 1;
  stage: "invoice";
  data: InvoiceAssignedData;
}

/** The rules of another process, or of another version of it, hold for the invoice from now on. */
export interface InvoiceMigrated extends Envelope {
  type: "invoice.migrated";
  v: 1;
  stage: "invoice";
  data: InvoiceMigratedData;
}

/** A credit note was issued, with a number of its own, the invoice that it corrects, and all amounts. */
export interface CreditNoteIssued extends Envelope {
  type: "credit-note.issued";
  v: 1;
  stage: "credit-note";
  data: CreditNoteIssuedData;
}

/** Somebody else owns the credit note now, or nobody does: `before` and `after` are the owners, left out for none. */
export interface CreditNoteAssigned extends Envelope {
  type: "credit-note.assigned";
  v: 1;
  stage: "credit-note";
  data: CreditNoteAssignedData;
}

/** The rules of another process, or of another version of it, hold for the credit note from now on. */
export interface CreditNoteMigrated extends Envelope {
  type: "credit-note.migrated";
  v: 1;
  stage: "credit-note";
  data: CreditNoteMigratedData;
}

/** A note, a call, a meeting, a mail or a task was added to the record `regarding`, by a person or by what came in. */
export interface ActivityAdded extends Envelope {
  type: "activity.added";
  v: 1;
  stage: "activity";
  data: ActivityAddedData;
}

/** Fields of the activity changed: `before` and `after` have the changed ones only. */
export interface ActivityChanged extends Envelope {
  type: "activity.changed";
  v: 1;
  stage: "activity";
  data: ActivityChangedData;
}

/** The activity is done. */
export interface ActivityDone extends Envelope {
  type: "activity.done";
  v: 1;
  stage: "activity";
  data: ActivityDoneData;
}

/** The activity was deleted: it is shown no longer. */
export interface ActivityDeleted extends Envelope {
  type: "activity.deleted";
  v: 1;
  stage: "activity";
  data: ActivityDeletedData;
}

/** What documents say of the selling company changed: the whole of it `before` and `after`. */
export interface SellerChanged extends Envelope {
  type: "seller.changed";
  v: 1;
  stage: "seller";
  data: SellerChangedData;
}

/** The sales processes were replaced: `before` and `after` are all of them, `before` only where both fit into one event. `seq` is the version that deals name. */
export interface ProcessChanged extends Envelope {
  type: "process.changed";
  v: 1;
  stage: "process";
  data: ProcessChangedData;
}

/** There is a new web form, with its questions, consents and limits. */
export interface FormAdded extends Envelope {
  type: "form.added";
  v: 1;
  stage: "form";
  data: FormAddedData;
}

/** The form changed: `before` and `after` have the changed parts only. */
export interface FormChanged extends Envelope {
  type: "form.changed";
  v: 1;
  stage: "form";
  data: FormChangedData;
}

/** The form takes nothing in any more. */
export interface FormRetired extends Envelope {
  type: "form.retired";
  v: 1;
  stage: "form";
  data: FormRetiredData;
}

/** The rules for what comes in changed, such as scores, teams and duplicates: the whole of them `before` and `after`. */
export interface CaptureChanged extends Envelope {
  type: "capture.changed";
  v: 1;
  stage: "capture";
  data: CaptureChangedData;
}

/** A list is about to be uploaded. */
export interface ImportCreated extends Envelope {
  type: "import.created";
  v: 1;
  stage: "import";
  data: ImportCreatedData;
}

/** The uploaded list was looked at: its encoding, what its columns are probably, and its first rows. */
export interface ImportMapped extends Envelope {
  type: "import.mapped";
  v: 1;
  stage: "import";
  data: ImportMappedData;
}

/** A person said what columns are, or what all leads of the list get: `before` and `after` have the changed parts only. It is to be checked again. */
export interface ImportChanged extends Envelope {
  type: "import.changed";
  v: 1;
  stage: "import";
  data: ImportChangedData;
}

/** For every row it is found out what would become of it; nothing is taken in yet. */
export interface ImportCheckStarted extends Envelope {
  type: "import.check-started";
  v: 1;
  stage: "import";
  data: ImportCheckStartedData;
}

/** A part of the list was checked or taken in: what its rows became. */
export interface ImportProgressed extends Envelope {
  type: "import.progressed";
  v: 1;
  stage: "import";
  data: ImportProgressedData;
}

/** All rows were checked: how many are new, known or wrong. */
export interface ImportChecked extends Envelope {
  type: "import.checked";
  v: 1;
  stage: "import";
  data: ImportCheckedData;
}

/** The rows of the checked list are being taken in. */
export interface ImportStarted extends Envelope {
  type: "import.started";
  v: 1;
  stage: "import";
  data: ImportStartedData;
}

/** All rows were taken in: how many became leads. */
export interface ImportDone extends Envelope {
  type: "import.done";
  v: 1;
  stage: "import";
  data: ImportDoneData;
}

/** The list cannot be read further. What was taken in stays. */
export interface ImportFailed extends Envelope {
  type: "import.failed";
  v: 1;
  stage: "import";
  data: ImportFailedData;
}

/** A person stopped the list. What was taken in stays. */
export interface ImportCancelled extends Envelope {
  type: "import.cancelled";
  v: 1;
  stage: "import";
  data: ImportCancelledData;
}

/** There is a new team whose members take turns in taking leads. */
export interface TeamAdded extends Envelope {
  type: "team.added";
  v: 1;
  stage: "team";
  data: TeamAddedData;
}

/** Members, hours or the manner of the team changed: `before` and `after` have the changed parts only. */
export interface TeamChanged extends Envelope {
  type: "team.changed";
  v: 1;
  stage: "team";
  data: TeamChangedData;
}

/** The team gave a lead to the member whose turn it was; `lead.assigned` follows. */
export interface TeamGave extends Envelope {
  type: "team.gave";
  v: 1;
  stage: "team";
  data: TeamGaveData;
}

/** Nobody of the team can take the lead now: it waits, at the longest until `wakeAt` where that is known. */
export interface TeamQueued extends Envelope {
  type: "team.queued";
  v: 1;
  stage: "team";
  data: TeamQueuedData;
}

/** Too many leads wait already: this one is left without an owner. */
export interface TeamTurnedAway extends Envelope {
  type: "team.turned-away";
  v: 1;
  stage: "team";
  data: TeamTurnedAwayData;
}

/** A lead of the team is not open any more, or somebody else has it: the member has room for another one. */
export interface TeamEnded extends Envelope {
  type: "team.ended";
  v: 1;
  stage: "team";
  data: TeamEndedData;
}

/** The team takes no new leads. */
export interface TeamRetired extends Envelope {
  type: "team.retired";
  v: 1;
  stage: "team";
  data: TeamRetiredData;
}

/** An operator decided that something which had failed again and again will not be done, with the reason. It is an event of the deal that it concerns. */
export interface DeadLetterDiscarded extends Envelope {
  type: "dead-letter.discarded";
  v: 1;
  stage: "dead-letter";
  data: DeadLetterDiscardedData;
}

/** Somebody subscribed to events: which types, by which filter, and where they are sent. The secret is in no event. */
export interface SubscriptionCreated extends Envelope {
  type: "subscription.created";
  v: 1;
  stage: "subscription";
  data: SubscriptionCreatedData;
}

/** A subscription changed: `before` and `after` have the changed fields only. One that failed begins anew when its address changed. */
export interface SubscriptionUpdated extends Envelope {
  type: "subscription.updated";
  v: 1;
  stage: "subscription";
  data: SubscriptionUpdatedData;
}

/** Requests are signed with a new secret, and until `previousUntil` with the one before as well. */
export interface SubscriptionSecretRotated extends Envelope {
  type: "subscription.secret-rotated";
  v: 1;
  stage: "subscription";
  data: SubscriptionSecretRotatedData;
}

/** Nothing is sent for now: what happens meanwhile goes out when the subscription is resumed. */
export interface SubscriptionPaused extends Envelope {
  type: "subscription.paused";
  v: 1;
  stage: "subscription";
  data: SubscriptionPausedData;
}

/** Events are sent again; since when the receiver had failed is forgotten. */
export interface SubscriptionResumed extends Envelope {
  type: "subscription.resumed";
  v: 1;
  stage: "subscription";
  data: SubscriptionResumedData;
}

/** Somebody wants to see a request arrive: this event is sent to the subscription that it is about, and to no other. */
export interface SubscriptionTested extends Envelope {
  type: "subscription.tested";
  v: 1;
  stage: "subscription";
  data: SubscriptionTestedData;
}

/** One delivery, or all events between two instants, are to be sent again. It cannot be subscribed to. */
export interface SubscriptionRedeliveryAsked extends Envelope {
  type: "subscription.redelivery-asked";
  v: 1;
  stage: "subscription";
  data: SubscriptionRedeliveryAskedData;
}

/** The receiver does not take what it is sent, since when and for which reason. It is still tried, and this event cannot be subscribed to. */
export interface SubscriptionFailing extends Envelope {
  type: "subscription.failing";
  v: 1;
  stage: "subscription";
  data: SubscriptionFailingData;
}

/** The receiver takes what it is sent again. It cannot be subscribed to. */
export interface SubscriptionRecovered extends Envelope {
  type: "subscription.recovered";
  v: 1;
  stage: "subscription";
  data: SubscriptionRecoveredData;
}

/** Nothing is sent any more: the receiver is gone (410), has failed for five days, or a person ended it. `owner` is who should be told. */
export interface SubscriptionDisabled extends Envelope {
  type: "subscription.disabled";
  v: 1;
  stage: "subscription";
  data: SubscriptionDisabledData;
}

/** A person wants the events of a range of time as files: those that happened at `from` or later and before `to`. */
export interface ExportRequested extends Envelope {
  type: "export.requested";
  v: 1;
  stage: "export";
  data: ExportRequestedData;
}

/** The stretch of the feed is known in which the events of the export are; it goes to the end of the feed as it is now, which is `position`. */
export interface ExportStarted extends Envelope {
  type: "export.started";
  v: 1;
  stage: "export";
  data: ExportStartedData;
}

/** A file of the export was written: one event a line, packed with gzip. */
export interface ExportPartWritten extends Envelope {
  type: "export.part-written";
  v: 1;
  stage: "export";
  data: ExportPartWrittenData;
}

/** A stretch of the feed was looked through in which there is nothing for the export. */
export interface ExportSearched extends Envelope {
  type: "export.searched";
  v: 1;
  stage: "export";
  data: ExportSearchedData;
}

/** All files of the export are written, with a manifest that has their sums. It has each event that stood in the feed up to `position`. */
export interface ExportCompleted extends Envelope {
  type: "export.completed";
  v: 1;
  stage: "export";
  data: ExportCompletedData;
}

/** The export could not be written, each time that it was tried. */
export interface ExportFailed extends Envelope {
  type: "export.failed";
  v: 1;
  stage: "export";
  data: ExportFailedData;
}

/** A person stopped the export. What was written of it is given to nobody. */
export interface ExportCancelled extends Envelope {
  type: "export.cancelled";
  v: 1;
  stage: "export";
  data: ExportCancelledData;
}

/** Each event, by its type. */
export interface SalesEvents {
  "submission.received": SubmissionReceived;
  "submission.read": SubmissionRead;
  "submission.confirmed": SubmissionConfirmed;
  "submission.accepted": SubmissionAccepted;
  "submission.merged": SubmissionMerged;
  "submission.held": SubmissionHeld;
  "submission.marked-spam": SubmissionMarkedSpam;
  "submission.rejected": SubmissionRejected;
  "submission.repeated": SubmissionRepeated;
  "lead.captured": LeadCaptured;
  "lead.changed": LeadChanged;
  "lead.enriched": LeadEnriched;
  "lead.contacted": LeadContacted;
  "lead.response-missed": LeadResponseMissed;
  "lead.assigned": LeadAssigned;
  "lead.qualified": LeadQualified;
  "lead.disqualified": LeadDisqualified;
  "lead.reopened": LeadReopened;
  "lead.absorbed": LeadAbsorbed;
  "lead.merged": LeadMerged;
  "lead.passed-on": LeadPassedOn;
  "lead.told-apart": LeadToldApart;
  "lead.ticked": LeadTicked;
  "lead.migrated": LeadMigrated;
  "account.opened": AccountOpened;
  "account.changed": AccountChanged;
  "account.assigned": AccountAssigned;
  "contact.added": ContactAdded;
  "contact.changed": ContactChanged;
  "contact.assigned": ContactAssigned;
  "product.added": ProductAdded;
  "product.changed": ProductChanged;
  "product.retired": ProductRetired;
  "tax-code.added": TaxCodeAdded;
  "tax-code.changed": TaxCodeChanged;
  "tax-code.retired": TaxCodeRetired;
  "price-list.added": PriceListAdded;
  "price-list.changed": PriceListChanged;
  "price-list.entries-set": PriceListEntriesSet;
  "price-list.retired": PriceListRetired;
  "opportunity.opened": OpportunityOpened;
  "opportunity.changed": OpportunityChanged;
  "opportunity.held": OpportunityHeld;
  "opportunity.resumed": OpportunityResumed;
  "opportunity.quote-noted": OpportunityQuoteNoted;
  "opportunity.quote-late": OpportunityQuoteLate;
  "opportunity.won": OpportunityWon;
  "opportunity.order-added": OpportunityOrderAdded;
  "opportunity.lost": OpportunityLost;
  "opportunity.reopened": OpportunityReopened;
  "opportunity.assigned": OpportunityAssigned;
  "opportunity.ticked": OpportunityTicked;
  "opportunity.migrated": OpportunityMigrated;
  "quote.drafted": QuoteDrafted;
  "quote.changed": QuoteChanged;
  "quote.repriced": QuoteRepriced;
  "quote.terms-changed": QuoteTermsChanged;
  "quote.approval-requested": QuoteApprovalRequested;
  "quote.approved": QuoteApproved;
  "quote.rejected": QuoteRejected;
  "quote.sent": QuoteSent;
  "quote.revised": QuoteRevised;
  "quote.accepted": QuoteAccepted;
  "quote.declined": QuoteDeclined;
  "quote.expired": QuoteExpired;
  "quote.cancelled": QuoteCancelled;
  "quote.assigned": QuoteAssigned;
  "quote.ticked": QuoteTicked;
  "quote.migrated": QuoteMigrated;
  "order.placed": OrderPlaced;
  "order.fulfilled": OrderFulfilled;
  "order.billed": OrderBilled;
  "order.held": OrderHeld;
  "order.resumed": OrderResumed;
  "order.rest-cancelled": OrderRestCancelled;
  "order.returned": OrderReturned;
  "order.deposit-unused": OrderDepositUnused;
  "order.invoice-noted": OrderInvoiceNoted;
  "order.invoiced": OrderInvoiced;
  "order.invoice-cancelled": OrderInvoiceCancelled;
  "order.cancelled": OrderCancelled;
  "order.assigned": OrderAssigned;
  "order.ticked": OrderTicked;
  "order.migrated": OrderMigrated;
  "invoice.issued": InvoiceIssued;
  "invoice.payment-received": InvoicePaymentReceived;
  "invoice.paid": InvoicePaid;
  "invoice.overdue": InvoiceOverdue;
  "invoice.credited": InvoiceCredited;
  "invoice.refunded": InvoiceRefunded;
  "invoice.written-off": InvoiceWrittenOff;
  "invoice.cancelled": InvoiceCancelled;
  "invoice.assigned": InvoiceAssigned;
  "invoice.migrated": InvoiceMigrated;
  "credit-note.issued": CreditNoteIssued;
  "credit-note.assigned": CreditNoteAssigned;
  "credit-note.migrated": CreditNoteMigrated;
  "activity.added": ActivityAdded;
  "activity.changed": ActivityChanged;
  "activity.done": ActivityDone;
  "activity.deleted": ActivityDeleted;
  "seller.changed": SellerChanged;
  "process.changed": ProcessChanged;
  "form.added": FormAdded;
  "form.changed": FormChanged;
  "form.retired": FormRetired;
  "capture.changed": CaptureChanged;
  "import.created": ImportCreated;
  "import.mapped": ImportMapped;
  "import.changed": ImportChanged;
  "import.check-started": ImportCheckStarted;
  "import.progressed": ImportProgressed;
  "import.checked": ImportChecked;
  "import.started": ImportStarted;
  "import.done": ImportDone;
  "import.failed": ImportFailed;
  "import.cancelled": ImportCancelled;
  "team.added": TeamAdded;
  "team.changed": TeamChanged;
  "team.gave": TeamGave;
  "team.queued": TeamQueued;
  "team.turned-away": TeamTurnedAway;
  "team.ended": TeamEnded;
  "team.retired": TeamRetired;
  "dead-letter.discarded": DeadLetterDiscarded;
  "subscription.created": SubscriptionCreated;
  "subscription.updated": SubscriptionUpdated;
  "subscription.secret-rotated": SubscriptionSecretRotated;
  "subscription.paused": SubscriptionPaused;
  "subscription.resumed": SubscriptionResumed;
  "subscription.tested": SubscriptionTested;
  "subscription.redelivery-asked": SubscriptionRedeliveryAsked;
  "subscription.failing": SubscriptionFailing;
  "subscription.recovered": SubscriptionRecovered;
  "subscription.disabled": SubscriptionDisabled;
  "export.requested": ExportRequested;
  "export.started": ExportStarted;
  "export.part-written": ExportPartWritten;
  "export.searched": ExportSearched;
  "export.completed": ExportCompleted;
  "export.failed": ExportFailed;
  "export.cancelled": ExportCancelled;
}

/**
 * The data of each event, by its type.
 */
export interface EventData {
  "submission.received": SubmissionReceivedData;
  "submission.read": SubmissionReadData;
  "submission.confirmed": SubmissionConfirmedData;
  "submission.accepted": SubmissionAcceptedData;
  "submission.merged": SubmissionMergedData;
  "submission.held": SubmissionHeldData;
  "submission.marked-spam": SubmissionMarkedSpamData;
  "submission.rejected": SubmissionRejectedData;
  "submission.repeated": SubmissionRepeatedData;
  "lead.captured": LeadCapturedData;
  "lead.changed": LeadChangedData;
  "lead.enriched": LeadEnrichedData;
  "lead.contacted": LeadContactedData;
  "lead.response-missed": LeadResponseMissedData;
  "lead.assigned": LeadAssignedData;
  "lead.qualified": LeadQualifiedData;
  "lead.disqualified": LeadDisqualifiedData;
  "lead.reopened": LeadReopenedData;
  "lead.absorbed": LeadAbsorbedData;
  "lead.merged": LeadMergedData;
  "lead.passed-on": LeadPassedOnData;
  "lead.told-apart": LeadToldApartData;
  "lead.ticked": LeadTickedData;
  "lead.migrated": LeadMigratedData;
  "account.opened": AccountOpenedData;
  "account.changed": AccountChangedData;
  "account.assigned": AccountAssignedData;
  "contact.added": ContactAddedData;
  "contact.changed": ContactChangedData;
  "contact.assigned": ContactAssignedData;
  "product.added": ProductAddedData;
  "product.changed": ProductChangedData;
  "product.retired": ProductRetiredData;
  "tax-code.added": TaxCodeAddedData;
  "tax-code.changed": TaxCodeChangedData;
  "tax-code.retired": TaxCodeRetiredData;
  "price-list.added": PriceListAddedData;
  "price-list.changed": PriceListChangedData;
  "price-list.entries-set": PriceListEntriesSetData;
  "price-list.retired": PriceListRetiredData;
  "opportunity.opened": OpportunityOpenedData;
  "opportunity.changed": OpportunityChangedData;
  "opportunity.held": OpportunityHeldData;
  "opportunity.resumed": OpportunityResumedData;
  "opportunity.quote-noted": OpportunityQuoteNotedData;
  "opportunity.quote-late": OpportunityQuoteLateData;
  "opportunity.won": OpportunityWonData;
  "opportunity.order-added": OpportunityOrderAddedData;
  "opportunity.lost": OpportunityLostData;
  "opportunity.reopened": OpportunityReopenedData;
  "opportunity.assigned": OpportunityAssignedData;
  "opportunity.ticked": OpportunityTickedData;
  "opportunity.migrated": OpportunityMigratedData;
  "quote.drafted": QuoteDraftedData;
  "quote.changed": QuoteChangedData;
  "quote.repriced": QuoteRepricedData;
  "quote.terms-changed": QuoteTermsChangedData;
  "quote.approval-requested": QuoteApprovalRequestedData;
  "quote.approved": QuoteApprovedData;
  "quote.rejected": QuoteRejectedData;
  "quote.sent": QuoteSentData;
  "quote.revised": QuoteRevisedData;
  "quote.accepted": QuoteAcceptedData;
  "quote.declined": QuoteDeclinedData;
  "quote.expired": QuoteExpiredData;
  "quote.cancelled": QuoteCancelledData;
  "quote.assigned": QuoteAssignedData;
  "quote.ticked": QuoteTickedData;
  "quote.migrated": QuoteMigratedData;
  "order.placed": OrderPlacedData;
  "order.fulfilled": OrderFulfilledData;
  "order.billed": OrderBilledData;
  "order.held": OrderHeldData;
  "order.resumed": OrderResumedData;
  "order.rest-cancelled": OrderRestCancelledData;
  "order.returned": OrderReturnedData;
  "order.deposit-unused": OrderDepositUnusedData;
  "order.invoice-noted": OrderInvoiceNotedData;
  "order.invoiced": OrderInvoicedData;
  "order.invoice-cancelled": OrderInvoiceCancelledData;
  "order.cancelled": OrderCancelledData;
  "order.assigned": OrderAssignedData;
  "order.ticked": OrderTickedData;
  "order.migrated": OrderMigratedData;
  "invoice.issued": InvoiceIssuedData;
  "invoice.payment-received": InvoicePaymentReceivedData;
  "invoice.paid": InvoicePaidData;
  "invoice.overdue": InvoiceOverdueData;
  "invoice.credited": InvoiceCreditedData;
  "invoice.refunded": InvoiceRefundedData;
  "invoice.written-off": InvoiceWrittenOffData;
  "invoice.cancelled": InvoiceCancelledData;
  "invoice.assigned": InvoiceAssignedData;
  "invoice.migrated": InvoiceMigratedData;
  "credit-note.issued": CreditNoteIssuedData;
  "credit-note.assigned": CreditNoteAssignedData;
  "credit-note.migrated": CreditNoteMigratedData;
  "activity.added": ActivityAddedData;
  "activity.changed": ActivityChangedData;
  "activity.done": ActivityDoneData;
  "activity.deleted": ActivityDeletedData;
  "seller.changed": SellerChangedData;
  "process.changed": ProcessChangedData;
  "form.added": FormAddedData;
  "form.changed": FormChangedData;
  "form.retired": FormRetiredData;
  "capture.changed": CaptureChangedData;
  "import.created": ImportCreatedData;
  "import.mapped": ImportMappedData;
  "import.changed": ImportChangedData;
  "import.check-started": ImportCheckStartedData;
  "import.progressed": ImportProgressedData;
  "import.checked": ImportCheckedData;
  "import.started": ImportStartedData;
  "import.done": ImportDoneData;
  "import.failed": ImportFailedData;
  "import.cancelled": ImportCancelledData;
  "team.added": TeamAddedData;
  "team.changed": TeamChangedData;
  "team.gave": TeamGaveData;
  "team.queued": TeamQueuedData;
  "team.turned-away": TeamTurnedAwayData;
  "team.ended": TeamEndedData;
  "team.retired": TeamRetiredData;
  "dead-letter.discarded": DeadLetterDiscardedData;
  "subscription.created": SubscriptionCreatedData;
  "subscription.updated": SubscriptionUpdatedData;
  "subscription.secret-rotated": SubscriptionSecretRotatedData;
  "subscription.paused": SubscriptionPausedData;
  "subscription.resumed": SubscriptionResumedData;
  "subscription.tested": SubscriptionTestedData;
  "subscription.redelivery-asked": SubscriptionRedeliveryAskedData;
  "subscription.failing": SubscriptionFailingData;
  "subscription.recovered": SubscriptionRecoveredData;
  "subscription.disabled": SubscriptionDisabledData;
  "export.requested": ExportRequestedData;
  "export.started": ExportStartedData;
  "export.part-written": ExportPartWrittenData;
  "export.searched": ExportSearchedData;
  "export.completed": ExportCompletedData;
  "export.failed": ExportFailedData;
  "export.cancelled": ExportCancelledData;
}
/**
 * What submission.received tells.
 */
export interface SubmissionReceivedData {
  source: "web" | "email" | "card" | "import";
  form?: string;
  import?: string;
  row?: number;
  known?: string;
  raw?: {
    key: string;
    name: string;
    contentType: string;
    bytes: number;
  };
  sent?: {
    [k: string]: string | string[];
  };
  /**
   * @maxItems 50
   */
  files?: {
    key: string;
    name: string;
    contentType: string;
    bytes: number;
  }[];
  fields?: {
    topic?: string;
    firstName?: string;
    lastName?: string;
    jobTitle?: string;
    email?: string;
    phone?: string;
    address?: Address;
    company?: string;
    website?: string;
    productFamily?: string;
    need?: string;
  };
  provenance?: {
    [k: string]: {
      from: "form" | "header" | "signature" | "body" | "vcard" | "mecard" | "ocr" | "csv" | "person";
      confidence?: number;
    };
  };
  answers?: {
    [k: string]: string;
  };
  text?: string;
  confidence?: number;
  language?: string;
  campaign?: string;
  owner?: string;
  process?: string;
  attribution?: {
    utm?: {
      source?: string;
      medium?: string;
      campaign?: string;
      term?: string;
      content?: string;
      id?: string;
    };
    clickIds?: {
      [k: string]: string;
    };
    referrer?: string;
    landingPage?: string;
    page?: string;
  };
  /**
   * @maxItems 10
   */
  consents?: {
    id: string;
    version: string;
    text: string;
    given: boolean;
    at: string;
    page?: string;
  }[];
  mail?: {
    messageId?: string;
    from?: string;
    relayed?: boolean;
    mailbox?: string;
    subject?: string;
    /**
     * @maxItems 20
     */
    references?: string[];
    token?: {
      stage: "lead" | "account" | "contact" | "opportunity" | "quote" | "order" | "invoice" | "credit-note";
      id: string;
    };
    authentic: boolean;
    isReply?: boolean;
  };
  /**
   * @maxItems 30
   */
  signals?: {
    code: string;
    points: number;
    detail?: string;
  }[];
  contentHash?: string;
  confirm?: boolean;
}
export interface Address {
  street?: string;
  street2?: string;
  postalCode?: string;
  city?: string;
  region?: string;
  country?: string;
}
/**
 * What submission.read tells.
 */
export interface SubmissionReadData {
  fields?: {
    topic?: string;
    firstName?: string;
    lastName?: string;
    jobTitle?: string;
    email?: string;
    phone?: string;
    address?: Address;
    company?: string;
    website?: string;
    productFamily?: string;
    need?: string;
  };
  provenance?: {
    [k: string]: {
      from: "form" | "header" | "signature" | "body" | "vcard" | "mecard" | "ocr" | "csv" | "person";
      confidence?: number;
    };
  };
  answers?: {
    [k: string]: string;
  };
  text?: string;
  confidence?: number;
}
/**
 * What submission.confirmed tells.
 */
export interface SubmissionConfirmedData {}
/**
 * What submission.accepted tells.
 */
export interface SubmissionAcceptedData {
  lead: string;
  /**
   * @minItems 1
   * @maxItems 40
   */
  reasons: {
    code:
      | "new"
      | "named-lead"
      | "same-email"
      | "same-phone"
      | "similar-name-company"
      | "similar-name-domain"
      | "earlier-lead-closed"
      | "known-contact"
      | "known-account"
      | "repeat"
      | "reply-references"
      | "reply-token"
      | "reply-known-sender"
      | "released"
      | "confirmed"
      | "awaiting-confirmation"
      | "maybe-spam"
      | "maybe-same"
      | "automatic-mail"
      | "bounce"
      | "mail-loop"
      | "newsletter"
      | "too-many-from-sender"
      | "authentication-failed"
      | "virus"
      | "unreadable"
      | "low-confidence"
      | "no-person"
      | "captcha-unverified"
      | "spam-score"
      | "spam-verdict"
      | "discarded"
      | "not-a-card";
    detail?: string;
  }[];
  intake: {
    source: "web" | "email" | "card" | "import";
    form?: string;
    import?: string;
    row?: number;
    known?: string;
    raw?: {
      key: string;
      name: string;
      contentType: string;
      bytes: number;
    };
    sent?: {
      [k: string]: string | string[];
    };
    /**
     * @maxItems 50
     */
    files?: {
      key: string;
      name: string;
      contentType: string;
      bytes: number;
    }[];
    fields?: {
      topic?: string;
      firstName?: string;
      lastName?: string;
      jobTitle?: string;
      email?: string;
      phone?: string;
      address?: Address;
      company?: string;
      website?: string;
      productFamily?: string;
      need?: string;
    };
    provenance?: {
      [k: string]: {
        from: "form" | "header" | "signature" | "body" | "vcard" | "mecard" | "ocr" | "csv" | "person";
        confidence?: number;
      };
    };
    answers?: {
      [k: string]: string;
    };
    text?: string;
    confidence?: number;
    language?: string;
    campaign?: string;
    owner?: string;
    process?: string;
    attribution?: {
      utm?: {
        source?: string;
        medium?: string;
        campaign?: string;
        term?: string;
        content?: string;
        id?: string;
      };
      clickIds?: {
        [k: string]: string;
      };
      referrer?: string;
      landingPage?: string;
      page?: string;
    };
    /**
     * @maxItems 10
     */
    consents?: {
      id: string;
      version: string;
      text: string;
      given: boolean;
      at: string;
      page?: string;
    }[];
    mail?: {
      messageId?: string;
      from?: string;
      relayed?: boolean;
      mailbox?: string;
      subject?: string;
      /**
       * @maxItems 20
       */
      references?: string[];
      token?: {
        stage: "lead" | "account" | "contact" | "opportunity" | "quote" | "order" | "invoice" | "credit-note";
        id: string;
      };
      authentic: boolean;
      isReply?: boolean;
    };
    /**
     * @maxItems 30
     */
    signals?: {
      code: string;
      points: number;
      detail?: string;
    }[];
    contentHash?: string;
    confirm?: boolean;
  };
  /**
   * @maxItems 50
   */
  alike?: {
    lead: string;
    score: number;
    /**
     * @maxItems 10
     */
    reasons: string[];
  }[];
  account?: string;
  contact?: string;
}
/**
 * What submission.merged tells.
 */
export interface SubmissionMergedData {
  into: {
    stage: "lead" | "account" | "contact" | "opportunity" | "quote" | "order" | "invoice" | "credit-note";
    id: string;
  };
  /**
   * @minItems 1
   * @maxItems 40
   */
  reasons: {
    code:
      | "new"
      | "named-lead"
      | "same-email"
      | "same-phone"
      | "similar-name-company"
      | "similar-name-domain"
      | "earlier-lead-closed"
      | "known-contact"
      | "known-account"
      | "repeat"
      | "reply-references"
      | "reply-token"
      | "reply-known-sender"
      | "released"
      | "confirmed"
      | "awaiting-confirmation"
      | "maybe-spam"
      | "maybe-same"
      | "automatic-mail"
      | "bounce"
      | "mail-loop"
      | "newsletter"
      | "too-many-from-sender"
      | "authentication-failed"
      | "virus"
      | "unreadable"
      | "low-confidence"
      | "no-person"
      | "captcha-unverified"
      | "spam-score"
      | "spam-verdict"
      | "discarded"
      | "not-a-card";
    detail?: string;
  }[];
  intake: {
    source: "web" | "email" | "card" | "import";
    form?: string;
    import?: string;
    row?: number;
    known?: string;
    raw?: {
      key: string;
      name: string;
      contentType: string;
      bytes: number;
    };
    sent?: {
      [k: string]: string | string[];
    };
    /**
     * @maxItems 50
     */
    files?: {
      key: string;
      name: string;
      contentType: string;
      bytes: number;
    }[];
    fields?: {
      topic?: string;
      firstName?: string;
      lastName?: string;
      jobTitle?: string;
      email?: string;
      phone?: string;
      address?: Address;
      company?: string;
      website?: string;
      productFamily?: string;
      need?: string;
    };
    provenance?: {
      [k: string]: {
        from: "form" | "header" | "signature" | "body" | "vcard" | "mecard" | "ocr" | "csv" | "person";
        confidence?: number;
      };
    };
    answers?: {
      [k: string]: string;
    };
    text?: string;
    confidence?: number;
    language?: string;
    campaign?: string;
    owner?: string;
    process?: string;
    attribution?: {
      utm?: {
        source?: string;
        medium?: string;
        campaign?: string;
        term?: string;
        content?: string;
        id?: string;
      };
      clickIds?: {
        [k: string]: string;
      };
      referrer?: string;
      landingPage?: string;
      page?: string;
    };
    /**
     * @maxItems 10
     */
    consents?: {
      id: string;
      version: string;
      text: string;
      given: boolean;
      at: string;
      page?: string;
    }[];
    mail?: {
      messageId?: string;
      from?: string;
      relayed?: boolean;
      mailbox?: string;
      subject?: string;
      /**
       * @maxItems 20
       */
      references?: string[];
      token?: {
        stage: "lead" | "account" | "contact" | "opportunity" | "quote" | "order" | "invoice" | "credit-note";
        id: string;
      };
      authentic: boolean;
      isReply?: boolean;
    };
    /**
     * @maxItems 30
     */
    signals?: {
      code: string;
      points: number;
      detail?: string;
    }[];
    contentHash?: string;
    confirm?: boolean;
  };
  isReply: boolean;
  fills?: boolean;
}
/**
 * What submission.held tells.
 */
export interface SubmissionHeldData {
  /**
   * @minItems 1
   * @maxItems 40
   */
  reasons: {
    code:
      | "new"
      | "named-lead"
      | "same-email"
      | "same-phone"
      | "similar-name-company"
      | "similar-name-domain"
      | "earlier-lead-closed"
      | "known-contact"
      | "known-account"
      | "repeat"
      | "reply-references"
      | "reply-token"
      | "reply-known-sender"
      | "released"
      | "confirmed"
      | "awaiting-confirmation"
      | "maybe-spam"
      | "maybe-same"
      | "automatic-mail"
      | "bounce"
      | "mail-loop"
      | "newsletter"
      | "too-many-from-sender"
      | "authentication-failed"
      | "virus"
      | "unreadable"
      | "low-confidence"
      | "no-person"
      | "captcha-unverified"
      | "spam-score"
      | "spam-verdict"
      | "discarded"
      | "not-a-card";
    detail?: string;
  }[];
}
/**
 * What submission.marked-spam tells.
 */
export interface SubmissionMarkedSpamData {
  /**
   * @minItems 1
   * @maxItems 40
   */
  reasons: {
    code:
      | "new"
      | "named-lead"
      | "same-email"
      | "same-phone"
      | "similar-name-company"
      | "similar-name-domain"
      | "earlier-lead-closed"
      | "known-contact"
      | "known-account"
      | "repeat"
      | "reply-references"
      | "reply-token"
      | "reply-known-sender"
      | "released"
      | "confirmed"
      | "awaiting-confirmation"
      | "maybe-spam"
      | "maybe-same"
      | "automatic-mail"
      | "bounce"
      | "mail-loop"
      | "newsletter"
      | "too-many-from-sender"
      | "authentication-failed"
      | "virus"
      | "unreadable"
      | "low-confidence"
      | "no-person"
      | "captcha-unverified"
      | "spam-score"
      | "spam-verdict"
      | "discarded"
      | "not-a-card";
    detail?: string;
  }[];
  score: number;
}
/**
 * What submission.rejected tells.
 */
export interface SubmissionRejectedData {
  /**
   * @minItems 1
   * @maxItems 40
   */
  reasons: {
    code:
      | "new"
      | "named-lead"
      | "same-email"
      | "same-phone"
      | "similar-name-company"
      | "similar-name-domain"
      | "earlier-lead-closed"
      | "known-contact"
      | "known-account"
      | "repeat"
      | "reply-references"
      | "reply-token"
      | "reply-known-sender"
      | "released"
      | "confirmed"
      | "awaiting-confirmation"
      | "maybe-spam"
      | "maybe-same"
      | "automatic-mail"
      | "bounce"
      | "mail-loop"
      | "newsletter"
      | "too-many-from-sender"
      | "authentication-failed"
      | "virus"
      | "unreadable"
      | "low-confidence"
      | "no-person"
      | "captcha-unverified"
      | "spam-score"
      | "spam-verdict"
      | "discarded"
      | "not-a-card";
    detail?: string;
  }[];
  note?: string;
}
/**
 * What submission.repeated tells.
 */
export interface SubmissionRepeatedData {
  raw?: {
    key: string;
    name: string;
    contentType: string;
    bytes: number;
  };
}
/**
 * What lead.captured tells.
 */
export interface LeadCapturedData {
  topic: string;
  firstName?: string;
  lastName?: string;
  jobTitle?: string;
  email?: string;
  phone?: string;
  address?: Address;
  company?: string;
  website?: string;
  source?: "web" | "email" | "card" | "import" | "manual";
  campaign?: string;
  productFamily?: string;
  note?: string;
  need?: string;
  budget?: Money;
  timeframe?: "immediate" | "this-quarter" | "next-quarter" | "this-year" | "unknown";
  purchaseProcess?: "individual" | "committee" | "unknown";
  decisionMaker?: boolean;
  submission?: string;
  form?: string;
  import?: string;
  attribution?: {
    utm?: {
      source?: string;
      medium?: string;
      campaign?: string;
      term?: string;
      content?: string;
      id?: string;
    };
    clickIds?: {
      [k: string]: string;
    };
    referrer?: string;
    landingPage?: string;
    page?: string;
  };
  /**
   * @maxItems 50
   */
  consents?: {
    id: string;
    version: string;
    text: string;
    given: boolean;
    at: string;
    page?: string;
  }[];
  answers?: {
    [k: string]: string;
  };
  provenance?: {
    [k: string]: {
      from: "form" | "header" | "signature" | "body" | "vcard" | "mecard" | "ocr" | "csv" | "person";
      confidence?: number;
    };
  };
  language?: string;
  score?: {
    points: number;
    /**
     * @maxItems 60
     */
    reasons: {
      rule: string;
      points: number;
    }[];
  };
  /**
   * @maxItems 50
   */
  alike?: {
    lead: string;
    score: number;
    /**
     * @maxItems 10
     */
    reasons: string[];
  }[];
  /**
   * @maxItems 100
   */
  notAlike?: string[];
  /**
   * @maxItems 50
   */
  mergedLeads?: string[];
  /**
   * @maxItems 20
   */
  also?: string[];
  touches?: number;
  team?: string;
  assignedBy?: string;
  respondBy?: string;
  phoneE164?: string;
  process?: {
    name: string;
    version: number;
  };
  owner?: string;
  checks?: {
    [k: string]: {
      by: string;
      at: string;
    };
  };
  account?: string;
  contact?: string;
}
export interface Money {
  minor: number;
  currency: string;
}
/**
 * What lead.changed tells.
 */
export interface LeadChangedData {
  before: {
    topic?: string;
    firstName?: string;
    lastName?: string;
    jobTitle?: string;
    email?: string;
    phone?: string;
    address?: Address;
    company?: string;
    website?: string;
    source?: "web" | "email" | "card" | "import" | "manual";
    campaign?: string;
    productFamily?: string;
    note?: string;
    need?: string;
    budget?: Money;
    timeframe?: "immediate" | "this-quarter" | "next-quarter" | "this-year" | "unknown";
    purchaseProcess?: "individual" | "committee" | "unknown";
    decisionMaker?: boolean;
    submission?: string;
    form?: string;
    import?: string;
    attribution?: {
      utm?: {
        source?: string;
        medium?: string;
        campaign?: string;
        term?: string;
        content?: string;
        id?: string;
      };
      clickIds?: {
        [k: string]: string;
      };
      referrer?: string;
      landingPage?: string;
      page?: string;
    };
    /**
     * @maxItems 50
     */
    consents?: {
      id: string;
      version: string;
      text: string;
      given: boolean;
      at: string;
      page?: string;
    }[];
    answers?: {
      [k: string]: string;
    };
    provenance?: {
      [k: string]: {
        from: "form" | "header" | "signature" | "body" | "vcard" | "mecard" | "ocr" | "csv" | "person";
        confidence?: number;
      };
    };
    language?: string;
    score?: {
      points: number;
      /**
       * @maxItems 60
       */
      reasons: {
        rule: string;
        points: number;
      }[];
    };
    /**
     * @maxItems 50
     */
    alike?: {
      lead: string;
      score: number;
      /**
       * @maxItems 10
       */
      reasons: string[];
    }[];
    /**
     * @maxItems 100
     */
    notAlike?: string[];
    /**
     * @maxItems 50
     */
    mergedLeads?: string[];
    /**
     * @maxItems 20
     */
    also?: string[];
    touches?: number;
    team?: string;
    assignedBy?: string;
    respondBy?: string;
    phoneE164?: string;
    process?: {
      name: string;
      version: number;
    };
    owner?: string;
    checks?: {
      [k: string]: {
        by: string;
        at: string;
      };
    };
  };
  after: {
    topic?: string;
    firstName?: string;
    lastName?: string;
    jobTitle?: string;
    email?: string;
    phone?: string;
    address?: Address;
    company?: string;
    website?: string;
    source?: "web" | "email" | "card" | "import" | "manual";
    campaign?: string;
    productFamily?: string;
    note?: string;
    need?: string;
    budget?: Money;
    timeframe?: "immediate" | "this-quarter" | "next-quarter" | "this-year" | "unknown";
    purchaseProcess?: "individual" | "committee" | "unknown";
    decisionMaker?: boolean;
    submission?: string;
    form?: string;
    import?: string;
    attribution?: {
      utm?: {
        source?: string;
        medium?: string;
        campaign?: string;
        term?: string;
        content?: string;
        id?: string;
      };
      clickIds?: {
        [k: string]: string;
      };
      referrer?: string;
      landingPage?: string;
      page?: string;
    };
    /**
     * @maxItems 50
     */
    consents?: {
      id: string;
      version: string;
      text: string;
      given: boolean;
      at: string;
      page?: string;
    }[];
    answers?: {
      [k: string]: string;
    };
    provenance?: {
      [k: string]: {
        from: "form" | "header" | "signature" | "body" | "vcard" | "mecard" | "ocr" | "csv" | "person";
        confidence?: number;
      };
    };
    language?: string;
    score?: {
      points: number;
      /**
       * @maxItems 60
       */
      reasons: {
        rule: string;
        points: number;
      }[];
    };
    /**
     * @maxItems 50
     */
    alike?: {
      lead: string;
      score: number;
      /**
       * @maxItems 10
       */
      reasons: string[];
    }[];
    /**
     * @maxItems 100
     */
    notAlike?: string[];
    /**
     * @maxItems 50
     */
    mergedLeads?: string[];
    /**
     * @maxItems 20
     */
    also?: string[];
    touches?: number;
    team?: string;
    assignedBy?: string;
    respondBy?: string;
    phoneE164?: string;
    process?: {
      name: string;
      version: number;
    };
    owner?: string;
    checks?: {
      [k: string]: {
        by: string;
        at: string;
      };
    };
  };
  score?: {
    points: number;
    /**
     * @maxItems 60
     */
    reasons: {
      rule: string;
      points: number;
    }[];
  };
}
/**
 * What lead.enriched tells.
 */
export interface LeadEnrichedData {
  submission?: string;
  source: string;
  filled: {
    topic?: string;
    firstName?: string;
    lastName?: string;
    jobTitle?: string;
    email?: string;
    phone?: string;
    address?: Address;
    company?: string;
    website?: string;
    source?: "web" | "email" | "card" | "import" | "manual";
    campaign?: string;
    productFamily?: string;
    note?: string;
    need?: string;
    budget?: Money;
    timeframe?: "immediate" | "this-quarter" | "next-quarter" | "this-year" | "unknown";
    purchaseProcess?: "individual" | "committee" | "unknown";
    decisionMaker?: boolean;
    submission?: string;
    form?: string;
    import?: string;
    attribution?: {
      utm?: {
        source?: string;
        medium?: string;
        campaign?: string;
        term?: string;
        content?: string;
        id?: string;
      };
      clickIds?: {
        [k: string]: string;
      };
      referrer?: string;
      landingPage?: string;
      page?: string;
    };
    /**
     * @maxItems 50
     */
    consents?: {
      id: string;
      version: string;
      text: string;
      given: boolean;
      at: string;
      page?: string;
    }[];
    answers?: {
      [k: string]: string;
    };
    provenance?: {
      [k: string]: {
        from: "form" | "header" | "signature" | "body" | "vcard" | "mecard" | "ocr" | "csv" | "person";
        confidence?: number;
      };
    };
    language?: string;
    score?: {
      points: number;
      /**
       * @maxItems 60
       */
      reasons: {
        rule: string;
        points: number;
      }[];
    };
    /**
     * @maxItems 50
     */
    alike?: {
      lead: string;
      score: number;
      /**
       * @maxItems 10
       */
      reasons: string[];
    }[];
    /**
     * @maxItems 100
     */
    notAlike?: string[];
    /**
     * @maxItems 50
     */
    mergedLeads?: string[];
    /**
     * @maxItems 20
     */
    also?: string[];
    touches?: number;
    team?: string;
    assignedBy?: string;
    respondBy?: string;
    phoneE164?: string;
    process?: {
      name: string;
      version: number;
    };
    owner?: string;
    checks?: {
      [k: string]: {
        by: string;
        at: string;
      };
    };
    account?: string;
    contact?: string;
    opportunity?: string;
    response?: {
      minutes: number;
      inTime?: boolean;
    };
    responseMissed?: true;
  };
  score?: {
    points: number;
    /**
     * @maxItems 60
     */
    reasons: {
      rule: string;
      points: number;
    }[];
  };
  differing: {
    [k: string]: {
      kept?: unknown;
      offered: unknown;
    };
  };
}
/**
 * What lead.contacted tells.
 */
export interface LeadContactedData {
  note?: string;
  response?: {
    minutes: number;
    inTime?: boolean;
  };
}
/**
 * What lead.response-missed tells.
 */
export interface LeadResponseMissedData {
  respondBy: string;
  owner?: string;
  team?: string;
}
/**
 * What lead.assigned tells.
 */
export interface LeadAssignedData {
  before?: string;
  after?: string;
  givenBy?: string;
  takenFrom?: string;
}
/**
 * What lead.qualified tells.
 */
export interface LeadQualifiedData {
  account?: string;
  contact?: string;
  opportunity?: string;
  /**
   * @maxItems 3
   */
  create: ("account" | "contact" | "opportunity")[];
  lead: {
    topic: string;
    firstName?: string;
    lastName?: string;
    jobTitle?: string;
    email?: string;
    phone?: string;
    address?: Address;
    company?: string;
    website?: string;
    source?: "web" | "email" | "card" | "import" | "manual";
    campaign?: string;
    productFamily?: string;
    note?: string;
    need?: string;
    budget?: Money;
    timeframe?: "immediate" | "this-quarter" | "next-quarter" | "this-year" | "unknown";
    purchaseProcess?: "individual" | "committee" | "unknown";
    decisionMaker?: boolean;
    submission?: string;
    form?: string;
    import?: string;
    attribution?: {
      utm?: {
        source?: string;
        medium?: string;
        campaign?: string;
        term?: string;
        content?: string;
        id?: string;
      };
      clickIds?: {
        [k: string]: string;
      };
      referrer?: string;
      landingPage?: string;
      page?: string;
    };
    /**
     * @maxItems 50
     */
    consents?: {
      id: string;
      version: string;
      text: string;
      given: boolean;
      at: string;
      page?: string;
    }[];
    answers?: {
      [k: string]: string;
    };
    provenance?: {
      [k: string]: {
        from: "form" | "header" | "signature" | "body" | "vcard" | "mecard" | "ocr" | "csv" | "person";
        confidence?: number;
      };
    };
    language?: string;
    score?: {
      points: number;
      /**
       * @maxItems 60
       */
      reasons: {
        rule: string;
        points: number;
      }[];
    };
    /**
     * @maxItems 50
     */
    alike?: {
      lead: string;
      score: number;
      /**
       * @maxItems 10
       */
      reasons: string[];
    }[];
    /**
     * @maxItems 100
     */
    notAlike?: string[];
    /**
     * @maxItems 50
     */
    mergedLeads?: string[];
    /**
     * @maxItems 20
     */
    also?: string[];
    touches?: number;
    team?: string;
    assignedBy?: string;
    respondBy?: string;
    phoneE164?: string;
    process?: {
      name: string;
      version: number;
    };
    owner?: string;
    checks?: {
      [k: string]: {
        by: string;
        at: string;
      };
    };
  };
}
/**
 * What lead.disqualified tells.
 */
export interface LeadDisqualifiedData {
  reason: string;
  note?: string;
  team?: string;
}
/**
 * What lead.reopened tells.
 */
export interface LeadReopenedData {
  note?: string;
}
/**
 * What lead.absorbed tells.
 */
export interface LeadAbsorbedData {
  lead: string;
  version: number;
  filled: {
    topic?: string;
    firstName?: string;
    lastName?: string;
    jobTitle?: string;
    email?: string;
    phone?: string;
    address?: Address;
    company?: string;
    website?: string;
    source?: "web" | "email" | "card" | "import" | "manual";
    campaign?: string;
    productFamily?: string;
    note?: string;
    need?: string;
    budget?: Money;
    timeframe?: "immediate" | "this-quarter" | "next-quarter" | "this-year" | "unknown";
    purchaseProcess?: "individual" | "committee" | "unknown";
    decisionMaker?: boolean;
    submission?: string;
    form?: string;
    import?: string;
    attribution?: {
      utm?: {
        source?: string;
        medium?: string;
        campaign?: string;
        term?: string;
        content?: string;
        id?: string;
      };
      clickIds?: {
        [k: string]: string;
      };
      referrer?: string;
      landingPage?: string;
      page?: string;
    };
    /**
     * @maxItems 50
     */
    consents?: {
      id: string;
      version: string;
      text: string;
      given: boolean;
      at: string;
      page?: string;
    }[];
    answers?: {
      [k: string]: string;
    };
    provenance?: {
      [k: string]: {
        from: "form" | "header" | "signature" | "body" | "vcard" | "mecard" | "ocr" | "csv" | "person";
        confidence?: number;
      };
    };
    language?: string;
    score?: {
      points: number;
      /**
       * @maxItems 60
       */
      reasons: {
        rule: string;
        points: number;
      }[];
    };
    /**
     * @maxItems 50
     */
    alike?: {
      lead: string;
      score: number;
      /**
       * @maxItems 10
       */
      reasons: string[];
    }[];
    /**
     * @maxItems 100
     */
    notAlike?: string[];
    /**
     * @maxItems 50
     */
    mergedLeads?: string[];
    /**
     * @maxItems 20
     */
    also?: string[];
    touches?: number;
    team?: string;
    assignedBy?: string;
    respondBy?: string;
    phoneE164?: string;
    process?: {
      name: string;
      version: number;
    };
    owner?: string;
    checks?: {
      [k: string]: {
        by: string;
        at: string;
      };
    };
    account?: string;
    contact?: string;
    opportunity?: string;
    response?: {
      minutes: number;
      inTime?: boolean;
    };
    responseMissed?: true;
  };
  differing: {
    [k: string]: {
      kept?: unknown;
      offered: unknown;
    };
  };
}
/**
 * What lead.merged tells.
 */
export interface LeadMergedData {
  into: string;
  intoDeal: string;
  lead: {
    topic: string;
    firstName?: string;
    lastName?: string;
    jobTitle?: string;
    email?: string;
    phone?: string;
    address?: Address;
    company?: string;
    website?: string;
    source?: "web" | "email" | "card" | "import" | "manual";
    campaign?: string;
    productFamily?: string;
    note?: string;
    need?: string;
    budget?: Money;
    timeframe?: "immediate" | "this-quarter" | "next-quarter" | "this-year" | "unknown";
    purchaseProcess?: "individual" | "committee" | "unknown";
    decisionMaker?: boolean;
    submission?: string;
    form?: string;
    import?: string;
    attribution?: {
      utm?: {
        source?: string;
        medium?: string;
        campaign?: string;
        term?: string;
        content?: string;
        id?: string;
      };
      clickIds?: {
        [k: string]: string;
      };
      referrer?: string;
      landingPage?: string;
      page?: string;
    };
    /**
     * @maxItems 50
     */
    consents?: {
      id: string;
      version: string;
      text: string;
      given: boolean;
      at: string;
      page?: string;
    }[];
    answers?: {
      [k: string]: string;
    };
    provenance?: {
      [k: string]: {
        from: "form" | "header" | "signature" | "body" | "vcard" | "mecard" | "ocr" | "csv" | "person";
        confidence?: number;
      };
    };
    language?: string;
    score?: {
      points: number;
      /**
       * @maxItems 60
       */
      reasons: {
        rule: string;
        points: number;
      }[];
    };
    /**
     * @maxItems 50
     */
    alike?: {
      lead: string;
      score: number;
      /**
       * @maxItems 10
       */
      reasons: string[];
    }[];
    /**
     * @maxItems 100
     */
    notAlike?: string[];
    /**
     * @maxItems 50
     */
    mergedLeads?: string[];
    /**
     * @maxItems 20
     */
    also?: string[];
    touches?: number;
    team?: string;
    assignedBy?: string;
    respondBy?: string;
    phoneE164?: string;
    process?: {
      name: string;
      version: number;
    };
    owner?: string;
    checks?: {
      [k: string]: {
        by: string;
        at: string;
      };
    };
    account?: string;
    contact?: string;
    opportunity?: string;
    response?: {
      minutes: number;
      inTime?: boolean;
    };
    responseMissed?: true;
  };
  late: boolean;
}
/**
 * What lead.passed-on tells.
 */
export interface LeadPassedOnData {
  to: string;
  submission?: string;
  source: string;
  fields: {
    topic?: string;
    firstName?: string;
    lastName?: string;
    jobTitle?: string;
    email?: string;
    phone?: string;
    address?: Address;
    company?: string;
    website?: string;
    source?: "web" | "email" | "card" | "import" | "manual";
    campaign?: string;
    productFamily?: string;
    note?: string;
    need?: string;
    budget?: Money;
    timeframe?: "immediate" | "this-quarter" | "next-quarter" | "this-year" | "unknown";
    purchaseProcess?: "individual" | "committee" | "unknown";
    decisionMaker?: boolean;
    submission?: string;
    form?: string;
    import?: string;
    attribution?: {
      utm?: {
        source?: string;
        medium?: string;
        campaign?: string;
        term?: string;
        content?: string;
        id?: string;
      };
      clickIds?: {
        [k: string]: string;
      };
      referrer?: string;
      landingPage?: string;
      page?: string;
    };
    /**
     * @maxItems 50
     */
    consents?: {
      id: string;
      version: string;
      text: string;
      given: boolean;
      at: string;
      page?: string;
    }[];
    answers?: {
      [k: string]: string;
    };
    provenance?: {
      [k: string]: {
        from: "form" | "header" | "signature" | "body" | "vcard" | "mecard" | "ocr" | "csv" | "person";
        confidence?: number;
      };
    };
    language?: string;
    score?: {
      points: number;
      /**
       * @maxItems 60
       */
      reasons: {
        rule: string;
        points: number;
      }[];
    };
    /**
     * @maxItems 50
     */
    alike?: {
      lead: string;
      score: number;
      /**
       * @maxItems 10
       */
      reasons: string[];
    }[];
    /**
     * @maxItems 100
     */
    notAlike?: string[];
    /**
     * @maxItems 50
     */
    mergedLeads?: string[];
    /**
     * @maxItems 20
     */
    also?: string[];
    touches?: number;
    team?: string;
    assignedBy?: string;
    respondBy?: string;
    phoneE164?: string;
    process?: {
      name: string;
      version: number;
    };
    owner?: string;
    checks?: {
      [k: string]: {
        by: string;
        at: string;
      };
    };
    account?: string;
    contact?: string;
    opportunity?: string;
    response?: {
      minutes: number;
      inTime?: boolean;
    };
    responseMissed?: true;
  };
  fills?: boolean;
}
/**
 * What lead.told-apart tells.
 */
export interface LeadToldApartData {
  lead: string;
  echo: boolean;
}
/**
 * What lead.ticked tells.
 */
export interface LeadTickedData {
  check: string;
  done: boolean;
  by: string;
}
/**
 * What lead.migrated tells.
 */
export interface LeadMigratedData {
  before?: {
    name: string;
    version: number;
  };
  after: {
    name: string;
    version: number;
  };
}
/**
 * What account.opened tells.
 */
export interface AccountOpenedData {
  name: string;
  email?: string;
  phone?: string;
  address?: Address;
  website?: string;
  legalName?: string;
  taxIds?: {
    vat?: string;
    registration?: string;
  };
  taxTreatment?: {
    category: "Z" | "E" | "AE" | "K" | "G" | "O";
    exemption?: {
      reason?: string;
      code?: string;
    };
  };
  billingAddress?: Address;
  endpoint?: {
    scheme: string;
    id: string;
  };
  phoneE164?: string;
  lead?: string;
  owner?: string;
}
/**
 * What account.changed tells.
 */
export interface AccountChangedData {
  before: {
    name?: string;
    email?: string;
    phone?: string;
    address?: Address;
    website?: string;
    legalName?: string;
    taxIds?: {
      vat?: string;
      registration?: string;
    };
    taxTreatment?: {
      category: "Z" | "E" | "AE" | "K" | "G" | "O";
      exemption?: {
        reason?: string;
        code?: string;
      };
    };
    billingAddress?: Address;
    endpoint?: {
      scheme: string;
      id: string;
    };
    phoneE164?: string;
    lead?: string;
    owner?: string;
  };
  after: {
    name?: string;
    email?: string;
    phone?: string;
    address?: Address;
    website?: string;
    legalName?: string;
    taxIds?: {
      vat?: string;
      registration?: string;
    };
    taxTreatment?: {
      category: "Z" | "E" | "AE" | "K" | "G" | "O";
      exemption?: {
        reason?: string;
        code?: string;
      };
    };
    billingAddress?: Address;
    endpoint?: {
      scheme: string;
      id: string;
    };
    phoneE164?: string;
    lead?: string;
    owner?: string;
  };
}
/**
 * What account.assigned tells.
 */
export interface AccountAssignedData {
  before?: string;
  after?: string;
}
/**
 * What contact.added tells.
 */
export interface ContactAddedData {
  firstName?: string;
  lastName?: string;
  jobTitle?: string;
  email?: string;
  phone?: string;
  address?: Address;
  account?: string;
  phoneE164?: string;
  lead?: string;
  owner?: string;
}
/**
 * What contact.changed tells.
 */
export interface ContactChangedData {
  before: {
    firstName?: string;
    lastName?: string;
    jobTitle?: string;
    email?: string;
    phone?: string;
    address?: Address;
    account?: string;
    phoneE164?: string;
    lead?: string;
    owner?: string;
  };
  after: {
    firstName?: string;
    lastName?: string;
    jobTitle?: string;
    email?: string;
    phone?: string;
    address?: Address;
    account?: string;
    phoneE164?: string;
    lead?: string;
    owner?: string;
  };
}
/**
 * What contact.assigned tells.
 */
export interface ContactAssignedData {
  before?: string;
  after?: string;
}
/**
 * What product.added tells.
 */
export interface ProductAddedData {
  code: string;
  name: string;
  family?: string;
  unit?: string;
  taxCode?: string;
  prices: {
    [k: string]: string;
  };
  taxPercent?: string;
}
/**
 * What product.changed tells.
 */
export interface ProductChangedData {
  before: {
    code?: string;
    name?: string;
    family?: string;
    unit?: string;
    taxCode?: string;
    prices?: {
      [k: string]: string;
    };
    taxPercent?: string;
  };
  after: {
    code?: string;
    name?: string;
    family?: string;
    unit?: string;
    taxCode?: string;
    prices?: {
      [k: string]: string;
    };
    taxPercent?: string;
  };
}
/**
 * What product.retired tells.
 */
export interface ProductRetiredData {
  code: string;
}
/**
 * What tax-code.added tells.
 */
export interface TaxCodeAddedData {
  code: string;
  name: string;
  category: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
  exemption?: {
    reason?: string;
    code?: string;
  };
  percent: string;
}
/**
 * What tax-code.changed tells.
 */
export interface TaxCodeChangedData {
  before: {
    code?: string;
    name?: string;
    category?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
    exemption?: {
      reason?: string;
      code?: string;
    };
    percent?: string;
  };
  after: {
    code?: string;
    name?: string;
    category?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
    exemption?: {
      reason?: string;
      code?: string;
    };
    percent?: string;
  };
}
/**
 * What tax-code.retired tells.
 */
export interface TaxCodeRetiredData {
  code: string;
}
/**
 * What price-list.added tells.
 */
export interface PriceListAddedData {
  name: string;
  validFrom?: string;
  validTo?: string;
  isDefault?: boolean;
  account?: string;
  currency: string;
}
/**
 * What price-list.changed tells.
 */
export interface PriceListChangedData {
  before: {
    name?: string;
    validFrom?: string;
    validTo?: string;
    isDefault?: boolean;
    account?: string;
    currency?: string;
  };
  after: {
    name?: string;
    validFrom?: string;
    validTo?: string;
    isDefault?: boolean;
    account?: string;
    currency?: string;
  };
}
/**
 * What price-list.entries-set tells.
 */
export interface PriceListEntriesSetData {
  /**
   * @maxItems 1000
   */
  before: {
    product: string;
    unitPrice: string;
    /**
     * @maxItems 20
     */
    tiers?: {
      from: string;
      unitPrice?: string;
      discountPercent?: string;
    }[];
  }[];
  /**
   * @maxItems 1000
   */
  after: {
    product: string;
    unitPrice: string;
    /**
     * @maxItems 20
     */
    tiers?: {
      from: string;
      unitPrice?: string;
      discountPercent?: string;
    }[];
  }[];
}
/**
 * What price-list.retired tells.
 */
export interface PriceListRetiredData {
  name: string;
}
/**
 * What opportunity.opened tells.
 */
export interface OpportunityOpenedData {
  topic: string;
  account?: string;
  contact?: string;
  currency: string;
  need?: string;
  budget?: Money;
  timeframe?: "immediate" | "this-quarter" | "next-quarter" | "this-year" | "unknown";
  purchaseProcess?: "individual" | "committee" | "unknown";
  decisionMaker?: boolean;
  proposedSolution?: string;
  estimatedRevenue?: Money;
  estimatedCloseOn?: string;
  probability?: number;
  campaign?: string;
  exchangeRate?: {
    to: string;
    rate: string;
    on: string;
  };
  source?: "web" | "email" | "card" | "import" | "manual";
  attribution?: {
    utm?: {
      source?: string;
      medium?: string;
      campaign?: string;
      term?: string;
      content?: string;
      id?: string;
    };
    clickIds?: {
      [k: string]: string;
    };
    referrer?: string;
    landingPage?: string;
    page?: string;
  };
  lead?: string;
  revenue: "given" | "calculated";
  /**
   * @maxItems 100
   */
  lines: Line[];
  discount?:
    | {
        percent: string;
      }
    | {
        amount: Money;
      };
  /**
   * @maxItems 20
   */
  charges?: {
    description: string;
    amount: Money;
    taxPercent: string;
    taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
    taxCode?: string;
    exemption?: {
      reason?: string;
      code?: string;
    };
    /**
     * @maxItems 1
     */
    given?: "tax"[];
  }[];
  totals: Totals;
  productFamily?: string;
  process?: {
    name: string;
    version: number;
  };
  owner?: string;
  checks?: {
    [k: string]: {
      by: string;
      at: string;
    };
  };
}
export interface Line {
  line: number;
  product?: string;
  description: string;
  unit?: string;
  quantity: string;
  unitPrice: string;
  discountPercent: string;
  discountAmount?: Money;
  taxPercent: string;
  taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
  taxCode?: string;
  exemption?: {
    reason?: string;
    code?: string;
  };
  priceList?: string;
  /**
   * @maxItems 2
   */
  given?: ("unitPrice" | "tax")[];
  net: Money;
}
export interface Totals {
  net: Money;
  tax: Money;
  total: Money;
  lines?: Money;
  discount?: Money;
  charges?: Money;
  prepaid?: Money;
  rounding?: SignedMoney;
  payable?: Money;
  /**
   * @maxItems 50
   */
  taxes?: TaxShare[];
}
export interface SignedMoney {
  minor: number;
  currency: string;
}
export interface TaxShare {
  category: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
  percent: string;
  lines: Money;
  discount: Money;
  charges: Money;
  taxable: Money;
  tax: Money;
  exemption?: {
    reason?: string;
    code?: string;
  };
}
/**
 * What opportunity.changed tells.
 */
export interface OpportunityChangedData {
  before: {
    topic?: string;
    account?: string;
    contact?: string;
    currency?: string;
    need?: string;
    budget?: Money;
    timeframe?: "immediate" | "this-quarter" | "next-quarter" | "this-year" | "unknown";
    purchaseProcess?: "individual" | "committee" | "unknown";
    decisionMaker?: boolean;
    proposedSolution?: string;
    estimatedRevenue?: Money;
    estimatedCloseOn?: string;
    probability?: number;
    campaign?: string;
    exchangeRate?: {
      to: string;
      rate: string;
      on: string;
    };
    source?: "web" | "email" | "card" | "import" | "manual";
    attribution?: {
      utm?: {
        source?: string;
        medium?: string;
        campaign?: string;
        term?: string;
        content?: string;
        id?: string;
      };
      clickIds?: {
        [k: string]: string;
      };
      referrer?: string;
      landingPage?: string;
      page?: string;
    };
    lead?: string;
    revenue?: "given" | "calculated";
    /**
     * @maxItems 100
     */
    lines?: Line[];
    discount?:
      | {
          percent: string;
        }
      | {
          amount: Money;
        };
    /**
     * @maxItems 20
     */
    charges?: {
      description: string;
      amount: Money;
      taxPercent: string;
      taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
      taxCode?: string;
      exemption?: {
        reason?: string;
        code?: string;
      };
      /**
       * @maxItems 1
       */
      given?: "tax"[];
    }[];
    totals?: Totals;
    productFamily?: string;
    process?: {
      name: string;
      version: number;
    };
    owner?: string;
    checks?: {
      [k: string]: {
        by: string;
        at: string;
      };
    };
  };
  after: {
    topic?: string;
    account?: string;
    contact?: string;
    currency?: string;
    need?: string;
    budget?: Money;
    timeframe?: "immediate" | "this-quarter" | "next-quarter" | "this-year" | "unknown";
    purchaseProcess?: "individual" | "committee" | "unknown";
    decisionMaker?: boolean;
    proposedSolution?: string;
    estimatedRevenue?: Money;
    estimatedCloseOn?: string;
    probability?: number;
    campaign?: string;
    exchangeRate?: {
      to: string;
      rate: string;
      on: string;
    };
    source?: "web" | "email" | "card" | "import" | "manual";
    attribution?: {
      utm?: {
        source?: string;
        medium?: string;
        campaign?: string;
        term?: string;
        content?: string;
        id?: string;
      };
      clickIds?: {
        [k: string]: string;
      };
      referrer?: string;
      landingPage?: string;
      page?: string;
    };
    lead?: string;
    revenue?: "given" | "calculated";
    /**
     * @maxItems 100
     */
    lines?: Line[];
    discount?:
      | {
          percent: string;
        }
      | {
          amount: Money;
        };
    /**
     * @maxItems 20
     */
    charges?: {
      description: string;
      amount: Money;
      taxPercent: string;
      taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
      taxCode?: string;
      exemption?: {
        reason?: string;
        code?: string;
      };
      /**
       * @maxItems 1
       */
      given?: "tax"[];
    }[];
    totals?: Totals;
    productFamily?: string;
    process?: {
      name: string;
      version: number;
    };
    owner?: string;
    checks?: {
      [k: string]: {
        by: string;
        at: string;
      };
    };
  };
}
/**
 * What opportunity.held tells.
 */
export interface OpportunityHeldData {
  note?: string;
}
/**
 * What opportunity.resumed tells.
 */
export interface OpportunityResumedData {
  note?: string;
}
/**
 * What opportunity.quote-noted tells.
 */
export interface OpportunityQuoteNotedData {
  quote: string;
  revision: number;
  status: "draft" | "in-approval" | "sent" | "accepted" | "declined" | "expired" | "revised" | "cancelled";
  total: Money;
  seq: number;
}
/**
 * What opportunity.quote-late tells.
 */
export interface OpportunityQuoteLateData {
  quote: string;
  status: "draft" | "in-approval" | "sent" | "accepted" | "declined" | "expired" | "revised" | "cancelled";
  reason: "closed" | "full" | "currency";
}
/**
 * What opportunity.won tells.
 */
export interface OpportunityWonData {
  quote?: string;
  order?: string;
  wonOn: string;
  revenue: Money;
  /**
   * @maxItems 100
   */
  openQuotes: string[];
}
/**
 * What opportunity.order-added tells.
 */
export interface OpportunityOrderAddedData {
  quote: string;
  order: string;
  revenue: Money;
}
/**
 * What opportunity.lost tells.
 */
export interface OpportunityLostData {
  reason: string;
  note?: string;
  lostOn: string;
  /**
   * @maxItems 100
   */
  openQuotes: string[];
}
/**
 * What opportunity.reopened tells.
 */
export interface OpportunityReopenedData {
  note?: string;
}
/**
 * What opportunity.assigned tells.
 */
export interface OpportunityAssignedData {
  before?: string;
  after?: string;
}
/**
 * What opportunity.ticked tells.
 */
export interface OpportunityTickedData {
  check: string;
  done: boolean;
  by: string;
}
/**
 * What opportunity.migrated tells.
 */
export interface OpportunityMigratedData {
  before?: {
    name: string;
    version: number;
  };
  after: {
    name: string;
    version: number;
  };
}
/**
 * What quote.drafted tells.
 */
export interface QuoteDraftedData {
  opportunity: string;
  account?: string;
  contact?: string;
  topic: string;
  currency: string;
  exchangeRate?: {
    to: string;
    rate: string;
    on: string;
  };
  source?: "web" | "email" | "card" | "import" | "manual";
  campaign?: string;
  attribution?: {
    utm?: {
      source?: string;
      medium?: string;
      campaign?: string;
      term?: string;
      content?: string;
      id?: string;
    };
    clickIds?: {
      [k: string]: string;
    };
    referrer?: string;
    landingPage?: string;
    page?: string;
  };
  process?: {
    name: string;
    version: number;
  };
  owner?: string;
  revision: number;
  revisionOf?: string;
  /**
   * @maxItems 100
   */
  lines: Line[];
  discount?:
    | {
        percent: string;
      }
    | {
        amount: Money;
      };
  /**
   * @maxItems 20
   */
  charges?: {
    description: string;
    amount: Money;
    taxPercent: string;
    taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
    taxCode?: string;
    exemption?: {
      reason?: string;
      code?: string;
    };
    /**
     * @maxItems 1
     */
    given?: "tax"[];
  }[];
  totals: Totals;
  paymentTerms?: {
    days: number;
    /**
     * @minItems 2
     * @maxItems 24
     */
    instalments?: {
      percent: string;
      days: number;
    }[];
    earlyPayment?: {
      percent: string;
      days: number;
    };
  };
  note?: string;
  checks?: {
    [k: string]: {
      by: string;
      at: string;
    };
  };
  validUntil?: string;
}
/**
 * What quote.changed tells.
 */
export interface QuoteChangedData {
  opportunity: string;
  revision: number;
  before: {
    /**
     * @maxItems 100
     */
    lines: Line[];
    discount?:
      | {
          percent: string;
        }
      | {
          amount: Money;
        };
    /**
     * @maxItems 20
     */
    charges?: {
      description: string;
      amount: Money;
      taxPercent: string;
      taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
      taxCode?: string;
      exemption?: {
        reason?: string;
        code?: string;
      };
      /**
       * @maxItems 1
       */
      given?: "tax"[];
    }[];
    totals: Totals;
  };
  after: {
    /**
     * @maxItems 100
     */
    lines: Line[];
    discount?:
      | {
          percent: string;
        }
      | {
          amount: Money;
        };
    /**
     * @maxItems 20
     */
    charges?: {
      description: string;
      amount: Money;
      taxPercent: string;
      taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
      taxCode?: string;
      exemption?: {
        reason?: string;
        code?: string;
      };
      /**
       * @maxItems 1
       */
      given?: "tax"[];
    }[];
    totals: Totals;
  };
}
/**
 * What quote.repriced tells.
 */
export interface QuoteRepricedData {
  opportunity: string;
  revision: number;
  before: Totals;
  after: {
    /**
     * @maxItems 100
     */
    lines: Line[];
    discount?:
      | {
          percent: string;
        }
      | {
          amount: Money;
        };
    /**
     * @maxItems 20
     */
    charges?: {
      description: string;
      amount: Money;
      taxPercent: string;
      taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
      taxCode?: string;
      exemption?: {
        reason?: string;
        code?: string;
      };
      /**
       * @maxItems 1
       */
      given?: "tax"[];
    }[];
    totals: Totals;
  };
  /**
   * @maxItems 720
   */
  changes: {
    line?: number;
    charge?: number;
    field: "unitPrice" | "priceList" | "taxPercent" | "taxCategory" | "taxCode" | "exemption";
    before?: string;
    after?: string;
  }[];
}
/**
 * What quote.terms-changed tells.
 */
export interface QuoteTermsChangedData {
  opportunity: string;
  revision: number;
  before: {
    topic?: string;
    validUntil?: string;
    paymentTerms?: {
      days: number;
      /**
       * @minItems 2
       * @maxItems 24
       */
      instalments?: {
        percent: string;
        days: number;
      }[];
      earlyPayment?: {
        percent: string;
        days: number;
      };
    };
    note?: string;
  };
  after: {
    topic?: string;
    validUntil?: string;
    paymentTerms?: {
      days: number;
      /**
       * @minItems 2
       * @maxItems 24
       */
      instalments?: {
        percent: string;
        days: number;
      }[];
      earlyPayment?: {
        percent: string;
        days: number;
      };
    };
    note?: string;
  };
}
/**
 * What quote.approval-requested tells.
 */
export interface QuoteApprovalRequestedData {
  opportunity: string;
  account?: string;
  contact?: string;
  topic: string;
  currency: string;
  exchangeRate?: {
    to: string;
    rate: string;
    on: string;
  };
  source?: "web" | "email" | "card" | "import" | "manual";
  campaign?: string;
  attribution?: {
    utm?: {
      source?: string;
      medium?: string;
      campaign?: string;
      term?: string;
      content?: string;
      id?: string;
    };
    clickIds?: {
      [k: string]: string;
    };
    referrer?: string;
    landingPage?: string;
    page?: string;
  };
  process?: {
    name: string;
    version: number;
  };
  owner?: string;
  revision: number;
  revisionOf?: string;
  discount?:
    | {
        percent: string;
      }
    | {
        amount: Money;
      };
  /**
   * @maxItems 20
   */
  charges?: {
    description: string;
    amount: Money;
    taxPercent: string;
    taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
    taxCode?: string;
    exemption?: {
      reason?: string;
      code?: string;
    };
    /**
     * @maxItems 1
     */
    given?: "tax"[];
  }[];
  totals: Totals;
  paymentTerms?: {
    days: number;
    /**
     * @minItems 2
     * @maxItems 24
     */
    instalments?: {
      percent: string;
      days: number;
    }[];
    earlyPayment?: {
      percent: string;
      days: number;
    };
  };
  note?: string;
  by: string;
  /**
   * @maxItems 10
   */
  above: {
    limit: "total" | "discountPercent";
    asked: string;
    allowed: string;
  }[];
  requestNote?: string;
}
/**
 * What quote.approved tells.
 */
export interface QuoteApprovedData {
  opportunity: string;
  account?: string;
  contact?: string;
  topic: string;
  currency: string;
  exchangeRate?: {
    to: string;
    rate: string;
    on: string;
  };
  source?: "web" | "email" | "card" | "import" | "manual";
  campaign?: string;
  attribution?: {
    utm?: {
      source?: string;
      medium?: string;
      campaign?: string;
      term?: string;
      content?: string;
      id?: string;
    };
    clickIds?: {
      [k: string]: string;
    };
    referrer?: string;
    landingPage?: string;
    page?: string;
  };
  process?: {
    name: string;
    version: number;
  };
  owner?: string;
  revision: number;
  revisionOf?: string;
  discount?:
    | {
        percent: string;
      }
    | {
        amount: Money;
      };
  /**
   * @maxItems 20
   */
  charges?: {
    description: string;
    amount: Money;
    taxPercent: string;
    taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
    taxCode?: string;
    exemption?: {
      reason?: string;
      code?: string;
    };
    /**
     * @maxItems 1
     */
    given?: "tax"[];
  }[];
  totals: Totals;
  paymentTerms?: {
    days: number;
    /**
     * @minItems 2
     * @maxItems 24
     */
    instalments?: {
      percent: string;
      days: number;
    }[];
    earlyPayment?: {
      percent: string;
      days: number;
    };
  };
  note?: string;
  by: string;
  hash: string;
  approvalNote?: string;
}
/**
 * What quote.rejected tells.
 */
export interface QuoteRejectedData {
  opportunity: string;
  account?: string;
  contact?: string;
  topic: string;
  currency: string;
  exchangeRate?: {
    to: string;
    rate: string;
    on: string;
  };
  source?: "web" | "email" | "card" | "import" | "manual";
  campaign?: string;
  attribution?: {
    utm?: {
      source?: string;
      medium?: string;
      campaign?: string;
      term?: string;
      content?: string;
      id?: string;
    };
    clickIds?: {
      [k: string]: string;
    };
    referrer?: string;
    landingPage?: string;
    page?: string;
  };
  process?: {
    name: string;
    version: number;
  };
  owner?: string;
  revision: number;
  revisionOf?: string;
  discount?:
    | {
        percent: string;
      }
    | {
        amount: Money;
      };
  /**
   * @maxItems 20
   */
  charges?: {
    description: string;
    amount: Money;
    taxPercent: string;
    taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
    taxCode?: string;
    exemption?: {
      reason?: string;
      code?: string;
    };
    /**
     * @maxItems 1
     */
    given?: "tax"[];
  }[];
  totals: Totals;
  paymentTerms?: {
    days: number;
    /**
     * @minItems 2
     * @maxItems 24
     */
    instalments?: {
      percent: string;
      days: number;
    }[];
    earlyPayment?: {
      percent: string;
      days: number;
    };
  };
  note?: string;
  by: string;
  reason: string;
}
/**
 * What quote.sent tells.
 */
export interface QuoteSentData {
  opportunity: string;
  account?: string;
  contact?: string;
  topic: string;
  currency: string;
  exchangeRate?: {
    to: string;
    rate: string;
    on: string;
  };
  source?: "web" | "email" | "card" | "import" | "manual";
  campaign?: string;
  attribution?: {
    utm?: {
      source?: string;
      medium?: string;
      campaign?: string;
      term?: string;
      content?: string;
      id?: string;
    };
    clickIds?: {
      [k: string]: string;
    };
    referrer?: string;
    landingPage?: string;
    page?: string;
  };
  process?: {
    name: string;
    version: number;
  };
  owner?: string;
  revision: number;
  revisionOf?: string;
  discount?:
    | {
        percent: string;
      }
    | {
        amount: Money;
      };
  /**
   * @maxItems 20
   */
  charges?: {
    description: string;
    amount: Money;
    taxPercent: string;
    taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
    taxCode?: string;
    exemption?: {
      reason?: string;
      code?: string;
    };
    /**
     * @maxItems 1
     */
    given?: "tax"[];
  }[];
  totals: Totals;
  paymentTerms?: {
    days: number;
    /**
     * @minItems 2
     * @maxItems 24
     */
    instalments?: {
      percent: string;
      days: number;
    }[];
    earlyPayment?: {
      percent: string;
      days: number;
    };
  };
  note?: string;
  validUntil: string;
  hash?: string;
}
/**
 * What quote.revised tells.
 */
export interface QuoteRevisedData {
  opportunity: string;
  account?: string;
  contact?: string;
  topic: string;
  currency: string;
  exchangeRate?: {
    to: string;
    rate: string;
    on: string;
  };
  source?: "web" | "email" | "card" | "import" | "manual";
  campaign?: string;
  attribution?: {
    utm?: {
      source?: string;
      medium?: string;
      campaign?: string;
      term?: string;
      content?: string;
      id?: string;
    };
    clickIds?: {
      [k: string]: string;
    };
    referrer?: string;
    landingPage?: string;
    page?: string;
  };
  process?: {
    name: string;
    version: number;
  };
  owner?: string;
  revision: number;
  revisionOf?: string;
  /**
   * @maxItems 100
   */
  lines: Line[];
  discount?:
    | {
        percent: string;
      }
    | {
        amount: Money;
      };
  /**
   * @maxItems 20
   */
  charges?: {
    description: string;
    amount: Money;
    taxPercent: string;
    taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
    taxCode?: string;
    exemption?: {
      reason?: string;
      code?: string;
    };
    /**
     * @maxItems 1
     */
    given?: "tax"[];
  }[];
  totals: Totals;
  paymentTerms?: {
    days: number;
    /**
     * @minItems 2
     * @maxItems 24
     */
    instalments?: {
      percent: string;
      days: number;
    }[];
    earlyPayment?: {
      percent: string;
      days: number;
    };
  };
  note?: string;
  revisedBy: string;
}
/**
 * What quote.accepted tells.
 */
export interface QuoteAcceptedData {
  opportunity: string;
  account?: string;
  contact?: string;
  topic: string;
  currency: string;
  exchangeRate?: {
    to: string;
    rate: string;
    on: string;
  };
  source?: "web" | "email" | "card" | "import" | "manual";
  campaign?: string;
  attribution?: {
    utm?: {
      source?: string;
      medium?: string;
      campaign?: string;
      term?: string;
      content?: string;
      id?: string;
    };
    clickIds?: {
      [k: string]: string;
    };
    referrer?: string;
    landingPage?: string;
    page?: string;
  };
  process?: {
    name: string;
    version: number;
  };
  owner?: string;
  revision: number;
  revisionOf?: string;
  /**
   * @maxItems 100
   */
  lines: Line[];
  discount?:
    | {
        percent: string;
      }
    | {
        amount: Money;
      };
  /**
   * @maxItems 20
   */
  charges?: {
    description: string;
    amount: Money;
    taxPercent: string;
    taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
    taxCode?: string;
    exemption?: {
      reason?: string;
      code?: string;
    };
    /**
     * @maxItems 1
     */
    given?: "tax"[];
  }[];
  totals: Totals;
  paymentTerms?: {
    days: number;
    /**
     * @minItems 2
     * @maxItems 24
     */
    instalments?: {
      percent: string;
      days: number;
    }[];
    earlyPayment?: {
      percent: string;
      days: number;
    };
  };
  note?: string;
  order: string;
  reference?: string;
  hash?: string;
}
/**
 * What quote.declined tells.
 */
export interface QuoteDeclinedData {
  opportunity: string;
  account?: string;
  contact?: string;
  topic: string;
  currency: string;
  exchangeRate?: {
    to: string;
    rate: string;
    on: string;
  };
  source?: "web" | "email" | "card" | "import" | "manual";
  campaign?: string;
  attribution?: {
    utm?: {
      source?: string;
      medium?: string;
      campaign?: string;
      term?: string;
      content?: string;
      id?: string;
    };
    clickIds?: {
      [k: string]: string;
    };
    referrer?: string;
    landingPage?: string;
    page?: string;
  };
  process?: {
    name: string;
    version: number;
  };
  owner?: string;
  revision: number;
  revisionOf?: string;
  discount?:
    | {
        percent: string;
      }
    | {
        amount: Money;
      };
  /**
   * @maxItems 20
   */
  charges?: {
    description: string;
    amount: Money;
    taxPercent: string;
    taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
    taxCode?: string;
    exemption?: {
      reason?: string;
      code?: string;
    };
    /**
     * @maxItems 1
     */
    given?: "tax"[];
  }[];
  totals: Totals;
  paymentTerms?: {
    days: number;
    /**
     * @minItems 2
     * @maxItems 24
     */
    instalments?: {
      percent: string;
      days: number;
    }[];
    earlyPayment?: {
      percent: string;
      days: number;
    };
  };
  note?: string;
  reason?: string;
  reasonNote?: string;
}
/**
 * What quote.expired tells.
 */
export interface QuoteExpiredData {
  opportunity: string;
  account?: string;
  contact?: string;
  topic: string;
  currency: string;
  exchangeRate?: {
    to: string;
    rate: string;
    on: string;
  };
  source?: "web" | "email" | "card" | "import" | "manual";
  campaign?: string;
  attribution?: {
    utm?: {
      source?: string;
      medium?: string;
      campaign?: string;
      term?: string;
      content?: string;
      id?: string;
    };
    clickIds?: {
      [k: string]: string;
    };
    referrer?: string;
    landingPage?: string;
    page?: string;
  };
  process?: {
    name: string;
    version: number;
  };
  owner?: string;
  revision: number;
  revisionOf?: string;
  discount?:
    | {
        percent: string;
      }
    | {
        amount: Money;
      };
  /**
   * @maxItems 20
   */
  charges?: {
    description: string;
    amount: Money;
    taxPercent: string;
    taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
    taxCode?: string;
    exemption?: {
      reason?: string;
      code?: string;
    };
    /**
     * @maxItems 1
     */
    given?: "tax"[];
  }[];
  totals: Totals;
  paymentTerms?: {
    days: number;
    /**
     * @minItems 2
     * @maxItems 24
     */
    instalments?: {
      percent: string;
      days: number;
    }[];
    earlyPayment?: {
      percent: string;
      days: number;
    };
  };
  note?: string;
  validUntil: string;
}
/**
 * What quote.cancelled tells.
 */
export interface QuoteCancelledData {
  opportunity: string;
  account?: string;
  contact?: string;
  topic: string;
  currency: string;
  exchangeRate?: {
    to: string;
    rate: string;
    on: string;
  };
  source?: "web" | "email" | "card" | "import" | "manual";
  campaign?: string;
  attribution?: {
    utm?: {
      source?: string;
      medium?: string;
      campaign?: string;
      term?: string;
      content?: string;
      id?: string;
    };
    clickIds?: {
      [k: string]: string;
    };
    referrer?: string;
    landingPage?: string;
    page?: string;
  };
  process?: {
    name: string;
    version: number;
  };
  owner?: string;
  revision: number;
  revisionOf?: string;
  discount?:
    | {
        percent: string;
      }
    | {
        amount: Money;
      };
  /**
   * @maxItems 20
   */
  charges?: {
    description: string;
    amount: Money;
    taxPercent: string;
    taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
    taxCode?: string;
    exemption?: {
      reason?: string;
      code?: string;
    };
    /**
     * @maxItems 1
     */
    given?: "tax"[];
  }[];
  totals: Totals;
  paymentTerms?: {
    days: number;
    /**
     * @minItems 2
     * @maxItems 24
     */
    instalments?: {
      percent: string;
      days: number;
    }[];
    earlyPayment?: {
      percent: string;
      days: number;
    };
  };
  note?: string;
  reason?: string;
  reasonNote?: string;
}
/**
 * What quote.assigned tells.
 */
export interface QuoteAssignedData {
  before?: string;
  after?: string;
}
/**
 * What quote.ticked tells.
 */
export interface QuoteTickedData {
  check: string;
  done: boolean;
  by: string;
}
/**
 * What quote.migrated tells.
 */
export interface QuoteMigratedData {
  before?: {
    name: string;
    version: number;
  };
  after: {
    name: string;
    version: number;
  };
}
/**
 * What order.placed tells.
 */
export interface OrderPlacedData {
  opportunity?: string;
  account?: string;
  contact?: string;
  topic: string;
  currency: string;
  exchangeRate?: {
    to: string;
    rate: string;
    on: string;
  };
  source?: "web" | "email" | "card" | "import" | "manual";
  campaign?: string;
  attribution?: {
    utm?: {
      source?: string;
      medium?: string;
      campaign?: string;
      term?: string;
      content?: string;
      id?: string;
    };
    clickIds?: {
      [k: string]: string;
    };
    referrer?: string;
    landingPage?: string;
    page?: string;
  };
  process?: {
    name: string;
    version: number;
  };
  owner?: string;
  quote?: string;
  reference?: string;
  /**
   * @maxItems 100
   */
  lines: Line[];
  discount?:
    | {
        percent: string;
      }
    | {
        amount: Money;
      };
  /**
   * @maxItems 20
   */
  charges?: {
    description: string;
    amount: Money;
    taxPercent: string;
    taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
    taxCode?: string;
    exemption?: {
      reason?: string;
      code?: string;
    };
    /**
     * @maxItems 1
     */
    given?: "tax"[];
  }[];
  totals: Totals;
  paymentTerms?: {
    days: number;
    /**
     * @minItems 2
     * @maxItems 24
     */
    instalments?: {
      percent: string;
      days: number;
    }[];
    earlyPayment?: {
      percent: string;
      days: number;
    };
  };
  invoicing?: "on-fulfilment" | "on-order" | "when-complete" | "manual";
  depositPercent?: string;
}
/**
 * What order.fulfilled tells.
 */
export interface OrderFulfilledData {
  opportunity?: string;
  account?: string;
  contact?: string;
  topic: string;
  currency: string;
  exchangeRate?: {
    to: string;
    rate: string;
    on: string;
  };
  source?: "web" | "email" | "card" | "import" | "manual";
  campaign?: string;
  attribution?: {
    utm?: {
      source?: string;
      medium?: string;
      campaign?: string;
      term?: string;
      content?: string;
      id?: string;
    };
    clickIds?: {
      [k: string]: string;
    };
    referrer?: string;
    landingPage?: string;
    page?: string;
  };
  process?: {
    name: string;
    version: number;
  };
  owner?: string;
  quote?: string;
  orderReference?: string;
  fulfilment: number;
  fulfilledOn: string;
  reference?: string;
  complete: boolean;
  /**
   * @maxItems 100
   */
  lines: Line[];
  invoicing?: "on-fulfilment" | "on-order" | "when-complete" | "manual";
}
/**
 * What order.billed tells.
 */
export interface OrderBilledData {
  opportunity?: string;
  account?: string;
  contact?: string;
  topic: string;
  currency: string;
  exchangeRate?: {
    to: string;
    rate: string;
    on: string;
  };
  source?: "web" | "email" | "card" | "import" | "manual";
  campaign?: string;
  attribution?: {
    utm?: {
      source?: string;
      medium?: string;
      campaign?: string;
      term?: string;
      content?: string;
      id?: string;
    };
    clickIds?: {
      [k: string]: string;
    };
    referrer?: string;
    landingPage?: string;
    page?: string;
  };
  process?: {
    name: string;
    version: number;
  };
  owner?: string;
  quote?: string;
  orderReference?: string;
  bill: number;
  kind: "delivery" | "order" | "complete" | "manual" | "deposit" | "again";
  again?: number;
  fulfilment?: number;
  deliveredOn?: string;
  /**
   * @maxItems 100
   */
  lines: Line[];
  discount?:
    | {
        percent: string;
      }
    | {
        amount: Money;
      };
  /**
   * @maxItems 20
   */
  charges?: {
    description: string;
    amount: Money;
    taxPercent: string;
    taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
    taxCode?: string;
    exemption?: {
      reason?: string;
      code?: string;
    };
    /**
     * @maxItems 1
     */
    given?: "tax"[];
  }[];
  deposit?: Money;
  /**
   * @maxItems 50
   */
  deducted?: {
    invoice: string;
    amount: Money;
    taxPercent: string;
    taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
    taxCode?: string;
    exemption?: {
      reason?: string;
      code?: string;
    };
  }[];
  totals: Totals;
  paymentTerms?: {
    days: number;
    /**
     * @minItems 2
     * @maxItems 24
     */
    instalments?: {
      percent: string;
      days: number;
    }[];
    earlyPayment?: {
      percent: string;
      days: number;
    };
  };
}
/**
 * What order.held tells.
 */
export interface OrderHeldData {
  reason?: string;
}
/**
 * What order.resumed tells.
 */
export interface OrderResumedData {}
/**
 * What order.rest-cancelled tells.
 */
export interface OrderRestCancelledData {
  opportunity?: string;
  account?: string;
  contact?: string;
  topic: string;
  currency: string;
  exchangeRate?: {
    to: string;
    rate: string;
    on: string;
  };
  source?: "web" | "email" | "card" | "import" | "manual";
  campaign?: string;
  attribution?: {
    utm?: {
      source?: string;
      medium?: string;
      campaign?: string;
      term?: string;
      content?: string;
      id?: string;
    };
    clickIds?: {
      [k: string]: string;
    };
    referrer?: string;
    landingPage?: string;
    page?: string;
  };
  process?: {
    name: string;
    version: number;
  };
  owner?: string;
  quote?: string;
  /**
   * @maxItems 100
   */
  lines: {
    line: number;
    quantity: string;
  }[];
  /**
   * @maxItems 400
   */
  credits?: {
    bill: number;
    invoice?: string;
    /**
     * @maxItems 100
     */
    lines: (
      | {
          line: number;
          quantity: string;
        }
      | {
          line: number;
          amount: Money;
          taxPercent?: string;
          taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
        }
    )[];
    /**
     * @maxItems 20
     */
    charges?: {
      description: string;
      amount: Money;
      taxPercent: string;
      taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
      taxCode?: string;
      exemption?: {
        reason?: string;
        code?: string;
      };
      /**
       * @maxItems 1
       */
      given?: "tax"[];
    }[];
    /**
     * @maxItems 50
     */
    deducting?: {
      taxPercent: string;
      taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
      amount: Money;
    }[];
  }[];
  reason?: string;
  note?: string;
}
/**
 * What order.returned tells.
 */
export interface OrderReturnedData {
  opportunity?: string;
  account?: string;
  contact?: string;
  topic: string;
  currency: string;
  exchangeRate?: {
    to: string;
    rate: string;
    on: string;
  };
  source?: "web" | "email" | "card" | "import" | "manual";
  campaign?: string;
  attribution?: {
    utm?: {
      source?: string;
      medium?: string;
      campaign?: string;
      term?: string;
      content?: string;
      id?: string;
    };
    clickIds?: {
      [k: string]: string;
    };
    referrer?: string;
    landingPage?: string;
    page?: string;
  };
  process?: {
    name: string;
    version: number;
  };
  owner?: string;
  quote?: string;
  return: number;
  returnedOn: string;
  /**
   * @maxItems 100
   */
  lines: {
    line: number;
    quantity: string;
  }[];
  /**
   * @maxItems 400
   */
  credits: {
    bill: number;
    invoice?: string;
    /**
     * @maxItems 100
     */
    lines: (
      | {
          line: number;
          quantity: string;
        }
      | {
          line: number;
          amount: Money;
          taxPercent?: string;
          taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
        }
    )[];
    /**
     * @maxItems 20
     */
    charges?: {
      description: string;
      amount: Money;
      taxPercent: string;
      taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
      taxCode?: string;
      exemption?: {
        reason?: string;
        code?: string;
      };
      /**
       * @maxItems 1
       */
      given?: "tax"[];
    }[];
    /**
     * @maxItems 50
     */
    deducting?: {
      taxPercent: string;
      taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
      amount: Money;
    }[];
  }[];
  reason?: string;
  note?: string;
}
/**
 * What order.deposit-unused tells.
 */
export interface OrderDepositUnusedData {
  opportunity?: string;
  account?: string;
  contact?: string;
  topic: string;
  currency: string;
  exchangeRate?: {
    to: string;
    rate: string;
    on: string;
  };
  source?: "web" | "email" | "card" | "import" | "manual";
  campaign?: string;
  attribution?: {
    utm?: {
      source?: string;
      medium?: string;
      campaign?: string;
      term?: string;
      content?: string;
      id?: string;
    };
    clickIds?: {
      [k: string]: string;
    };
    referrer?: string;
    landingPage?: string;
    page?: string;
  };
  process?: {
    name: string;
    version: number;
  };
  owner?: string;
  quote?: string;
  bill?: number;
  /**
   * @maxItems 50
   */
  deducting?: {
    taxPercent: string;
    taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
    amount: Money;
  }[];
  /**
   * @maxItems 400
   */
  credits: {
    bill: number;
    invoice?: string;
    /**
     * @maxItems 100
     */
    lines: (
      | {
          line: number;
          quantity: string;
        }
      | {
          line: number;
          amount: Money;
          taxPercent?: string;
          taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
        }
    )[];
    /**
     * @maxItems 20
     */
    charges?: {
      description: string;
      amount: Money;
      taxPercent: string;
      taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
      taxCode?: string;
      exemption?: {
        reason?: string;
        code?: string;
      };
      /**
       * @maxItems 1
       */
      given?: "tax"[];
    }[];
    /**
     * @maxItems 50
     */
    deducting?: {
      taxPercent: string;
      taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
      amount: Money;
    }[];
  }[];
}
/**
 * What order.invoice-noted tells.
 */
export interface OrderInvoiceNotedData {
  invoice: string;
  bill?: number;
  fulfilment?: number;
}
/**
 * What order.invoiced tells.
 */
export interface OrderInvoicedData {
  invoices: string[];
}
/**
 * What order.invoice-cancelled tells.
 */
export interface OrderInvoiceCancelledData {
  invoice: string;
  bill?: number;
  fulfilment?: number;
}
/**
 * What order.cancelled tells.
 */
export interface OrderCancelledData {
  opportunity?: string;
  account?: string;
  contact?: string;
  quote?: string;
  totals: Totals;
  /**
   * @maxItems 400
   */
  credits?: {
    bill: number;
    invoice?: string;
    /**
     * @maxItems 100
     */
    lines: (
      | {
          line: number;
          quantity: string;
        }
      | {
          line: number;
          amount: Money;
          taxPercent?: string;
          taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
        }
    )[];
    /**
     * @maxItems 20
     */
    charges?: {
      description: string;
      amount: Money;
      taxPercent: string;
      taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
      taxCode?: string;
      exemption?: {
        reason?: string;
        code?: string;
      };
      /**
       * @maxItems 1
       */
      given?: "tax"[];
    }[];
    /**
     * @maxItems 50
     */
    deducting?: {
      taxPercent: string;
      taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
      amount: Money;
    }[];
  }[];
  reason?: string;
  note?: string;
}
/**
 * What order.assigned tells.
 */
export interface OrderAssignedData {
  before?: string;
  after?: string;
}
/**
 * What order.ticked tells.
 */
export interface OrderTickedData {
  check: string;
  done: boolean;
  by: string;
}
/**
 * What order.migrated tells.
 */
export interface OrderMigratedData {
  before?: {
    name: string;
    version: number;
  };
  after: {
    name: string;
    version: number;
  };
}
/**
 * What invoice.issued tells.
 */
export interface InvoiceIssuedData {
  opportunity?: string;
  account?: string;
  contact?: string;
  topic: string;
  currency: string;
  exchangeRate?: {
    to: string;
    rate: string;
    on: string;
  };
  source?: "web" | "email" | "card" | "import" | "manual";
  campaign?: string;
  attribution?: {
    utm?: {
      source?: string;
      medium?: string;
      campaign?: string;
      term?: string;
      content?: string;
      id?: string;
    };
    clickIds?: {
      [k: string]: string;
    };
    referrer?: string;
    landingPage?: string;
    page?: string;
  };
  process?: {
    name: string;
    version: number;
  };
  owner?: string;
  number: string;
  kind?: "invoice" | "deposit";
  order?: string;
  quote?: string;
  orderReference?: string;
  buyerReference?: string;
  note?: string;
  bill?: number;
  again?: number;
  fulfilment?: number;
  deliveredOn?: string;
  issuedOn: string;
  dueOn: string;
  paymentTerms?: {
    days: number;
    /**
     * @minItems 2
     * @maxItems 24
     */
    instalments?: {
      percent: string;
      days: number;
    }[];
    earlyPayment?: {
      percent: string;
      days: number;
    };
  };
  /**
   * @maxItems 24
   */
  instalments?: {
    dueOn: string;
    amount: Money;
  }[];
  earlyPayment?: {
    until: string;
    percent: string;
    amount: Money;
  };
  seller?: Seller;
  buyer?: Buyer;
  /**
   * @maxItems 100
   */
  lines: Line[];
  discount?:
    | {
        percent: string;
      }
    | {
        amount: Money;
      };
  /**
   * @maxItems 20
   */
  charges?: {
    description: string;
    amount: Money;
    taxPercent: string;
    taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
    taxCode?: string;
    exemption?: {
      reason?: string;
      code?: string;
    };
    /**
     * @maxItems 1
     */
    given?: "tax"[];
  }[];
  deposit?: Money;
  /**
   * @maxItems 50
   */
  deducted?: {
    invoice: string;
    amount: Money;
    taxPercent: string;
    taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
    taxCode?: string;
    exemption?: {
      reason?: string;
      code?: string;
    };
  }[];
  totals: Totals;
}
export interface Seller {
  name: string;
  legalName?: string;
  address?: Address;
  taxIds?: {
    vat?: string;
    registration?: string;
  };
  endpoint?: {
    scheme: string;
    id: string;
  };
  contact?: {
    name?: string;
    phone?: string;
    email?: string;
  };
  bank?: {
    iban?: string;
    bic?: string;
    name?: string;
  };
  legalNote?: string;
}
export interface Buyer {
  name: string;
  legalName?: string;
  address?: Address;
  taxIds?: {
    vat?: string;
    registration?: string;
  };
  endpoint?: {
    scheme: string;
    id: string;
  };
  contact?: {
    name?: string;
    phone?: string;
    email?: string;
  };
}
/**
 * What invoice.payment-received tells.
 */
export interface InvoicePaymentReceivedData {
  account?: string;
  contact?: string;
  opportunity?: string;
  order?: string;
  number: string;
  payment: {
    amount: Money;
    method: string;
    reference?: string;
    paidOn: string;
  };
  paid: Money;
  balance: Money;
  customerCredit?: Money;
  earlyDiscount?: Money;
  overdue?: boolean;
  nextDueOn?: string;
}
/**
 * What invoice.paid tells.
 */
export interface InvoicePaidData {
  opportunity?: string;
  account?: string;
  contact?: string;
  topic: string;
  currency: string;
  exchangeRate?: {
    to: string;
    rate: string;
    on: string;
  };
  source?: "web" | "email" | "card" | "import" | "manual";
  campaign?: string;
  attribution?: {
    utm?: {
      source?: string;
      medium?: string;
      campaign?: string;
      term?: string;
      content?: string;
      id?: string;
    };
    clickIds?: {
      [k: string]: string;
    };
    referrer?: string;
    landingPage?: string;
    page?: string;
  };
  process?: {
    name: string;
    version: number;
  };
  owner?: string;
  number: string;
  kind?: "invoice" | "deposit";
  order?: string;
  quote?: string;
  orderReference?: string;
  buyerReference?: string;
  note?: string;
  bill?: number;
  again?: number;
  fulfilment?: number;
  deliveredOn?: string;
  issuedOn: string;
  dueOn: string;
  paymentTerms?: {
    days: number;
    /**
     * @minItems 2
     * @maxItems 24
     */
    instalments?: {
      percent: string;
      days: number;
    }[];
    earlyPayment?: {
      percent: string;
      days: number;
    };
  };
  /**
   * @maxItems 24
   */
  instalments?: {
    dueOn: string;
    amount: Money;
  }[];
  earlyPayment?: {
    until: string;
    percent: string;
    amount: Money;
  };
  discount?:
    | {
        percent: string;
      }
    | {
        amount: Money;
      };
  deposit?: Money;
  /**
   * @maxItems 50
   */
  deducted?: {
    invoice: string;
    amount: Money;
    taxPercent: string;
    taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
    taxCode?: string;
    exemption?: {
      reason?: string;
      code?: string;
    };
  }[];
  totals: Totals;
  paidOn: string;
}
/**
 * What invoice.overdue tells.
 */
export interface InvoiceOverdueData {
  account?: string;
  contact?: string;
  opportunity?: string;
  order?: string;
  number: string;
  dueOn: string;
  overdue: Money;
  balance: Money;
}
/**
 * What invoice.credited tells.
 */
export interface InvoiceCreditedData {
  opportunity?: string;
  account?: string;
  contact?: string;
  topic: string;
  currency: string;
  exchangeRate?: {
    to: string;
    rate: string;
    on: string;
  };
  source?: "web" | "email" | "card" | "import" | "manual";
  campaign?: string;
  attribution?: {
    utm?: {
      source?: string;
      medium?: string;
      campaign?: string;
      term?: string;
      content?: string;
      id?: string;
    };
    clickIds?: {
      [k: string]: string;
    };
    referrer?: string;
    landingPage?: string;
    page?: string;
  };
  process?: {
    name: string;
    version: number;
  };
  owner?: string;
  kind?: "invoice" | "deposit";
  order?: string;
  quote?: string;
  orderReference?: string;
  buyerReference?: string;
  bill?: number;
  deliveredOn?: string;
  seller?: Seller;
  buyer?: Buyer;
  invoice: string;
  invoiceNumber: string;
  invoiceIssuedOn: string;
  credit: number;
  return?: number;
  reason?: string;
  note?: string;
  /**
   * @maxItems 100
   */
  lines: {
    line: number;
    product?: string;
    description: string;
    unit?: string;
    quantity: string;
    unitPrice: string;
    discountPercent: string;
    discountAmount?: Money;
    taxPercent: string;
    taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
    taxCode?: string;
    exemption?: {
      reason?: string;
      code?: string;
    };
    priceList?: string;
    /**
     * @maxItems 2
     */
    given?: ("unitPrice" | "tax")[];
    net: Money;
    byAmount?: true;
  }[];
  discount?: {
    amount: Money;
  };
  /**
   * @maxItems 20
   */
  charges?: {
    description: string;
    amount: Money;
    taxPercent: string;
    taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
    taxCode?: string;
    exemption?: {
      reason?: string;
      code?: string;
    };
    /**
     * @maxItems 1
     */
    given?: "tax"[];
    charge: number;
  }[];
  totals: Totals;
  number: string;
  creditNote: string;
  from?: string;
  /**
   * @maxItems 50
   */
  deducted?: {
    invoice: string;
    amount: Money;
    taxPercent: string;
    taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
    taxCode?: string;
    exemption?: {
      reason?: string;
      code?: string;
    };
  }[];
  /**
   * @maxItems 50
   */
  stillDeducted?: {
    invoice: string;
    amount: Money;
    taxPercent: string;
    taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
    taxCode?: string;
    exemption?: {
      reason?: string;
      code?: string;
    };
  }[];
  complete: boolean;
  balance: Money;
  customerCredit: Money;
  overdue?: boolean;
  nextDueOn?: string;
}
/**
 * What invoice.refunded tells.
 */
export interface InvoiceRefundedData {
  account?: string;
  contact?: string;
  opportunity?: string;
  order?: string;
  number: string;
  refund: {
    amount: Money;
    method: string;
    reference?: string;
    refundedOn: string;
  };
  refunded: Money;
  customerCredit: Money;
}
/**
 * What invoice.written-off tells.
 */
export interface InvoiceWrittenOffData {
  account?: string;
  contact?: string;
  opportunity?: string;
  order?: string;
  number: string;
  amount: Money;
  reason?: string;
  note?: string;
}
/**
 * What invoice.cancelled tells.
 */
export interface InvoiceCancelledData {
  opportunity?: string;
  account?: string;
  contact?: string;
  topic: string;
  currency: string;
  exchangeRate?: {
    to: string;
    rate: string;
    on: string;
  };
  source?: "web" | "email" | "card" | "import" | "manual";
  campaign?: string;
  attribution?: {
    utm?: {
      source?: string;
      medium?: string;
      campaign?: string;
      term?: string;
      content?: string;
      id?: string;
    };
    clickIds?: {
      [k: string]: string;
    };
    referrer?: string;
    landingPage?: string;
    page?: string;
  };
  process?: {
    name: string;
    version: number;
  };
  owner?: string;
  number: string;
  kind?: "invoice" | "deposit";
  order?: string;
  quote?: string;
  orderReference?: string;
  buyerReference?: string;
  note?: string;
  bill?: number;
  again?: number;
  fulfilment?: number;
  deliveredOn?: string;
  issuedOn: string;
  dueOn: string;
  paymentTerms?: {
    days: number;
    /**
     * @minItems 2
     * @maxItems 24
     */
    instalments?: {
      percent: string;
      days: number;
    }[];
    earlyPayment?: {
      percent: string;
      days: number;
    };
  };
  /**
   * @maxItems 24
   */
  instalments?: {
    dueOn: string;
    amount: Money;
  }[];
  earlyPayment?: {
    until: string;
    percent: string;
    amount: Money;
  };
  discount?:
    | {
        percent: string;
      }
    | {
        amount: Money;
      };
  deposit?: Money;
  /**
   * @maxItems 50
   */
  deducted?: {
    invoice: string;
    amount: Money;
    taxPercent: string;
    taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
    taxCode?: string;
    exemption?: {
      reason?: string;
      code?: string;
    };
  }[];
  totals: Totals;
  reason?: string;
  returned?: true;
}
/**
 * What invoice.assigned tells.
 */
export interface InvoiceAssignedData {
  before?: string;
  after?: string;
}
/**
 * What invoice.migrated tells.
 */
export interface InvoiceMigratedData {
  before?: {
    name: string;
    version: number;
  };
  after: {
    name: string;
    version: number;
  };
}
/**
 * What credit-note.issued tells.
 */
export interface CreditNoteIssuedData {
  opportunity?: string;
  account?: string;
  contact?: string;
  topic: string;
  currency: string;
  exchangeRate?: {
    to: string;
    rate: string;
    on: string;
  };
  source?: "web" | "email" | "card" | "import" | "manual";
  campaign?: string;
  attribution?: {
    utm?: {
      source?: string;
      medium?: string;
      campaign?: string;
      term?: string;
      content?: string;
      id?: string;
    };
    clickIds?: {
      [k: string]: string;
    };
    referrer?: string;
    landingPage?: string;
    page?: string;
  };
  process?: {
    name: string;
    version: number;
  };
  owner?: string;
  kind?: "invoice" | "deposit";
  order?: string;
  quote?: string;
  orderReference?: string;
  buyerReference?: string;
  bill?: number;
  deliveredOn?: string;
  seller?: Seller;
  buyer?: Buyer;
  invoice: string;
  invoiceNumber: string;
  invoiceIssuedOn: string;
  credit: number;
  return?: number;
  reason?: string;
  note?: string;
  /**
   * @maxItems 100
   */
  lines: {
    line: number;
    product?: string;
    description: string;
    unit?: string;
    quantity: string;
    unitPrice: string;
    discountPercent: string;
    discountAmount?: Money;
    taxPercent: string;
    taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
    taxCode?: string;
    exemption?: {
      reason?: string;
      code?: string;
    };
    priceList?: string;
    /**
     * @maxItems 2
     */
    given?: ("unitPrice" | "tax")[];
    net: Money;
    byAmount?: true;
  }[];
  discount?: {
    amount: Money;
  };
  /**
   * @maxItems 20
   */
  charges?: {
    description: string;
    amount: Money;
    taxPercent: string;
    taxCategory?: "S" | "Z" | "E" | "AE" | "K" | "G" | "O";
    taxCode?: string;
    exemption?: {
      reason?: string;
      code?: string;
    };
    /**
     * @maxItems 1
     */
    given?: "tax"[];
    charge: number;
  }[];
  totals: Totals;
  number: string;
  issuedOn: string;
}
/**
 * What credit-note.assigned tells.
 */
export interface CreditNoteAssignedData {
  before?: string;
  after?: string;
}
/**
 * What credit-note.migrated tells.
 */
export interface CreditNoteMigratedData {
  before?: {
    name: string;
    version: number;
  };
  after: {
    name: string;
    version: number;
  };
}
/**
 * What activity.added tells.
 */
export interface ActivityAddedData {
  regarding: {
    stage: "lead" | "account" | "contact" | "opportunity" | "quote" | "order" | "invoice" | "credit-note";
    id: string;
  };
  kind: "note" | "call" | "meeting" | "email" | "task";
  submission?: string;
  subject?: string;
  text?: string;
  dueOn?: string;
  owner?: string;
  open: boolean;
}
/**
 * What activity.changed tells.
 */
export interface ActivityChangedData {
  kind: "note" | "call" | "meeting" | "email" | "task";
  before: {
    subject?: string;
    text?: string;
    dueOn?: string;
    owner?: string;
  };
  after: {
    subject?: string;
    text?: string;
    dueOn?: string;
    owner?: string;
  };
}
/**
 * What activity.done tells.
 */
export interface ActivityDoneData {
  kind: "note" | "call" | "meeting" | "email" | "task";
  subject?: string;
}
/**
 * What activity.deleted tells.
 */
export interface ActivityDeletedData {
  kind: "note" | "call" | "meeting" | "email" | "task";
}
/**
 * What seller.changed tells.
 */
export interface SellerChangedData {
  before?: Seller;
  after: Seller;
}
/**
 * What process.changed tells.
 */
export interface ProcessChangedData {
  before?: {
    processes: {
      [k: string]: {
        labels?: {
          [k: string]: {
            [k: string]: string;
          };
        };
        reasons: {
          /**
           * @maxItems 50
           */
          [k: string]: {
            code: string;
            label: {
              [k: string]: string;
            };
            retired?: boolean;
            needsNote?: boolean;
          }[];
        };
        steps: {
          /**
           * @maxItems 30
           */
          [k: string]: {
            id: string;
            label: {
              [k: string]: string;
            };
            field?: string;
            check?: true;
            optional?: boolean;
            when?: {
              field: string;
              /**
               * @maxItems 20
               */
              is?: (string | boolean)[];
              filled?: boolean;
              atLeast?: string;
            };
          }[];
        };
        approval?: {
          total?: {
            [k: string]: string;
          };
          discountPercent?: string;
          role: "sales" | "fulfilment" | "finance" | "admin";
          fourEyes?: boolean;
        };
        tolerance: {
          overDeliveryPercent: string;
        };
        invoicing: "on-fulfilment" | "on-order" | "when-complete" | "manual";
        depositPercent: string;
        numbers: {
          invoice: string;
          creditNote: string;
        };
        paymentTerms?: {
          days: number;
          /**
           * @minItems 2
           * @maxItems 24
           */
          instalments?: {
            percent: string;
            days: number;
          }[];
          earlyPayment?: {
            percent: string;
            days: number;
          };
        };
        create: {
          account: "always" | "never" | "ask";
          contact: "always" | "never" | "ask";
          opportunity: "always" | "never" | "ask";
        };
        cashRounding?: {
          [k: string]: string;
        };
      };
    };
    /**
     * @maxItems 100
     */
    choose: {
      process: string;
      /**
       * @maxItems 20
       */
      source?: string[];
      /**
       * @maxItems 50
       */
      productFamily?: string[];
      /**
       * @maxItems 50
       */
      caller?: string[];
    }[];
    fallback: string;
  };
  after: {
    processes: {
      [k: string]: {
        labels?: {
          [k: string]: {
            [k: string]: string;
          };
        };
        reasons: {
          /**
           * @maxItems 50
           */
          [k: string]: {
            code: string;
            label: {
              [k: string]: string;
            };
            retired?: boolean;
            needsNote?: boolean;
          }[];
        };
        steps: {
          /**
           * @maxItems 30
           */
          [k: string]: {
            id: string;
            label: {
              [k: string]: string;
            };
            field?: string;
            check?: true;
            optional?: boolean;
            when?: {
              field: string;
              /**
               * @maxItems 20
               */
              is?: (string | boolean)[];
              filled?: boolean;
              atLeast?: string;
            };
          }[];
        };
        approval?: {
          total?: {
            [k: string]: string;
          };
          discountPercent?: string;
          role: "sales" | "fulfilment" | "finance" | "admin";
          fourEyes?: boolean;
        };
        tolerance: {
          overDeliveryPercent: string;
        };
        invoicing: "on-fulfilment" | "on-order" | "when-complete" | "manual";
        depositPercent: string;
        numbers: {
          invoice: string;
          creditNote: string;
        };
        paymentTerms?: {
          days: number;
          /**
           * @minItems 2
           * @maxItems 24
           */
          instalments?: {
            percent: string;
            days: number;
          }[];
          earlyPayment?: {
            percent: string;
            days: number;
          };
        };
        create: {
          account: "always" | "never" | "ask";
          contact: "always" | "never" | "ask";
          opportunity: "always" | "never" | "ask";
        };
        cashRounding?: {
          [k: string]: string;
        };
      };
    };
    /**
     * @maxItems 100
     */
    choose: {
      process: string;
      /**
       * @maxItems 20
       */
      source?: string[];
      /**
       * @maxItems 50
       */
      productFamily?: string[];
      /**
       * @maxItems 50
       */
      caller?: string[];
    }[];
    fallback: string;
  };
  note?: string;
}
/**
 * What form.added tells.
 */
export interface FormAddedData {
  name: string;
  title?: string;
  intro?: string;
  language: string;
  /**
   * @minItems 1
   * @maxItems 60
   */
  fields: {
    name: string;
    label: string;
    kind: "text" | "textarea" | "email" | "tel" | "url" | "select" | "checkbox" | "number" | "date" | "file";
    required?: boolean;
    help?: string;
    /**
     * @minItems 1
     * @maxItems 200
     */
    options?: {
      value: string;
      label?: string;
    }[];
    maxLength?: number;
    field?:
      | "topic"
      | "firstName"
      | "lastName"
      | "jobTitle"
      | "email"
      | "phone"
      | "company"
      | "website"
      | "productFamily"
      | "need"
      | "note";
  }[];
  /**
   * @maxItems 50
   */
  origins?: string[];
  successMessage?: string;
  redirect?: string;
  /**
   * @maxItems 10
   */
  consents?: {
    id: string;
    version: string;
    text: string;
    required: boolean;
  }[];
  doubleOptIn?: boolean;
  captcha?:
    | {
        type: "none";
      }
    | {
        type: "altcha";
        cost?: number;
      }
    | {
        type: "turnstile";
        siteKey: string;
      };
  limits?: {
    perAddress: number;
    perForm: number;
  };
  minSeconds?: number;
  campaign?: string;
  owner?: string;
  process?: string;
  topic?: string;
}
/**
 * What form.changed tells.
 */
export interface FormChangedData {
  before: {
    name?: string;
    title?: string;
    intro?: string;
    language?: string;
    /**
     * @minItems 1
     * @maxItems 60
     */
    fields?: {
      name: string;
      label: string;
      kind: "text" | "textarea" | "email" | "tel" | "url" | "select" | "checkbox" | "number" | "date" | "file";
      required?: boolean;
      help?: string;
      /**
       * @minItems 1
       * @maxItems 200
       */
      options?: {
        value: string;
        label?: string;
      }[];
      maxLength?: number;
      field?:
        | "topic"
        | "firstName"
        | "lastName"
        | "jobTitle"
        | "email"
        | "phone"
        | "company"
        | "website"
        | "productFamily"
        | "need"
        | "note";
    }[];
    /**
     * @maxItems 50
     */
    origins?: string[];
    successMessage?: string;
    redirect?: string;
    /**
     * @maxItems 10
     */
    consents?: {
      id: string;
      version: string;
      text: string;
      required: boolean;
    }[];
    doubleOptIn?: boolean;
    captcha?:
      | {
          type: "none";
        }
      | {
          type: "altcha";
          cost?: number;
        }
      | {
          type: "turnstile";
          siteKey: string;
        };
    limits?: {
      perAddress: number;
      perForm: number;
    };
    minSeconds?: number;
    campaign?: string;
    owner?: string;
    process?: string;
    topic?: string;
  };
  after: {
    name?: string;
    title?: string;
    intro?: string;
    language?: string;
    /**
     * @minItems 1
     * @maxItems 60
     */
    fields?: {
      name: string;
      label: string;
      kind: "text" | "textarea" | "email" | "tel" | "url" | "select" | "checkbox" | "number" | "date" | "file";
      required?: boolean;
      help?: string;
      /**
       * @minItems 1
       * @maxItems 200
       */
      options?: {
        value: string;
        label?: string;
      }[];
      maxLength?: number;
      field?:
        | "topic"
        | "firstName"
        | "lastName"
        | "jobTitle"
        | "email"
        | "phone"
        | "company"
        | "website"
        | "productFamily"
        | "need"
        | "note";
    }[];
    /**
     * @maxItems 50
     */
    origins?: string[];
    successMessage?: string;
    redirect?: string;
    /**
     * @maxItems 10
     */
    consents?: {
      id: string;
      version: string;
      text: string;
      required: boolean;
    }[];
    doubleOptIn?: boolean;
    captcha?:
      | {
          type: "none";
        }
      | {
          type: "altcha";
          cost?: number;
        }
      | {
          type: "turnstile";
          siteKey: string;
        };
    limits?: {
      perAddress: number;
      perForm: number;
    };
    minSeconds?: number;
    campaign?: string;
    owner?: string;
    process?: string;
    topic?: string;
  };
}
/**
 * What form.retired tells.
 */
export interface FormRetiredData {
  name: string;
}
/**
 * What capture.changed tells.
 */
export interface CaptureChangedData {
  before?: {
    duplicates: {
      web: "merge" | "link" | "hold";
      email: "merge" | "link" | "hold";
      card: "merge" | "link" | "hold";
      import: "merge" | "link" | "hold";
    };
    spam: {
      holdAt: number;
      spamAt: number;
    };
    mailsOfSender: {
      most: number;
      minutes: number;
    };
    cards: {
      holdBelow: number;
    };
    /**
     * @maxItems 60
     */
    score?: {
      id: string;
      label?: {
        [k: string]: string;
      };
      points: number;
      when: {
        /**
         * @minItems 1
         * @maxItems 50
         */
        source?: ("web" | "email" | "card" | "import" | "manual")[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        form?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        import?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        campaign?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        language?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        country?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        productFamily?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        company?: string[];
        mail?: "free" | "own";
        /**
         * @minItems 1
         * @maxItems 500
         */
        mailDomain?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        filled?: (
          | "firstName"
          | "lastName"
          | "jobTitle"
          | "email"
          | "phone"
          | "phoneE164"
          | "address"
          | "company"
          | "website"
          | "campaign"
          | "productFamily"
          | "note"
          | "need"
          | "budget"
          | "timeframe"
          | "purchaseProcess"
          | "decisionMaker"
          | "account"
          | "contact"
        )[];
        budgetAtLeast?: Money;
        touchesAtLeast?: number;
        answers?: {
          /**
           * @minItems 1
           * @maxItems 50
           */
          [k: string]: string[];
        };
      };
    }[];
    /**
     * @maxItems 100
     */
    assign?: {
      id: string;
      label?: {
        [k: string]: string;
      };
      when: {
        /**
         * @minItems 1
         * @maxItems 50
         */
        source?: ("web" | "email" | "card" | "import" | "manual")[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        form?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        import?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        campaign?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        language?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        country?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        productFamily?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        company?: string[];
        mail?: "free" | "own";
        /**
         * @minItems 1
         * @maxItems 500
         */
        mailDomain?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        filled?: (
          | "firstName"
          | "lastName"
          | "jobTitle"
          | "email"
          | "phone"
          | "phoneE164"
          | "address"
          | "company"
          | "website"
          | "campaign"
          | "productFamily"
          | "note"
          | "need"
          | "budget"
          | "timeframe"
          | "purchaseProcess"
          | "decisionMaker"
          | "account"
          | "contact"
        )[];
        budgetAtLeast?: Money;
        touchesAtLeast?: number;
        answers?: {
          /**
           * @minItems 1
           * @maxItems 50
           */
          [k: string]: string[];
        };
        scoreAtLeast?: number;
      };
      to:
        | {
            owner: string;
          }
        | {
            team: string;
          };
    }[];
    workingHours?: {
      timeZone: string;
      /**
       * @minItems 1
       * @maxItems 21
       */
      hours: {
        /**
         * @minItems 1
         * @maxItems 7
         */
        days: ("sun" | "mon" | "tue" | "wed" | "thu" | "fri" | "sat")[];
        from: string;
        to: string;
      }[];
      /**
       * @maxItems 200
       */
      holidays?: string[];
    };
    /**
     * @maxItems 20
     */
    firstResponse?: {
      id: string;
      label?: {
        [k: string]: string;
      };
      when: {
        /**
         * @minItems 1
         * @maxItems 50
         */
        source?: ("web" | "email" | "card" | "import" | "manual")[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        form?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        import?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        campaign?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        language?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        country?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        productFamily?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        company?: string[];
        mail?: "free" | "own";
        /**
         * @minItems 1
         * @maxItems 500
         */
        mailDomain?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        filled?: (
          | "firstName"
          | "lastName"
          | "jobTitle"
          | "email"
          | "phone"
          | "phoneE164"
          | "address"
          | "company"
          | "website"
          | "campaign"
          | "productFamily"
          | "note"
          | "need"
          | "budget"
          | "timeframe"
          | "purchaseProcess"
          | "decisionMaker"
          | "account"
          | "contact"
        )[];
        budgetAtLeast?: Money;
        touchesAtLeast?: number;
        answers?: {
          /**
           * @minItems 1
           * @maxItems 50
           */
          [k: string]: string[];
        };
        scoreAtLeast?: number;
      };
      minutes: number;
      workingHours?: boolean;
    }[];
  };
  after: {
    duplicates: {
      web: "merge" | "link" | "hold";
      email: "merge" | "link" | "hold";
      card: "merge" | "link" | "hold";
      import: "merge" | "link" | "hold";
    };
    spam: {
      holdAt: number;
      spamAt: number;
    };
    mailsOfSender: {
      most: number;
      minutes: number;
    };
    cards: {
      holdBelow: number;
    };
    /**
     * @maxItems 60
     */
    score?: {
      id: string;
      label?: {
        [k: string]: string;
      };
      points: number;
      when: {
        /**
         * @minItems 1
         * @maxItems 50
         */
        source?: ("web" | "email" | "card" | "import" | "manual")[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        form?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        import?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        campaign?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        language?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        country?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        productFamily?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        company?: string[];
        mail?: "free" | "own";
        /**
         * @minItems 1
         * @maxItems 500
         */
        mailDomain?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        filled?: (
          | "firstName"
          | "lastName"
          | "jobTitle"
          | "email"
          | "phone"
          | "phoneE164"
          | "address"
          | "company"
          | "website"
          | "campaign"
          | "productFamily"
          | "note"
          | "need"
          | "budget"
          | "timeframe"
          | "purchaseProcess"
          | "decisionMaker"
          | "account"
          | "contact"
        )[];
        budgetAtLeast?: Money;
        touchesAtLeast?: number;
        answers?: {
          /**
           * @minItems 1
           * @maxItems 50
           */
          [k: string]: string[];
        };
      };
    }[];
    /**
     * @maxItems 100
     */
    assign?: {
      id: string;
      label?: {
        [k: string]: string;
      };
      when: {
        /**
         * @minItems 1
         * @maxItems 50
         */
        source?: ("web" | "email" | "card" | "import" | "manual")[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        form?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        import?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        campaign?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        language?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        country?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        productFamily?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        company?: string[];
        mail?: "free" | "own";
        /**
         * @minItems 1
         * @maxItems 500
         */
        mailDomain?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        filled?: (
          | "firstName"
          | "lastName"
          | "jobTitle"
          | "email"
          | "phone"
          | "phoneE164"
          | "address"
          | "company"
          | "website"
          | "campaign"
          | "productFamily"
          | "note"
          | "need"
          | "budget"
          | "timeframe"
          | "purchaseProcess"
          | "decisionMaker"
          | "account"
          | "contact"
        )[];
        budgetAtLeast?: Money;
        touchesAtLeast?: number;
        answers?: {
          /**
           * @minItems 1
           * @maxItems 50
           */
          [k: string]: string[];
        };
        scoreAtLeast?: number;
      };
      to:
        | {
            owner: string;
          }
        | {
            team: string;
          };
    }[];
    workingHours?: {
      timeZone: string;
      /**
       * @minItems 1
       * @maxItems 21
       */
      hours: {
        /**
         * @minItems 1
         * @maxItems 7
         */
        days: ("sun" | "mon" | "tue" | "wed" | "thu" | "fri" | "sat")[];
        from: string;
        to: string;
      }[];
      /**
       * @maxItems 200
       */
      holidays?: string[];
    };
    /**
     * @maxItems 20
     */
    firstResponse?: {
      id: string;
      label?: {
        [k: string]: string;
      };
      when: {
        /**
         * @minItems 1
         * @maxItems 50
         */
        source?: ("web" | "email" | "card" | "import" | "manual")[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        form?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        import?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        campaign?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        language?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        country?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        productFamily?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        company?: string[];
        mail?: "free" | "own";
        /**
         * @minItems 1
         * @maxItems 500
         */
        mailDomain?: string[];
        /**
         * @minItems 1
         * @maxItems 50
         */
        filled?: (
          | "firstName"
          | "lastName"
          | "jobTitle"
          | "email"
          | "phone"
          | "phoneE164"
          | "address"
          | "company"
          | "website"
          | "campaign"
          | "productFamily"
          | "note"
          | "need"
          | "budget"
          | "timeframe"
          | "purchaseProcess"
          | "decisionMaker"
          | "account"
          | "contact"
        )[];
        budgetAtLeast?: Money;
        touchesAtLeast?: number;
        answers?: {
          /**
           * @minItems 1
           * @maxItems 50
           */
          [k: string]: string[];
        };
        scoreAtLeast?: number;
      };
      minutes: number;
      workingHours?: boolean;
    }[];
  };
}
/**
 * What import.created tells.
 */
export interface ImportCreatedData {
  fileName: string;
  key: string;
  campaign?: string;
  owner?: string;
  process?: string;
  tag?: string;
  bytes?: number;
}
/**
 * What import.mapped tells.
 */
export interface ImportMappedData {
  etag: string;
  bytes: number;
  encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
  delimiter: string;
  hasHeader: boolean;
  begin: number;
  /**
   * @minItems 1
   * @maxItems 100
   */
  columns: {
    name: string;
    field:
      | "firstName"
      | "lastName"
      | "name"
      | "jobTitle"
      | "email"
      | "phone"
      | "company"
      | "website"
      | "topic"
      | "need"
      | "productFamily"
      | "note"
      | "campaign"
      | "language"
      | "street"
      | "street2"
      | "postalCode"
      | "city"
      | "region"
      | "country"
      | "lead"
      | "answer"
      | "ignore";
    confidence: number;
    why: "header" | "header-part" | "values" | "person" | "nothing";
  }[];
  /**
   * @maxItems 5
   */
  sample: string[][];
  /**
   * @maxItems 20
   */
  warnings?: string[];
}
/**
 * What import.changed tells.
 */
export interface ImportChangedData {
  before: {
    columns?: {
      name: string;
      field:
        | "firstName"
        | "lastName"
        | "name"
        | "jobTitle"
        | "email"
        | "phone"
        | "company"
        | "website"
        | "topic"
        | "need"
        | "productFamily"
        | "note"
        | "campaign"
        | "language"
        | "street"
        | "street2"
        | "postalCode"
        | "city"
        | "region"
        | "country"
        | "lead"
        | "answer"
        | "ignore";
      confidence: number;
      why: "header" | "header-part" | "values" | "person" | "nothing";
    }[];
    campaign?: string;
    owner?: string;
    process?: string;
    tag?: string;
  };
  after: {
    columns?: {
      name: string;
      field:
        | "firstName"
        | "lastName"
        | "name"
        | "jobTitle"
        | "email"
        | "phone"
        | "company"
        | "website"
        | "topic"
        | "need"
        | "productFamily"
        | "note"
        | "campaign"
        | "language"
        | "street"
        | "street2"
        | "postalCode"
        | "city"
        | "region"
        | "country"
        | "lead"
        | "answer"
        | "ignore";
      confidence: number;
      why: "header" | "header-part" | "values" | "person" | "nothing";
    }[];
    campaign?: string;
    owner?: string;
    process?: string;
    tag?: string;
  };
}
/**
 * What import.check-started tells.
 */
export interface ImportCheckStartedData {
  nth: number;
}
/**
 * What import.progressed tells.
 */
export interface ImportProgressedData {
  phase: "check" | "run";
  nth: number;
  from: {
    row: number;
    at: number;
  };
  next: {
    row: number;
    at: number;
  };
  counts: {
    new: number;
    merged: number;
    held: number;
    rejected: number;
    flagged: number;
  };
}
/**
 * What import.checked tells.
 */
export interface ImportCheckedData {
  rows: number;
  counts: {
    new: number;
    merged: number;
    held: number;
    rejected: number;
    flagged: number;
  };
}
/**
 * What import.started tells.
 */
export interface ImportStartedData {
  rows: number;
}
/**
 * What import.done tells.
 */
export interface ImportDoneData {
  rows: number;
  counts: {
    new: number;
    merged: number;
    held: number;
    rejected: number;
    flagged: number;
  };
}
/**
 * What import.failed tells.
 */
export interface ImportFailedData {
  code: "too-many-rows" | "quote-not-closed" | "file-changed" | "file-missing" | "unreadable";
  message: string;
  row?: number;
}
/**
 * What import.cancelled tells.
 */
export interface ImportCancelledData {
  note?: string;
}
/**
 * What team.added tells.
 */
export interface TeamAddedData {
  name: string;
  method: "round-robin" | "by-load";
  /**
   * @minItems 1
   * @maxItems 50
   */
  members: {
    owner: string;
    timeZone?: string;
    /**
     * @minItems 1
     * @maxItems 21
     */
    hours?: {
      /**
       * @minItems 1
       * @maxItems 7
       */
      days: ("sun" | "mon" | "tue" | "wed" | "thu" | "fri" | "sat")[];
      from: string;
      to: string;
    }[];
    paused?: boolean;
    most?: number;
  }[];
  timeZone: string;
  /**
   * @minItems 1
   * @maxItems 21
   */
  hours?: {
    /**
     * @minItems 1
     * @maxItems 7
     */
    days: ("sun" | "mon" | "tue" | "wed" | "thu" | "fri" | "sat")[];
    from: string;
    to: string;
  }[];
  /**
   * @maxItems 200
   */
  holidays?: string[];
  outOfHours?: "next" | "queue";
}
/**
 * What team.changed tells.
 */
export interface TeamChangedData {
  before: {
    name?: string;
    method?: "round-robin" | "by-load";
    /**
     * @minItems 1
     * @maxItems 50
     */
    members?: {
      owner: string;
      timeZone?: string;
      /**
       * @minItems 1
       * @maxItems 21
       */
      hours?: {
        /**
         * @minItems 1
         * @maxItems 7
         */
        days: ("sun" | "mon" | "tue" | "wed" | "thu" | "fri" | "sat")[];
        from: string;
        to: string;
      }[];
      paused?: boolean;
      most?: number;
    }[];
    timeZone?: string;
    /**
     * @minItems 1
     * @maxItems 21
     */
    hours?: {
      /**
       * @minItems 1
       * @maxItems 7
       */
      days: ("sun" | "mon" | "tue" | "wed" | "thu" | "fri" | "sat")[];
      from: string;
      to: string;
    }[];
    /**
     * @maxItems 200
     */
    holidays?: string[];
    outOfHours?: "next" | "queue";
  };
  after: {
    name?: string;
    method?: "round-robin" | "by-load";
    /**
     * @minItems 1
     * @maxItems 50
     */
    members?: {
      owner: string;
      timeZone?: string;
      /**
       * @minItems 1
       * @maxItems 21
       */
      hours?: {
        /**
         * @minItems 1
         * @maxItems 7
         */
        days: ("sun" | "mon" | "tue" | "wed" | "thu" | "fri" | "sat")[];
        from: string;
        to: string;
      }[];
      paused?: boolean;
      most?: number;
    }[];
    timeZone?: string;
    /**
     * @minItems 1
     * @maxItems 21
     */
    hours?: {
      /**
       * @minItems 1
       * @maxItems 7
       */
      days: ("sun" | "mon" | "tue" | "wed" | "thu" | "fri" | "sat")[];
      from: string;
      to: string;
    }[];
    /**
     * @maxItems 200
     */
    holidays?: string[];
    outOfHours?: "next" | "queue";
  };
  wakeAt?: string;
}
/**
 * What team.gave tells.
 */
export interface TeamGaveData {
  lead: string;
  owner: string;
  wakeAt?: string;
}
/**
 * What team.queued tells.
 */
export interface TeamQueuedData {
  lead: string;
  wakeAt?: string;
}
/**
 * What team.turned-away tells.
 */
export interface TeamTurnedAwayData {
  lead: string;
}
/**
 * What team.ended tells.
 */
export interface TeamEndedData {
  lead: string;
  owner?: string;
  wakeAt?: string;
}
/**
 * What team.retired tells.
 */
export interface TeamRetiredData {
  name: string;
}
/**
 * What dead-letter.discarded tells.
 */
export interface DeadLetterDiscardedData {
  reaction: string;
  message?: string;
  event?: string;
  type?: string;
  record?: string;
  tries: number;
  reason: string;
  content?: string;
}
/**
 * What subscription.created tells.
 */
export interface SubscriptionCreatedData {
  url: string;
  types: string[];
  filter?: {
    [k: string]: unknown;
  };
  description?: string;
  ordered: boolean;
  format: "standard" | "cloudevents";
  inFlight: number;
  contracts?: string;
  owner: string;
}
/**
 * What subscription.updated tells.
 */
export interface SubscriptionUpdatedData {
  before: {
    url?: string;
    types?: string[];
    filter?: {
      [k: string]: unknown;
    };
    description?: string;
    ordered?: boolean;
    format?: "standard" | "cloudevents";
    inFlight?: number;
    contracts?: string;
    owner?: string;
  };
  after: {
    url?: string;
    types?: string[];
    filter?: {
      [k: string]: unknown;
    };
    description?: string;
    ordered?: boolean;
    format?: "standard" | "cloudevents";
    inFlight?: number;
    contracts?: string;
    owner?: string;
  };
}
/**
 * What subscription.secret-rotated tells.
 */
export interface SubscriptionSecretRotatedData {
  url: string;
  generation: number;
  previousUntil?: string;
}
/**
 * What subscription.paused tells.
 */
export interface SubscriptionPausedData {
  url: string;
}
/**
 * What subscription.resumed tells.
 */
export interface SubscriptionResumedData {
  url: string;
  was: "paused" | "failing" | "disabled";
}
/**
 * What subscription.tested tells.
 */
export interface SubscriptionTestedData {
  url: string;
}
/**
 * What subscription.redelivery-asked tells.
 */
export interface SubscriptionRedeliveryAskedData {
  from?: string;
  to?: string;
  delivery?: string;
}
/**
 * What subscription.failing tells.
 */
export interface SubscriptionFailingData {
  url: string;
  owner: string;
  since: string;
  reason: string;
}
/**
 * What subscription.recovered tells.
 */
export interface SubscriptionRecoveredData {
  url: string;
  since: string;
}
/**
 * What subscription.disabled tells.
 */
export interface SubscriptionDisabledData {
  url: string;
  owner: string;
  description?: string;
  reason: "gone" | "failing" | "asked";
  since?: string;
  lastError?: string;
}
/**
 * What export.requested tells.
 */
export interface ExportRequestedData {
  from: string;
  to: string;
  /**
   * @minItems 1
   * @maxItems 60
   */
  types?: string[];
  contracts?: string;
}
/**
 * What export.started tells.
 */
export interface ExportStartedData {
  after: number;
  until: number;
  position: string;
}
/**
 * What export.part-written tells.
 */
export interface ExportPartWrittenData {
  after: number;
  next: number;
  part: number;
  events: number;
  bytes: number;
  sha256: string;
}
/**
 * What export.searched tells.
 */
export interface ExportSearchedData {
  after: number;
  next: number;
}
/**
 * What export.completed tells.
 */
export interface ExportCompletedData {
  from: string;
  to: string;
  /**
   * @minItems 1
   * @maxItems 60
   */
  types?: string[];
  contracts?: string;
  parts: number;
  events: number;
  bytes: number;
  position: string;
}
/**
 * What export.failed tells.
 */
export interface ExportFailedData {
  message: string;
  after?: number;
}
/**
 * What export.cancelled tells.
 */
export interface ExportCancelledData {
  note?: string;
}

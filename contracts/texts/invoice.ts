import type { creditNote } from "../../domain/credit-note/credit-note.ts";
import type { invoice } from "../../domain/invoice/invoice.ts";
import { assigned, migrated, type Texts } from "./text.ts";

/** What a customer owes. */
export const invoiceTexts: Texts<typeof invoice> = {
  "invoice.issued": {
    text: "An invoice was issued, with its number, both parties as they were that day, and all amounts by EN 16931. It never changes: credit notes correct it.",
    by: ["issue", "write"],
  },
  "invoice.payment-received": {
    text: "A payment was noted: `paid` is the sum of all, `balance` what is still open, `customerCredit` what was paid too much.",
    by: ["pay"],
  },
  "invoice.paid": {
    text: "Nothing is open any more: the invoice is settled, by payments, by credits or because nothing was owed.",
    by: ["pay", "issue", "write", "credit", "credit-return", "credit-deposit"],
  },
  "invoice.overdue": {
    text: "A part of the invoice was due and is not paid: `overdue` is how much, `balance` all that is open.",
    by: ["mark-overdue"],
  },
  "invoice.credited": {
    text: "Something of the invoice is credited: lines, amounts and taxes of this credit, and what stands open after it. `credit-note.issued` follows with its number.",
    by: ["credit", "credit-return", "credit-deposit", "cancel"],
  },
  "invoice.refunded": {
    text: "Money went back to the customer: `refunded` is the sum of all, `customerCredit` what is still owed to them.",
    by: ["refund"],
  },
  "invoice.written-off": {
    text: "The open rest is not expected any more, with the reason. It may still be paid.",
    by: ["write-off"],
  },
  "invoice.cancelled": {
    text: "All of the invoice was credited, so that nothing is left of it.",
    by: ["cancel", "credit", "credit-return", "credit-deposit"],
  },
  "invoice.assigned": assigned("the invoice"),
  "invoice.migrated": migrated("the invoice"),
};

/** What corrects an invoice. */
export const creditNoteTexts: Texts<typeof creditNote> = {
  "credit-note.issued": {
    text: "A credit note was issued, with a number of its own, the invoice that it corrects, and all amounts.",
    by: ["issue"],
  },
  "credit-note.assigned": assigned("the credit note"),
  "credit-note.migrated": migrated("the credit note"),
};

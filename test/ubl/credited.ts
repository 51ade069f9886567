import { creditNote } from "../../domain/credit-note/credit-note.ts";
import { issueCreditNote } from "../../domain/credit-note/issue.ts";
import { creditInvoice } from "../../domain/invoice/credit.ts";
import { invoice } from "../../domain/invoice/invoice.ts";
import type { InvoiceTerms } from "../../domain/invoice/terms.ts";
import { given } from "../support/given.ts";
import type { Past } from "../support/lives.ts";

/** The credit notes that follow when this is asked to be credited of an invoice, one after the other; what is refused has none. */
export function creditNotesOf(terms: InvoiceTerms, ...asked: readonly object[]) {
  const past: Past[] = [{ type: "invoice.issued", data: { ...terms } }];
  return asked.flatMap((input) => {
    const { events } = given(invoice, ...past).when(creditInvoice, input);
    past.push(...events);
    return events
      .filter(({ type }) => type === "invoice.credited")
      .map(({ data }) => given(creditNote).when(issueCreditNote, data, { number: 1 }).record);
  });
}

import * as z from "zod";
import { event } from "../kernel/event.ts";
import { formatMoney } from "../kernel/money.ts";
import { stage } from "../kernel/stage.ts";
import { Day } from "../kernel/text.ts";
import { CreditTerms } from "../invoice/credited.ts";
import { DocumentNumber } from "../invoice/terms.ts";

/** What a credit note says (EN 16931, type 381): `number` BT-1, `issuedOn` BT-2; never changed. */
export const CreditNoteTerms = CreditTerms.extend({ number: DocumentNumber, issuedOn: Day });

const CreditNote = z.discriminatedUnion("status", [CreditNoteTerms.extend({ status: z.literal("issued") })]);

/** What a customer no longer owes of an invoice. */
export const creditNote = stage(
  "credit-note",
  CreditNote,
  {
    "credit-note.issued": event(
      ["none"],
      CreditNoteTerms,
      ({ number, invoiceNumber, totals }) =>
        `Credit note ${number} for invoice ${invoiceNumber} issued: ${formatMoney(totals.total)}`,
    ),
  },
  { handled: ["assign", "migrate"] },
).evolve({
  "credit-note.issued": (_, { data }) => ({ ...data, status: "issued" }),
});

import { documentNumber } from "../document/number.ts";
import { CreditTerms } from "../invoice/credited.ts";
import { accept } from "../kernel/decision.ts";
import { creditNote } from "./credit-note.ts";

export const issueCreditNote = creditNote.action("issue", {
  summary: "Issue the credit note of what was credited of an invoice",
  roles: [],
  from: ["none"],
  series: "credit-note",
  input: CreditTerms,
  decide: (_, terms, { today, number, process }) =>
    accept({
      type: "credit-note.issued",
      data: {
        ...terms,
        number: documentNumber(process.numbers.creditNote, today, number),
        issuedOn: today,
      },
    }),
});

import { describe, expect, test } from "vitest";
import { creditNote } from "../../domain/credit-note/credit-note.ts";
import { issueCreditNote } from "../../domain/credit-note/issue.ts";
import { issueCreditNoteOfCredit } from "../../domain/flow/billing.ts";
import { creditInvoice } from "../../domain/invoice/credit.ts";
import { invoice } from "../../domain/invoice/invoice.ts";
import { eventsOf, given } from "../support/given.ts";
import { creditTerms, eur, totals } from "../support/samples.ts";

describe("issuing a credit note", () => {
  test("it says what was credited of which invoice, with a number of its own series", () => {
    const { record } = given(creditNote)
      .when(issueCreditNote, creditTerms, { number: 3, today: "2027-01-02" })
      .accepted(["credit-note.issued"]);
    expect(record).toEqual({
      ...creditTerms,
      status: "issued",
      number: "CN-2027-000003",
      issuedOn: "2027-01-02",
    });
    expect(issueCreditNote.series).toBe("credit-note");
  });

  test("its number has the format of the process", () => {
    const numbers = { invoice: "INV-{year}-{seq}", creditNote: "G{year}/{seq:3}" };
    const { record } = given(creditNote).when(issueCreditNote, creditTerms, {
      number: 3,
      process: { numbers },
    });
    expect(record.number).toBe("G2026/003");
  });

  test("it is issued once", () => {
    given(creditNote, "issued").when(issueCreditNote, creditTerms).refused("wrong_state", "exists already");
  });

  test("what an invoice tells of a credit is all that its credit note needs", () => {
    const seller = { name: "Tea House" };
    const past = { type: "invoice.issued", data: { ...eventsOfSample(), seller } };
    const { events, next } = given(invoice, past).when(creditInvoice, {
      lines: [{ line: 2 }],
      reason: "late",
    });
    const [credited] = eventsOf(invoice, events);
    const [command] = issueCreditNoteOfCredit.commands(credited);
    expect(command?.id).toBe(next?.["creditNote"]);
    const { record } = given(creditNote).when(issueCreditNote, command?.input, { number: 1 });
    expect(record).toMatchObject({
      invoiceNumber: "INV-2026-000001",
      reason: "late",
      seller,
      lines: [{ line: 2, net: eur(8000) }],
      totals: { total: eur(9520) },
    });
    expect(record).not.toHaveProperty("balance");
  });
});

function eventsOfSample() {
  const { invoice: _, invoiceNumber: number, invoiceIssuedOn: issuedOn, credit: __, ...terms } = creditTerms;
  return { ...terms, number, issuedOn, dueOn: issuedOn, totals };
}

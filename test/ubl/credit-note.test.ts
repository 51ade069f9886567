import { expect, test } from "vitest";
import type { Line } from "../../domain/document/line.ts";
import { totalsOf } from "../../domain/document/totals.ts";
import type { InvoiceTerms } from "../../domain/invoice/terms.ts";
import { ublOf } from "../../domain/ubl/document.ts";
import { figureFaults } from "../../domain/ubl/figure.ts";
import { ofCreditNote, ofInvoice } from "../../domain/ubl/from-record.ts";
import type { UblSource } from "../../domain/ubl/source.ts";
import { xmlOf } from "../../functions/runtime/read/xml.ts";
import { creditNotesOf } from "./credited.ts";
import { simple } from "./documents.ts";
import { all, rootOf, text } from "./node.ts";
import { taxRules } from "./tax-rules.ts";

const currency = "EUR";
const lineOf = (line: number, minor: number, taxPercent: string): Line => ({
  line,
  description: "Chair",
  quantity: "1",
  unitPrice: String(minor / 100),
  discountPercent: "0",
  taxPercent,
  net: { minor, currency },
});

function invoiceOver(...lines: Line[]): InvoiceTerms {
  const { discount: _, ...terms } = simple;
  return { ...terms, lines, totals: totalsOf({ lines }, currency) ?? terms.totals };
}

/** A chair for 100.00 with 19 % of tax, and one as a gift, which bears none. */
const withGift = invoiceOver(lineOf(1, 10_000, "19"), lineOf(2, 0, "0"));

/** Category, percent and amount of each row, when no rule of the categories is broken. */
function rowsOf(source: UblSource | undefined): string[] {
  if (source === undefined) throw new Error("There is a document");
  const ubl = ublOf(source);
  if (!ubl.ok) throw new Error(ubl.message);
  const doc = rootOf(xmlOf(ubl.document));
  expect(taxRules.filter(([, holds]) => !holds(doc)).map(([name]) => name)).toEqual([]);
  return all(doc, "cac:TaxTotal/cac:TaxSubtotal").map((row) =>
    ["cac:TaxCategory/cbc:ID", "cac:TaxCategory/cbc:Percent", "cbc:TaxableAmount"]
      .map((path) => text(row, path))
      .join(" "),
  );
}

test("a credit note with a gift on it has the row of the gift's tax, as its invoice has", () => {
  const [note] = creditNotesOf(withGift, {});
  const rows = ["S 19 100.00", "Z 0 0.00"];
  expect(rowsOf(ofInvoice(withGift))).toEqual(rows);
  expect(rowsOf(note && ofCreditNote(note))).toEqual(rows);
});

test("what is credited of the invoice without the gift has no row of the gift's tax", () => {
  const [note] = creditNotesOf(withGift, { lines: [{ line: 1 }] });
  expect(rowsOf(note && ofCreditNote(note))).toEqual(["S 19 100.00"]);
});

test("a credit note over a gift only, or over an invoice of gifts only, can be written", () => {
  const [gift] = creditNotesOf(withGift, { lines: [{ line: 2 }] });
  expect(rowsOf(gift && ofCreditNote(gift))).toEqual(["Z 0 0.00"]);
  const [free] = creditNotesOf(invoiceOver(lineOf(1, 0, "19")), {});
  expect(rowsOf(free && ofCreditNote(free))).toEqual(["S 19 0.00"]);
});

test("a credit note that was issued without the row of what costs nothing is written with it", () => {
  for (const terms of [withGift, invoiceOver(lineOf(1, 0, "0"))]) {
    const [note] = creditNotesOf(terms, {});
    if (note === undefined) throw new Error("There is a credit note");
    const taxes = note.totals.taxes?.filter(({ taxable }) => taxable.minor > 0);
    const before = { ...note, totals: { ...note.totals, taxes } };
    expect(rowsOf(ofCreditNote(before))).toEqual(rowsOf(ofCreditNote(note)));
  }
});

test("a line or a charge whose tax is not in the breakdown is named, not written", () => {
  const whole = ofInvoice({
    ...withGift,
    charges: [{ description: "Freight", amount: { minor: 500, currency }, taxPercent: "7" }],
  });
  const without = whole.taxes.filter(({ category }) => category !== "Z");
  const rules = (source: UblSource) => figureFaults(source).map(({ rule, pointer }) => `${rule} ${pointer}`);
  expect(rules({ ...whole, taxes: without })).toEqual(
    expect.arrayContaining(["BR-Z-01 /lines/1", "BR-S-01 /charges/0"]),
  );
});

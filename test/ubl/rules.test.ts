import * as fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../support/runs.ts";
import { ublOf } from "../../domain/ubl/document.ts";
import { ofCreditNote, ofInvoice } from "../../domain/ubl/from-record.ts";
import type { UblSource } from "../../domain/ubl/source.ts";
import { xmlOf } from "../../functions/runtime/read/xml.ts";
import { creditNotesOf } from "./credited.ts";
import { creditOf, drawn, invoiceOf, simple } from "./documents.ts";
import { rootOf } from "./node.ts";
import { misplaced } from "./order.ts";
import { peppol, presence, sums } from "./rules.ts";
import { taxRules } from "./tax-rules.ts";

const rules = [...presence, ...sums, ...peppol, ...taxRules];

function xml(source: UblSource): string {
  const ubl = ublOf(source);
  if (!ubl.ok) throw new Error(ubl.message);
  return xmlOf(ubl.document);
}

function broken(text: string): string[] {
  const doc = rootOf(text);
  return rules.filter(([, holds]) => !holds(doc)).map(([name]) => name);
}

test("any invoice obeys every rule of EN 16931 and Peppol that is checked here", () => {
  fc.assert(
    fc.property(drawn, (doc) => {
      const text = xml(ofInvoice(invoiceOf(doc)));
      expect(broken(text)).toEqual([]);
      expect(misplaced(rootOf(text))).toEqual([]);
    }),
    { numRuns: runs(150) },
  );
});

test("any credit note obeys them too", () => {
  fc.assert(
    fc.property(drawn, (doc) => {
      const text = xml(ofCreditNote(creditOf(invoiceOf(doc))));
      expect(broken(text)).toEqual([]);
      expect(misplaced(rootOf(text))).toEqual([]);
    }),
    { numRuns: runs(100) },
  );
});

test("whatever is credited of any invoice, each of its credit notes obeys them too", () => {
  const part = fc.constantFrom("0.001", "0.5", "1", "2");
  const asked = fc.array(fc.record({ line: fc.integer({ min: 1, max: 6 }), quantity: part }), {
    maxLength: 3,
  });
  let free = 0;
  fc.assert(
    fc.property(drawn, asked, (doc, parts) => {
      const notes = creditNotesOf(invoiceOf(doc), ...parts.map((one) => ({ lines: [one] })), {});
      for (const note of notes) {
        const text = xml(ofCreditNote(note));
        expect(broken(text)).toEqual([]);
        expect(misplaced(rootOf(text))).toEqual([]);
        free += note.totals.taxes?.some(({ lines }) => lines.minor === 0) === true ? 1 : 0;
      }
    }),
    { numRuns: runs(100) },
  );
  expect(free).toBeGreaterThan(3);
}, 60_000);

test.each([
  ["BR-02", "<cbc:ID>INV-2026-000001</cbc:ID>", "<cbc:ID></cbc:ID>"],
  ["BR-09", "<cbc:IdentificationCode>DE<", "<cbc:IdentificationCode><"],
  ["BR-CO-10", ">180.00</cbc:LineExtensionAmount>", ">180.01</cbc:LineExtensionAmount>"],
  ["BR-CO-13", ">171.00</cbc:TaxExclusiveAmount>", ">171.01</cbc:TaxExclusiveAmount>"],
  ["BR-CO-14", ">32.49</cbc:TaxAmount>", ">32.48</cbc:TaxAmount>"],
  ["BR-CO-16", ">203.49</cbc:PayableAmount>", ">203.50</cbc:PayableAmount>"],
  ["BR-DEC", ">9.00</cbc:Amount>", ">9.000</cbc:Amount>"],
  ["BR-S-05 06 07", "<cbc:Percent>19</cbc:Percent>", "<cbc:Percent>0</cbc:Percent>"],
  ["BR-S-08", ">171.00</cbc:TaxableAmount>", ">170.00</cbc:TaxableAmount>"],
  ["BR-S-09 BR-CO-17", ">171.00</cbc:TaxableAmount>", ">371.00</cbc:TaxableAmount>"],
  ["BR-S-02 03 04", "<cbc:CompanyID>DE123456789</cbc:CompanyID>", ""],
  ["R120", ">20.00</cbc:Amount>", ">21.00</cbc:Amount>"],
  ["R020", '<cbc:EndpointID schemeID="9930">DE123456789</cbc:EndpointID>', ""],
  ["R051", 'currencyID="EUR"', 'currencyID="USD"'],
])("the check of %s sees a document that breaks it", (rule, whole, spoilt) => {
  const text = xml(ofInvoice(simple));
  expect(broken(text)).toEqual([]);
  expect(text).toContain(whole);
  expect(broken(text.replace(whole, spoilt))).toContain(rule);
});

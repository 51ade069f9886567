import { expect, test } from "vitest";
import type { Line } from "../../domain/document/line.ts";
import { totalsOf } from "../../domain/document/totals.ts";
import type { InvoiceTerms } from "../../domain/invoice/terms.ts";
import { unitCode } from "../../domain/ubl/codes.ts";
import { ublOf } from "../../domain/ubl/document.ts";
import { ofCreditNote, ofInvoice } from "../../domain/ubl/from-record.ts";
import { xmlOf } from "../../functions/runtime/read/xml.ts";
import { buyer, creditOf, seller, simple } from "./documents.ts";
import { all, type Node, rootOf, text } from "./node.ts";
import { figureFaults } from "../../domain/ubl/figure.ts";

function written(source: Parameters<typeof ublOf>[0]): Node {
  const ubl = ublOf(source);
  if (!ubl.ok) throw new Error(ubl.message);
  return rootOf(xmlOf(ubl.document));
}

function rulesAgainst(invoice: InvoiceTerms): unknown {
  const ubl = ublOf(ofInvoice(invoice));
  return ubl.ok ? [] : ubl.details?.["rules"];
}

/** The simple invoice with other lines, in another currency. */
function withLines(currency: string, lines: Line[], more: Partial<InvoiceTerms> = {}): InvoiceTerms {
  const totals = totalsOf({ lines }, currency);
  if (totals === undefined) throw new Error("no sums");
  const { discount: _, ...kept } = simple;
  return { ...kept, currency, lines, totals, ...more };
}

const lineOf = (more: Partial<Line>, currency = "EUR", minor = 1000): Line => ({
  line: 1,
  description: "Chair",
  quantity: "1",
  unitPrice: "10",
  discountPercent: "0",
  taxPercent: "19",
  net: { minor, currency },
  ...more,
});

test("an invoice says what it is, what is due and how to pay it", () => {
  const doc = written(ofInvoice(simple));
  expect(doc.name).toBe("Invoice");
  expect(text(doc, "cbc:InvoiceTypeCode")).toBe("380");
  expect(text(doc, "cbc:DueDate")).toBe("2026-12-23");
  expect(text(doc, "cac:Delivery/cbc:ActualDeliveryDate")).toBe("2026-11-20");
  expect(text(doc, "cac:PaymentMeans/cbc:PaymentMeansCode")).toBe("58");
  expect(text(doc, "cac:PaymentMeans/cbc:PaymentID")).toBe("INV-2026-000001");
  expect(text(doc, "cac:LegalMonetaryTotal/cbc:PayableAmount")).toBe("203.49");
});

test("an invoice for money in advance is of type 386", () => {
  expect(text(written(ofInvoice({ ...simple, kind: "deposit" })), "cbc:InvoiceTypeCode")).toBe("386");
});

test("a credit note names the invoice that it is for and asks for no payment", () => {
  const doc = written(ofCreditNote(creditOf(simple)));
  expect(doc.name).toBe("CreditNote");
  expect(text(doc, "cbc:CreditNoteTypeCode")).toBe("381");
  const reference = "cac:BillingReference/cac:InvoiceDocumentReference";
  expect(text(doc, `${reference}/cbc:ID`)).toBe("INV-2026-000001");
  expect(text(doc, `${reference}/cbc:IssueDate`)).toBe("2026-11-23");
  expect(all(doc, "cac:PaymentMeans")).toEqual([]);
});

test("a credit note for charges only has them as lines", () => {
  const currency = "EUR";
  const charge = { charge: 1, description: "Freight", amount: { minor: 500, currency }, taxPercent: "19" };
  const totals = totalsOf({ lines: [], charges: [charge] }, currency);
  const { discount: _, ...credit } = creditOf(simple);
  const doc = written(
    ofCreditNote({ ...credit, lines: [], charges: [charge], totals: totals ?? credit.totals }),
  );
  expect(text(doc, "cac:CreditNoteLine/cac:Item/cbc:Name")).toBe("Freight");
  expect(text(doc, "cac:LegalMonetaryTotal/cbc:LineExtensionAmount")).toBe("5.00");
});

test("a price that is lowered afterwards is credited as one times the amount", () => {
  const line = { ...lineOf({ quantity: "7" }), byAmount: true as const };
  const totals = totalsOf({ lines: [line] }, "EUR");
  const { discount: _, ...credit } = creditOf(simple);
  const doc = written(ofCreditNote({ ...credit, lines: [line], totals: totals ?? credit.totals }));
  expect(text(doc, "cac:CreditNoteLine/cbc:CreditedQuantity")).toBe("1");
  expect(text(doc, "cac:CreditNoteLine/cac:Price/cbc:PriceAmount")).toBe("10");
});

test("what was paid in advance is taken off beside the discount, each with its reason", () => {
  const doc = written(ofInvoice({ ...simple, deposit: { minor: 300, currency: "EUR" } }));
  const taken = all(doc, "cac:AllowanceCharge").map((each) => [
    text(each, "cbc:AllowanceChargeReason"),
    text(each, "cbc:Amount"),
  ]);
  expect(taken).toEqual([
    ["Discount", "6.00"],
    ["Paid in advance", "3.00"],
  ]);
});

test("a share of an order that is a cent off quantity times price says so (PEPPOL-EN16931-R120)", () => {
  const line = written(
    ofInvoice(withLines("EUR", [lineOf({ quantity: "0.333", unitPrice: "10" }, "EUR", 334)])),
  );
  const [added] = all(line, "cac:InvoiceLine/cac:AllowanceCharge");
  expect(added && [text(added, "cbc:ChargeIndicator"), text(added, "cbc:Amount")]).toEqual(["true", "0.01"]);
});

test("yen have no decimals, but what rounding to whole yen adds has", () => {
  const doc = written(
    ofInvoice(withLines("JPY", [lineOf({ quantity: "3", unitPrice: "33.3" }, "JPY", 100)])),
  );
  expect(text(doc, "cac:InvoiceLine/cbc:LineExtensionAmount")).toBe("100");
  expect(text(doc, "cac:InvoiceLine/cac:AllowanceCharge/cbc:Amount")).toBe("0.10");
  expect(text(doc, "cac:PaymentMeans/cbc:PaymentMeansCode")).toBe("30");
});

test("a yen of tax that rounding left to a later invoice of an order is no fault (BR-CO-17 knows two decimals)", () => {
  const first = withLines("JPY", [lineOf({ taxPercent: "10" }, "JPY", 104)]);
  const yen = (minor: number) => ({ minor, currency: "JPY" });
  const [share] = first.totals.taxes ?? [];
  const totals = { ...first.totals, tax: yen(11), total: yen(115), payable: yen(115) };
  const more = { ...first, totals: { ...totals, taxes: share ? [{ ...share, tax: yen(11) }] : [] } };
  expect(figureFaults(ofInvoice(more))).toEqual([]);
});

test("who ordered is the buyer's reference when there is none (PEPPOL-EN16931-R003)", () => {
  expect(text(written(ofInvoice(simple)), "cbc:BuyerReference")).toBe("Bob");
  const named = written(ofInvoice({ ...simple, orderReference: "PO-7" }));
  expect(text(named, "cac:OrderReference/cbc:ID")).toBe("PO-7");
  expect(all(named, "cbc:BuyerReference")).toEqual([]);
});

test("goods sold into another country of the EU say where they went (BR-IC-12)", () => {
  const doc = written(ofInvoice(withLines("EUR", [lineOf({ taxPercent: "0", taxCategory: "K" })])));
  const address = "cac:Delivery/cac:DeliveryLocation/cac:Address/cac:Country/cbc:IdentificationCode";
  expect(text(doc, address)).toBe("FR");
  expect(text(doc, "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:TaxExemptionReasonCode")).toBe(
    "VATEX-EU-IC",
  );
});

test("instalments and a discount for paying early are told in words", () => {
  const instalments = [
    { dueOn: "2026-12-01", amount: { minor: 10_000, currency: "EUR" } },
    { dueOn: "2026-12-23", amount: { minor: 10_349, currency: "EUR" } },
  ];
  const earlyPayment = { until: "2026-11-30", percent: "2", amount: { minor: 407, currency: "EUR" } };
  const doc = written(ofInvoice({ ...simple, instalments, earlyPayment }));
  expect(text(doc, "cac:PaymentTerms/cbc:Note")).toBe(
    "Payable in parts: 100.00 EUR by 2026-12-01, 103.49 EUR by 2026-12-23; 2 % (4.07 EUR) off if all is paid by 2026-11-30",
  );
});

test.each([
  ["piece", "C62"],
  ["Kg", "KGM"],
  ["hrs.", "HUR"],
  ["HUR", "HUR"],
  ["handful", "C62"],
  [undefined, "C62"],
])("the unit %j is %s", (unit, code) => {
  expect(unitCode(unit)).toBe(code);
});

const exempt = { taxPercent: "0", taxCategory: "E" } as const;
const refused: readonly (readonly [why: string, rules: readonly string[], invoice: InvoiceTerms])[] = [
  ["no seller", ["BR-06"], { ...simple, seller: undefined }],
  ["no buyer", ["BR-07"], { ...simple, buyer: undefined }],
  ["no country", ["BR-09"], { ...simple, seller: { ...seller, address: undefined } }],
  ["a country in words", ["BR-11"], { ...simple, buyer: { ...buyer, address: { country: "France" } } }],
  [
    "no address of the seller",
    ["PEPPOL-EN16931-R020"],
    { ...simple, seller: { ...seller, endpoint: undefined } },
  ],
  [
    "no address of the buyer",
    ["PEPPOL-EN16931-R010"],
    { ...simple, buyer: { ...buyer, endpoint: undefined } },
  ],
  [
    "an e-mail address",
    ["PEPPOL-EN16931-CL008"],
    { ...simple, buyer: { ...buyer, endpoint: { scheme: "EM", id: "a@b.c" } } },
  ],
  ["no VAT number", ["BR-S-02"], { ...simple, seller: { ...seller, taxIds: { registration: "1" } } }],
  [
    "a VAT number without country",
    ["BR-CO-09"],
    { ...simple, seller: { ...seller, taxIds: { vat: "123" } } },
  ],
  [
    "no buyer's VAT number",
    ["BR-IC-02"],
    withLines("EUR", [lineOf({ taxPercent: "0", taxCategory: "K" })], {
      buyer: { ...buyer, taxIds: undefined },
    }),
  ],
  [
    "no delivery",
    ["BR-IC-11"],
    withLines("EUR", [lineOf({ taxPercent: "0", taxCategory: "K" })], { deliveredOn: undefined }),
  ],
  [
    "no registration",
    ["BR-CO-26"],
    withLines("EUR", [lineOf({ taxPercent: "0", taxCategory: "O" })], {
      seller: { ...seller, taxIds: { vat: "DE1" } },
    }),
  ],
  ["no reason", ["BR-E-10"], withLines("EUR", [lineOf(exempt)])],
  [
    "a wrong reason",
    ["PEPPOL-EN16931-P0104"],
    withLines("EUR", [lineOf({ ...exempt, exemption: { code: "VATEX-EU-AE" } })]),
  ],
  [
    "an unknown reason",
    ["BR-CL-22"],
    withLines("EUR", [lineOf({ ...exempt, exemption: { code: "VATEX-EU-XYZ" } })]),
  ],
  ["three decimals", ["BR-DEC-12"], withLines("KWD", [lineOf({}, "KWD", 1000)])],
  [
    "a yen too much tax",
    ["BR-CO-17"],
    (() => {
      const invoice = withLines("JPY", [lineOf({ unitPrice: "100" }, "JPY", 100)]);
      const [share] = invoice.totals.taxes ?? [];
      const yen = (minor: number) => ({ minor, currency: "JPY" });
      const totals = { ...invoice.totals, tax: yen(20), total: yen(120), payable: yen(120) };
      return { ...invoice, totals: { ...totals, taxes: share ? [{ ...share, tax: yen(20) }] : [] } };
    })(),
  ],
  [
    "sums that are not",
    ["BR-CO-15", "BR-CO-16"],
    { ...simple, totals: { ...simple.totals, total: { minor: 1, currency: "EUR" } } },
  ],
];

test.each(refused)("an invoice with %s is refused by the rule %j", (_, rules, invoice) => {
  expect(rulesAgainst(invoice)).toEqual(rules);
});

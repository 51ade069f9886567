import * as fc from "fast-check";
import type { Charge } from "../../domain/document/charge.ts";
import type { Deducted } from "../../domain/document/bill.ts";
import type { Line, TaxShare } from "../../domain/document/line.ts";
import type { Buyer, Seller } from "../../domain/document/party.ts";
import type { TaxCategory } from "../../domain/document/tax.ts";
import { lineNet, totalsOf } from "../../domain/document/totals.ts";
import { InvoiceId } from "../../domain/kernel/id.ts";
import type { InvoiceTerms } from "../../domain/invoice/terms.ts";
import type { CreditNote } from "../../domain/ubl/from-record.ts";

/** A seller with all that Peppol asks. */
export const seller: Seller = {
  name: "Northwind & Söhne",
  legalName: "Northwind GmbH",
  address: { street: "Hafenstraße 1", postalCode: "20095", city: "Hamburg", country: "DE" },
  taxIds: { vat: "DE 123 456 789", registration: "HRB 12345" },
  endpoint: { scheme: "9930", id: "DE123456789" },
  contact: { name: "Ann <Sales>", email: "ann@example.com" },
  bank: { iban: "DE89370400440532013000", bic: "COBADEFFXXX" },
  legalNote: "Managing director: Ann Anders",
};

/** A buyer with all that Peppol asks. */
export const buyer: Buyer = {
  name: "Contoso",
  address: { street: "Rue 1", city: "Paris", country: "fr" },
  taxIds: { vat: "FR12345678901", registration: "123456789" },
  endpoint: { scheme: "0009", id: "12345678901234" },
  contact: { name: "Bob" },
};

interface Taxed {
  readonly taxPercent: string;
  readonly taxCategory: TaxCategory;
  readonly exemption?: { reason: string };
}

const rates: readonly Taxed[] = [
  { taxPercent: "19", taxCategory: "S" },
  { taxPercent: "7", taxCategory: "S" },
  { taxPercent: "5.5", taxCategory: "S" },
  { taxPercent: "0", taxCategory: "Z" },
  { taxPercent: "0", taxCategory: "E", exemption: { reason: "Article 132" } },
  { taxPercent: "0", taxCategory: "AE" },
  { taxPercent: "0", taxCategory: "K" },
  { taxPercent: "0", taxCategory: "G" },
];
const outside: readonly Taxed[] = [{ taxPercent: "0", taxCategory: "O" }];

const scaled = (max: number, digits: number) =>
  fc.integer({ min: 1, max }).map((whole) => {
    const text = String(whole).padStart(digits + 1, "0");
    return `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  });

const terms = fc.record({
  description: fc.constantFrom("Chai & <tea>", 'A "chair"', "Ghế #1#", "x\u0001y"),
  unit: fc.constantFrom("piece", "kg", "Stunde", "whatever", "XBX"),
  quantity: fc.oneof(scaled(9_999_999, 3), fc.integer({ min: 1, max: 50 }).map(String)),
  unitPrice: fc.oneof(scaled(99_999_999, 4), scaled(9_999_999, 2), fc.constant("0")),
  discountPercent: fc.constantFrom("0", "0", "10", "33.3333", "100"),
  rate: fc.nat(),
  /** Minor units by which the share of an order differs from quantity times price. */
  share: fc.constantFrom(0, 0, 0, 1, -1),
});

/** What an invoice is drawn from. */
export const drawn = fc.record({
  currency: fc.constantFrom("EUR", "USD", "JPY", "VND"),
  outside: fc.boolean(),
  lines: fc.array(terms, { minLength: 1, maxLength: 6 }),
  charges: fc.array(fc.record({ minor: fc.nat(100_000), rate: fc.nat() }), { maxLength: 3 }),
  discount: fc.option(scaled(10_000, 2), { nil: undefined }),
  deposit: fc.nat(100),
  /** The deposit is told by row of the tax breakdown. */
  byRow: fc.boolean(),
  prepaid: fc.nat(100),
  coin: fc.constantFrom(undefined, "0.05", "1"),
  orderReference: fc.option(fc.constant("PO-7"), { nil: undefined }),
  kind: fc.constantFrom("invoice" as const, "deposit" as const),
  withContact: fc.boolean(),
});

/** What an invoice is drawn from. */
export type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

function taxedBy(among: readonly Taxed[], index: number): Taxed {
  return among[index % among.length] ?? { taxPercent: "0", taxCategory: "Z" };
}

function linesOf(doc: Drawn, among: readonly Taxed[]): Line[] {
  return doc.lines.map(({ rate, share, ...line }, index) => {
    const net = lineNet(line, doc.currency)?.minor ?? 0;
    const minor = Math.max(0, net + share);
    return {
      line: index + 1,
      ...line,
      ...taxedBy(among, rate),
      net: { minor, currency: doc.currency },
    };
  });
}

/** A deposit that was paid for every other row. */
function deductedOf(taxes: readonly TaxShare[], { currency, deposit }: Drawn): Deducted[] {
  return taxes.flatMap(({ category, percent, discount }, index) => {
    const minor = Math.floor((discount.minor * deposit) / 100);
    if (index % 2 === 1 || minor === 0) return [];
    const invoice = InvoiceId.parse("inv_0000000001-1");
    return [{ invoice, amount: { minor, currency }, taxPercent: percent, taxCategory: category }];
  });
}

/** The invoice that was drawn, with its sums by the calculator of the domain. */
export function invoiceOf(doc: Drawn): InvoiceTerms {
  const { currency } = doc;
  const among = doc.outside ? outside : rates;
  const lines = linesOf(doc, among);
  const charges: Charge[] = doc.charges.map(({ minor, rate }) => ({
    description: "Freight",
    amount: { minor, currency },
    ...taxedBy(among, rate),
  }));
  const discount = doc.discount === undefined ? undefined : { percent: doc.discount };
  const gross = totalsOf({ lines, charges, discount }, currency);
  const share = (amount: number, percent: number) => Math.floor((amount * percent) / 100);
  const prepaid = { minor: share(gross?.total.minor ?? 0, doc.prepaid), currency };
  const totals = totalsOf({ lines, charges, discount, prepaid, coin: doc.coin }, currency);
  if (totals === undefined) throw new Error("the drawn invoice has no sums");
  return {
    topic: "Tea",
    currency,
    number: "INV-2026-000001",
    kind: doc.kind,
    order: "ord_0000000001",
    orderReference: doc.orderReference,
    note: "Thank you #ABC# & come back",
    deliveredOn: "2026-11-20",
    issuedOn: "2026-11-23",
    dueOn: "2026-12-23",
    seller,
    buyer: doc.withContact ? buyer : { ...buyer, contact: undefined },
    lines,
    ...(discount && { discount }),
    charges,
    ...(doc.byRow
      ? { deducted: deductedOf(totals.taxes ?? [], doc) }
      : { deposit: { minor: share(totals.discount?.minor ?? 0, doc.deposit), currency } }),
    totals,
  };
}

/** The credit note for all of an invoice. */
export function creditOf(invoice: InvoiceTerms): CreditNote {
  const { dueOn: _, kind: __, deposit: ___, deducted: _____, charges = [], ...rest } = invoice;
  const { discount: ____, ...kept } = rest;
  return {
    ...kept,
    number: "CN-2026-000001",
    issuedOn: "2026-11-30",
    invoice: "inv_0000000001",
    invoiceNumber: invoice.number,
    invoiceIssuedOn: invoice.issuedOn,
    credit: 1,
    reason: "returned",
    charges: charges.map((charge, index) => ({ ...charge, charge: index + 1 })),
  };
}

/** Two chairs at 100.00 EUR with 10 % off the line and 5 % off the document: 171.00 and 32.49 of tax. */
export const simple: InvoiceTerms = (() => {
  const currency = "EUR";
  const line = {
    description: "Chair",
    unit: "piece",
    quantity: "2",
    unitPrice: "100",
    discountPercent: "10",
  };
  const net = { minor: 18_000, currency };
  const lines: Line[] = [{ line: 1, ...line, taxPercent: "19", taxCategory: "S", net }];
  const discount = { percent: "5" };
  const totals = totalsOf({ lines, discount }, currency);
  if (totals === undefined) throw new Error("the simple invoice has no sums");
  const days = { issuedOn: "2026-11-23", dueOn: "2026-12-23", deliveredOn: "2026-11-20" };
  return {
    topic: "Chairs",
    currency,
    number: "INV-2026-000001",
    ...days,
    seller,
    buyer,
    lines,
    discount,
    totals,
  };
})();

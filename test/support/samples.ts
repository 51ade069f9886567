import { childId } from "../../domain/kernel/id.ts";
import { contentHash } from "../../domain/quote/hash.ts";
import { QuoteTerms } from "../../domain/quote/terms.ts";

/** The ids of one deal, as its stages derive them. */
export const ids = {
  lead: "lea_0000000001",
  account: "acc_0000000001",
  contact: "con_0000000001",
  product: "pro_0000000001",
  opportunity: "opp_0000000001",
  quote: "quo_0000000001",
  order: childId("ord", "quo_0000000001"),
  invoice: childId("inv", "ord_0000000001", 1),
  deal: "dea_0000000001",
} as const;

/** An amount in euro cents. */
export const eur = (minor: number) => ({ minor, currency: "EUR" });

/** Sums in euro cents. */
export const sums = (net: number, tax: number) => ({ net: eur(net), tax: eur(tax), total: eur(net + tax) });

/** Three packs at 14.00 with 5 percent off and 10 percent tax, and one written-in hour at 80.00 with 19 percent tax. */
export const lineInputs = [
  { description: "Chai", quantity: "3", unitPrice: "14.00", discountPercent: "5", taxPercent: "10" },
  { description: "Advice", quantity: "1", unitPrice: "80", taxPercent: "19" },
];

/** `lineInputs` priced: 39.90 and 80.00. */
export const lines = [
  { line: 1, ...lineInputs[0], taxCategory: "S", given: ["unitPrice", "tax"], net: eur(3990) },
  {
    line: 2,
    ...lineInputs[1],
    discountPercent: "0",
    taxCategory: "S",
    given: ["unitPrice", "tax"],
    net: eur(8000),
  },
];

const share = (percent: string, net: number, tax: number) => ({
  category: "S",
  percent,
  lines: eur(net),
  discount: eur(0),
  charges: eur(0),
  taxable: eur(net),
  tax: eur(tax),
});

/** The sums of `lines`: tax 3.99 and 15.20. */
export const totals = {
  ...sums(11_990, 1919),
  lines: eur(11_990),
  discount: eur(0),
  charges: eur(0),
  prepaid: eur(0),
  rounding: eur(0),
  payable: eur(13_909),
  taxes: [share("10", 3990, 399), share("19", 8000, 1520)],
};

/** The customer of the sample deal. */
export const customer = { account: ids.account, contact: ids.contact, topic: "Tea for the office" };

/** The terms of the sample quote. */
export const terms = {
  ...customer,
  opportunity: ids.opportunity,
  currency: "EUR",
  revision: 1,
  lines,
  totals,
};

/** The hash of the sample quote as it is sent, valid until 2026-12-31. */
export const quoteHash = contentHash({ ...QuoteTerms.parse(terms), validUntil: "2026-12-31" });

/** The first delivery of the sample order: all of it. */
export const delivery = {
  ...customer,
  opportunity: ids.opportunity,
  currency: "EUR",
  quote: ids.quote,
  fulfilment: 1,
  fulfilledOn: "2026-11-23",
  complete: true,
  lines,
  invoicing: "on-fulfilment",
};

/** What the sample invoice says. */
export const invoiceTerms = {
  ...customer,
  opportunity: ids.opportunity,
  currency: "EUR",
  order: ids.order,
  quote: ids.quote,
  kind: "invoice",
  bill: 1,
  deliveredOn: "2026-11-23",
  number: "INV-2026-000001",
  issuedOn: "2026-11-23",
  dueOn: "2026-12-23",
  paymentTerms: { days: 30 },
  lines,
  totals,
};

/** What the sample order bills with its first delivery. */
export const orderBill = {
  ...customer,
  opportunity: ids.opportunity,
  currency: "EUR",
  order: ids.order,
  quote: ids.quote,
  kind: "delivery",
  bill: 1,
  fulfilment: 1,
  deliveredOn: "2026-11-23",
  lines,
  totals,
};

/** What the sample credit note says: all of the sample invoice. */
export const creditTerms = {
  ...customer,
  opportunity: ids.opportunity,
  currency: "EUR",
  order: ids.order,
  quote: ids.quote,
  kind: "invoice",
  bill: 1,
  deliveredOn: "2026-11-23",
  invoice: ids.invoice,
  invoiceNumber: "INV-2026-000001",
  invoiceIssuedOn: "2026-11-23",
  credit: 1,
  lines,
  totals,
};

import { childId } from "../../domain/kernel/id.ts";

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
  { line: 1, ...lineInputs[0], net: eur(3990) },
  { line: 2, ...lineInputs[1], discountPercent: "0", net: eur(8000) },
];

/** The sums of `lines`: tax 3.99 and 15.20. */
export const totals = sums(11_990, 1919);

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
};

/** What the sample invoice says. */
export const invoiceTerms = {
  ...customer,
  opportunity: ids.opportunity,
  currency: "EUR",
  order: ids.order,
  quote: ids.quote,
  fulfilment: 1,
  deliveredOn: "2026-11-23",
  number: "INV-2026-000001",
  issuedOn: "2026-11-23",
  dueOn: "2026-12-23",
  lines,
  totals,
};

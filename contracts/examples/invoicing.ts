import { InvoiceFacts } from "../../domain/invoice/terms.ts";
import { address, company, customer, eur, ids, person, sold, twoPacks } from "./deal.ts";
import { type Life, type Step, step } from "./life.ts";

const number = "INV-2026-000042";
const total = sold.totals?.total.minor ?? 0;
const credit = twoPacks.totals?.total.minor ?? 0;

const seller = {
  name: "Tea House GmbH",
  address: { street: "Teeweg 1", postalCode: "20457", city: "Hamburg", country: "DE" },
  taxIds: { vat: "DE987654321", registration: "HRB 12345" },
  bank: { iban: "DE89370400440532013000", bic: "COBADEFFXXX" },
};

const buyer = {
  name: company.name,
  address,
  taxIds: company.taxIds,
  contact: { name: "Maria Anders", email: person.email },
};

const carried = {
  ...customer,
  kind: "invoice",
  order: ids.order,
  quote: ids.quote,
  orderReference: "PO-4711",
  bill: 1,
  deliveredOn: "2026-11-26",
  seller,
  buyer,
};

const terms = {
  ...carried,
  number,
  issuedOn: "2026-11-26",
  dueOn: "2026-12-26",
  paymentTerms: { days: 30 },
  ...sold,
};

const whose = {
  account: ids.account,
  contact: ids.contact,
  opportunity: ids.opportunity,
  order: ids.order,
};

const payment = (amount: number, paid: number) =>
  step("invoice.payment-received", {
    ...whose,
    number,
    payment: {
      amount: eur(amount),
      method: "transfer",
      reference: "SEPA 2026-12-14/7",
      paidOn: "2026-12-14",
    },
    paid: eur(paid),
    balance: eur(total - paid),
    ...(paid < total && { nextDueOn: terms.dueOn }),
  });

const credited = {
  ...carried,
  invoice: ids.invoice,
  invoiceNumber: number,
  invoiceIssuedOn: terms.issuedOn,
  credit: 1,
  return: 1,
  reason: "damaged",
  note: "Two packs were wet",
  ...twoPacks,
};

const issued = step("invoice.issued", terms);
const facts = InvoiceFacts.parse(terms);
const invoice = (...steps: readonly Step[]): Life => ({ id: ids.invoice, steps: [issued, ...steps] });

const overdue = step("invoice.overdue", {
  ...whose,
  number,
  dueOn: terms.dueOn,
  overdue: eur(total),
  balance: eur(total),
});

/** What is owed. */
export const invoiceLives: readonly Life[] = [
  invoice(
    payment(10_000, 10_000),
    step("invoice.credited", {
      ...credited,
      number,
      creditNote: ids.creditNote,
      complete: false,
      balance: eur(total - 10_000 - credit),
      customerCredit: eur(0),
      nextDueOn: terms.dueOn,
    }),
    payment(total - 10_000, total),
    step("invoice.paid", { ...facts, paidOn: "2026-12-14" }),
    step("invoice.refunded", {
      ...whose,
      number,
      refund: { amount: eur(credit), method: "transfer", refundedOn: "2026-12-16" },
      refunded: eur(credit),
      customerCredit: eur(0),
    }),
    step("invoice.assigned", { before: "ann", after: "ben" }),
    step("invoice.migrated", {
      before: { name: "default", version: 1 },
      after: { name: "default", version: 2 },
    }),
  ),
  invoice(
    overdue,
    step("invoice.written-off", {
      ...whose,
      number,
      amount: eur(total),
      reason: "insolvent",
      note: "Insolvency opened",
    }),
  ),
  invoice(step("invoice.cancelled", { ...facts, reason: "wrong-customer" })),
];

/** What corrects it. */
export const creditNoteLives: readonly Life[] = [
  {
    id: ids.creditNote,
    steps: [
      step("credit-note.issued", { ...credited, number: "CN-2026-000007", issuedOn: "2026-12-03" }),
      step("credit-note.assigned", { before: "ann", after: "ben" }),
      step("credit-note.migrated", {
        before: { name: "default", version: 1 },
        after: { name: "default", version: 2 },
      }),
    ],
  },
];

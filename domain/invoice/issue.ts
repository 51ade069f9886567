import { Bill } from "../document/bill.ts";
import { documentNumber } from "../document/number.ts";
import { accept } from "../kernel/decision.ts";
import type { Facts } from "../kernel/facts.ts";
import { OrderId } from "../kernel/id.ts";
import type { PaymentTerms } from "../kernel/terms.ts";
import type { Process } from "../kernel/process.ts";
import { badBill } from "./bill-check.ts";
import { payableOf } from "./balance.ts";
import { partiesOf, partyReads } from "./buyer.ts";
import { dueOf } from "./due.ts";
import { invoice } from "./invoice.ts";
import { InvoiceFacts, type InvoiceTerms } from "./terms.ts";

/** What is billed, before it has a number, parties and days. */
export type Billed = Omit<InvoiceTerms, "number" | "issuedOn" | "dueOn" | "instalments" | "earlyPayment">;

/** The terms that hold when nobody agreed on others: those of the process, else the days of the organisation. */
function termsOf({ paymentTerms }: Billed, rules: Process, { settings }: Facts): PaymentTerms {
  return paymentTerms ?? rules.paymentTerms ?? { days: settings.paymentDays };
}

/** Issues an invoice over what is billed, with the next number of the series and the parties as they are today. */
export function issued(billed: Billed, rules: Process, facts: Facts) {
  const { today, number } = facts;
  const payable = payableOf(billed.totals);
  const paymentTerms = termsOf(billed, rules, facts);
  const data = {
    ...billed,
    ...partiesOf(billed, facts),
    number: documentNumber(rules.numbers.invoice, today, number),
    issuedOn: today,
    paymentTerms,
    ...dueOf(payable, paymentTerms, today),
  };
  const happened = { type: "invoice.issued", data } as const;
  if (payable.minor > 0) return accept([happened]);
  // Nothing is owed for what costs nothing or is paid already: no payment could ever end it.
  return accept([
    happened,
    { type: "invoice.paid", data: { ...InvoiceFacts.parse(data), paidOn: today } } as const,
  ]);
}

export const issueInvoice = invoice.action("issue", {
  summary: "Issue the invoice of what an order has billed",
  roles: [],
  from: ["none"],
  series: "invoice",
  input: Bill.extend({ order: OrderId }),
  reads: partyReads,
  decide(_, { kind, ...billed }, facts) {
    const refusal = badBill(billed);
    if (refusal !== undefined) return refusal;
    return issued({ ...billed, kind: kind === "deposit" ? "deposit" : "invoice" }, facts.process, facts);
  },
});

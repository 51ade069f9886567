import * as z from "zod";
import { Lines } from "../document/line.ts";
import { refuseCurrency } from "../document/price.ts";
import { totalsOf } from "../document/totals.ts";
import { accept } from "../kernel/decision.ts";
import { addDays, notAfter } from "../kernel/day.ts";
import { OrderId, QuoteId } from "../kernel/id.ts";
import { formatMoney, Money } from "../kernel/money.ts";
import { type Refusal, refuseField } from "../kernel/refusal.ts";
import { Day, text } from "../kernel/text.ts";
import { customer } from "../quote/quote.ts";
import { invoice, InvoiceTerms, MAX_PAYMENTS } from "./invoice.ts";

/** The number of an invoice: a series a year, without gaps. */
function invoiceNumber(today: string, number: number): string {
  return `INV-${today.slice(0, 4)}-${String(number).padStart(6, "0")}`;
}

export const issueInvoice = invoice.action("issue", {
  summary: "Issue the invoice of a delivery",
  roles: [],
  from: ["none"],
  series: "invoice",
  input: z.object({
    ...customer,
    order: OrderId,
    quote: QuoteId,
    orderReference: text(100).optional(),
    fulfilment: z.int().min(1),
    deliveredOn: Day,
    lines: Lines,
  }),
  decide(_, input, { today, number, settings }) {
    const totals = totalsOf(input.lines, input.currency);
    if (totals === undefined) return refuseField("/lines", "The sum is too large to be held exactly");
    const dates = { issuedOn: today, dueOn: addDays(today, settings.paymentDays) };
    const data = { ...input, ...dates, number: invoiceNumber(today, number), totals };
    const issued = { type: "invoice.issued", data } as const;
    if (totals.total.minor > 0) return accept(issued);
    // Nothing is owed for a delivery that costs nothing: no payment could ever end it.
    const { lines: __, ...facts } = data;
    return accept([issued, { type: "invoice.paid", data: { ...facts, paidOn: today } }]);
  },
});

interface Owed {
  readonly currency: string;
  readonly balance: Money;
  readonly payments: readonly unknown[];
}

function unpayable({ currency, balance, payments }: Owed, amount: Money): Refusal | undefined {
  if (amount.currency !== currency) return refuseCurrency("/amount/currency", currency, amount.currency);
  if (amount.minor === 0) return refuseField("/amount/minor", "A payment must be more than zero");
  const figures = { balance: balance.minor, amount: amount.minor };
  if (amount.minor > balance.minor) {
    const message = `${formatMoney(balance)} is open, ${formatMoney(amount)} was paid: pay at most the balance`;
    return refuseField("/amount/minor", message, figures);
  }
  // A list of payments that is full with a balance open could never be settled.
  if (payments.length === MAX_PAYMENTS - 1 && amount.minor < balance.minor) {
    const message = `This is the last of ${MAX_PAYMENTS} payments: it must settle ${formatMoney(balance)}`;
    return refuseField("/amount/minor", message, figures);
  }
  return undefined;
}

export const payInvoice = invoice.action("pay", {
  summary: "Note a payment; the one that settles the balance ends the deal",
  roles: ["finance"],
  from: ["issued", "partly-paid"],
  input: z.strictObject({
    amount: Money,
    method: text(40),
    reference: text(100).optional(),
    paidOn: Day.optional(),
  }),
  decide(record, { amount, method, reference, paidOn }, { today }) {
    const { currency, number, balance } = record;
    const refusal = unpayable(record, amount) ?? notAfter("/paidOn", paidOn, today);
    if (refusal !== undefined) return refusal;
    const payment = { amount, method, reference, paidOn: paidOn ?? today };
    const paid: Money = { minor: record.paid.minor + amount.minor, currency };
    const left: Money = { minor: balance.minor - amount.minor, currency };
    const received = {
      type: "invoice.payment-received",
      data: { number, payment, paid, balance: left },
    } as const;
    if (left.minor > 0) return accept(received);
    const { lines: _, ...facts } = InvoiceTerms.parse(record);
    return accept([received, { type: "invoice.paid", data: { ...facts, paidOn: payment.paidOn } }]);
  },
});

export const cancelInvoice = invoice.action("cancel", {
  summary:
    "Cancel an invoice of which nothing has been paid; its number stays taken, its delivery is not billed again",
  roles: ["finance"],
  from: ["issued"],
  input: z.strictObject({ reason: text(1000).optional() }),
  decide: (record, { reason }) =>
    accept({ type: "invoice.cancelled", data: { ...InvoiceTerms.parse(record), reason } }),
});

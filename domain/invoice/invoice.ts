import * as z from "zod";
import { Lines, Totals } from "../document/line.ts";
import { event } from "../kernel/event.ts";
import { OrderId, QuoteId } from "../kernel/id.ts";
import { formatMoney, Money } from "../kernel/money.ts";
import { stage } from "../kernel/stage.ts";
import { Day, text } from "../kernel/text.ts";
import { customer } from "../quote/quote.ts";

/** The most payments that one invoice may have. */
export const MAX_PAYMENTS = 200;

/** What an invoice says; immutable from its issue on. */
export const InvoiceTerms = z.object({
  ...customer,
  number: z.string().max(40),
  order: OrderId,
  quote: QuoteId,
  orderReference: text(100).optional(),
  fulfilment: z.int().min(1),
  deliveredOn: Day,
  issuedOn: Day,
  dueOn: Day,
  lines: Lines,
  totals: Totals,
});

/** What came in for an invoice. */
export const Payment = z.object({
  amount: Money,
  method: text(40),
  reference: text(100).optional(),
  paidOn: Day,
});

const Base = InvoiceTerms.extend({
  payments: z.array(Payment).max(MAX_PAYMENTS),
  paid: Money,
  balance: Money,
});

const Invoice = z.discriminatedUnion("status", [
  Base.extend({ status: z.literal("issued") }),
  Base.extend({ status: z.literal("partly-paid") }),
  Base.extend({ status: z.literal("paid"), paidOn: Day }),
  Base.extend({
    status: z.literal("cancelled"),
    cancelledAt: z.iso.datetime(),
    reason: text(1000).optional(),
  }),
]);

const Received = z.object({ number: z.string(), payment: Payment, paid: Money, balance: Money });
const Facts = InvoiceTerms.omit({ lines: true });
const Paid = Facts.extend({ paidOn: Day });
const Cancelled = Facts.extend({ reason: text(1000).optional() });

/** What a customer owes for a delivery. */
export const invoice = stage("invoice", Invoice, {
  "invoice.issued": event(
    ["none"],
    InvoiceTerms,
    ({ number, totals, dueOn }) => `Invoice ${number} issued: ${formatMoney(totals.total)}, due on ${dueOn}`,
  ),
  "invoice.payment-received": event(
    ["issued", "partly-paid"],
    Received,
    ({ number, payment, balance }) =>
      `Payment of ${formatMoney(payment.amount)} for invoice ${number} received, ${formatMoney(balance)} open`,
  ),
  "invoice.paid": event(["issued", "partly-paid"], Paid, ({ number }) => `Invoice ${number} paid in full`),
  "invoice.cancelled": event(
    ["issued"],
    Cancelled,
    ({ number, reason }) => `Invoice ${number} cancelled${reason === undefined ? "" : ` (${reason})`}`,
  ),
}).evolve({
  "invoice.issued": (_, { data }) => ({
    ...data,
    status: "issued",
    payments: [],
    paid: { minor: 0, currency: data.currency },
    balance: data.totals.total,
  }),
  "invoice.payment-received": (record, { data: { payment, paid, balance } }) => ({
    ...record,
    status: "partly-paid",
    payments: [...record.payments, payment],
    paid,
    balance,
  }),
  "invoice.paid": (record, { data: { paidOn } }) => ({ ...record, status: "paid", paidOn }),
  "invoice.cancelled": (record, { data, at }) => ({
    ...record,
    status: "cancelled",
    balance: { minor: 0, currency: record.currency },
    cancelledAt: at,
    reason: data.reason,
  }),
});

import { event } from "../kernel/event.ts";
import { formatMoney } from "../kernel/money.ts";
import { stage } from "../kernel/stage.ts";
import { payableOf } from "./balance.ts";
import { Credited } from "./credited.ts";
import { CancelledInvoice, OverdueInvoice, PaidInvoice, Received, Refunded, WrittenOff } from "./happened.ts";
import { afterCredit, afterPayment } from "./note.ts";
import { Invoice, InvoiceBase } from "./record.ts";
import { InvoiceTerms } from "./terms.ts";

const why = (reason: string | undefined) => (reason === undefined ? "" : ` (${reason})`);
const open = ["issued", "partly-paid", "overdue"] as const;
const live = [...open, "paid", "written-off"] as const;

/** What a customer owes; from its issue on it is never edited, only credited. */
export const invoice = stage(
  "invoice",
  Invoice,
  {
    "invoice.issued": event(
      ["none"],
      InvoiceTerms,
      ({ number, totals, dueOn }) =>
        `Invoice ${number} issued: ${formatMoney(payableOf(totals))}, due on ${dueOn}`,
    ),
    "invoice.payment-received": event(
      live,
      Received,
      ({ number, payment, balance }) =>
        `Payment of ${formatMoney(payment.amount)} for invoice ${number} received, ${formatMoney(balance)} open`,
    ),
    "invoice.paid": event(open, PaidInvoice, ({ number }) => `Invoice ${number} paid in full`),
    "invoice.overdue": event(
      ["issued", "partly-paid"],
      OverdueInvoice,
      ({ number, overdue, dueOn }) => `Invoice ${number} is overdue: ${formatMoney(overdue)} since ${dueOn}`,
    ),
    "invoice.credited": event(
      live,
      Credited,
      ({ number, totals, reason }) =>
        `${formatMoney(totals.total)} of invoice ${number} credited${why(reason)}`,
    ),
    "invoice.refunded": event(
      ["paid", "written-off", "cancelled"],
      Refunded,
      ({ number, refund }) => `${formatMoney(refund.amount)} of invoice ${number} paid back`,
    ),
    "invoice.written-off": event(
      open,
      WrittenOff,
      ({ number, amount, reason }) => `${formatMoney(amount)} of invoice ${number} written off${why(reason)}`,
    ),
    "invoice.cancelled": event(
      live,
      CancelledInvoice,
      ({ number, reason }) => `Invoice ${number} cancelled${why(reason)}`,
    ),
  },
  { handled: ["assign", "migrate"] },
).evolve({
  "invoice.issued": (_, { data }) => ({
    ...data,
    status: "issued",
    payments: [],
    paid: { minor: 0, currency: data.currency },
    balance: payableOf(data.totals),
    credit: { minor: 0, currency: data.currency },
    nextDueOn: data.instalments?.[0]?.dueOn ?? data.dueOn,
  }),
  "invoice.payment-received": (record, { data }) => {
    const noted = { ...record, ...afterPayment(record, data) };
    // What comes in for what was written off changes nothing of that it was.
    if (noted.status === "paid" || noted.status === "written-off") return noted;
    return { ...noted, status: data.overdue === true ? "overdue" : "partly-paid" };
  },
  "invoice.paid": (record, { data: { paidOn } }) => ({
    ...record,
    status: "paid",
    nextDueOn: undefined,
    paidOn,
  }),
  "invoice.overdue": (record) => ({ ...record, status: "overdue" }),
  "invoice.credited": (record, { data, at }) => {
    const noted = { ...record, ...afterCredit(record, data, at) };
    if (noted.status !== "overdue" || data.overdue === true) return noted;
    return { ...noted, status: noted.payments.length > 0 ? "partly-paid" : "issued" };
  },
  "invoice.refunded": (record, { data: { refund, refunded, customerCredit } }) => ({
    ...record,
    refunds: [...(record.refunds ?? []), refund],
    refunded,
    credit: customerCredit,
  }),
  "invoice.written-off": (record, { data: { amount, reason, note }, at }) => ({
    ...record,
    status: "written-off",
    nextDueOn: undefined,
    balance: { minor: 0, currency: record.currency },
    writtenOff: amount,
    writtenOffAt: at,
    reason,
    note,
  }),
  "invoice.cancelled": (record, { data: { reason, note }, at }) => ({
    // The day of a payment or a write-off is told by the status that has it.
    ...InvoiceBase.parse(record),
    status: "cancelled",
    nextDueOn: undefined,
    balance: { minor: 0, currency: record.currency },
    cancelledAt: at,
    reason,
    note,
  }),
});

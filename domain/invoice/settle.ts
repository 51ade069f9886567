import * as z from "zod";
import { refuseCurrency } from "../document/refusals.ts";
import { accept } from "../kernel/decision.ts";
import { addDays, notAfter } from "../kernel/day.ts";
import { formatMoney, Money } from "../kernel/money.ts";
import { type Refusal, refuseField } from "../kernel/refusal.ts";
import { Day, text } from "../kernel/text.ts";
import { tooEarly } from "../kernel/timer.ts";
import { badReason } from "../process/reason.ts";
import { nextDueOn, overdueOf } from "./due.ts";
import { whoseOf } from "./happened.ts";
import { invoice } from "./invoice.ts";
import { MAX_REFUNDS } from "./payment.ts";
import type { InvoiceBase } from "./record.ts";

const zero = (currency: string): Money => ({ minor: 0, currency });

function unrefundable(record: InvoiceBase, amount: Money): Refusal | undefined {
  const { currency, credit = zero(currency), refunds = [] } = record;
  if (amount.currency !== currency) return refuseCurrency("/amount/currency", currency, amount.currency);
  if (amount.minor === 0) return refuseField("/amount/minor", "A refund must be more than zero");
  const figures = { credit: credit.minor, amount: amount.minor };
  if (amount.minor > credit.minor) {
    const message = `The customer has ${formatMoney(credit)} too much, ${formatMoney(amount)} asked: pay back at most the credit`;
    return refuseField("/amount/minor", message, figures);
  }
  if (refunds.length < MAX_REFUNDS - 1 || amount.minor === credit.minor) return undefined;
  const message =
    refunds.length < MAX_REFUNDS
      ? `This is the last of ${MAX_REFUNDS} refunds: it must be ${formatMoney(credit)}`
      : `This invoice has all the ${MAX_REFUNDS} refunds that it may have`;
  return refuseField("/amount/minor", message, figures);
}

export const refundInvoice = invoice.action("refund", {
  summary: "Note what was paid back to the customer, at most what was paid too much",
  roles: ["finance"],
  from: ["paid", "written-off", "cancelled"],
  input: z.strictObject({
    amount: Money,
    method: text(40),
    reference: text(100).optional(),
    refundedOn: Day.optional(),
  }),
  decide(record, { amount, method, reference, refundedOn }, { today }) {
    const refusal = unrefundable(record, amount) ?? notAfter("/refundedOn", refundedOn, today);
    if (refusal !== undefined) return refusal;
    const { currency, credit = zero(currency), refunded = zero(currency) } = record;
    return accept({
      type: "invoice.refunded",
      data: {
        ...whoseOf(record),
        number: record.number,
        refund: { amount, method, reference, refundedOn: refundedOn ?? today },
        refunded: { minor: refunded.minor + amount.minor, currency },
        customerCredit: { minor: credit.minor - amount.minor, currency },
      },
    });
  },
});

export const writeOffInvoice = invoice.action("write-off", {
  summary: "Give up what is still open of an invoice",
  roles: ["finance"],
  from: ["issued", "partly-paid", "overdue"],
  input: z.strictObject({ reason: text(100).optional(), note: text(1000).optional() }),
  decide: (record, because, facts) =>
    badReason("invoice.write-off", because, facts) ??
    accept({
      type: "invoice.written-off",
      data: { ...whoseOf(record), number: record.number, amount: record.balance, ...because },
    }),
});

/** A schedule asks for it when a part is past its day; whether that is so is decided here. */
export const markOverdue = invoice.action("mark-overdue", {
  summary: "Note that a part of an invoice has not been paid by its day",
  roles: [],
  from: ["issued", "partly-paid", "overdue"],
  input: z.object({}),
  decide(record, _, { today }) {
    if (record.status === "overdue") return accept([]);
    const { currency, balance, number } = record;
    const overdue = overdueOf(record, balance.minor, today);
    const dueOn = nextDueOn(record, balance.minor) ?? record.dueOn;
    if (overdue === 0) {
      const message = `Too early: ${formatMoney(balance)} is open and due on ${dueOn}, it is ${today}`;
      return tooEarly(message, addDays(dueOn, 1), { dueOn, today, balance: balance.minor });
    }
    const data = { ...whoseOf(record), number, dueOn, overdue: { minor: overdue, currency }, balance };
    return accept({ type: "invoice.overdue", data });
  },
});

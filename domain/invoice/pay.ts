import * as z from "zod";
import { refuseCurrency } from "../document/refusals.ts";
import { accept } from "../kernel/decision.ts";
import { notAfter } from "../kernel/day.ts";
import { formatMoney, Money } from "../kernel/money.ts";
import { type Refusal, refuse, refuseField } from "../kernel/refusal.ts";
import { Day, text } from "../kernel/text.ts";
import { movesOf, payableOf, standingOf } from "./balance.ts";
import { nextDueOn, overdueOf } from "./due.ts";
import { whoseOf } from "./happened.ts";
import { invoice } from "./invoice.ts";
import { MAX_PAYMENTS } from "./payment.ts";
import type { InvoiceBase } from "./record.ts";
import { shareOf } from "./share.ts";
import { InvoiceFacts } from "./terms.ts";

interface Paying {
  readonly amount: Money;
  /** What may be let off when this settles the invoice. */
  readonly letOff: number;
  readonly keep: boolean;
}

/** What may be let off when all is paid by this day, in proportion to what is left of the invoice. */
function letOffOn(record: InvoiceBase, day: string): number {
  const { earlyPayment: early, payments, totals } = record;
  if (early === undefined || day > early.until) return 0;
  if (payments.some(({ paidOn }) => paidOn > early.until)) return 0;
  const payable = payableOf(totals).minor;
  return shareOf(early.amount.minor, payable - (record.credited?.payable.minor ?? 0), payable);
}

/** What the customer may still pay: the balance, or what was written off and did not come in since. */
function openOf(record: InvoiceBase): Money {
  const { balance } = standingOf({ ...movesOf(record), writtenOff: 0 });
  return {
    minor: record.writtenOff === undefined ? record.balance.minor : balance,
    currency: record.currency,
  };
}

function tooHigh(record: InvoiceBase, { amount, keep }: Paying): Refusal | undefined {
  const { paid, totals } = record;
  const balance = openOf(record);
  if (amount.minor > balance.minor && !keep) {
    const message = `${formatMoney(balance)} is open, ${formatMoney(amount)} was paid: pay at most the balance, or send overpayment "keep" to keep the rest as the customer's credit`;
    return refuseField("/amount/minor", message, { balance: balance.minor, amount: amount.minor });
  }
  // What was paid before the invoice can be owed to the customer as well.
  const all = paid.minor + amount.minor + (totals.prepaid?.minor ?? 0);
  if (all <= Number.MAX_SAFE_INTEGER) return undefined;
  return refuseField("/amount/minor", "All payments together are too large to be held exactly");
}

/** A list of payments that is full with a balance open could never be settled. */
function tooMany(record: InvoiceBase, { amount, letOff }: Paying): Refusal | undefined {
  const left = MAX_PAYMENTS - record.payments.length;
  const balance = openOf(record);
  if (left <= 0)
    return refuse("rule_broken", `This invoice has all the ${MAX_PAYMENTS} payments that it may have`);
  if (left > 1 || amount.minor + letOff >= balance.minor) return undefined;
  const message = `This is the last of ${MAX_PAYMENTS} payments: it must settle ${formatMoney(balance)}`;
  return refuseField("/amount/minor", message, { balance: balance.minor, amount: amount.minor });
}

function unpayable(record: InvoiceBase, paying: Paying): Refusal | undefined {
  const { amount } = paying;
  if (amount.currency !== record.currency) {
    return refuseCurrency("/amount/currency", record.currency, amount.currency);
  }
  if (amount.minor === 0) return refuseField("/amount/minor", "A payment must be more than zero");
  return tooHigh(record, paying) ?? tooMany(record, paying);
}

/** How an invoice stands after a payment; what may be let off settles the rest, when it is enough. */
function standsAfter(record: InvoiceBase, { amount, letOff }: Paying, today: string) {
  const money = (minor: number): Money => ({ minor, currency: record.currency });
  const paid = record.paid.minor + amount.minor;
  const stands = standingOf({ ...movesOf(record), paid });
  const early = stands.balance <= letOff ? stands.balance : 0;
  const balance = stands.balance - early;
  return {
    paid: money(paid),
    balance: money(balance),
    customerCredit: money(stands.credit),
    ...(early > 0 && { earlyDiscount: money(early) }),
    overdue: overdueOf(record, balance, today) > 0,
    nextDueOn: nextDueOn(record, balance),
  };
}

export const payInvoice = invoice.action("pay", {
  summary:
    "Note a payment; the one that settles the balance ends the deal. What was written off may still be paid",
  roles: ["finance"],
  from: ["issued", "partly-paid", "overdue", "paid", "written-off"],
  input: z.strictObject({
    amount: Money,
    method: text(40),
    reference: text(100).optional(),
    paidOn: Day.optional(),
    overpayment: z.enum(["refuse", "keep"]).optional(),
  }),
  decide(record, { amount, method, reference, paidOn, overpayment }, { today }) {
    const day = paidOn ?? today;
    const paying = { amount, letOff: letOffOn(record, day), keep: overpayment === "keep" };
    const refusal = unpayable(record, paying) ?? notAfter("/paidOn", paidOn, today);
    if (refusal !== undefined) return refusal;
    const payment = { amount, method, reference, paidOn: day };
    const after = standsAfter(record, paying, today);
    const received = {
      type: "invoice.payment-received",
      data: { ...whoseOf(record), number: record.number, payment, ...after },
    } as const;
    const ended = record.status === "paid" || record.status === "written-off";
    if (after.balance.minor > 0 || ended) return accept(received);
    return accept([received, { type: "invoice.paid", data: { ...InvoiceFacts.parse(record), paidOn: day } }]);
  },
});

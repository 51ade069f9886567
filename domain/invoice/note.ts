import type * as z from "zod";
import type { TaxShare } from "../document/line.ts";
import { taxKey } from "../document/tax.ts";
import { decimal } from "../kernel/decimal.ts";
import type { Money } from "../kernel/money.ts";
import { payableOf } from "./balance.ts";
import type { Credited, CreditedSoFar, CreditLine, LineCredited } from "./credited.ts";
import type { Received } from "./happened.ts";
import type { InvoiceBase } from "./record.ts";

const plus = (a: Money, b: Money): Money => ({
  minor: decimal(a.minor).plus(b.minor).toNumber(),
  currency: a.currency,
});
const minus = (a: Money, b: Money): Money => ({ minor: a.minor - b.minor, currency: a.currency });

/** What changes on an invoice with a payment. */
export function afterPayment(record: InvoiceBase, data: z.output<typeof Received>): Partial<InvoiceBase> {
  const { payment, paid, balance, customerCredit, earlyDiscount, nextDueOn } = data;
  const left = minus(payableOf(record.totals), record.credited?.payable ?? { ...paid, minor: 0 });
  return {
    payments: [...record.payments, payment],
    paid,
    balance,
    nextDueOn,
    ...(customerCredit && { credit: customerCredit }),
    ...(earlyDiscount && { discounted: { amount: earlyDiscount, of: left } }),
  };
}

/** The row of a tax breakdown that another one belongs to. */
export function rowKey({ percent, category }: TaxShare): string {
  return taxKey({ taxPercent: percent, taxCategory: category });
}

function joined(a: TaxShare, b: TaxShare): TaxShare {
  return {
    ...a,
    lines: plus(a.lines, b.lines),
    discount: plus(a.discount, b.discount),
    charges: plus(a.charges, b.charges),
    taxable: plus(a.taxable, b.taxable),
    tax: plus(a.tax, b.tax),
  };
}

/** Two lists as one: what has the same key is joined. */
function merged<T>(
  known: readonly T[],
  more: readonly T[],
  key: (each: T) => unknown,
  join: (a: T, b: T) => T,
) {
  const all = new Map(known.map((each) => [key(each), each]));
  for (const each of more) {
    const before = all.get(key(each));
    all.set(key(each), before === undefined ? each : join(before, each));
  }
  return [...all.values()];
}

const nothing = (currency: string): CreditedSoFar => ({
  payable: { minor: 0, currency },
  lines: [],
  charges: [],
  taxes: [],
});

/** What of an invoice is credited so far. */
export function creditedOf({
  credited,
  currency,
}: Pick<InvoiceBase, "credited" | "currency">): CreditedSoFar {
  return credited ?? nothing(currency);
}

function withLine(before: LineCredited | undefined, credited: CreditLine): LineCredited {
  const { line, net, quantity, byAmount } = credited;
  const done = before ?? { line, quantity: "0", net: { ...net, minor: 0 } };
  if (byAmount !== true) {
    const sum = decimal(done.quantity).plus(quantity).toFixed();
    return { ...done, quantity: sum, net: plus(done.net, net) };
  }
  const since = { quantity: done.quantity, net: plus(done.net, net) };
  return { line, ...since, since };
}

function withLines(before: readonly LineCredited[], credited: readonly CreditLine[]): LineCredited[] {
  const all = new Map(before.map((each) => [each.line, each]));
  for (const line of credited) all.set(line.line, withLine(all.get(line.line), line));
  return [...all.values()];
}

function withCredit(before: CreditedSoFar, data: Credited): CreditedSoFar {
  const { lines, charges = [], totals } = data;
  return {
    payable: plus(before.payable, payableOf(totals)),
    lines: withLines(before.lines, lines),
    charges: merged(
      before.charges,
      charges.map(({ charge, amount }) => ({ charge, amount })),
      ({ charge }) => charge,
      (a, b) => ({ charge: a.charge, amount: plus(a.amount, b.amount) }),
    ),
    taxes: merged(before.taxes, totals.taxes ?? [], rowKey, joined),
  };
}

/** What changes on an invoice with a credit note. */
export function afterCredit(record: InvoiceBase, data: Credited, at: string): Partial<InvoiceBase> {
  const { credit, creditNote, totals, from, reason, balance, customerCredit, nextDueOn } = data;
  const noted = {
    credit,
    creditNote,
    creditedAt: at,
    total: totals.total,
    return: data.return,
    from,
    reason,
  };
  return {
    credits: [...(record.credits ?? []), noted],
    credited: withCredit(creditedOf(record), data),
    balance,
    credit: customerCredit,
    nextDueOn,
  };
}

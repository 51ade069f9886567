import { spread } from "../document/spread.ts";
import { addDays } from "../kernel/day.ts";
import { decimal } from "../kernel/decimal.ts";
import type { Money } from "../kernel/money.ts";
import type { PaymentTerms } from "../kernel/terms.ts";
import type { EarlyPayment, Instalment, InvoiceTerms } from "./terms.ts";
import { payableOf } from "./balance.ts";
import { shareOf } from "./share.ts";

/** When what is owed is due. */
export interface Due {
  /** The last day of all. */
  readonly dueOn: string;
  readonly instalments?: Instalment[];
  readonly earlyPayment?: EarlyPayment;
}

/** When an amount is due by these terms, counted from the day of issue; instalments add up to it (largest remainder). */
export function dueOf(payable: Money, terms: PaymentTerms, issuedOn: string): Due {
  const { currency } = payable;
  const { earlyPayment: early } = terms;
  const instalments = instalmentsOf(payable, terms, issuedOn);
  const last = instalments.at(-1)?.dueOn ?? addDays(issuedOn, terms.days);
  const letOff = early === undefined ? 0 : shareOf(payable.minor, early.percent, 100);
  return {
    dueOn: last,
    ...(instalments.length > 0 && { instalments }),
    ...(early !== undefined &&
      letOff > 0 && {
        earlyPayment: {
          until: addDays(issuedOn, early.days),
          percent: early.percent,
          amount: { minor: letOff, currency },
        },
      }),
  };
}

function instalmentsOf({ minor, currency }: Money, terms: PaymentTerms, issuedOn: string): Instalment[] {
  if (terms.instalments === undefined || minor === 0) return [];
  const parts = terms.instalments.toSorted((a, b) => a.days - b.days);
  const weights = parts.map(({ percent }) => decimal(percent));
  const amounts = spread(decimal(minor), weights);
  return parts
    .map(({ days }, index) => ({
      dueOn: addDays(issuedOn, days),
      amount: { minor: amounts[index]?.toNumber() ?? 0, currency },
    }))
    .filter(({ amount }) => amount.minor > 0);
}

type Owed = Pick<InvoiceTerms, "dueOn" | "instalments" | "totals">;

function partsOf({ dueOn, instalments, totals }: Owed): readonly Instalment[] {
  return instalments ?? [{ dueOn, amount: payableOf(totals) }];
}

/** The day of the first part of an invoice that is still open, when `balance` minor units of it are; none when nothing is. */
export function nextDueOn(
  invoice: Owed,
  balance: number = payableOf(invoice.totals).minor,
): string | undefined {
  if (balance === 0) return undefined;
  let settled = decimal(payableOf(invoice.totals).minor).minus(balance);
  for (const { dueOn, amount } of partsOf(invoice)) {
    settled = settled.minus(amount.minor);
    if (settled.lt(0)) return dueOn;
  }
  return invoice.dueOn;
}

/** How much of an invoice should have been paid before today and was not, in minor units. */
export function overdueOf(invoice: Owed, balance: number, today: string): number {
  const settled = decimal(payableOf(invoice.totals).minor).minus(balance);
  const due = partsOf(invoice)
    .filter(({ dueOn }) => dueOn < today)
    .reduce((sum, { amount }) => sum.plus(amount.minor), decimal(0));
  return due.gt(settled) ? due.minus(settled).toNumber() : 0;
}

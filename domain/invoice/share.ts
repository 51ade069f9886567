import { type Decimal, decimal } from "../kernel/decimal.ts";

type Amount = Decimal | string | number;

/** `amount` x `part` / `whole` in whole units, rounded half up, exact for numbers of any size; 0 of nothing. Whoever always takes the share of what is left ends exactly at the amount. */
export function shareOf(amount: Amount, part: Amount, whole: Amount): number {
  const of = decimal(0).plus(whole);
  if (of.isZero()) return 0;
  const twice = decimal(0).plus(amount).times(part).times(2);
  return twice.plus(of).idiv(of.times(2)).toNumber();
}

import { type Decimal, decimal } from "../kernel/decimal.ts";

/** Shares a whole amount in proportion to weights, in whole parts that add up to it: the largest remainders get the parts that are left. */
export function spread(amount: Decimal, weights: readonly Decimal[]): Decimal[] {
  const all = weights.reduce((sum, weight) => sum.plus(weight), decimal(0));
  if (all.isZero()) return weights.map((_, index) => (index === 0 ? amount : decimal(0)));
  const exact = weights.map((weight) => amount.times(weight));
  const parts = exact.map((part) => part.idiv(all));
  const rests = exact.map((part, index) => ({ index, rest: part.mod(all) }));
  let left = parts.reduce((rest, part) => rest.minus(part), amount).toNumber();
  for (const { index } of rests.toSorted((a, b) => b.rest.comparedTo(a.rest) ?? 0)) {
    if (left === 0) break;
    parts[index] = (parts[index] ?? decimal(0)).plus(1);
    left -= 1;
  }
  return parts;
}

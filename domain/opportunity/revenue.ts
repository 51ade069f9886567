import { decimal } from "../kernel/decimal.ts";
import type { Money } from "../kernel/money.ts";

/** The fields that revenue follows from. */
export interface Valued {
  readonly estimatedRevenue?: Money | undefined;
  readonly totals: { readonly net: Money };
  readonly probability?: number | undefined;
}

/** What follows from the fields of an opportunity: the revenue of its lines, and that which counts times its probability. */
export interface Revenues {
  readonly calculatedRevenue: Money;
  readonly weightedRevenue?: Money;
}

/** The revenue that follows from the lines (net of tax), and the estimated one weighted by the probability, half up to the minor unit. */
export function revenuesOf({ estimatedRevenue, totals, probability }: Valued): Revenues {
  const calculatedRevenue = totals.net;
  if (probability === undefined) return { calculatedRevenue };
  const { minor, currency } = estimatedRevenue ?? calculatedRevenue;
  const weighted = decimal(minor).times(probability).shiftedBy(-2).integerValue().toNumber();
  return { calculatedRevenue, weightedRevenue: { minor: weighted, currency } };
}

import type { Charge, Discount } from "../document/charge.ts";
import type { Line, TaxShare } from "../document/line.ts";
import { taxKey } from "../document/tax.ts";
import { totalsOf } from "../document/totals.ts";
import { type Decimal, decimal } from "../kernel/decimal.ts";
import { minorDigits, type Money } from "../kernel/money.ts";

/** What is billed bit by bit: its lines, and what applies to all of them. */
export interface Billable {
  readonly currency: string;
  readonly lines: readonly Line[];
  readonly discount?: Discount | undefined;
  readonly charges?: readonly Charge[] | undefined;
}

/** What one row of the tax breakdown comes to, in minor units: `taxable` = lines - discount - deducted + charges. */
export interface Row {
  readonly key: string;
  readonly share: TaxShare;
  readonly lines: Decimal;
  readonly discount: Decimal;
  readonly charges: Decimal;
  /** What a deposit has paid of it. */
  readonly deducted: Decimal;
  readonly tax: Decimal;
}

/** What all bills come to, up to some quantity of each line, in minor units. */
export interface Sums {
  readonly lines: ReadonlyMap<number, Decimal>;
  readonly charges: readonly Decimal[];
  readonly rows: readonly Row[];
}

const ZERO = decimal(0);
const sumOf = (amounts: readonly Decimal[]) => amounts.reduce((sum, each) => sum.plus(each), ZERO);
const lesser = (a: Decimal, b: Decimal) => (a.lt(b) ? a : b);

/** amount * part / whole, rounded half up; none of a whole of nothing. */
export function proportion(amount: Decimal, part: Decimal, whole: Decimal): Decimal {
  if (!whole.gt(0) || !part.gt(0) || !amount.gt(0)) return ZERO;
  return amount.times(part).times(2).plus(whole).idiv(whole.times(2));
}

/**
 * What a line comes to up to a quantity: its price for it, less the same part of its discount. Never less for more, never
 * above the ordered amount before all of it is there, and exactly that when it is.
 */
export function netUpTo(line: Line, quantity: Decimal, currency: string): Decimal {
  const ordered = decimal(line.quantity);
  if (!ordered.gt(0)) return ZERO;
  const kept = decimal(100)
    .minus(line.discountPercent)
    .shiftedBy(minorDigits(currency) - 2);
  const each = decimal(line.unitPrice).times(kept);
  // Both are so much of `ordered`, because dividing comes last: no digit is lost before rounding.
  const net = each.times(ordered).minus(line.discountAmount?.minor ?? 0);
  const part = proportion(net, quantity, ordered);
  const whole = decimal(line.net.minor);
  if (quantity.lt(ordered)) return lesser(part, whole);
  return whole.plus(part.minus(proportion(net, ordered, ordered)));
}

/** What a discount takes off a row up to an amount of its lines: the same part of it; one that is an amount never grows above it. */
function discountUpTo({ discount }: Billable, share: TaxShare, lines: Decimal): Decimal {
  const whole = decimal(share.lines.minor);
  const isAmount = discount !== undefined && "amount" in discount;
  return proportion(decimal(share.discount.minor), isAmount ? lesser(lines, whole) : lines, whole);
}

/** A charge comes with the lines, in proportion to their amounts; whole with the first when all of them are free. */
function chargesUpTo(of: Billable, quantity: (line: Line) => Decimal, nets: Decimal): Decimal[] {
  const whole = sumOf(of.lines.map(({ net }) => decimal(net.minor)));
  const begun = of.lines.some((line) => quantity(line).gt(0));
  return (of.charges ?? []).map(({ amount }) => {
    if (whole.isZero()) return begun ? decimal(amount.minor) : ZERO;
    return proportion(decimal(amount.minor), lesser(nets, whole), whole);
  });
}

/** Tax on an amount of a row, rounded half up (EN 16931 BR-CO-17). */
export function taxOn(taxable: Decimal, { percent }: Pick<TaxShare, "percent">): Decimal {
  return taxable.times(percent).shiftedBy(-2).integerValue();
}

/** The rows of the tax breakdown of what was ordered. */
export function rowsOf(of: Billable): readonly TaxShare[] {
  return totalsOf(of, of.currency)?.taxes ?? [];
}

/** The key of a row, as `taxKey` gives it for its lines. */
export const keyOf = ({ category, percent }: TaxShare) =>
  taxKey({ taxCategory: category, taxPercent: percent });

/**
 * What all bills come to, up to these quantities. A bill is what it comes to with it, less what it came to without: so
 * bills add up to the order to the minor unit in any order and number, and none is negative. A deposit has paid the
 * first of each row; tax is on what was invoiced with it, so that the tax of all invoices adds up, too.
 */
export function sumsUpTo(
  of: Billable,
  quantity: (line: Line) => Decimal,
  deposits: ReadonlyMap<string, Decimal>,
): Sums {
  const lines = new Map(of.lines.map((line) => [line.line, netUpTo(line, quantity(line), of.currency)]));
  const charges = chargesUpTo(of, quantity, sumOf([...lines.values()]));
  const keys = of.lines.map((line) => taxKey(line));
  const chargeKeys = (of.charges ?? []).map((charge) => taxKey(charge));
  const rows = rowsOf(of).map((share): Row => {
    const key = keyOf(share);
    const own = sumOf(
      of.lines.map(({ line }, at) => (keys[at] === key ? lines.get(line) : undefined) ?? ZERO),
    );
    const extra = sumOf(charges.filter((_, at) => chargeKeys[at] === key));
    const discount = discountUpTo(of, share, own);
    const taxable = own.minus(discount).plus(extra);
    const deposit = deposits.get(key) ?? ZERO;
    const deducted = lesser(deposit, taxable);
    const tax = taxOn(taxable.minus(deducted).plus(deposit), share).minus(taxOn(deposit, share));
    return { key, share, lines: own, discount, charges: extra, deducted, tax };
  });
  return { lines, charges, rows };
}

/** An amount of so many minor units. */
export const moneyOf = (amount: Decimal, currency: string): Money => ({ minor: amount.toNumber(), currency });

import { type Decimal, decimal } from "../kernel/decimal.ts";
import { minorDigits, type Money, toMinor } from "../kernel/money.ts";
import type { Charge, Discount } from "./charge.ts";
import { joined } from "./exemption.ts";
import type { Line, TaxShare, Totals } from "./line.ts";
import { spread } from "./spread.ts";
import { categoryOf, type Exemption, type Taxed, taxKey } from "./tax.ts";

type Priced = Pick<Line, "quantity" | "unitPrice" | "discountPercent" | "discountAmount">;

/** The amount of a line before tax, rounded half up to the currency's minor unit (EN 16931 BT-131); undefined when it is too large to hold exactly, or its discount is more than it comes to. */
export function lineNet(line: Priced, currency: string): Money | undefined {
  const kept = decimal(100).minus(line.discountPercent).shiftedBy(-2);
  const off = decimal(line.discountAmount?.minor ?? 0).shiftedBy(-minorDigits(currency));
  const minor = toMinor(decimal(line.quantity).times(line.unitPrice).times(kept).minus(off), currency);
  if (minor === undefined || minor < 0) return undefined;
  // A discount of a fraction of a cent more than the line comes to leaves -0.
  return { minor: Math.max(minor, 0), currency };
}

/** What is summed up: priced lines, and what applies to all of them. */
export interface Summable {
  readonly lines: readonly (Taxed & { readonly net: Money })[];
  readonly discount?: Discount | undefined;
  readonly charges?: readonly Charge[] | undefined;
  /** What was paid before (EN 16931 BT-113). */
  readonly prepaid?: Money | undefined;
  /** The smallest coin, as a decimal such as "0.05": what is payable is rounded to it. */
  readonly coin?: string | undefined;
}

interface Group {
  readonly taxed: Taxed;
  lines: Decimal;
  charges: Decimal;
  readonly exemptions: Exemption[];
}

function groupsOf({ lines, charges = [] }: Summable): Map<string, Group> {
  const groups = new Map<string, Group>();
  const groupOf = (taxed: Taxed): Group => {
    const key = taxKey(taxed);
    const group = groups.get(key) ?? { taxed, lines: decimal(0), charges: decimal(0), exemptions: [] };
    groups.set(key, group);
    if (taxed.exemption !== undefined) group.exemptions.push(taxed.exemption);
    return group;
  };
  for (const line of lines) {
    const group = groupOf(line);
    group.lines = group.lines.plus(line.net.minor);
  }
  for (const charge of charges) {
    const group = groupOf(charge);
    group.charges = group.charges.plus(charge.amount.minor);
  }
  return groups;
}

/** What the lines come to, in minor units (EN 16931 BT-106). */
export function sumOfLines(lines: Summable["lines"]): Decimal {
  return lines.reduce((sum, { net }) => sum.plus(net.minor), decimal(0));
}

/** What a discount takes off lines that come to so many minor units (EN 16931 BT-107). */
export function discountOf(discount: Discount | undefined, lines: Decimal): Decimal {
  if (discount === undefined) return decimal(0);
  if ("amount" in discount) return decimal(discount.amount.minor);
  return lines.times(discount.percent).shiftedBy(-2).integerValue();
}

function payableOf(due: Decimal, coin: string | undefined, currency: string): Decimal {
  if (coin === undefined) return due;
  const minor = decimal(coin).shiftedBy(minorDigits(currency));
  return minor.gt(0) ? due.div(minor).integerValue().times(minor).integerValue() : due;
}

/** One row of the tax breakdown: BT-116 to BT-119 of a category and rate, with its share of the document's discount. */
function rowOf({ taxed, lines, charges, exemptions }: Group, discount: Decimal, currency: string): TaxShare {
  const money = (amount: Decimal): Money => ({ minor: amount.toNumber(), currency });
  const taxable = lines.minus(discount).plus(charges);
  const exemption = joined(exemptions);
  return {
    category: categoryOf(taxed),
    percent: decimal(taxed.taxPercent).toFixed(),
    lines: money(lines),
    discount: money(discount),
    charges: money(charges),
    taxable: money(taxable),
    tax: money(taxable.times(taxed.taxPercent).shiftedBy(-2).integerValue()),
    ...(exemption && { exemption }),
  };
}

/**
 * The sums of a document by the arithmetic of EN 16931 (BR-CO-10 to BR-CO-17): tax per category and rate, rounded half
 * up on the sum of that rate; payable = total - prepaid + rounding. Undefined when they are too large to hold exactly,
 * or the discount is more than the lines come to.
 */
export function totalsOf(doc: Summable, currency: string): Totals | undefined {
  const groups = [...groupsOf(doc).values()];
  const lines = sumOfLines(doc.lines);
  const discount = discountOf(doc.discount, lines);
  if (discount.gt(lines)) return undefined;
  const shares = spread(
    discount,
    groups.map((group) => group.lines),
  );
  const rows = groups.map((group, index) => rowOf(group, shares[index] ?? decimal(0), currency));
  return sumsOf(rows, doc, currency);
}

/** The sums that follow from a tax breakdown (EN 16931 BR-CO-13, BR-CO-14, BR-CO-15, BR-CO-16); undefined when they are too large to hold exactly, or more was paid before than is owed. */
export function sumsOf(
  taxes: readonly TaxShare[],
  { prepaid, coin }: Pick<Summable, "prepaid" | "coin">,
  currency: string,
): Totals | undefined {
  const sum = (of: (share: TaxShare) => Money) =>
    taxes.reduce((all, share) => all.plus(of(share).minor), decimal(0));
  const money = (amount: Decimal): Money => ({ minor: amount.toNumber(), currency });
  const net = sum(({ taxable }) => taxable);
  const tax = sum((share) => share.tax);
  const total = net.plus(tax);
  const before = decimal(prepaid?.minor ?? 0);
  const due = total.minus(before);
  const payable = payableOf(due, coin, currency);
  const lines = sum((share) => share.lines);
  const most = [lines, total, payable];
  if (due.lt(0) || most.some((amount) => amount.gt(Number.MAX_SAFE_INTEGER))) return undefined;
  return {
    net: money(net),
    tax: money(tax),
    total: money(total),
    lines: money(lines),
    discount: money(sum(({ discount }) => discount)),
    charges: money(sum(({ charges }) => charges)),
    prepaid: money(before),
    rounding: money(payable.minus(due)),
    payable: money(payable),
    taxes: [...taxes],
  };
}

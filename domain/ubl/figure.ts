import type { TaxShare } from "../document/line.ts";
import { categoryOf, type Taxed } from "../document/tax.ts";
import { type Decimal, decimal } from "../kernel/decimal.ts";
import { formatMoney, minorDigits, type Money } from "../kernel/money.ts";
import type { Fault, UblSource } from "./source.ts";

const sum = (amounts: readonly Money[]): Decimal =>
  amounts.reduce((all, { minor }) => all.plus(minor), decimal(0));

const belongs = (taxed: Taxed, share: TaxShare) =>
  categoryOf(taxed) === share.category && decimal(taxed.taxPercent).eq(share.percent);

/**
 * Whether a tax is what its rate gives: less than one whole unit of money off, as validators of EN 16931 allow (BR-CO-17,
 * BR-S-09). They reckon to two decimals in every currency: so a yen that came from an earlier invoice of an order is right.
 */
function isTax({ taxable, tax, percent }: TaxShare, currency: string): boolean {
  const unit = -minorDigits(currency);
  const exact = decimal(taxable.minor).shiftedBy(unit).times(percent).shiftedBy(-2);
  const off = exact.decimalPlaces(2).minus(decimal(tax.minor).shiftedBy(unit)).abs();
  return decimal(percent).isZero() ? tax.minor === 0 : off.lt(1);
}

/** What is wrong with a row of the tax breakdown (EN 16931 BR-S-08, BR-S-09 and the same of the other categories). */
function shareFaults(source: UblSource, share: TaxShare, index: number): Fault[] {
  const { lines, charges, currency } = source;
  const pointer = `/totals/taxes/${index}`;
  const of = <T extends Taxed>(all: readonly T[]) => all.filter((taxed) => belongs(taxed, share));
  const taxable = sum(of(lines).map(({ net }) => net))
    .plus(sum(of(charges).map(({ amount }) => amount)))
    .minus(share.discount.minor);
  const row = `${share.category} ${share.percent} %`;
  const faults: Fault[] = [];
  if (!taxable.eq(share.taxable.minor)) {
    const minor = { minor: taxable.toNumber(), currency };
    const message = `the lines and charges of ${row} come to ${formatMoney(minor)}, their tax is on ${formatMoney(share.taxable)}`;
    faults.push({ rule: "BR-S-08", pointer: `${pointer}/taxable`, message });
  }
  if (!isTax(share, currency)) {
    const message = `the tax of ${formatMoney(share.tax)} on ${formatMoney(share.taxable)} is not ${share.percent} %`;
    faults.push({ rule: "BR-CO-17", pointer: `${pointer}/tax`, message });
  }
  return faults;
}

/** What has a tax that is not in the breakdown (EN 16931 BR-S-01, BR-Z-01 and the same of the other categories). */
function unlistedFaults({ taxes, lines, charges }: UblSource): Fault[] {
  const of = (name: string, all: readonly Taxed[]) =>
    all.flatMap((taxed, index): Fault[] => {
      if (taxes.some((share) => belongs(taxed, share))) return [];
      const category = categoryOf(taxed);
      const message = `${category} ${taxed.taxPercent} % is not in the tax breakdown`;
      const rule = `BR-${category === "K" ? "IC" : category}-01`;
      return [{ rule, pointer: `/${name}/${index}`, message }];
    });
  return [...of("lines", lines), ...of("charges", charges)];
}

/** What is wrong with the figures; nothing is, unless they were issued before tax was reckoned by EN 16931 (BR-CO-13 to BR-CO-17). */
export function figureFaults(source: UblSource): Fault[] {
  const { taxes, lines, charges, totals } = source;
  const { net, tax, total, prepaid, rounding, payable } = totals;
  const fault = (rule: string, name: string, message: string): Fault => ({
    rule,
    pointer: `/totals/${name}`,
    message,
  });
  const rows = taxes.flatMap((share, index) => shareFaults(source, share, index));
  const faults = taxes.length === 0 ? [] : [...rows, ...unlistedFaults(source)];
  const all = sum([...lines.map((line) => line.net), ...charges.map(({ amount }) => amount)]);
  const taxable = all.minus(sum(taxes.map(({ discount }) => discount)));
  if (taxes.length === 0) faults.push(fault("BR-CO-18", "taxes", "it has no tax breakdown"));
  else if (!taxable.eq(net.minor) || !sum(taxes.map((share) => share.taxable)).eq(net.minor)) {
    faults.push(fault("BR-CO-13", "net", `its lines do not come to ${formatMoney(net)}`));
  }
  if (!sum(taxes.map((share) => share.tax)).eq(tax.minor)) {
    faults.push(fault("BR-CO-14", "tax", `its taxes do not come to ${formatMoney(tax)}`));
  }
  if (net.minor + tax.minor !== total.minor) {
    faults.push(fault("BR-CO-15", "total", `${formatMoney(total)} is not what net and tax come to`));
  }
  if (total.minor - prepaid.minor + rounding.minor !== payable.minor) {
    faults.push(fault("BR-CO-16", "payable", `${formatMoney(payable)} is not what is left to pay`));
  }
  return faults;
}

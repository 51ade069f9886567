import { type Decimal, decimal } from "../kernel/decimal.ts";
import { type Money, toMinor } from "../kernel/money.ts";
import { type Taxed, taxKey } from "../document/tax.ts";
import type { Charge, Discount } from "../document/charge.ts";
import type { Line, TaxShare, Totals } from "../document/line.ts";
import { type Found, unless } from "./finding.ts";
import { minorOf } from "./same.ts";

/** A document with its amounts. */
export interface Amounts {
  readonly id: string;
  readonly currency: string;
  readonly lines: readonly (Taxed & { readonly net: Money })[];
  readonly charges?: readonly Pick<Charge, "amount" | "taxPercent" | "taxCategory">[] | undefined;
  /** What is taken off before tax, in minor units; undefined when that follows from the rows. */
  readonly off?: Decimal | undefined;
  readonly totals: Totals;
}

/** Of bills and credits, each is the difference of two rounded sums: their tax may be this far from that of their own rate. */
const FAR = "1.5";

function judgeRow(id: string, row: TaxShare, exact: boolean): Found[] {
  const { lines, discount, charges, taxable, tax, percent, category } = row;
  const due = decimal(taxable.minor).times(percent).shiftedBy(-2);
  const isTax = exact ? due.integerValue().eq(tax.minor) : due.minus(tax.minor).abs().lt(FAR);
  const sum = lines.minor - discount.minor + charges.minor;
  const name = `The row ${category} ${percent}`;
  return [
    ...unless(sum === taxable.minor, "I5", id, `${name} has ${taxable.minor} taxed, and comes to ${sum}`),
    ...unless(isTax, "I5", id, `${name} has a tax of ${tax.minor} on ${taxable.minor}`),
  ];
}

/** What lines and charges of a category and rate come to is what its row says. */
function judgeParts({ id, lines, charges = [] }: Amounts, rows: readonly TaxShare[]): Found[] {
  const nets = Map.groupBy(lines, taxKey);
  const extras = Map.groupBy(charges, taxKey);
  const byKey = Map.groupBy(rows, ({ category, percent }) =>
    taxKey({ taxCategory: category, taxPercent: percent }),
  );
  return [...new Set([...nets.keys(), ...extras.keys(), ...byKey.keys()])].flatMap((key) => {
    const [own, more, of] = [nets.get(key) ?? [], extras.get(key) ?? [], byKey.get(key) ?? []];
    const [net, extra] = [minorOf(own.map((line) => line.net)), minorOf(more.map(({ amount }) => amount))];
    const [inLines, inCharges] = [minorOf(of.map((row) => row.lines)), minorOf(of.map((row) => row.charges))];
    return [
      ...unless(net === inLines, "I5", id, `Its lines of ${key} come to ${net}, its row says ${inLines}`),
      ...unless(extra === inCharges, "I5", id, `Its charges of ${key} come to ${extra}, not ${inCharges}`),
    ];
  });
}

function judgeTotals({ id, lines, charges = [], off, totals }: Amounts): Found[] {
  const { net, tax, total, prepaid, rounding, payable = total, taxes } = totals;
  const sums = {
    lines: minorOf(lines.map((line) => line.net)),
    charges: minorOf(charges.map(({ amount }) => amount)),
    discount: off?.toNumber() ?? totals.discount?.minor ?? 0,
  };
  const due = total.minor - (prepaid?.minor ?? 0) + (rounding?.minor ?? 0);
  const wanted = sums.lines - sums.discount + sums.charges;
  const discounted = minorOf(taxes?.map(({ discount }) => discount) ?? []);
  const taxed = minorOf(taxes?.map((row) => row.tax) ?? []);
  const said = [totals.lines?.minor ?? sums.lines, totals.charges?.minor ?? sums.charges];
  return [
    ...unless(net.minor === wanted, "I5", id, `It has ${net.minor} before tax, and comes to ${wanted}`),
    ...unless(
      said[0] === sums.lines && said[1] === sums.charges,
      "I5",
      id,
      `Its lines and charges come to ${sums.lines} and ${sums.charges}, it says ${said.join(" and ")}`,
    ),
    ...unless(
      taxes === undefined || discounted === sums.discount,
      "I5",
      id,
      `Its discount is ${sums.discount}, its rows have ${discounted}`,
    ),
    ...unless(
      taxes === undefined || tax.minor === taxed,
      "I5",
      id,
      `Its tax is ${tax.minor}, its rows have ${taxed}`,
    ),
    ...unless(
      net.minor + tax.minor === total.minor,
      "I5",
      id,
      `${net.minor} and a tax of ${tax.minor} are not ${total.minor}`,
    ),
    ...unless(payable.minor === due, "I5", id, `It has ${payable.minor} to be paid, and comes to ${due}`),
  ];
}

function judgeCurrency({ id, currency, lines, charges = [], totals }: Amounts): Found[] {
  const { net, tax, total } = totals;
  const amounts = [net, tax, total, ...lines.map((line) => line.net), ...charges.map(({ amount }) => amount)];
  return unless(
    amounts.every((amount) => amount.currency === currency),
    "I5",
    id,
    `It is in ${currency} and has amounts in another currency`,
  );
}

/** A document adds up, from its lines over its rows of tax to what is to be paid. */
export function judgeSums(document: Amounts, exact: boolean): Found[] {
  const rows = document.totals.taxes;
  return [
    ...judgeTotals(document),
    ...(rows === undefined ? [] : judgeParts(document, rows)),
    ...(rows ?? []).flatMap((row) => judgeRow(document.id, row, exact)),
    ...judgeCurrency(document),
  ];
}

/** What a discount takes off these lines, in minor units. */
export function offOf(discount: Discount | undefined, lines: Amounts["lines"]): Decimal {
  if (discount === undefined) return decimal(0);
  if ("amount" in discount) return decimal(discount.amount.minor);
  return decimal(minorOf(lines.map((line) => line.net)))
    .times(discount.percent)
    .shiftedBy(-2)
    .integerValue();
}

/** A priced line comes to quantity times price, less its discount. */
export function judgeLine(id: string, line: Line, currency: string): Found[] {
  const { quantity, unitPrice, discountPercent, discountAmount, net } = line;
  const gross = decimal(quantity).times(unitPrice).times(decimal(100).minus(discountPercent)).shiftedBy(-2);
  // A whole amount comes off: before or after rounding is the same.
  const wanted = Math.max(0, (toMinor(gross, currency) ?? -1) - (discountAmount?.minor ?? 0));
  return unless(net.minor === wanted, "I5", id, `Line ${line.line} comes to ${net.minor}, not ${wanted}`);
}

import type { Charge } from "../document/charge.ts";
import { taxKey } from "../document/tax.ts";
import { lineNet } from "../document/totals.ts";
import { type Decimal, decimal } from "../kernel/decimal.ts";
import { minorDigits, type Money } from "../kernel/money.ts";
import type { CreditCharge, CreditedSoFar, CreditLine } from "./credited.ts";
import { shareOf } from "./share.ts";
import type { InvoiceTerms } from "./terms.ts";

type Line = InvoiceTerms["lines"][number];

/** What of a line is not credited yet. */
export interface LineLeft {
  readonly line: Line;
  readonly quantity: Decimal;
  readonly net: Money;
  /** What was left when its price was last lowered; all of it when it never was. */
  readonly from: { readonly quantity: Decimal; readonly net: number };
}

/** What of the lines of an invoice is not credited yet. */
export function linesLeft({ lines }: Pick<InvoiceTerms, "lines">, before: CreditedSoFar): LineLeft[] {
  const credited = new Map(before.lines.map((each) => [each.line, each]));
  return lines.map((line) => {
    const done = credited.get(line.line);
    return {
      line,
      quantity: decimal(line.quantity).minus(done?.quantity ?? 0),
      net: { ...line.net, minor: line.net.minor - (done?.net.minor ?? 0) },
      from: {
        quantity: decimal(line.quantity).minus(done?.since?.quantity ?? 0),
        net: line.net.minor - (done?.since?.net.minor ?? 0),
      },
    };
  });
}

/** A quantity of a line with its amount: that of all that came back after it, less that of what was before, so that the last takes the rest. A discount fills the gap to quantity x price. */
export function byQuantity(left: LineLeft, quantity: Decimal): CreditLine {
  const { line, from, net } = left;
  const { discountAmount: _, ...terms } = line;
  const { currency } = net;
  const after = from.quantity.minus(left.quantity).plus(quantity);
  const share = shareOf(from.net, after, from.quantity) - (from.net - net.minor);
  const credited = { ...terms, quantity: quantity.toFixed() };
  const off = (lineNet(credited, currency)?.minor ?? share) - share;
  return {
    ...credited,
    ...(off > 0 && { discountAmount: { minor: off, currency } }),
    net: { minor: share, currency },
  };
}

/** An amount of a line: its price is lowered, the quantity stays sold. */
export function byAmount({ line }: LineLeft, amount: Money): CreditLine {
  const { discountAmount: _, unit: __, priceList: ___, given: ____, ...terms } = line;
  const unitPrice = decimal(amount.minor).shiftedBy(-minorDigits(amount.currency)).toFixed();
  return { ...terms, quantity: "1", unitPrice, discountPercent: "0", net: amount, byAmount: true };
}

/** What of the charges of an invoice is not credited yet. */
export function chargesLeft({ charges = [] }: Pick<InvoiceTerms, "charges">, before: CreditedSoFar) {
  const credited = new Map(before.charges.map((each) => [each.charge, each.amount.minor]));
  return charges.map((charge, index): CreditCharge => {
    const minor = charge.amount.minor - (credited.get(index + 1) ?? 0);
    return { ...charge, charge: index + 1, amount: { ...charge.amount, minor } };
  });
}

const nameOf = (charge: Charge) => `${taxKey(charge)} ${charge.description}`;

/** What comes off charges that the order names as it has them, and not more than is left of them. */
export function chargesAtMost(left: readonly CreditCharge[], asked: readonly Charge[]): CreditCharge[] {
  const wanted = new Map<string, number>();
  for (const charge of asked) {
    wanted.set(nameOf(charge), (wanted.get(nameOf(charge)) ?? 0) + charge.amount.minor);
  }
  return left.flatMap((charge) => {
    const more = wanted.get(nameOf(charge)) ?? 0;
    const minor = Math.min(more, charge.amount.minor);
    wanted.set(nameOf(charge), more - minor);
    return minor > 0 ? [{ ...charge, amount: { ...charge.amount, minor } }] : [];
  });
}

/** What of an invoice is not credited yet. */
export interface Left {
  readonly lines: readonly LineLeft[];
  readonly charges: readonly CreditCharge[];
}

/** What of an invoice is not credited yet. */
export function leftOf(invoice: InvoiceTerms, before: CreditedSoFar): Left {
  return { lines: linesLeft(invoice, before), charges: chargesLeft(invoice, before) };
}

/** All that is left of an invoice, as lines and charges of a credit. */
export function allOf({ lines, charges }: Left): { lines: CreditLine[]; charges: CreditCharge[] } {
  return {
    lines: lines
      .filter(({ line, quantity, net }) => quantity.gt(0) && (net.minor > 0 || line.net.minor === 0))
      .map((left) => byQuantity(left, left.quantity)),
    charges: charges.filter(({ amount }) => amount.minor > 0),
  };
}

/** What of a line goes with a quantity or an amount, and not more than is left of it; nothing when nothing is. */
export function atMost(
  left: LineLeft,
  asked: { readonly quantity?: string | undefined; readonly amount?: Money | undefined },
): CreditLine | undefined {
  const { quantity, amount } = asked;
  if (amount !== undefined) {
    const minor = Math.min(amount.minor, left.net.minor);
    return minor === 0 ? undefined : byAmount(left, { minor, currency: left.net.currency });
  }
  if (left.quantity.isZero()) return undefined;
  return byQuantity(
    left,
    quantity === undefined || left.quantity.lt(quantity) ? left.quantity : decimal(quantity),
  );
}

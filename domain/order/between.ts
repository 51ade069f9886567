import type { Deducted } from "../document/bill.ts";
import type { Charge, Discount } from "../document/charge.ts";
import type { Line, TaxShare, Totals } from "../document/line.ts";
import { taxKey } from "../document/tax.ts";
import { sumsOf } from "../document/totals.ts";
import { type Decimal, decimal } from "../kernel/decimal.ts";
import type { Id } from "../kernel/id.ts";
import type { Money } from "../kernel/money.ts";
import { taxedAs } from "./deposit.ts";
import { LineTerms, type OrderLine } from "./line.ts";
import { moneyOf, proportion, type Billable, type Row, type Sums, sumsUpTo } from "./sums.ts";

const ZERO = decimal(0);
const grown = (after: Decimal | undefined, before: Decimal | undefined) =>
  (after ?? ZERO).minus(before ?? ZERO);

/** From where to where each line is billed, by its number. */
export type Span = ReadonlyMap<number, { readonly from: Decimal; readonly to: Decimal }>;

/** An order as far as its amounts go. */
export interface Ordered extends Billable {
  readonly lines: readonly OrderLine[];
}

/** What a bill comes to. */
export interface Amounts {
  readonly lines: Line[];
  readonly discount?: Discount;
  readonly charges?: Charge[];
  readonly deposit?: Money;
  readonly deducted?: Deducted[];
  readonly totals: Totals;
}

function lineBetween(line: OrderLine, from: Decimal, to: Decimal, net: Money): Line {
  const terms = { ...LineTerms.parse(line), quantity: to.minus(from).toFixed(), net };
  const { discountAmount: whole } = line;
  if (whole === undefined) return terms;
  const upTo = (quantity: Decimal) => proportion(decimal(whole.minor), quantity, decimal(line.quantity));
  return { ...terms, discountAmount: { ...whole, minor: upTo(to).minus(upTo(from)).toNumber() } };
}

function linesBetween({ lines, currency }: Ordered, span: Span, before: Sums, after: Sums): Line[] {
  return lines.flatMap((line) => {
    const of = span.get(line.line);
    if (of === undefined || !of.to.gt(of.from)) return [];
    const net = grown(after.lines.get(line.line), before.lines.get(line.line));
    return [lineBetween(line, of.from, of.to, moneyOf(net, currency))];
  });
}

/** What charges grow by from one sum of bills to another. */
export function chargesBetween({ charges = [], currency }: Billable, before: Sums, after: Sums): Charge[] {
  return charges.flatMap((charge, index) => {
    const amount = grown(after.charges[index], before.charges[index]);
    return amount.gt(0) ? [{ ...charge, amount: moneyOf(amount, currency) }] : [];
  });
}

interface Part {
  readonly key: string;
  readonly share: TaxShare;
  readonly discount: Decimal;
  readonly deducted: Decimal;
}

function partOf(after: Row, before: Row | undefined, currency: string): Part {
  const lines = grown(after.lines, before?.lines);
  const discount = grown(after.discount, before?.discount);
  const charges = grown(after.charges, before?.charges);
  const deducted = grown(after.deducted, before?.deducted);
  const money = (amount: Decimal) => moneyOf(amount, currency);
  const share = {
    ...after.share,
    lines: money(lines),
    discount: money(discount.plus(deducted)),
    charges: money(charges),
    taxable: money(lines.minus(discount).minus(deducted).plus(charges)),
    tax: money(grown(after.tax, before?.tax)),
  };
  return { key: after.key, share, discount, deducted };
}

/** What an earlier deposit takes off, by row. */
function deductedOf(parts: readonly Part[], invoice: Id<"inv"> | undefined, currency: string): Deducted[] {
  if (invoice === undefined) return [];
  return parts.flatMap(({ share, deducted }) =>
    deducted.gt(0) ? [{ invoice, amount: moneyOf(deducted, currency), ...taxedAs(share) }] : [],
  );
}

/** What a bill comes to, and the sum of what a deposit takes off it; undefined when that is too large to hold exactly. */
export function amountsBetween(
  order: Ordered,
  span: Span,
  deposit: { readonly rows: ReadonlyMap<string, Decimal>; readonly invoice: Id<"inv"> | undefined },
  coin: string | undefined,
): Amounts | undefined {
  const { currency } = order;
  const before = sumsUpTo(order, ({ line }) => span.get(line)?.from ?? ZERO, deposit.rows);
  const after = sumsUpTo(order, ({ line }) => span.get(line)?.to ?? ZERO, deposit.rows);
  const limit = Number.MAX_SAFE_INTEGER;
  if ([...after.lines.values()].some((net) => net.gt(limit))) return undefined;
  const lines = linesBetween(order, span, before, after);
  const charges = chargesBetween(order, before, after);
  const keys = new Set([...lines, ...charges].map((each) => taxKey(each)));
  const parts = after.rows
    .map((row, at) => partOf(row, before.rows[at], currency))
    .filter(({ key }) => keys.has(key));
  const totals = sumsOf(
    parts.map(({ share }) => share),
    { coin },
    currency,
  );
  if (totals === undefined) return undefined;
  const discount = parts.reduce((sum, part) => sum.plus(part.discount), ZERO);
  const off = parts.reduce((sum, part) => sum.plus(part.deducted), ZERO);
  return {
    lines,
    ...(discount.gt(0) && { discount: { amount: moneyOf(discount, currency) } }),
    ...(charges.length > 0 && { charges }),
    ...(off.gt(0) && {
      deposit: moneyOf(off, currency),
      deducted: deductedOf(parts, deposit.invoice, currency),
    }),
    totals,
  };
}

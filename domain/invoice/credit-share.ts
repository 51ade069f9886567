import type { Deducted } from "../document/bill.ts";
import type { TaxShare, Totals } from "../document/line.ts";
import { type Taxed, taxKey } from "../document/tax.ts";
import { sumsOf, totalsOf } from "../document/totals.ts";
import { type Decimal, decimal } from "../kernel/decimal.ts";
import type { Money } from "../kernel/money.ts";
import type { CreditCharge, CreditedSoFar, CreditLine } from "./credited.ts";
import { rowKey } from "./note.ts";
import { shareOf } from "./share.ts";
import type { InvoiceTerms } from "./terms.ts";

/** The tax breakdown of an invoice; invoices of before have none written down. */
export function breakdownOf({
  lines,
  discount,
  charges,
  totals,
  currency,
}: InvoiceTerms): readonly TaxShare[] {
  return totals.taxes ?? totalsOf({ lines, discount, charges }, currency)?.taxes ?? [];
}

/** What is credited now, with the sums of its credit note, and whether nothing is left after it. */
export interface CreditShare {
  readonly discount: Money | undefined;
  /** What was paid by a deposit for it: it comes off the deposit's invoice. */
  readonly deducted: Deducted[];
  /** What a deposit has paid of what is left. */
  readonly stillDeducted: Deducted[];
  readonly totals: Totals;
  readonly complete: boolean;
}

type Part = Taxed & { readonly amount: Money };

const amountOf = (parts: readonly Part[], key: string): Decimal =>
  parts
    .filter((part) => taxKey(part) === key)
    .reduce((sum, { amount }) => sum.plus(amount.minor), decimal(0));

const fields = ["lines", "discount", "charges", "taxable", "tax"] as const;

function mapped(row: TaxShare, amount: (field: (typeof fields)[number]) => number): TaxShare {
  const money = (field: (typeof fields)[number]): Money => ({ ...row[field], minor: amount(field) });
  return {
    ...row,
    lines: money("lines"),
    discount: money("discount"),
    charges: money("charges"),
    taxable: money("taxable"),
    tax: money("tax"),
  };
}

/** What an earlier deposit takes off a row; bills of before do not say it by row, but a discount is never above its lines. */
function depositOf(row: TaxShare, { deducted }: Pick<InvoiceTerms, "deducted">): Decimal {
  if (deducted === undefined) return decimal(0).plus(Math.max(0, row.discount.minor - row.lines.minor));
  return amountOf(deducted, rowKey(row));
}

/** What of a row is credited, and what of the deposit that it deducts is free again. */
interface RowCredit {
  readonly share: TaxShare;
  readonly deposit: number;
}

/**
 * What of a row is credited when so much of its lines and charges is: the discount in proportion, and all that was
 * charged for it. Only what is beyond the amount of the row was paid by a deposit: that comes off the deposit's invoice.
 */
function upTo(row: TaxShare, lines: Decimal, charges: Decimal, deposit: Decimal): RowCredit {
  if (lines.eq(row.lines.minor) && charges.eq(row.charges.minor)) {
    return { share: row, deposit: deposit.toNumber() };
  }
  const own = shareOf(deposit.negated().plus(row.discount.minor), lines, row.lines.minor);
  const value = lines.minus(own).plus(charges);
  const beyond = value.gt(row.taxable.minor) ? value.minus(row.taxable.minor).toNumber() : 0;
  const discount = own + beyond;
  const taxable = value.minus(beyond).toNumber();
  const tax = shareOf(row.tax.minor, taxable, row.taxable.minor);
  const amounts = { lines: lines.toNumber(), discount, charges: charges.toNumber(), taxable, tax };
  return { share: mapped(row, (field) => amounts[field]), deposit: beyond };
}

const isNothing = (row: TaxShare) => fields.every((field) => row[field].minor === 0);
const totalOf = (rows: readonly TaxShare[]) =>
  rows.reduce((sum, { taxable, tax }) => sum.plus(taxable.minor).plus(tax.minor), decimal(0));

/** What comes off the amount payable: the total with its share of the invoice's rounding, exactly all of it with the last credit. */
function payableShare({ totals }: InvoiceTerms, before: CreditedSoFar, after: Decimal): number {
  const all = decimal(totals.total.minor).plus(totals.rounding?.minor ?? 0);
  return shareOf(all, after, totals.total.minor) - before.payable.minor;
}

/** So much of the deposits that an invoice deducts, each by its row. */
function deductedOf<S extends { readonly key: string }>(
  { deducted = [], currency }: InvoiceTerms,
  shares: readonly S[],
  amount: (share: S) => number,
): Deducted[] {
  return deducted.flatMap((each) => {
    const share = shares.find(({ key }) => key === taxKey(each));
    const minor = share === undefined ? 0 : amount(share);
    return minor > 0 ? [{ ...each, amount: { minor, currency } }] : [];
  });
}

/**
 * The sums of a credit of these lines and charges of an invoice: what is credited after it less what was before, so
 * that no credit is off by more than its rounding, all together never exceed the invoice, and the last ends exactly at it.
 */
export function creditShare(
  invoice: InvoiceTerms,
  before: CreditedSoFar,
  lines: readonly CreditLine[],
  charges: readonly CreditCharge[],
): CreditShare | undefined {
  const { currency } = invoice;
  const known = new Map(before.taxes.map((row) => [rowKey(row), row]));
  const parts = lines.map((line) => ({ ...line, amount: line.net }));
  const shares = breakdownOf(invoice).map((row) => {
    const key = rowKey(row);
    const deposit = depositOf(row, invoice);
    const done = known.get(key) ?? mapped(row, () => 0);
    const [nets, extras] = [decimal(done.lines.minor), decimal(done.charges.minor)];
    const earlier = upTo(row, nets, extras, deposit).deposit;
    const sums = [amountOf(parts, key).plus(nets), amountOf(charges, key).plus(extras)] as const;
    const { share: after, deposit: freed } = upTo(row, ...sums, deposit);
    const now = mapped(after, (field) => after[field].minor - done[field].minor);
    const rest = mapped(row, (field) => row[field].minor - after[field].minor);
    return { key, after, now, rest, freed: freed - earlier, kept: deposit.minus(freed).toNumber() };
  });
  // What costs nothing has its row, too: each tax that a document names must be in its breakdown (EN 16931 BR-Z-01 and its like).
  const named = new Set([...lines, ...charges].map((part) => taxKey(part)));
  const rows = shares.filter(({ key, now }) => named.has(key) || !isNothing(now)).map(({ now }) => now);
  const sums = sumsOf(rows, {}, currency);
  if (sums === undefined) return undefined;
  const payable = payableShare(invoice, before, totalOf(shares.map(({ after }) => after)));
  return {
    discount: sums.discount?.minor === 0 ? undefined : sums.discount,
    deducted: deductedOf(invoice, shares, ({ freed }) => freed),
    stillDeducted: deductedOf(invoice, shares, ({ kept }) => kept),
    totals: {
      ...sums,
      rounding: { minor: payable - sums.total.minor, currency },
      payable: { minor: payable, currency },
    },
    complete: shares.every(({ rest }) => isNothing(rest)),
  };
}

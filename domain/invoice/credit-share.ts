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

/** What of a row is credited when so much of its lines and charges is: discount and tax in proportion, all of them with the last line and charge. */
function upTo(row: TaxShare, lines: Decimal, charges: Decimal): TaxShare {
  if (lines.eq(row.lines.minor) && charges.eq(row.charges.minor)) return row;
  // A deposit may take off more than the lines come to: then the charges bear their share of it.
  const deposit = row.discount.minor > row.lines.minor;
  const bearing = deposit ? lines.plus(charges) : lines;
  const all = deposit ? decimal(row.lines.minor).plus(row.charges.minor) : row.lines.minor;
  const discount = shareOf(row.discount.minor, bearing, all);
  const taxable = lines.minus(discount).plus(charges).toNumber();
  const tax = shareOf(row.tax.minor, taxable, row.taxable.minor);
  const amounts = { lines: lines.toNumber(), discount, charges: charges.toNumber(), taxable, tax };
  return mapped(row, (field) => amounts[field]);
}

const isNothing = (row: TaxShare) => fields.every((field) => row[field].minor === 0);
const totalOf = (rows: readonly TaxShare[]) =>
  rows.reduce((sum, { taxable, tax }) => sum.plus(taxable.minor).plus(tax.minor), decimal(0));

/** What comes off the amount payable: the total with its share of the invoice's rounding, exactly all of it with the last credit. */
function payableShare({ totals }: InvoiceTerms, before: CreditedSoFar, after: Decimal): number {
  const all = decimal(totals.total.minor).plus(totals.rounding?.minor ?? 0);
  return shareOf(all, after, totals.total.minor) - before.payable.minor;
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
    const done = known.get(key) ?? mapped(row, () => 0);
    const after = upTo(
      row,
      amountOf(parts, key).plus(done.lines.minor),
      amountOf(charges, key).plus(done.charges.minor),
    );
    const now = mapped(after, (field) => after[field].minor - done[field].minor);
    return { after, now, rest: mapped(row, (field) => row[field].minor - after[field].minor) };
  });
  const rows = shares.map(({ now }) => now).filter((row) => !isNothing(row));
  const sums = sumsOf(rows, {}, currency);
  if (sums === undefined) return undefined;
  const payable = payableShare(invoice, before, totalOf(shares.map(({ after }) => after)));
  return {
    discount: sums.discount?.minor === 0 ? undefined : sums.discount,
    totals: {
      ...sums,
      rounding: { minor: payable - sums.total.minor, currency },
      payable: { minor: payable, currency },
    },
    complete: shares.every(({ rest }) => isNothing(rest)),
  };
}

import type { TaxShare, Totals } from "../document/line.ts";
import { type Taxed, taxKey } from "../document/tax.ts";
import { totalsOf } from "../document/totals.ts";
import { decimal } from "../kernel/decimal.ts";
import type { Money } from "../kernel/money.ts";
import { type Refusal, refuseField } from "../kernel/refusal.ts";
import { rowKey } from "./note.ts";
import type { InvoiceTerms } from "./terms.ts";

type Billed = Pick<InvoiceTerms, "currency" | "lines" | "discount" | "charges" | "totals">;

const sum = (amounts: readonly Money[]) => amounts.reduce((all, { minor }) => all.plus(minor), decimal(0));

function same(amounts: readonly Money[], total: Money): boolean {
  return sum(amounts).eq(total.minor);
}

/** Whether a row of the breakdown has just the lines and charges of its tax, and not more taken off than there is: a deposit pays charges, too. */
function rowHolds(row: TaxShare, { lines, charges = [] }: Billed): boolean {
  const ofRow = (taxed: Taxed) => taxKey(taxed) === rowKey(row);
  return (
    same(
      lines.filter(ofRow).map(({ net }) => net),
      row.lines,
    ) &&
    same(
      charges.filter(ofRow).map(({ amount }) => amount),
      row.charges,
    ) &&
    row.discount.minor <= row.lines.minor + row.charges.minor &&
    row.taxable.minor === row.lines.minor - row.discount.minor + row.charges.minor
  );
}

function sumsHold(rows: readonly TaxShare[], { net, tax, total, ...sums }: Totals): boolean {
  const { prepaid, rounding, payable = total } = sums;
  return (
    same(
      rows.map(({ taxable }) => taxable),
      net,
    ) &&
    same(
      rows.map((row) => row.tax),
      tax,
    ) &&
    total.minor === net.minor + tax.minor &&
    payable.minor === total.minor - (prepaid?.minor ?? 0) + (rounding?.minor ?? 0)
  );
}

/** Whether a bill has a row for each of its taxes, and all adds up. */
function addsUp(billed: Billed): boolean {
  const { lines, charges = [], totals, currency } = billed;
  const rows = totals.taxes ?? totalsOf(billed, currency)?.taxes;
  if (rows === undefined || totals.total.currency !== currency) return false;
  const keys = new Set(rows.map(rowKey));
  return (
    keys.size === rows.length &&
    [...lines, ...charges].every((taxed) => keys.has(taxKey(taxed))) &&
    rows.every((row) => rowHolds(row, billed)) &&
    sumsHold(rows, totals)
  );
}

/** Refuses a bill that does not add up (EN 16931 BR-CO-10 to BR-CO-16): the sums are given, but never taken on trust. */
export function badBill(billed: Billed): Refusal | undefined {
  if (addsUp(billed)) return undefined;
  return refuseField("/totals", "The sums are not those of the lines and charges");
}

import type { BillCredit } from "../document/bill.ts";
import type { Line, TaxShare } from "../document/line.ts";
import { type Decimal, decimal } from "../kernel/decimal.ts";
import type { NotedBill } from "./billing.ts";
import { type Billable, keyOf, moneyOf, rowsOf, type Sums, sumsUpTo } from "./sums.ts";

/** Amounts before tax by row of the tax breakdown, in minor units. */
export type ByRow = ReadonlyMap<string, Decimal>;

const ZERO = decimal(0);
const lesser = (a: Decimal, b: Decimal) => (a.lt(b) ? a : b);

/** What a bill deducts of a deposit, by row: at first, and now that something of it was taken back. */
interface Deducting {
  readonly bill: NotedBill;
  readonly first: ByRow;
  readonly still: ByRow;
}

type Quantities = ReadonlyMap<number, Decimal>;

/** What a deposit takes off up to some quantity; `charges`: up to another one of them, because goods that come back leave their freight. */
function deductedUpTo(of: Billable, upTo: Quantities, deposits: ByRow, charges: Quantities = upTo): ByRow {
  const sums = (quantities: Quantities) =>
    sumsUpTo(of, ({ line }: Line) => quantities.get(line) ?? ZERO, deposits);
  const [own, extra]: Sums[] = charges === upTo ? [sums(upTo)] : [sums(upTo), sums(charges)];
  return new Map(
    (own?.rows ?? []).map(({ key, lines, discount, charges: freight }, at) => {
      const kept = extra?.rows[at]?.charges ?? freight;
      return [key, lesser(deposits.get(key) ?? ZERO, lines.minus(discount).plus(kept))];
    }),
  );
}

function less(after: ByRow, before: ByRow): ByRow {
  return new Map([...after].map(([key, amount]) => [key, amount.minus(before.get(key) ?? ZERO)]));
}

function moved(from: Quantities, { lines }: NotedBill, kept: boolean): Quantities {
  const to = new Map(from);
  for (const { line, quantity, credited = "0" } of lines) {
    to.set(line, (to.get(line) ?? ZERO).plus(quantity).minus(kept ? credited : 0));
  }
  return to;
}

/**
 * What a bill still deducts: what its invoice has told since goods of it came back. Without an invoice, what it will
 * deduct when it is billed again. Bills of before were not told of: there it follows from what came back.
 */
function stillOf(of: Billable, bill: NotedBill, from: Quantities, deposits: ByRow): ByRow {
  const { kind, cancelledInvoice, deducting } = bill;
  const dropped = cancelledInvoice !== undefined;
  if (deducting !== undefined && !dropped) {
    return new Map([...deposits.keys()].map((key) => [key, decimal(deducting[key] ?? 0)]));
  }
  const kept = moved(from, bill, true);
  const charges = dropped || kind === "again" ? kept : moved(from, bill, false);
  return less(deductedUpTo(of, kept, deposits, charges), deductedUpTo(of, from, deposits));
}

const isReduced = ({ deducting, lines }: NotedBill) =>
  deducting !== undefined || lines.some(({ credited = "0" }) => decimal(credited).gt(0));

/** What each of these bills deducts; without a choice, those of which something was taken back. */
function deductingOf(
  of: Billable & { readonly bills: readonly NotedBill[] },
  deposits: ByRow,
  chosen: (bill: NotedBill) => boolean = isReduced,
): Deducting[] {
  let from: Quantities = new Map();
  const found: Deducting[] = [];
  for (const bill of of.bills.toSorted((a, b) => a.place - b.place)) {
    const to = moved(from, bill, false);
    if (bill.lines.length > 0 && chosen(bill)) {
      const first = less(deductedUpTo(of, to, deposits), deductedUpTo(of, from, deposits));
      found.push({ bill, first, still: stillOf(of, bill, from, deposits) });
    }
    from = to;
  }
  return found;
}

/** What bills deduct no more of a deposit, because what they were about was taken back, by row. */
export function freedOf(of: Billable & { readonly bills: readonly NotedBill[] }, deposits: ByRow): ByRow {
  const freed = new Map<string, Decimal>();
  if (deposits.size === 0) return freed;
  for (const { first, still } of deductingOf(of, deposits)) {
    for (const [key, amount] of less(first, still)) freed.set(key, (freed.get(key) ?? ZERO).plus(amount));
  }
  return freed;
}

/** The tax of a row of the breakdown. */
export const rowTax = ({ category, percent }: TaxShare) => ({ taxPercent: percent, taxCategory: category });

/** Credits that say what their bill deducts until its invoice tells of less. */
export function withDeducting(
  of: Billable & { readonly bills: readonly NotedBill[] },
  deposits: ByRow,
  credits: readonly BillCredit[],
): BillCredit[] {
  if (deposits.size === 0) return [...credits];
  const numbers = new Set(credits.flatMap(({ bill, invoice }) => (invoice === undefined ? [] : [bill])));
  const all = deductingOf(of, deposits, ({ bill }) => numbers.has(bill));
  return credits.map((credit) => {
    const found = all.find(({ bill }) => bill.bill === credit.bill);
    if (found === undefined) return credit;
    const deducting = rowsOf(of).flatMap((share) => {
      const amount = found.still.get(keyOf(share)) ?? ZERO;
      return amount.gt(0) ? [{ ...rowTax(share), amount: moneyOf(amount, of.currency) }] : [];
    });
    return { ...credit, deducting };
  });
}

import type { TaxShare } from "../document/line.ts";
import { taxKey } from "../document/tax.ts";
import { invoice } from "../invoice/invoice.ts";
import { order } from "../order/order.ts";
import type { Dossier } from "./dossier.ts";
import { type Found, unlessLate } from "./finding.ts";
import type { Owed } from "./invoices.ts";
import type { Sold } from "./orders.ts";

/** Amounts in minor units, each with the row of the tax breakdown that it is of. */
type Parts = readonly (readonly [string, number])[];

/** What is left of the deposit's invoices before tax. */
function askedOf(deposits: readonly Owed[]): Parts {
  return deposits.flatMap(({ totals, credited }) => [
    ...(totals.taxes ?? []).map((row) => [rowOf(row), row.taxable.minor] as const),
    ...(credited?.taxes ?? []).map((row) => [rowOf(row), -row.taxable.minor] as const),
  ]);
}

const rowOf = ({ percent: taxPercent, category: taxCategory }: TaxShare) =>
  taxKey({ taxPercent, taxCategory });

/** What the other invoices that stand deduct, less what is free again of it. */
function usedOf(deal: Dossier, standing: readonly Owed[]): Parts {
  return standing.flatMap(({ id, deducted = [] }) => {
    const freed = deal.told(invoice, id, "invoice.credited").flatMap((each) => each.deducted ?? []);
    return [
      ...deducted.map((each) => [taxKey(each), each.amount.minor] as const),
      ...freed.map((each) => [taxKey(each), -each.amount.minor] as const),
    ];
  });
}

/** Whether something was credited by hand of an invoice that stands: then its deposit stays, or is a matter of its own. */
const isByHand = ({ status, credits = [] }: Owed) =>
  status !== "cancelled" && credits.some((credit) => credit.return === undefined);

/** Bills of before do not say by row what a deposit has paid. */
const isOfBefore = ({ deposit, deducted }: Owed) => deposit !== undefined && deducted === undefined;

function judgeRows(deal: Dossier, { id, lines, bills, returns }: Sold, own: readonly Owed[]): Found[] {
  const deposits = own.filter(({ kind }) => kind === "deposit");
  const standing = own.filter(({ kind, status }) => kind !== "deposit" && status !== "cancelled");
  const [asked, used] = [askedOf(deposits), usedOf(deal, standing)];
  // A bill that is made again after a return is rounded anew: that is never to the cost of the customer.
  const slack = returns.length === 0 ? 0 : lines.length * bills.length;
  return [...new Set([...asked, ...used].map(([row]) => row))].flatMap((row) => {
    const sumOf = (parts: Parts) => parts.reduce((sum, [of, minor]) => (of === row ? sum + minor : sum), 0);
    const [all, deducted] = [sumOf(asked), sumOf(used)];
    const holds = all <= deducted && deducted - all <= slack;
    return unlessLate(
      holds,
      "I5",
      id,
      `It has ended, and of its deposit at ${row} ${all} is asked for and ${deducted} used`,
    );
  });
}

/** Of an order that has ended, what was asked for in advance and not credited is what its invoices deduct: nothing is left over. */
export function judgeDeposits(deal: Dossier): Found[] {
  const byOrder = Map.groupBy(deal.all(invoice), (owed): string | undefined => owed.order);
  return deal.all(order).flatMap((sold) => {
    const own = byOrder.get(sold.id) ?? [];
    const hasEnded = sold.status === "invoiced" || sold.status === "cancelled";
    if (!hasEnded || own.some(isByHand) || own.some(isOfBefore)) return [];
    return judgeRows(deal, sold, own);
  });
}

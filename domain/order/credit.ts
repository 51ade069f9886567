import type { BillCredit } from "../document/bill.ts";
import { type Decimal, decimal } from "../kernel/decimal.ts";
import { childId } from "../kernel/id.ts";
import { chargesBetween, type Ordered } from "./between.ts";
import type { NotedBill } from "./billing.ts";
import { type OrderLine, excessOf } from "./line.ts";
import { sumsUpTo } from "./sums.ts";

/** What comes off first: bills without an invoice, because nobody owes anything for them; then the latest. */
function inOrder(bills: readonly NotedBill[]): NotedBill[] {
  const [live, dropped] = [false, true].map((dropped) =>
    bills.filter(({ cancelledInvoice }) => (cancelledInvoice !== undefined) === dropped).toReversed(),
  );
  return [...(dropped ?? []), ...(live ?? [])];
}

/**
 * Credits with the charges that go with their pieces. A charge is billed in proportion to the lines: so what comes off it
 * is what it is up to all that was billed, less what it is up to what stays.
 */
export function withCharges(order: Ordered, credits: readonly BillCredit[]): BillCredit[] {
  const stays = new Map(order.lines.map(({ line, billed }) => [line, decimal(billed)]));
  const sums = () => sumsUpTo(order, ({ line }) => stays.get(line) ?? decimal(0), new Map());
  return credits.map((credit) => {
    const before = sums();
    for (const piece of credit.lines) {
      if ("quantity" in piece) {
        stays.set(piece.line, (stays.get(piece.line) ?? decimal(0)).minus(piece.quantity));
      }
    }
    const charges = chargesBetween(order, sums(), before);
    return charges.length === 0 ? credit : { ...credit, charges };
  });
}

/** Which bills have what is billed of each line beyond what may be: it comes off their invoices. */
export function creditsOf(
  id: string,
  lines: readonly OrderLine[],
  bills: readonly NotedBill[],
  ahead: boolean,
): BillCredit[] {
  const left = new Map<number, Decimal>(lines.map((line) => [line.line, excessOf(line, ahead)]));
  return inOrder(bills).flatMap((bill) => {
    const taken = bill.lines.flatMap(({ line, quantity, credited = "0" }) => {
      const wanted = left.get(line) ?? decimal(0);
      const there = decimal(quantity).minus(credited);
      const taken = wanted.lt(there) ? wanted : there;
      left.set(line, wanted.minus(taken));
      return taken.gt(0) ? [{ line, quantity: taken.toFixed() }] : [];
    });
    if (taken.length === 0) return [];
    const invoice = childId("inv", id, bill.bill);
    return [{ bill: bill.bill, ...(bill.cancelledInvoice === undefined && { invoice }), lines: taken }];
  });
}

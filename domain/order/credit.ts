import type { BillCredit } from "../document/bill.ts";
import { type Decimal, decimal } from "../kernel/decimal.ts";
import { childId } from "../kernel/id.ts";
import type { NotedBill } from "./billing.ts";
import { type OrderLine, excessOf } from "./line.ts";

/** What comes off first: bills without an invoice, because nobody owes anything for them; then the latest. */
function inOrder(bills: readonly NotedBill[]): NotedBill[] {
  const [live, dropped] = [false, true].map((dropped) =>
    bills.filter(({ cancelledInvoice }) => (cancelledInvoice !== undefined) === dropped).toReversed(),
  );
  return [...(dropped ?? []), ...(live ?? [])];
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

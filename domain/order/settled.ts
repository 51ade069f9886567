import { isWaiting } from "./billing.ts";
import { isDepositOver } from "./deposit.ts";
import { isComplete } from "./line.ts";
import { billable } from "./next-bill.ts";
import type { OrderFields } from "./terms.ts";

/** Whether an order is billed before it is delivered. */
export function isAhead({ invoicing }: Pick<OrderFields, "invoicing">): boolean {
  return invoicing === "on-order";
}

/** The event that an order is invoiced in full, when nothing is open, nothing is left to bill, and every bill has its invoice. */
export function invoicedOf(order: OrderFields) {
  const { lines, bills } = order;
  const invoices = bills.flatMap(({ invoice }) => invoice ?? []);
  const open =
    !isComplete(lines) ||
    billable(order, isAhead(order)).length > 0 ||
    bills.some((bill) => isWaiting(bill) && !isDepositOver(order, bill));
  if (open || invoices.length === 0) return [];
  return [{ type: "order.invoiced", data: { invoices } } as const];
}

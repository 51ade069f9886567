import type { Bill, BillKind } from "../document/bill.ts";
import { totalsOf } from "../document/totals.ts";
import { type Decimal, decimal } from "../kernel/decimal.ts";
import type { Facts } from "../kernel/facts.ts";
import { childId, type Id } from "../kernel/id.ts";
import { type Amounts, amountsBetween, type Span } from "./between.ts";
import type { NotedBill } from "./billing.ts";
import {
  depositBill,
  depositLines,
  depositRows,
  depositsOf,
  unusedDeposit,
  wholeDeposit,
} from "./deposit.ts";
import { billableOf, type LineQuantity } from "./line.ts";
import { keyOf } from "./sums.ts";
import { customerOf, lastDelivery, type OrderFields } from "./terms.ts";

/** What a bill says beside its amounts. */
export interface About {
  readonly kind: BillKind;
  readonly again?: number | undefined;
  readonly fulfilment?: number | undefined;
}

/** An order that is billed. */
export type Sold = OrderFields & { readonly id: string };

/** The invoice of a bill. */
export function invoiceOf(id: string, { bill }: { readonly bill: number }): Id<"inv"> {
  return childId("inv", id, bill);
}

/** Everything that may be billed now: what was delivered and stayed there; ahead of its delivery, what is open too. */
export function billable({ lines }: OrderFields, ahead: boolean): LineQuantity[] {
  return lines.flatMap((line) => {
    const quantity = billableOf(line, ahead);
    return quantity.gt(0) ? [{ line: line.line, quantity: quantity.toFixed() }] : [];
  });
}

// Orders of before have a bill for each delivery, which their record does not tell.
function nextNumber({ bills, fulfilments, invoicing }: OrderFields): number {
  const last = bills.at(-1)?.bill ?? 0;
  return 1 + (invoicing === undefined ? Math.max(last, fulfilments.length - 1) : last);
}

function billFrom(order: Sold, { kind, again, fulfilment }: About, amounts: Amounts): Bill {
  const { reference: orderReference, paymentTerms } = order;
  const deliveredOn = kind === "deposit" ? undefined : lastDelivery(order);
  return {
    ...customerOf(order),
    orderReference,
    bill: nextNumber(order),
    kind,
    again,
    fulfilment,
    deliveredOn,
    ...amounts,
    paymentTerms,
  };
}

const coinOf = ({ currency }: Sold, { process }: Facts) => process.cashRounding?.[currency];

function drawn(order: Sold, span: Span, about: About, facts: Facts): Bill | undefined {
  const deposit = depositBill(order);
  const invoice = deposit && invoiceOf(order.id, deposit);
  const amounts = amountsBetween(order, span, { rows: depositsOf(order), invoice }, coinOf(order, facts));
  return amounts && billFrom(order, about, amounts);
}

/** The bill of these quantities, each after what of its line is billed already; undefined when it is too large to hold exactly. */
export function billOf(
  order: Sold,
  quantities: readonly LineQuantity[],
  about: About,
  facts: Facts,
): Bill | undefined {
  const more = new Map(quantities.map(({ line, quantity }) => [line, quantity]));
  const span: Span = new Map(
    order.lines.map(({ line, billed }) => {
      const from = decimal(billed);
      return [line, { from, to: from.plus(more.get(line) ?? 0) }];
    }),
  );
  return drawn(order, span, about, facts);
}

/** The bill of the deposit, or of what is left of it when it is billed again; undefined when it comes to nothing. */
export function depositBillOf(order: Sold, again: number | undefined, facts: Facts): Bill | undefined {
  const { currency } = order;
  const unused = again === undefined ? new Map<string, Decimal>() : unusedDeposit(order, wholeDeposit(order));
  const rows = depositRows(order).flatMap(({ line, share, amount }) => {
    const used = amount.minus(unused.get(keyOf(share)) ?? 0);
    return used.gt(0) ? [{ line, share, amount: used }] : [];
  });
  const lines = depositLines(order, rows);
  const totals = totalsOf({ lines, coin: coinOf(order, facts) }, currency);
  if (totals === undefined || lines.length === 0) return undefined;
  return billFrom(order, { kind: "deposit", again }, { lines, totals });
}

/** A bill once more, because its invoice was cancelled: the same quantities at the same place, so the same amounts, less what came back of them. */
export function billAgain(order: Sold, bill: NotedBill, facts: Facts): Bill | undefined {
  if (bill.kind === "deposit") return depositBillOf(order, bill.bill, facts);
  const span = new Map(order.lines.map(({ line }) => [line, { from: decimal(0), to: decimal(0) }]));
  for (const { place, lines } of order.bills) {
    for (const { line, quantity, credited = "0" } of lines) {
      const { from, to } = span.get(line) ?? { from: decimal(0), to: decimal(0) };
      if (place < bill.place) span.set(line, { from: from.plus(quantity), to: to.plus(quantity) });
      if (place === bill.place) span.set(line, { from, to: to.plus(quantity).minus(credited) });
    }
  }
  return drawn(order, span, { kind: "again", again: bill.bill, fulfilment: bill.fulfilment }, facts);
}

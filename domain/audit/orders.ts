import type * as z from "zod";
import type { Bill } from "../document/bill.ts";
import { decimal } from "../kernel/decimal.ts";
import type { Meta } from "../kernel/record.ts";
import { isDepositOver } from "../order/deposit.ts";
import { LineTerms } from "../order/line.ts";
import { order } from "../order/order.ts";
import { quote } from "../quote/quote.ts";
import type { Dossier } from "./dossier.ts";
import { type Found, unless, unlessLate } from "./finding.ts";
import { same } from "./same.ts";

/** An order as it is. */
export type Sold = z.output<typeof order.record> & Meta;

/** What an order has billed. */
export const billsOf = (deal: Dossier, id: string): Bill[] => deal.told(order, id, "order.billed");

/** Whether its deliveries were bills by themselves: of such an order the bills are no events. */
export const isOfBefore = (deal: Dossier, id: string): boolean =>
  deal.told(order, id, "order.fulfilled").some(({ invoicing }) => invoicing === undefined);

type Accepted = Extract<z.output<typeof quote.record>, { status: "accepted" }> & Meta;

const termsOf = ({ totals, currency, discount, charges, paymentTerms }: Sold | Accepted) => ({
  totals,
  currency,
  discount,
  charges,
  paymentTerms,
});

/** What is ordered is what was quoted. */
function judgeTerms(placed: Sold, sold: Accepted): Found[] {
  const lines = placed.lines.map((line) => LineTerms.parse(line));
  const { paymentTerms, ...terms } = termsOf(placed);
  const { paymentTerms: agreed, ...quoted } = termsOf(sold);
  // What nobody agreed on is filled in when the order is placed.
  const paid = agreed === undefined || same(paymentTerms, agreed);
  const equal = same([lines, terms], [sold.lines, quoted]) && paid;
  return [
    ...unless(equal, "I5", placed.id, `It has other terms than the quote ${sold.id} that was accepted`),
    ...unless(
      placed.deal === sold.deal && placed.quote === sold.id,
      "I4",
      placed.id,
      `It is not of the quote ${sold.id} that it was placed for`,
    ),
  ];
}

/** One order for each accepted quote, with its terms; all others were entered. */
export function judgeOrders(deal: Dossier): Found[] {
  const orders = deal.all(order);
  const accepted = deal.all(quote).flatMap((each) => (each.status === "accepted" ? [each] : []));
  const byQuote = Map.groupBy(orders, ({ quote: of }) => of);
  const byId = new Map(orders.map((each) => [each.id, each]));
  const known = new Set<string>(accepted.map(({ id }) => id));
  return [
    ...accepted.flatMap((sold) => {
      const placed = byId.get(sold.order);
      if (placed !== undefined) return judgeTerms(placed, sold);
      return unlessLate(false, "I4", sold.id, `It was accepted, and its order ${sold.order} is not there`);
    }),
    ...[...byQuote].flatMap(([of, [first, ...more]]) => [
      ...unless(
        of === undefined || known.has(of),
        "I4",
        first?.id ?? "",
        `It was placed for the quote ${of}, which is not accepted`,
      ),
      ...(of === undefined ? [] : more).flatMap(({ id }) =>
        unless(false, "I4", id, `It is a second order of the quote ${of}, beside ${first?.id}`),
      ),
    ]),
  ];
}

/** An order is what its lines and bills say. */
export function judgeStatus(sold: Sold): Found[] {
  const { id, status, lines, bills } = sold;
  const open = lines.some((line) => decimal(line.open).gt(0));
  const waits = bills.filter(
    (bill) =>
      bill.invoice === undefined &&
      bill.billedAgain === undefined &&
      bill.released !== true &&
      !isDepositOver(sold, bill) &&
      !(bill.lines.length > 0 && bill.lines.every((line) => decimal(line.credited ?? 0).gte(line.quantity))),
  );
  const unbilled = lines.some(({ fulfilled, returned, billed, credited }) =>
    decimal(fulfilled).minus(returned).gt(decimal(billed).minus(credited)),
  );
  const settled = !open && !unbilled && waits.length === 0;
  const invoiced = bills.some((bill) => bill.invoice !== undefined && bill.billedAgain === undefined);
  return [
    ...unless(
      !open || !["fulfilled", "invoiced", "cancelled"].includes(status),
      "I6",
      id,
      `It is ${status} with something open`,
    ),
    ...unless(open || status !== "partly-fulfilled", "I6", id, `It is ${status} with nothing open`),
    ...unless(
      status !== "invoiced" || settled,
      "I6",
      id,
      `It is ${status} with something to bill or to invoice`,
    ),
    ...unless(
      !settled || !invoiced || status !== "fulfilled",
      "I6",
      id,
      "It has everything invoiced and is only fulfilled",
    ),
  ];
}

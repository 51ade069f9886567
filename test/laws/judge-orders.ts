import type * as z from "zod";
import type { Bill } from "../../domain/document/bill.ts";
import { type Decimal, decimal } from "../../domain/kernel/decimal.ts";
import type { Meta } from "../../domain/kernel/record.ts";
import { LineTerms } from "../../domain/order/line.ts";
import { order } from "../../domain/order/order.ts";
import { quote } from "../../domain/quote/quote.ts";
import type { Memory } from "../support/memory.ts";
import { same, unless, type Verdict } from "./verdict.ts";

type Sold = z.output<typeof order.record> & Meta;

/** The data of all events of a type that happened to a record. */
function told<T extends keyof typeof order.events>(memory: Memory, id: string, type: T) {
  return memory.log
    .filter((event) => event.record === id && event.type === type)
    .map((event) => order.readEvent(type, event).data);
}

/** What an order has billed. */
export const billsOf = (memory: Memory, id: string): Bill[] => told(memory, id, "order.billed");

/** One order for each accepted quote, with its terms; all others were entered. */
export function judgeOrders(memory: Memory): Verdict {
  const orders = memory.all(order);
  const accepted = memory.all(quote).filter((each) => each.status === "accepted");
  const ofQuotes = orders.filter((each) => each.quote !== undefined);
  return [
    ...unless(
      ofQuotes.length === accepted.length,
      `${accepted.length} quotes accepted, ${ofQuotes.length} orders placed`,
    ),
    ...accepted.flatMap((sold) => {
      const placed = orders.find(({ id }) => sold.status === "accepted" && id === sold.order);
      if (placed === undefined) return [`${sold.id} has no order`];
      const lines = placed.lines.map((line) => LineTerms.parse(line));
      const { totals, currency, discount, charges, paymentTerms } = placed;
      const {
        lines: quoted,
        totals: sums,
        currency: code,
        discount: off,
        charges: extra,
        paymentTerms: pay,
      } = sold;
      const equal = same(
        [lines, totals, currency, discount, charges, paymentTerms],
        [quoted, sums, code, off, extra, pay],
      );
      return unless(
        equal && placed.deal === sold.deal && placed.quote === sold.id,
        `${placed.id} is not what was quoted`,
      );
    }),
  ];
}

const sumOf = (parts: readonly (string | number)[]): Decimal =>
  parts.reduce<Decimal>((sum, part) => sum.plus(part), decimal(0));

/** Of each line: ordered = fulfilled + open + cancelled unless more was delivered, and never more billed than that. */
function judgeLines(memory: Memory, sold: Sold): Verdict {
  const deliveries = told(memory, sold.id, "order.fulfilled").flatMap(({ lines }) => lines);
  const bills = billsOf(memory, sold.id).filter(
    ({ kind, again }) => kind !== "deposit" && again === undefined,
  );
  const returned = told(memory, sold.id, "order.returned").flatMap(({ lines }) => lines);
  const ahead = sold.invoicing === "on-order";
  return sold.lines.flatMap((line) => {
    const of = (parts: readonly { line: number; quantity: string }[]) =>
      sumOf(parts.filter((part) => part.line === line.line).map(({ quantity }) => quantity));
    const [delivered, billed, back] = [of(deliveries), of(bills.flatMap(({ lines }) => lines)), of(returned)];
    const all = delivered.plus(line.open).plus(line.cancelled);
    const kept = delivered.minus(back).plus(ahead ? line.open : 0);
    const live = billed.minus(line.credited);
    const name = `${sold.id} line ${line.line}`;
    return [
      ...unless(
        all.eq(line.quantity) || (all.gt(line.quantity) && decimal(line.open).isZero()),
        `${name}: ${line.quantity} ordered, ${all.toFixed()} known`,
      ),
      ...unless(
        delivered.eq(line.fulfilled) && back.eq(line.returned) && back.lte(delivered),
        `${name}: ${delivered.toFixed()} delivered, ${back.toFixed()} back`,
      ),
      ...unless(billed.eq(line.billed), `${name}: ${billed.toFixed()} billed, ${line.billed} noted`),
      ...unless(
        live.lte(kept) && !live.isNegative(),
        `${name}: ${live.toFixed()} billed of ${kept.toFixed()}`,
      ),
    ];
  });
}

/** What all bills have when all of every line is billed once: the amounts of the order, tax included when the deposit is used up. */
function judgeAmounts(memory: Memory, sold: Sold): Verdict {
  const all = billsOf(memory, sold.id);
  // A deposit that was given up before it was used, and not asked for again, is as if it had never been.
  const standing = sold.bills.find(
    ({ kind, released, billedAgain }) => kind === "deposit" && released !== true && billedAgain === undefined,
  );
  const deposit = standing && all.find(({ bill }) => bill === standing.place);
  const goods = all.filter(({ kind, again }) => kind !== "deposit" && again === undefined);
  const net = sumOf(goods.flatMap(({ totals, deposit: off }) => [totals.net.minor, off?.minor ?? 0]));
  const used = sumOf(goods.map(({ deposit: off }) => off?.minor ?? 0));
  const asked = deposit?.totals.net.minor ?? 0;
  const tax = sumOf(
    [...goods, ...(deposit === undefined ? [] : [deposit])].map(({ totals }) => totals.tax.minor),
  );
  const { totals } = sold;
  const whole =
    sold.lines.length > 0 && sold.lines.every(({ billed, quantity }) => decimal(billed).eq(quantity));
  const beyond = sold.lines.some(({ billed, quantity }) => decimal(billed).gt(quantity));
  return [
    ...unless(
      !whole || net.eq(totals.net.minor),
      `${sold.id}: ${net.toFixed()} billed of ${totals.net.minor} before tax`,
    ),
    ...unless(
      !whole || !used.eq(asked) || tax.eq(totals.tax.minor),
      `${sold.id}: tax of ${tax.toFixed()} billed of ${totals.tax.minor}`,
    ),
    ...unless(
      !whole || used.eq(asked),
      `${sold.id}: all is billed, and ${used.toFixed()} of a deposit of ${asked} used`,
    ),
    ...unless(beyond || net.lte(totals.net.minor), `${sold.id}: ${net.toFixed()} billed, more than ordered`),
    ...unless(used.lte(asked), `${sold.id}: ${used.toFixed()} of a deposit of ${asked} used`),
  ];
}

/** An order is what its lines and bills say. */
function judgeStatus(sold: Sold): Verdict {
  const { id, status, lines, bills } = sold;
  const open = lines.some((line) => decimal(line.open).gt(0));
  const waits = bills.filter(
    (bill) =>
      bill.invoice === undefined &&
      bill.billedAgain === undefined &&
      bill.released !== true &&
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
      `${id} is ${status} with something open`,
    ),
    ...unless(open || status !== "partly-fulfilled", `${id} is partly fulfilled with nothing open`),
    ...unless(status !== "invoiced" || settled, `${id} is invoiced with something to bill or to invoice`),
    ...unless(
      !settled || !invoiced || status !== "fulfilled",
      `${id} has everything invoiced and is only fulfilled`,
    ),
  ];
}

/** What is ordered, delivered, billed and cancelled adds up, line by line and in all. */
export function judgeBilling(memory: Memory): Verdict {
  return memory
    .all(order)
    .flatMap((sold) => [...judgeLines(memory, sold), ...judgeAmounts(memory, sold), ...judgeStatus(sold)]);
}

import type { Bill } from "../document/bill.ts";
import { type Decimal, decimal } from "../kernel/decimal.ts";
import { order } from "../order/order.ts";
import type { Dossier } from "./dossier.ts";
import { type Found, unless } from "./finding.ts";
import { billsOf, isOfBefore, judgeStatus, type Sold } from "./orders.ts";
import { sumOf } from "./same.ts";

interface Quantity {
  readonly line: number;
  readonly quantity: string;
}

/** Quantities by line, added up once. */
function byLine(parts: readonly Quantity[]): (line: number) => Decimal {
  const lines = Map.groupBy(parts, ({ line }) => line);
  return (line) => sumOf((lines.get(line) ?? []).map(({ quantity }) => quantity));
}

const goodsOf = (bills: readonly Bill[]) =>
  bills.filter(({ kind, again }) => kind !== "deposit" && again === undefined);

/** Of each line: ordered = fulfilled + open + cancelled unless more was delivered, and never more billed than that. */
function judgeLines(deal: Dossier, sold: Sold): Found[] {
  const deliveries = byLine(deal.told(order, sold.id, "order.fulfilled").flatMap(({ lines }) => lines));
  const bills = byLine(goodsOf(billsOf(deal, sold.id)).flatMap(({ lines }) => lines));
  const returns = byLine(deal.told(order, sold.id, "order.returned").flatMap(({ lines }) => lines));
  const ahead = sold.invoicing === "on-order";
  return sold.lines.flatMap((line) => {
    const [delivered, billed, back] = [deliveries(line.line), bills(line.line), returns(line.line)];
    const all = delivered.plus(line.open).plus(line.cancelled);
    const kept = delivered.minus(back).plus(ahead ? line.open : 0);
    const live = billed.minus(line.credited);
    const whole = all.eq(line.quantity) || (all.gt(line.quantity) && decimal(line.open).isZero());
    const sent = delivered.eq(line.fulfilled) && back.eq(line.returned) && back.lte(delivered);
    const finds = (holds: boolean, text: string) =>
      unless(holds, "I5", sold.id, `Line ${line.line}: ${text}`);
    return [
      ...finds(whole, `${line.quantity} ordered, ${all.toFixed()} delivered, open or cancelled`),
      ...finds(
        sent,
        `${delivered.toFixed()} delivered and ${back.toFixed()} back, it says ${line.fulfilled} and ${line.returned}`,
      ),
      ...finds(billed.eq(line.billed), `${billed.toFixed()} billed, it says ${line.billed}`),
      ...finds(live.lte(kept) && !live.isNegative(), `${live.toFixed()} billed of ${kept.toFixed()}`),
    ];
  });
}

/** A deposit that was given up before it was used, and not asked for again, is as if it had never been. */
function depositOf({ bills }: Sold, all: readonly Bill[]): Bill | undefined {
  const standing = bills.find(
    ({ kind, released, billedAgain }) => kind === "deposit" && released !== true && billedAgain === undefined,
  );
  return standing && all.find(({ bill }) => bill === standing.place);
}

/** What all bills have when all of every line is billed once: the amounts of the order, tax included when the deposit is used up. */
function judgeAmounts(deal: Dossier, sold: Sold): Found[] {
  const all = billsOf(deal, sold.id);
  const deposit = depositOf(sold, all);
  const goods = goodsOf(all);
  const { id, totals, lines } = sold;
  const net = sumOf(goods.flatMap((bill) => [bill.totals.net.minor, bill.deposit?.minor ?? 0]));
  const used = sumOf(goods.map((bill) => bill.deposit?.minor ?? 0));
  const asked = deposit?.totals.net.minor ?? 0;
  const tax = sumOf(
    [...goods, ...(deposit === undefined ? [] : [deposit])].map((bill) => bill.totals.tax.minor),
  );
  const whole = lines.length > 0 && lines.every(({ billed, quantity }) => decimal(billed).eq(quantity));
  const beyond = lines.some(({ billed, quantity }) => decimal(billed).gt(quantity));
  const finds = (holds: boolean, text: string) => unless(holds, "I5", id, text);
  const of = `${net.toFixed()} billed of ${totals.net.minor} before tax`;
  return [
    ...finds(!whole || net.eq(totals.net.minor), `All of it is billed: ${of}`),
    ...finds(
      !whole || !used.eq(asked) || tax.eq(totals.tax.minor),
      `All of it is billed: a tax of ${tax.toFixed()} of ${totals.tax.minor}`,
    ),
    ...finds(
      !whole || used.eq(asked),
      `All of it is billed: ${used.toFixed()} of a deposit of ${asked} used`,
    ),
    ...finds(beyond || net.lte(totals.net.minor), `More is billed than ordered: ${of}`),
    ...finds(used.lte(asked), `${used.toFixed()} of a deposit of ${asked} is used`),
  ];
}

/** What is ordered, delivered, billed and cancelled adds up, line by line and in all. */
export function judgeBilling(deal: Dossier): Found[] {
  return deal.all(order).flatMap((sold) => {
    if (isOfBefore(deal, sold.id)) return judgeStatus(sold);
    return [...judgeLines(deal, sold), ...judgeAmounts(deal, sold), ...judgeStatus(sold)];
  });
}

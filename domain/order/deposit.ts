import type { BillCredit } from "../document/bill.ts";
import type { Line, TaxShare } from "../document/line.ts";
import { type Decimal, decimal } from "../kernel/decimal.ts";
import { childId } from "../kernel/id.ts";
import { minorDigits } from "../kernel/money.ts";
import type { NotedBill } from "./billing.ts";
import { type ByRow, freedOf, rowTax } from "./deducting.ts";
import { billableOf, isComplete, type OrderLine } from "./line.ts";
import { type Billable, keyOf, moneyOf, rowsOf, sumsUpTo } from "./sums.ts";

/** What of an order decides on its deposit. */
export interface WithDeposit extends Billable {
  readonly lines: readonly OrderLine[];
  readonly depositPercent?: string | undefined;
  readonly bills: readonly NotedBill[];
}

/** A row of the tax breakdown with its part of the deposit before tax, in minor units; `line` of the deposit is of it. */
interface DepositRow {
  readonly line: number;
  readonly share: TaxShare;
  readonly amount: Decimal;
}

/** The deposit of an order by row of its tax breakdown: so many percent of what is taxed, rounded half up. */
export function depositRows(order: Billable & Pick<WithDeposit, "depositPercent">): DepositRow[] {
  const { depositPercent = "0" } = order;
  return rowsOf(order)
    .map((share) => {
      const amount = decimal(share.taxable.minor).times(depositPercent).shiftedBy(-2).integerValue();
      return { share, amount };
    })
    .filter(({ amount }) => amount.gt(0))
    .map((row, index) => ({ ...row, line: index + 1 }));
}

/** The bill of the deposit that counts; undefined when none was asked for, or it was cancelled before it was used. */
export function depositBill({ bills }: Pick<WithDeposit, "bills">): NotedBill | undefined {
  return bills.find(
    ({ kind, released, billedAgain }) => kind === "deposit" && released !== true && billedAgain === undefined,
  );
}

/** What a deposit has paid in advance, by row of the tax breakdown. */
export function depositsOf(order: WithDeposit): ByRow {
  return depositBill(order) === undefined ? new Map() : wholeDeposit(order);
}

/** The tax of a row as a line or charge has it. */
export function taxedAs({ category, percent, exemption }: TaxShare) {
  return { taxPercent: percent, taxCategory: category, ...(exemption && { exemption }) };
}

/** The lines of a deposit: one for each row of the tax breakdown, with the number that it has in the whole deposit. */
export function depositLines(
  { currency, depositPercent = "0" }: WithDeposit,
  rows: readonly DepositRow[],
): Line[] {
  return rows.map(({ line, share, amount }) => ({
    line,
    description: `Deposit ${decimal(depositPercent).toFixed()} %`,
    quantity: "1",
    unitPrice: amount.shiftedBy(-minorDigits(currency)).toFixed(),
    discountPercent: "0",
    ...taxedAs(share),
    net: moneyOf(amount, currency),
  }));
}

/** The whole deposit, by row, whether it stands or not. */
export function wholeDeposit(order: WithDeposit): ByRow {
  return new Map(depositRows(order).map(({ share, amount }) => [keyOf(share), amount]));
}

/**
 * What of the deposit is not to be asked for, by row: what bills deduct no more because it was taken back, and, when
 * nothing is to be delivered any more, what is left when all is billed.
 */
export function unusedDeposit(order: WithDeposit, deposits: ByRow = depositsOf(order)): ByRow {
  const freed = freedOf(order, deposits);
  if (!isComplete(order.lines)) return freed;
  const ahead = false;
  const end = new Map(
    order.lines.map((line) => [line.line, decimal(line.billed).plus(billableOf(line, ahead))]),
  );
  const sums = sumsUpTo(order, ({ line }) => end.get(line) ?? decimal(0), deposits);
  return new Map(
    sums.rows.map(({ key, deducted }) => {
      const left = (deposits.get(key) ?? decimal(0)).minus(deducted);
      return [key, left.plus(freed.get(key) ?? 0)];
    }),
  );
}

/** Whether the deposit has lost its invoice, and nothing of it is to be billed again. */
export function isDepositOver(order: WithDeposit, bill: NotedBill): boolean {
  if (bill.kind !== "deposit" || bill.cancelledInvoice === undefined) return false;
  const whole = wholeDeposit(order);
  const unused = unusedDeposit(order, whole);
  return [...whole].every(([key, amount]) => amount.lte(unused.get(key) ?? 0));
}

/** What is to be credited of the deposit's invoice, when so much of each row is not to be asked for any more. */
export function creditOfRows(id: string, order: WithDeposit, more: ByRow): BillCredit[] {
  const bill = depositBill(order);
  if (bill === undefined || bill.cancelledInvoice !== undefined) return [];
  const lines = depositRows(order).flatMap(({ line, share }) => {
    const minor = more.get(keyOf(share)) ?? decimal(0);
    return minor.gt(0) ? [{ line, amount: moneyOf(minor, order.currency), ...rowTax(share) }] : [];
  });
  return lines.length === 0 ? [] : [{ bill: bill.bill, invoice: childId("inv", id, bill.bill), lines }];
}

/** What is to be credited of the deposit's invoice after something that leaves more of it unused than before. */
export function depositCredit(id: string, before: WithDeposit, after: WithDeposit): BillCredit[] {
  const known = unusedDeposit(before);
  const unused = [...unusedDeposit(after)];
  return creditOfRows(id, after, new Map(unused.map(([key, all]) => [key, all.minus(known.get(key) ?? 0)])));
}

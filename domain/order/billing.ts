import * as z from "zod";
import { type Bill, BillKind, type BillCredit, type DepositRow } from "../document/bill.ts";
import { MAX_LINES } from "../document/line.ts";
import { taxKey } from "../document/tax.ts";
import { decimal } from "../kernel/decimal.ts";
import { InvoiceId } from "../kernel/id.ts";
import { Money } from "../kernel/money.ts";
import { MAX_FULFILMENTS } from "./fulfilment.ts";
import { Counted, type OrderLine, withMore } from "./line.ts";

/** The most bills that one order may have: one for each delivery, and as many that somebody asks for. */
export const MAX_BILLS = 2 * MAX_FULFILMENTS;

/** The most lines that all bills of one order may have, so that the order fits into the table. */
export const MAX_BILLED_LINES = 2000;

/** What is billed of a line; `credited` of it was taken back. */
const BilledLine = z.object({
  line: z.int().min(1),
  quantity: Counted,
  credited: Counted.optional(),
});

/** One bill: `invoice` is there while it has one, `cancelledInvoice` since that was cancelled. */
export const NotedBill = z.object({
  bill: z.int().min(1),
  kind: BillKind,
  /** The bill in whose place it is: itself, unless that was billed again. */
  place: z.int().min(1),
  fulfilment: z.int().min(1).optional(),
  lines: z.array(BilledLine).max(MAX_LINES),
  total: Money,
  invoice: InvoiceId.optional(),
  cancelledInvoice: InvoiceId.optional(),
  /** The bill that took its place. */
  billedAgain: z.int().min(1).optional(),
  /** Since something of it was taken back: what its invoice still deducts of a deposit, in minor units by row. */
  deducting: z.record(z.string(), z.int()).optional(),
  /** A deposit whose invoice was cancelled before it was used: nothing is deducted for it. */
  released: z.literal(true).optional(),
});

/** One bill. */
export type NotedBill = z.output<typeof NotedBill>;

/** The bills of an order, and what they have of its lines. */
export interface Billed {
  readonly lines: readonly OrderLine[];
  readonly bills: readonly NotedBill[];
}

type Changed = { lines: OrderLine[]; bills: NotedBill[] };

function noted(bill: Bill, place: number, lines: NotedBill["lines"]): NotedBill {
  const { bill: number, kind, fulfilment, totals } = bill;
  return { bill: number, kind, place, ...(fulfilment && { fulfilment }), lines, total: totals.total };
}

/** The lines and bills of an order after a bill. */
export function withBill({ lines, bills }: Billed, bill: Bill): Changed {
  if (bill.again !== undefined) return { lines: [...lines], bills: withRepeat(bills, bill, bill.again) };
  const billed = bill.kind === "deposit" ? [] : bill.lines.map(({ line, quantity }) => ({ line, quantity }));
  return { lines: withMore(lines, "billed", billed), bills: [...bills, noted(bill, bill.bill, billed)] };
}

/** Amounts by row as a bill notes them: a row that is left out has nothing. */
export function notedRows(rows: readonly z.output<typeof DepositRow>[]): Record<string, number> {
  return Object.fromEntries(rows.map((row) => [taxKey(row), row.amount.minor]));
}

function withRepeat(bills: readonly NotedBill[], bill: Bill, again: number): NotedBill[] {
  const before = bills.find((known) => known.bill === again);
  const repeat = noted(bill, before?.place ?? again, before?.lines ?? []);
  const rest = bills.map((known) =>
    known === before ? { ...known, lines: [], deducting: undefined, billedAgain: bill.bill } : known,
  );
  return [...rest, repeat];
}

/** A bill of which something is taken back, with what it deducts until its invoice tells of less. */
function withTold(bill: NotedBill, credits: readonly BillCredit[]): NotedBill {
  const told = credits.find((credit) => credit.bill === bill.bill)?.deducting;
  return told === undefined || bill.deducting !== undefined ? bill : { ...bill, deducting: notedRows(told) };
}

/** The lines and bills of an order after something of them was taken back. */
export function withCredits({ lines, bills }: Billed, credits: readonly BillCredit[]): Changed {
  const pieces = credits.flatMap((credit) =>
    credit.lines.flatMap((line) => ("quantity" in line ? { ...line, bill: credit.bill } : [])),
  );
  const reduced = bills.map((bill) => ({
    ...withTold(bill, credits),
    lines: bill.lines.map((known) => {
      const taken = pieces.filter((piece) => piece.bill === bill.bill && piece.line === known.line);
      if (taken.length === 0) return known;
      const credited = taken.reduce((sum, piece) => sum.plus(piece.quantity), decimal(known.credited ?? 0));
      return { ...known, credited: credited.toFixed() };
    }),
  }));
  return { lines: withMore(lines, "credited", pieces), bills: reduced };
}

/** The bills of an order after one of them got its invoice. */
export function withInvoice(bills: readonly NotedBill[], bill: number, invoice: NotedBill["invoice"]) {
  return bills.map((known) => (known.bill === bill ? { ...known, invoice } : known));
}

/** The bills of an order after an invoice was cancelled: a deposit of which nothing was used yet is as if it had never been. */
export function withoutInvoice(
  { lines, bills }: Billed,
  bill: number,
  cancelledInvoice: NotedBill["invoice"],
): NotedBill[] {
  const unused = lines.every(({ billed }) => decimal(billed).isZero());
  return bills.map((known): NotedBill => {
    if (known.bill !== bill) return known;
    const released = known.kind === "deposit" && unused;
    const lost = { invoice: undefined, deducting: undefined, cancelledInvoice };
    return { ...known, ...lost, ...(released && { released }) };
  });
}

/** The bills of an order after the invoice of one of them has told what it deducts. */
export function withDeduction(bills: readonly NotedBill[], bill: number, deducting: NotedBill["deducting"]) {
  return bills.map((known) => (known.bill === bill ? { ...known, deducting } : known));
}

/** Whether all of a bill was taken back: nothing of it is owed. */
export function isTakenBack({ lines }: NotedBill): boolean {
  return lines.length > 0 && lines.every(({ quantity, credited = "0" }) => decimal(quantity).lte(credited));
}

/** Whether a bill still needs an invoice. */
export function isWaiting(bill: NotedBill): boolean {
  const { invoice, billedAgain, released } = bill;
  return invoice === undefined && billedAgain === undefined && released !== true && !isTakenBack(bill);
}

import * as z from "zod";
import type { Bill } from "../document/bill.ts";
import { accept } from "../kernel/decision.ts";
import { decimal } from "../kernel/decimal.ts";
import { type Refusal, refuse, refuseField } from "../kernel/refusal.ts";
import { badDigits, LinesAsked, tooLarge, tooManyBilledLines } from "./asked.ts";
import { isTakenBack, MAX_BILLS, type NotedBill, withBill } from "./billing.ts";
import { badQuantities } from "./deliver.ts";
import { isDepositOver } from "./deposit.ts";
import { MAX_FULFILMENTS } from "./fulfilment.ts";
import { billableOf, isComplete, type LineQuantity, type OrderLine } from "./line.ts";
import { billable, billAgain, billOf, invoiceOf, type Sold } from "./next-bill.ts";
import { order } from "./order.ts";
import { invoicedOf, isAhead } from "./settled.ts";

/** Each delivery that may still come needs a bill of its own. */
function tooMany({ bills, fulfilments }: Sold): Refusal | undefined {
  const left = MAX_BILLS - bills.length - (MAX_FULFILMENTS - fulfilments.length);
  if (left > 0) return undefined;
  const message = `An order can have ${MAX_BILLS} bills, and this one has ${bills.length}: bill all that is left with the last delivery`;
  return refuse("too_large", message, { details: { limit: MAX_BILLS, bills: bills.length } });
}

/** Whether a bill has lost its invoice, nothing took its place, and something of it is still to be billed. */
function isDropped(record: Sold, bill: NotedBill): boolean {
  if (bill.cancelledInvoice === undefined || bill.billedAgain !== undefined) return false;
  return !isTakenBack(bill) && !isDepositOver(record, bill);
}

function repeatable(record: Sold, again: number | undefined): NotedBill | Refusal {
  const dropped = record.bills.filter((bill) => isDropped(record, bill));
  const numbers = dropped.map(({ bill }) => bill).join(", ");
  if (again !== undefined) {
    const found = dropped.find(({ bill }) => bill === again);
    const those = dropped.length === 0 ? "no bill has" : `those that have: ${numbers}`;
    return found ?? refuseField("/again", `Bill ${again} has no cancelled invoice; ${those}`);
  }
  return (
    dropped.find((bill) => reasonAgainst(record, bill) === undefined) ??
    dropped[0] ??
    refuse("rule_broken", "Nothing that was delivered is left to bill, and no bill lost its invoice")
  );
}

/** Why a bill cannot be made once more: a deposit that was released may be asked for again as long as nothing is billed. */
function reasonAgainst({ lines }: Sold, { bill, kind, released }: NotedBill): string | undefined {
  const used = lines.some((line) => decimal(line.billed).gt(0));
  if (kind !== "deposit" || released !== true || !used) return undefined;
  return `The deposit, bill ${bill}, cannot be billed again: what was delivered since is billed without it`;
}

type Status = { readonly status: string };

function billedAgain(
  record: Status & Sold,
  again: number | undefined,
  facts: Parameters<typeof billAgain>[2],
) {
  const bill = repeatable(record, again);
  if ("ok" in bill) {
    // Orders of before may wait for a deposit of which nothing is left.
    const ended = again === undefined && record.status === "fulfilled" ? invoicedOf(record) : [];
    return ended.length > 0 ? accept(ended) : bill;
  }
  const against = reasonAgainst(record, bill);
  if (against !== undefined) return refuse("rule_broken", against, { details: { bill: bill.bill } });
  return done(record, billAgain(record, bill, facts));
}

function done({ id }: Sold, bill: Bill | undefined) {
  if (bill === undefined) return tooLarge();
  return accept({ type: "order.billed", data: bill } as const, { next: { invoice: invoiceOf(id, bill) } });
}

function badBill(record: Sold, asked: readonly LineQuantity[], lines: readonly OrderLine[]) {
  const ahead = isAhead(record);
  const room = (line: OrderLine) => {
    const most = billableOf(line, ahead);
    return { most, words: `${most.toFixed()} to bill` };
  };
  return badQuantities(asked, lines, room);
}

export const billOrder = order.action("bill", {
  summary:
    "Bill what was delivered and is not billed yet; with nothing left, make a bill again whose invoice was cancelled",
  roles: ["finance"],
  from: ["placed", "partly-fulfilled", "fulfilled"],
  input: z
    .strictObject({ lines: LinesAsked.optional(), again: z.int().min(1).optional() })
    .refine(({ lines, again }) => lines === undefined || again === undefined, {
      error: "cannot be given beside lines: a bill is made again whole",
      path: ["again"],
    }),
  decide(record, { lines, again }, facts) {
    const full = tooMany(record);
    if (full !== undefined) return full;
    const all = billable(record, isAhead(record));
    if (again !== undefined || (lines === undefined && all.length === 0)) {
      return billedAgain(record, again, facts);
    }
    const asked = lines ?? all;
    const isLast = lines === undefined && isComplete(record.lines);
    const bill = billOf(record, asked, { kind: "manual" }, facts);
    const refusal =
      badBill(record, asked, record.lines) ??
      (isLast ? undefined : tooManyBilledLines(record, asked)) ??
      (bill && badDigits(withBill(record, bill).lines));
    return refusal ?? done(record, bill);
  },
});

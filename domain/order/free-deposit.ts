import * as z from "zod";
import { DepositRow } from "../document/bill.ts";
import { MAX_TAXES } from "../document/line.ts";
import { taxKey } from "../document/tax.ts";
import { accept } from "../kernel/decision.ts";
import { decimal } from "../kernel/decimal.ts";
import { type NotedBill, notedRows, withDeduction } from "./billing.ts";
import { creditOfRows, depositCredit } from "./deposit.ts";
import { order } from "./order.ts";
import { invoicedOf } from "./settled.ts";
import { customerOf } from "./terms.ts";

const rows = z.array(DepositRow).max(MAX_TAXES);
type Rows = z.output<typeof rows>;
type Noted = NonNullable<NotedBill["deducting"]>;

/** The least that was told of each row: what an invoice deducts never grows, and its news may come in any order. */
function leastOf(told: Rows, known: Noted): Rows {
  return told.flatMap((row) => {
    const minor = Math.min(row.amount.minor, known[taxKey(row)] ?? 0);
    return minor > 0 ? [{ ...row, amount: { ...row.amount, minor } }] : [];
  });
}

const sumOf = (noted: Noted) => Object.values(noted).reduce((sum, minor) => sum + minor, 0);
const byRow = (freed: Rows) => new Map(freed.map((row) => [taxKey(row), decimal(row.amount.minor)]));

/** A bill without an invoice deducts what it will when it is billed again: what its last invoice tells is of no account. */
export const freeDeposit = order.action("free-deposit", {
  summary:
    "Note what an invoice still deducts of the deposit; what is free is credited where the deposit is billed now",
  roles: [],
  from: ["placed", "on-hold", "partly-fulfilled", "fulfilled", "invoiced", "cancelled"],
  input: z.strictObject({ bill: z.int().min(1), deducting: rows, freed: rows }),
  decide(record, { bill, deducting: told, freed }) {
    const known = record.bills.find((each) => each.bill === bill);
    if (known === undefined || known.cancelledInvoice !== undefined) return accept([]);
    const { deducting: before } = known;
    const deducting = before === undefined ? told : leastOf(told, before);
    if (before !== undefined && sumOf(before) === sumOf(notedRows(deducting))) return accept([]);
    const after = { ...record, bills: withDeduction(record.bills, bill, notedRows(deducting)) };
    // A return of before did not say what its bills deduct: what counts as free already was not credited yet.
    const credits =
      before === undefined
        ? creditOfRows(record.id, after, byRow(freed))
        : depositCredit(record.id, record, after);
    const data = { ...customerOf(record), bill, deducting, credits };
    const unused = { type: "order.deposit-unused", data } as const;
    return accept([unused, ...(record.status === "fulfilled" ? invoicedOf(after) : [])]);
  },
});

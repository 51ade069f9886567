import * as z from "zod";
import type { BillCredit } from "../document/bill.ts";
import { notAfter } from "../kernel/day.ts";
import { accept } from "../kernel/decision.ts";
import { decimal } from "../kernel/decimal.ts";
import { type Refusal, refuse, refuseField } from "../kernel/refusal.ts";
import { Day, text } from "../kernel/text.ts";
import { badReason } from "../process/reason.ts";
import { badDigits, LinesAsked } from "./asked.ts";
import { withCredits } from "./billing.ts";
import { afterReturn } from "./changed.ts";
import { creditsOf } from "./credit.ts";
import { badQuantities } from "./deliver.ts";
import { withDeducting } from "./deducting.ts";
import { depositCredit, depositsOf } from "./deposit.ts";
import { isQuantity, type OrderLine, withMore } from "./line.ts";
import type { Sold } from "./next-bill.ts";
import { order } from "./order.ts";
import { MAX_RETURNS } from "./returned.ts";
import { invoicedOf, isAhead } from "./settled.ts";
import { customerOf } from "./terms.ts";

const atCustomer = (line: OrderLine) => decimal(line.fulfilled).minus(line.returned);

function roomOf(line: OrderLine) {
  const most = atCustomer(line);
  return { most, words: `${most.toFixed()} delivered and not returned` };
}

/** What comes off invoices for goods that came back: first what was not billed yet, then the latest bill. What an invoice has deducted for it, it tells itself. */
function creditsOfReturn(record: Sold, lines: OrderLine[]) {
  const all = creditsOf(record.id, lines, record.bills, isAhead(record));
  const goods = withDeducting(record, depositsOf(record), all);
  const after = { ...record, ...withCredits({ ...record, lines }, goods) };
  return [...goods, ...depositCredit(record.id, record, after)];
}

/** Refuses what would take pieces off an invoice with more digits than can be held. */
function badPieces(credits: readonly BillCredit[]): Refusal | undefined {
  const pieces = credits.flatMap(({ lines }) => lines);
  const odd = pieces.find((piece) => "quantity" in piece && !isQuantity(decimal(piece.quantity)));
  if (odd === undefined) return undefined;
  const message = `line ${odd.line}: what comes off its invoice would have more than 18 digits: use fewer digits after the point`;
  return refuseField("/lines", message);
}

export const returnOrder = order.action("return", {
  summary: "Take delivered goods back; what was billed of them is credited",
  roles: ["fulfilment", "sales", "finance"],
  from: ["on-hold", "partly-fulfilled", "fulfilled", "invoiced"],
  input: z.strictObject({
    lines: LinesAsked,
    reason: text(40).optional(),
    note: text(1000).optional(),
    returnedOn: Day.optional(),
  }),
  decide(record, { lines, reason, note, returnedOn }, facts) {
    const refusal =
      notAfter("/returnedOn", returnedOn, facts.today) ??
      badReason("order.return", { reason, note }, facts) ??
      badQuantities(lines, record.lines, roomOf);
    if (refusal !== undefined) return refusal;
    if (record.returns.length === MAX_RETURNS) {
      const message = `Goods of an order can come back ${MAX_RETURNS} times: credit the invoice instead`;
      return refuse("too_large", message, { details: { limit: MAX_RETURNS } });
    }
    const back = withMore(record.lines, "returned", lines);
    const credits = creditsOfReturn(record, back);
    const data = {
      ...customerOf(record),
      return: record.returns.length + 1,
      returnedOn: returnedOn ?? facts.today,
      lines,
      credits,
      reason,
      note,
    };
    const after = { ...record, ...afterReturn(record, data) };
    const bad = badDigits(after.lines) ?? badPieces(credits);
    if (bad !== undefined) return bad;
    const returned = { type: "order.returned", data } as const;
    return accept(record.status === "fulfilled" ? [returned, ...invoicedOf(after)] : returned);
  },
});

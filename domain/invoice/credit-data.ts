import { tooMuch } from "../document/refusals.ts";
import { decimal } from "../kernel/decimal.ts";
import type { Facts } from "../kernel/facts.ts";
import { childId, type Id, InvoiceId } from "../kernel/id.ts";
import type { Money } from "../kernel/money.ts";
import { type Refusal, refuse } from "../kernel/refusal.ts";
import { movesOf, payableOf, standingOf } from "./balance.ts";
import type { Parts } from "./credit-asked.ts";
import { linesLeft } from "./credit-parts.ts";
import { creditShare } from "./credit-share.ts";
import { CarriedTerms, type Credited, type CreditedSoFar, MAX_CREDITS } from "./credited.ts";
import { nextDueOn, overdueOf } from "./due.ts";
import { creditedOf } from "./note.ts";
import type { InvoiceBase } from "./record.ts";
import { InvoiceFacts } from "./terms.ts";

/** Why something is credited, and the return that it is for. */
export interface Cause {
  readonly reason?: string | undefined;
  readonly note?: string | undefined;
  readonly return?: number | undefined;
  readonly from?: Id<"inv"> | undefined;
}

/** An invoice of which something is credited. */
export type Creditable = InvoiceBase & { readonly id: string; readonly status: string };

/** Of an invoice over nothing, all quantities are credited or something is left. */
function allFree(record: Creditable, before: CreditedSoFar, { lines }: Parts): boolean {
  const now = new Map(lines.map((line) => [line.line, line.quantity]));
  return linesLeft(record, before).every(({ line, quantity }) => quantity.eq(now.get(line.line) ?? 0));
}

/** How an invoice stands after a credit. */
function standsAfter(record: Creditable, payable: Money, today: string) {
  const moves = movesOf(record);
  const { balance, credit } = standingOf({ ...moves, credited: moves.credited + payable.minor });
  const money = (minor: number): Money => ({ minor, currency: record.currency });
  return {
    balance: money(balance),
    customerCredit: money(credit),
    overdue: overdueOf(record, balance, today) > 0,
    nextDueOn: nextDueOn(record, balance),
  };
}

type Data = { readonly ok: true; readonly data: Credited } | Refusal;

function creditedData(record: Creditable, parts: Parts, cause: Cause, today: string): Data {
  const before = creditedOf(record);
  const share = creditShare(record, before, parts.lines, parts.charges);
  if (share === undefined) return tooMuch("/lines");
  const { discount, deducted, stillDeducted, totals } = share;
  const free = decimal(record.totals.lines?.minor ?? record.totals.net.minor)
    .plus(record.totals.charges?.minor ?? 0)
    .isZero();
  const credit = (record.credits ?? []).length + 1;
  const data: Credited = {
    ...CarriedTerms.parse(record),
    invoice: InvoiceId.parse(record.id),
    invoiceNumber: record.number,
    invoiceIssuedOn: record.issuedOn,
    number: record.number,
    credit,
    creditNote: childId("cre", record.id, `c${credit}`),
    ...cause,
    lines: [...parts.lines],
    ...(discount && { discount: { amount: discount } }),
    ...(parts.charges.length > 0 && { charges: [...parts.charges] }),
    totals,
    ...(deducted.length > 0 && { deducted }),
    ...(record.deducted !== undefined && { stillDeducted }),
    complete: free ? allFree(record, before, parts) : share.complete,
    ...standsAfter(record, payableOf(totals), today),
  };
  return { ok: true, data };
}

const open: ReadonlySet<string> = new Set(["issued", "partly-paid", "overdue"]);

/** What happens when something of an invoice is credited: nothing left cancels it, nothing open pays it. */
export function credited(record: Creditable, parts: Parts, cause: Cause, { today }: Pick<Facts, "today">) {
  const made = creditedData(record, parts, cause, today);
  if (!made.ok) return made;
  const { data } = made;
  // What came back of an order cannot be refused: it has room of its own.
  const byHand = 1 + (record.credits ?? []).filter((each) => each.return === undefined).length;
  if (cause.return === undefined && byHand >= MAX_CREDITS && !data.complete) {
    const message = `This is the last of ${MAX_CREDITS} credit notes: it must credit all that is left`;
    return refuse("rule_broken", message, { details: { credits: byHand, limit: MAX_CREDITS } });
  }
  return {
    ok: true as const,
    data,
    events: [{ type: "invoice.credited" as const, data }, ...after(record, data, today)],
  };
}

function after(record: Creditable, data: Credited, today: string) {
  const facts = InvoiceFacts.parse(record);
  if (data.complete) {
    const { reason, note } = data;
    const returned = data.return !== undefined && { returned: true as const };
    const cancelled = { ...facts, reason, note, ...returned };
    return [{ type: "invoice.cancelled" as const, data: cancelled }];
  }
  if (data.balance.minor > 0 || !open.has(record.status)) return [];
  return [{ type: "invoice.paid" as const, data: { ...facts, paidOn: today } }];
}

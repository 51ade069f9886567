import * as z from "zod";
import { Charge, MAX_CHARGES } from "../document/charge.ts";
import { MAX_LINES } from "../document/line.ts";
import { accept } from "../kernel/decision.ts";
import type { Facts } from "../kernel/facts.ts";
import type { ReasonKind } from "../kernel/process.ts";
import { refuseField } from "../kernel/refusal.ts";
import { text } from "../kernel/text.ts";
import { badReason } from "../process/reason.ts";
import { creditInput, type LineAsked, type Parts, partsAsked, tooPrecise } from "./credit-asked.ts";
import { type Cause, type Creditable, credited } from "./credit-data.ts";
import { allOf, atMost, chargesAtMost, leftOf, type LineLeft } from "./credit-parts.ts";
import type { CreditLine } from "./credited.ts";
import { creditedOf } from "./note.ts";
import { invoice } from "./invoice.ts";
import { byTheirTax, ReturnedLine } from "./returned-line.ts";

/** Statuses in which something of an invoice may be credited. */
export const live = ["issued", "partly-paid", "overdue", "paid", "written-off"] as const;
const because = { reason: text(100).optional(), note: text(1000).optional() };

const left = (record: Creditable) => leftOf(record, creditedOf(record));

/** A credit that somebody asks for, with the id of its credit note. */
function creditOf(record: Creditable, parts: Parts, cause: Cause, kind: ReasonKind, facts: Facts) {
  const refusal = badReason(kind, cause, facts);
  if (refusal !== undefined) return refusal;
  const happened = credited(record, parts, cause, facts);
  return happened.ok ? accept(happened.events, { next: { creditNote: happened.data.creditNote } }) : happened;
}

export const creditInvoice = invoice.action("credit", {
  summary:
    "Credit an invoice: by line and quantity or amount, by charge, or all that is left; a credit note follows",
  roles: ["finance"],
  from: live,
  input: z.strictObject({ ...creditInput, ...because }),
  decide(record, { lines, charges, ...cause }, facts) {
    const parts = partsAsked({ lines, charges }, left(record));
    return parts.ok ? creditOf(record, parts, cause, "invoice.credit", facts) : parts;
  },
});

export const cancelInvoice = invoice.action("cancel", {
  summary:
    "Cancel an invoice by crediting all that is left; what was paid is the customer's credit, its number stays taken",
  roles: ["finance"],
  from: live,
  input: z.strictObject(because),
  decide: (record, cause, facts) =>
    creditOf(record, { ok: true, ...allOf(left(record)) }, cause, "invoice.cancel", facts),
});

type Asked = readonly z.output<typeof LineAsked>[];

/** What came back of the lines, as far as it is not credited yet. */
function partsReturned(asked: Asked, lines: readonly LineLeft[]) {
  const parts: CreditLine[] = [];
  for (const [index, one] of asked.entries()) {
    const at = `/lines/${index}`;
    const found = lines.find(({ line }) => line.line === one.line);
    if (found === undefined) return refuseField(`${at}/line`, `line ${one.line}: there is no such line`);
    if (parts.some(({ line }) => line === one.line)) {
      return refuseField(`${at}/line`, `line ${one.line}: named twice`);
    }
    const part = atMost(found, one);
    if (part === undefined) continue;
    const refusal = part.byAmount ? undefined : tooPrecise(`${at}/quantity`, found, part.quantity);
    if (refusal !== undefined) return refusal;
    parts.push(part);
  }
  return { ok: true as const, parts };
}

/** Lines come back, and charges are cancelled with them, once for each return; what was credited by hand before is not credited again. */
export const creditReturn = invoice.action("credit-return", {
  summary: "Credit lines of an invoice that came back or were cancelled",
  roles: [],
  from: [...live, "cancelled"],
  input: z.object({
    return: z.int().min(1),
    lines: z.array(ReturnedLine).max(MAX_LINES),
    charges: z.array(Charge).max(MAX_CHARGES).optional(),
    reason: text(1000).optional(),
    note: text(1000).optional(),
  }),
  decide(record, { lines: asked, charges: cancelled = [], ...cause }, facts) {
    const done = (record.credits ?? []).some(
      (each) => each.return === cause.return && each.from === undefined,
    );
    if (done || record.status === "cancelled") return accept([]);
    const rest = left(record);
    const found = partsReturned(byTheirTax(asked, record.lines), rest.lines);
    if (!found.ok) return found;
    const [lines, charges] = [found.parts, chargesAtMost(rest.charges, cancelled)];
    if (lines.length + charges.length === 0) return accept([]);
    const happened = credited(record, { ok: true, lines, charges }, cause, facts);
    return happened.ok ? accept(happened.events) : happened;
  },
});

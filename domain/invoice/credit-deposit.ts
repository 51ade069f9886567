import * as z from "zod";
import { Deducted } from "../document/bill.ts";
import { MAX_TAXES } from "../document/line.ts";
import { taxKey } from "../document/tax.ts";
import { accept } from "../kernel/decision.ts";
import { InvoiceId } from "../kernel/id.ts";
import { text } from "../kernel/text.ts";
import { live } from "./credit.ts";
import { credited } from "./credit-data.ts";
import { atMost, leftOf } from "./credit-parts.ts";
import { invoice } from "./invoice.ts";
import { creditedOf } from "./note.ts";

/** A deposit has one line for each tax. Each return frees it once from each invoice that deducts it. */
export const creditDeposit = invoice.action("credit-deposit", {
  summary: "Credit what a deposit has paid of goods that came back",
  roles: [],
  from: [...live, "cancelled"],
  input: z.object({
    return: z.int().min(1),
    from: InvoiceId,
    deducted: z.array(Deducted).max(MAX_TAXES),
    reason: text(1000).optional(),
    note: text(1000).optional(),
  }),
  decide(record, { deducted, ...cause }, facts) {
    const done = (record.credits ?? []).some(
      (each) => each.return === cause.return && each.from === cause.from,
    );
    if (done || record.status === "cancelled") return accept([]);
    const lines = leftOf(record, creditedOf(record)).lines.flatMap((left) => {
      const freed = deducted.find((each) => taxKey(each) === taxKey(left.line));
      return freed === undefined ? [] : (atMost(left, { amount: freed.amount }) ?? []);
    });
    if (lines.length === 0) return accept([]);
    const happened = credited(record, { ok: true, lines, charges: [] }, cause, facts);
    return happened.ok ? accept(happened.events) : happened;
  },
});

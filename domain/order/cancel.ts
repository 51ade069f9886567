import * as z from "zod";
import { accept } from "../kernel/decision.ts";
import { refuse } from "../kernel/refusal.ts";
import { badReason } from "../process/reason.ts";
import { because } from "./asked.ts";
import { afterCancel } from "./changed.ts";
import { creditsOf, withCharges } from "./credit.ts";
import { depositCredit } from "./deposit.ts";
import { openLines, withMore } from "./line.ts";
import { billable, billOf, invoiceOf, type Sold } from "./next-bill.ts";
import { order } from "./order.ts";
import { invoicedOf, isAhead } from "./settled.ts";
import { customerOf } from "./terms.ts";

/** What comes off invoices when nothing more is delivered: what was billed ahead, with its charges, and what is left of a deposit. */
function creditsOfEnd(record: Sold) {
  const lines = openLines(record.lines);
  const rest = withMore(record.lines, "cancelled", lines);
  return [
    ...withCharges(record, creditsOf(record.id, rest, record.bills, isAhead(record))),
    ...depositCredit(record.id, record, { ...record, lines: rest }),
  ];
}

export const cancelOrder = order.action("cancel", {
  summary: "Cancel an order of which nothing has been delivered; what was billed already is credited",
  roles: ["sales", "fulfilment"],
  from: ["placed", "on-hold"],
  input: z.strictObject(because),
  decide(record, { reason, note }, facts) {
    if (record.fulfilments.length > 0) {
      const message = `${record.fulfilments.length} deliveries were made: cancel the open rest instead`;
      return refuse("wrong_state", message, { allowed: ["cancel-rest"] });
    }
    const refusal = badReason("order.cancel", { reason, note }, facts);
    if (refusal !== undefined) return refusal;
    const { opportunity, account, contact, quote, totals } = record;
    const credits = creditsOfEnd(record);
    const data = { opportunity, account, contact, quote, totals, reason, note };
    return accept({ type: "order.cancelled", data: { ...data, ...(credits.length > 0 && { credits }) } });
  },
});

export const cancelRest = order.action("cancel-rest", {
  summary: "Cancel what is still open of a partly fulfilled order; what was delivered stays and is invoiced",
  roles: ["sales", "fulfilment"],
  from: ["partly-fulfilled", "on-hold"],
  input: z.strictObject(because),
  decide(record, { reason, note }, facts) {
    if (record.fulfilments.length === 0) {
      return refuse("wrong_state", "Nothing was delivered yet: cancel the order instead", {
        allowed: ["cancel"],
      });
    }
    const refusal = badReason("order.cancel", { reason, note }, facts);
    if (refusal !== undefined) return refusal;
    const credits = creditsOfEnd(record);
    const data = { ...customerOf(record), lines: openLines(record.lines), credits, reason, note };
    const cancelled = { type: "order.rest-cancelled", data } as const;
    const after = { ...record, ...afterCancel(record, data) };
    const quantities = billable(after, isAhead(record));
    const due = record.invoicing === "when-complete" && quantities.length > 0;
    const bill = due ? billOf(after, quantities, { kind: "complete" }, facts) : undefined;
    if (bill === undefined) return accept([cancelled, ...invoicedOf(after)]);
    const billed = { type: "order.billed", data: bill } as const;
    // It is invoiced in full when that invoice is noted.
    return accept([cancelled, billed], { next: { invoice: invoiceOf(record.id, bill) } });
  },
});

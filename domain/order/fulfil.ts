import * as z from "zod";
import type { Bill } from "../document/bill.ts";
import type { Decision } from "../kernel/decision.ts";
import { accept } from "../kernel/decision.ts";
import { notAfter } from "../kernel/day.ts";
import type { Emitted } from "../kernel/event.ts";
import type { Facts } from "../kernel/facts.ts";
import { refuseField } from "../kernel/refusal.ts";
import { Day, text } from "../kernel/text.ts";
import { gate } from "../process/gate.ts";
import { badDigits, LinesAsked, tooLarge, tooManyBilledLines } from "./asked.ts";
import { afterDelivery } from "./changed.ts";
import { deliver } from "./deliver.ts";
import { depositCredit } from "./deposit.ts";
import type { Delivered, orderEvents } from "./events.ts";
import { MAX_FULFILMENTS } from "./fulfilment.ts";
import { isComplete, withMore } from "./line.ts";
import { billable, billOf, invoiceOf, type Sold } from "./next-bill.ts";
import { order } from "./order.ts";
import { invoicedOf, isAhead } from "./settled.ts";
import { customerOf } from "./terms.ts";

/** What a delivery makes due, by how the order is invoiced: its own bill, that of what was delivered beyond the order, or that of the complete order. */
function kindOf({ invoicing, complete }: Delivered): Bill["kind"] | undefined {
  if (invoicing === "manual") return undefined;
  if (invoicing !== "when-complete") return "delivery";
  return complete ? "complete" : undefined;
}

function billed(record: Sold, delivered: Delivered, facts: Facts): Decision<Emitted<typeof orderEvents>> {
  const after = { ...record, ...afterDelivery(record, delivered) };
  const bad = badDigits(after.lines);
  if (bad !== undefined) return bad;
  const credits = depositCredit(record.id, record, after);
  const unused = { type: "order.deposit-unused", data: { ...customerOf(record), credits } } as const;
  const happened = [
    { type: "order.fulfilled", data: delivered } as const,
    ...(credits.length > 0 ? [unused] : []),
  ];
  const kind = kindOf(delivered);
  const quantities = billable(after, isAhead(record));
  if (kind === undefined || quantities.length === 0) {
    // What is too large to be billed later is refused now.
    const possible = billOf(after, quantities, { kind: "manual" }, facts);
    return possible === undefined ? tooLarge() : accept([...happened, ...invoicedOf(after)]);
  }
  const full = tooManyBilledLines(record, quantities);
  if (full !== undefined && !delivered.complete) return full;
  const { fulfilment } = delivered;
  const about = { kind, ...(kind === "delivery" && { fulfilment }) };
  const bill = billOf(after, quantities, about, facts);
  if (bill === undefined) return tooLarge();
  // It is invoiced in full when that invoice is noted.
  return accept([...happened, { type: "order.billed", data: bill } as const], {
    next: { invoice: invoiceOf(record.id, bill) },
  });
}

export const fulfilOrder = order.action("fulfil", {
  summary:
    "Deliver lines of the order, or all that is open; how the order is invoiced says what is billed then",
  roles: ["fulfilment"],
  from: ["placed", "partly-fulfilled"],
  input: z.strictObject({
    lines: LinesAsked.optional(),
    reference: text(100).optional(),
    fulfilledOn: Day.optional(),
  }),
  guard: (record, facts) => gate("fulfil", record, facts),
  decide(record, input, facts) {
    const { today, process } = facts;
    const ahead = notAfter("/fulfilledOn", input.fulfilledOn, today);
    if (ahead !== undefined) return ahead;
    const delivered = deliver(record.lines, input.lines, process.tolerance.overDeliveryPercent);
    if (!delivered.ok) return delivered;
    const { lines } = delivered;
    const complete = isComplete(withMore(record.lines, "fulfilled", lines));
    const fulfilment = record.fulfilments.length + 1;
    // A list of deliveries that is full with something open could never be completed.
    if (fulfilment === MAX_FULFILMENTS && !complete) {
      const message = `This is the last of ${MAX_FULFILMENTS} deliveries: it must have all that is open`;
      return refuseField("/lines", message);
    }
    const { reference: orderReference, invoicing = "on-fulfilment" } = record;
    const { reference, fulfilledOn = today } = input;
    const terms = { ...customerOf(record), orderReference, invoicing };
    return billed(record, { ...terms, fulfilment, fulfilledOn, reference, complete, lines }, facts);
  },
});

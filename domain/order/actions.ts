import * as z from "zod";
import { MAX_LINES } from "../document/line.ts";
import { QuantityInput } from "../kernel/decimal.ts";
import { notAfter } from "../kernel/day.ts";
import { accept } from "../kernel/decision.ts";
import { childId, InvoiceId } from "../kernel/id.ts";
import { refuseField } from "../kernel/refusal.ts";
import { Day, text } from "../kernel/text.ts";
import { deliver } from "./deliver.ts";
import { MAX_FULFILMENTS } from "./fulfilment.ts";
import { order, OrderTerms } from "./order.ts";

export const placeOrder = order.action("place", {
  summary: "Place the order of an accepted quote",
  roles: [],
  from: ["none"],
  input: OrderTerms,
  decide: (_, data) => accept({ type: "order.placed", data }),
});

export const fulfilOrder = order.action("fulfil", {
  summary: "Deliver lines of the order, or all that is open; an invoice for just these follows",
  roles: ["fulfilment"],
  from: ["placed", "partly-fulfilled"],
  input: z.strictObject({
    lines: z
      .array(z.strictObject({ line: z.int().min(1), quantity: QuantityInput }))
      .min(1, { error: "must name a line: leave lines out to deliver all that is open" })
      .max(MAX_LINES)
      .optional(),
    reference: text(100).optional(),
    fulfilledOn: Day.optional(),
  }),
  decide(record, input, { today }) {
    const ahead = notAfter("/fulfilledOn", input.fulfilledOn, today);
    if (ahead !== undefined) return ahead;
    const delivered = deliver(record.lines, input.lines);
    if (!delivered.ok) return delivered;
    const { lines, complete } = delivered;
    const fulfilment = record.fulfilments.length + 1;
    // A list of deliveries that is full with something open could never be completed.
    if (fulfilment === MAX_FULFILMENTS && !complete) {
      const message = `This is the last of ${MAX_FULFILMENTS} deliveries: it must have all that is open`;
      return refuseField("/lines", message);
    }
    const { opportunity, account, contact, topic, currency, quote, reference: orderReference } = record;
    const terms = { opportunity, account, contact, topic, currency, quote, orderReference };
    const { reference, fulfilledOn = today } = input;
    const data = { ...terms, fulfilment, fulfilledOn, reference, complete, lines: [...lines] };
    const invoice = childId("inv", record.id, fulfilment);
    return accept({ type: "order.fulfilled", data }, { next: { invoice } });
  },
});

export const cancelOrder = order.action("cancel", {
  summary: "Cancel an order of which nothing has been delivered",
  roles: ["sales", "fulfilment"],
  from: ["placed"],
  input: z.strictObject({ reason: text(1000).optional() }),
  decide: ({ opportunity, quote, totals }, { reason }) =>
    accept({ type: "order.cancelled", data: { opportunity, quote, totals, reason } }),
});

const Billed = z.strictObject({ invoice: InvoiceId, fulfilment: z.int().min(1) });

/** What is told of an invoice may come late, or again after it was cancelled: only the first time counts. */
export const noteInvoice = order.action("note-invoice", {
  summary: "Note the invoice of a delivery; the order is invoiced when all is fulfilled and invoiced",
  roles: [],
  from: ["partly-fulfilled", "fulfilled", "invoiced"],
  input: Billed,
  decide({ fulfilments, status }, { invoice, fulfilment }) {
    const known = fulfilments.some((each) => each.invoice === invoice || each.cancelledInvoice === invoice);
    if (known || status === "invoiced") return accept([]);
    const noted = { type: "order.invoice-noted", data: { invoice, fulfilment } } as const;
    const rest = fulfilments.filter((each) => each.fulfilment !== fulfilment);
    const invoices = rest.flatMap((each) => each.invoice ?? []);
    if (status !== "fulfilled" || invoices.length < rest.length) return accept(noted);
    return accept([noted, { type: "order.invoiced", data: { invoices: [...invoices, invoice] } }]);
  },
});

/** May come before the invoice was noted: then it never will be. */
export const dropInvoice = order.action("drop-invoice", {
  summary: "Note that the invoice of a delivery was cancelled",
  roles: [],
  from: ["partly-fulfilled", "fulfilled", "invoiced"],
  input: Billed,
  decide: ({ fulfilments }, data) =>
    fulfilments.some(({ cancelledInvoice }) => cancelledInvoice === data.invoice)
      ? accept([])
      : accept({ type: "order.invoice-cancelled", data }),
});

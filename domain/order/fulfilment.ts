import * as z from "zod";
import { Line } from "../document/line.ts";
import { decimal, Quantity } from "../kernel/decimal.ts";
import { InvoiceId } from "../kernel/id.ts";
import { Day, text } from "../kernel/text.ts";

/** The most deliveries that one order may have. */
export const MAX_FULFILMENTS = 200;

/** A line of an order with what was delivered of it. */
export const OrderLine = Line.extend({ fulfilled: Quantity });

/** A line of an order with what was delivered of it. */
export type OrderLine = z.output<typeof OrderLine>;

/** One delivery; `invoice` is there while it is billed, `cancelledInvoice` when its invoice was cancelled. */
export const Fulfilment = z.object({
  fulfilment: z.int().min(1),
  fulfilledOn: Day,
  reference: text(100).optional(),
  invoice: InvoiceId.optional(),
  cancelledInvoice: InvoiceId.optional(),
});

/** One delivery. */
export type Fulfilment = z.output<typeof Fulfilment>;

/** The lines of an order after a delivery. */
export function withDelivery(lines: readonly OrderLine[], delivered: readonly Line[]): OrderLine[] {
  const quantities = new Map(delivered.map(({ line, quantity }) => [line, quantity]));
  return lines.map((line) => {
    const fulfilled = decimal(line.fulfilled).plus(quantities.get(line.line) ?? 0);
    return { ...line, fulfilled: fulfilled.toFixed() };
  });
}

/** The deliveries of an order after what became of the invoice of the nth one. */
export function withBill(
  fulfilments: readonly Fulfilment[],
  nth: number,
  bill: Pick<Fulfilment, "invoice" | "cancelledInvoice">,
): Fulfilment[] {
  return fulfilments.map((known) => (known.fulfilment === nth ? { ...known, ...bill } : known));
}

import * as z from "zod";
import { countOf, Lines, MAX_LINES, Totals } from "../document/line.ts";
import { event } from "../kernel/event.ts";
import { InvoiceId, QuoteId } from "../kernel/id.ts";
import { formatMoney } from "../kernel/money.ts";
import { stage } from "../kernel/stage.ts";
import { Day, text } from "../kernel/text.ts";
import { customer } from "../quote/quote.ts";
import { Fulfilment, MAX_FULFILMENTS, OrderLine, withBill, withDelivery } from "./fulfilment.ts";

/** The terms of an order: those of the accepted quote. */
export const OrderTerms = z.object({
  ...customer,
  quote: QuoteId,
  reference: text(100).optional(),
  lines: Lines,
  totals: Totals,
});

const Base = OrderTerms.extend({
  placedAt: z.iso.datetime(),
  lines: z.array(OrderLine).max(MAX_LINES),
  fulfilments: z.array(Fulfilment).max(MAX_FULFILMENTS),
});

const Order = z.discriminatedUnion("status", [
  Base.extend({ status: z.literal("placed") }),
  Base.extend({ status: z.literal("partly-fulfilled") }),
  Base.extend({ status: z.literal("fulfilled") }),
  Base.extend({ status: z.literal("invoiced") }),
  Base.extend({
    status: z.literal("cancelled"),
    cancelledAt: z.iso.datetime(),
    reason: text(1000).optional(),
  }),
]);

/** What was delivered, with its share of the ordered amount: all that an invoice needs. */
const Delivered = z.object({
  ...customer,
  quote: QuoteId,
  orderReference: text(100).optional(),
  fulfilment: z.int().min(1),
  fulfilledOn: Day,
  reference: text(100).optional(),
  complete: z.boolean(),
  lines: Lines,
});

const Billed = z.object({ invoice: InvoiceId, fulfilment: z.int().min(1) });
const Cancelled = OrderTerms.pick({ opportunity: true, quote: true, totals: true }).extend({
  reason: text(1000).optional(),
});

const part = (complete: boolean) => (complete ? "Order fulfilled" : "Order fulfilled in part");

/** What a customer has ordered. */
export const order = stage("order", Order, {
  "order.placed": event(["none"], OrderTerms, ({ totals }) => `Order placed: ${formatMoney(totals.total)}`),
  "order.fulfilled": event(
    ["placed", "partly-fulfilled"],
    Delivered,
    ({ complete, fulfilment, lines }) => `${part(complete)}: delivery ${fulfilment}, ${countOf(lines)}`,
  ),
  "order.invoice-noted": event(
    ["partly-fulfilled", "fulfilled"],
    Billed,
    ({ fulfilment }) => `Delivery ${fulfilment} invoiced`,
  ),
  "order.invoiced": event(
    ["fulfilled"],
    z.object({ invoices: z.array(InvoiceId) }),
    () => "Order invoiced in full",
  ),
  "order.invoice-cancelled": event(
    ["partly-fulfilled", "fulfilled", "invoiced"],
    Billed,
    ({ fulfilment }) => `The invoice of delivery ${fulfilment} was cancelled`,
  ),
  "order.cancelled": event(
    ["placed"],
    Cancelled,
    ({ reason }) => `Order cancelled${reason === undefined ? "" : ` (${reason})`}`,
  ),
}).evolve({
  "order.placed": (_, { data, at }) => ({
    ...data,
    status: "placed",
    placedAt: at,
    lines: data.lines.map((line) => ({ ...line, fulfilled: "0" })),
    fulfilments: [],
  }),
  "order.fulfilled": (record, { data }) => ({
    ...record,
    status: data.complete ? "fulfilled" : "partly-fulfilled",
    lines: withDelivery(record.lines, data.lines),
    fulfilments: [
      ...record.fulfilments,
      { fulfilment: data.fulfilment, fulfilledOn: data.fulfilledOn, reference: data.reference },
    ],
  }),
  "order.invoice-noted": (record, { data }) => ({
    ...record,
    fulfilments: withBill(record.fulfilments, data.fulfilment, { invoice: data.invoice }),
  }),
  "order.invoiced": (record) => ({ ...record, status: "invoiced" }),
  "order.invoice-cancelled": (record, { data }) => ({
    ...record,
    status: record.status === "invoiced" ? "fulfilled" : record.status,
    fulfilments: withBill(record.fulfilments, data.fulfilment, {
      invoice: undefined,
      cancelledInvoice: data.invoice,
    }),
  }),
  "order.cancelled": (record, { data, at }) => ({
    ...record,
    status: "cancelled",
    cancelledAt: at,
    reason: data.reason,
  }),
});

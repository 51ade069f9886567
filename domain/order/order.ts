import * as z from "zod";
import { Line, MAX_LINES, Totals } from "../document/line.ts";
import { decimal, Quantity } from "../kernel/decimal.ts";
import { event } from "../kernel/event.ts";
import { InvoiceId, QuoteId } from "../kernel/id.ts";
import { formatMoney } from "../kernel/money.ts";
import { stage } from "../kernel/stage.ts";
import { Day, text } from "../kernel/text.ts";
import { customer } from "../quote/quote.ts";

/** The most deliveries that one order may have. */
export const MAX_FULFILMENTS = 200;

/** A quantity that may be nothing yet. */
const Fulfilled = Quantity;

const OrderLine = Line.extend({ fulfilled: Fulfilled });

/** The terms of an order: those of the accepted quote. */
export const OrderTerms = z.object({
  ...customer,
  quote: QuoteId,
  reference: text(100).optional(),
  lines: z.array(Line).max(MAX_LINES),
  totals: Totals,
});

/** One delivery; `invoice` is there once it is billed. */
const Fulfilment = z.object({
  fulfilment: z.int().min(1),
  fulfilledOn: Day,
  reference: text(100).optional(),
  invoice: InvoiceId.optional(),
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

/** What was delivered, priced as ordered: all that an invoice needs. */
const Delivered = z.object({
  ...customer,
  quote: QuoteId,
  orderReference: text(100).optional(),
  fulfilment: z.int().min(1),
  fulfilledOn: Day,
  reference: text(100).optional(),
  complete: z.boolean(),
  lines: z.array(Line.omit({ net: true })).max(MAX_LINES),
});

const Billed = z.object({ invoice: InvoiceId, fulfilment: z.int().min(1) });
const Cancelled = OrderTerms.pick({ opportunity: true, quote: true, totals: true }).extend({
  reason: text(1000).optional(),
});

const billed = (
  fulfilments: readonly z.output<typeof Fulfilment>[],
  data: z.output<typeof Billed>,
  invoice: boolean,
) =>
  fulfilments.map(({ invoice: known, ...rest }) =>
    rest.fulfilment !== data.fulfilment
      ? { ...rest, ...(known !== undefined && { invoice: known }) }
      : { ...rest, ...(invoice && { invoice: data.invoice }) },
  );

const part = (complete: boolean) => (complete ? "Order fulfilled" : "Order fulfilled in part");

/** What a customer has ordered. */
export const order = stage("order", Order, {
  "order.placed": event(["none"], OrderTerms, ({ totals }) => `Order placed: ${formatMoney(totals.total)}`),
  "order.fulfilled": event(
    ["placed", "partly-fulfilled"],
    Delivered,
    ({ complete, fulfilment, lines }) => `${part(complete)}: delivery ${fulfilment}, ${lines.length} lines`,
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
  "order.fulfilled": (record, { data }) => {
    const delivered = new Map(data.lines.map(({ line, quantity }) => [line, quantity]));
    const { fulfilment, fulfilledOn, reference } = data;
    return {
      ...record,
      status: data.complete ? "fulfilled" : "partly-fulfilled",
      lines: record.lines.map((line) => ({
        ...line,
        fulfilled: decimal(line.fulfilled)
          .plus(delivered.get(line.line) ?? 0)
          .toFixed(),
      })),
      fulfilments: [
        ...record.fulfilments,
        { fulfilment, fulfilledOn, ...(reference !== undefined && { reference }) },
      ],
    };
  },
  "order.invoice-noted": (record, { data }) => ({
    ...record,
    fulfilments: billed(record.fulfilments, data, true),
  }),
  "order.invoiced": (record) => ({ ...record, status: "invoiced" }),
  "order.invoice-cancelled": (record, { data }) => ({
    ...record,
    status: record.status === "invoiced" ? "fulfilled" : record.status,
    fulfilments: billed(record.fulfilments, data, false),
  }),
  "order.cancelled": (record, { data, at }) => ({
    ...record,
    status: "cancelled",
    cancelledAt: at,
    reason: data.reason,
  }),
});

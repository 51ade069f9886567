import * as z from "zod";
import { adjustments } from "../document/charge.ts";
import { customer } from "../document/customer.ts";
import { Lines, MAX_LINES, Totals } from "../document/line.ts";
import { Percent } from "../kernel/decimal.ts";
import { handling } from "../kernel/handling.ts";
import { QuoteId } from "../kernel/id.ts";
import { InvoicingPolicy, PaymentTerms } from "../kernel/terms.ts";
import { text } from "../kernel/text.ts";
import { MAX_BILLS, NotedBill } from "./billing.ts";
import { Fulfilment, MAX_FULFILMENTS } from "./fulfilment.ts";
import { OrderLine } from "./line.ts";
import { MAX_RETURNS, NotedReturn } from "./returned.ts";

/** The terms of an order: those of the accepted quote, or those that were entered. `depositPercent` is of the total. */
export const OrderTerms = z.object({
  ...customer,
  quote: QuoteId.optional(),
  reference: text(100).optional(),
  lines: Lines,
  ...adjustments,
  totals: Totals,
  paymentTerms: PaymentTerms.optional(),
  /** Without it every delivery is billed. */
  invoicing: InvoicingPolicy.optional(),
  depositPercent: Percent.optional(),
});

/** The terms of an order. */
export type OrderTerms = z.output<typeof OrderTerms>;

const Base = OrderTerms.extend({
  checks: handling.checks,
  placedAt: z.iso.datetime(),
  lines: z.array(OrderLine).max(MAX_LINES),
  fulfilments: z.array(Fulfilment).max(MAX_FULFILMENTS),
  bills: z.array(NotedBill).max(MAX_BILLS).default([]),
  returns: z.array(NotedReturn).max(MAX_RETURNS).default([]),
});

/** What an order has in every status. */
export type OrderFields = z.output<typeof Base>;

const Because = { reason: text(1000).optional(), note: text(1000).optional() };

/** What a customer has ordered, by status. */
export const Order = z.discriminatedUnion("status", [
  Base.extend({ status: z.literal("placed") }),
  Base.extend({
    status: z.literal("on-hold"),
    /** What it is again when it is resumed. */
    held: z.enum(["placed", "partly-fulfilled"]),
    heldAt: z.iso.datetime(),
    reason: text(1000).optional(),
  }),
  Base.extend({ status: z.literal("partly-fulfilled") }),
  Base.extend({ status: z.literal("fulfilled") }),
  Base.extend({ status: z.literal("invoiced") }),
  Base.extend({ status: z.literal("cancelled"), cancelledAt: z.iso.datetime(), ...Because }),
]);

const Customer = z.object({ ...customer, quote: QuoteId.optional() });

/** What every event of an order says of whom it is for, and of how the deal is handled. */
export function customerOf(order: OrderFields): z.output<typeof Customer> {
  return Customer.parse(order);
}

/** The day of the last delivery; undefined before there was one. */
export function lastDelivery({ fulfilments }: Pick<OrderFields, "fulfilments">): string | undefined {
  return fulfilments
    .map(({ fulfilledOn }) => fulfilledOn)
    .toSorted()
    .at(-1);
}

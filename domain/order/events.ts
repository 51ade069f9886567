import * as z from "zod";
import { Bill, BillCredit, DepositRow } from "../document/bill.ts";
import { customer } from "../document/customer.ts";
import { countOf, Lines, MAX_TAXES } from "../document/line.ts";
import { event } from "../kernel/event.ts";
import { InvoiceId, QuoteId } from "../kernel/id.ts";
import { formatMoney } from "../kernel/money.ts";
import { InvoicingPolicy } from "../kernel/terms.ts";
import { Day, remark, text } from "../kernel/text.ts";
import { MAX_BILLS } from "./billing.ts";
import { LineQuantities } from "./line.ts";
import { OrderTerms } from "./terms.ts";

/** What was delivered, with its share of the ordered amount before the discount of the order. Without `invoicing` it is of before, and a bill by itself. */
export const Delivered = z.object({
  ...customer,
  quote: QuoteId.optional(),
  orderReference: text(100).optional(),
  fulfilment: z.int().min(1),
  fulfilledOn: Day,
  reference: text(100).optional(),
  complete: z.boolean(),
  lines: Lines,
  invoicing: InvoicingPolicy.optional(),
});

/** What was delivered. */
export type Delivered = z.output<typeof Delivered>;

/** Which bill an invoice is of; events of before have the delivery that was billed. */
const BillNote = z.object({
  invoice: InvoiceId,
  bill: z.int().min(1).optional(),
  fulfilment: z.int().min(1).optional(),
});

const Because = { reason: text(1000).optional(), note: remark() };
const credits = z.array(BillCredit).max(MAX_BILLS).optional();
const Whole = OrderTerms.pick({ opportunity: true, account: true, contact: true, quote: true, totals: true });
const whose = { ...customer, quote: QuoteId.optional() };

/** The rest that is never to be delivered, and what comes off invoices for it. */
export const RestCancelled = z.object({ ...whose, lines: LineQuantities, credits, ...Because });

/** Goods that came back, and what comes off invoices for them. */
export const Returned = z.object({
  ...whose,
  return: z.int().min(1),
  returnedOn: Day,
  lines: LineQuantities,
  credits: z.array(BillCredit).max(MAX_BILLS),
  ...Because,
});

/** What is free of the deposit, and comes off its invoice; with a bill, because that deducts only so much of it any more. */
export const DepositUnused = z.object({
  ...whose,
  bill: z.int().min(1).optional(),
  /** Rows with nothing are left out. */
  deducting: z.array(DepositRow).max(MAX_TAXES).optional(),
  credits: z.array(BillCredit).max(MAX_BILLS),
});

const all = ["placed", "on-hold", "partly-fulfilled", "fulfilled", "invoiced", "cancelled"] as const;
const part = (complete: boolean) => (complete ? "Order fulfilled" : "Order fulfilled in part");
const because = (reason: string | undefined) => (reason === undefined ? "" : ` (${reason})`);
const billWords = {
  delivery: "a delivery billed",
  order: "the order billed",
  complete: "the complete order billed",
  manual: "what was delivered billed",
  deposit: "a deposit billed",
  again: "billed again",
};

/** What can happen to an order. */
export const orderEvents = {
  "order.placed": event(["none"], OrderTerms, ({ totals }) => `Order placed: ${formatMoney(totals.total)}`),
  "order.fulfilled": event(
    ["placed", "partly-fulfilled"],
    Delivered,
    ({ complete, fulfilment, lines }) => `${part(complete)}: delivery ${fulfilment}, ${countOf(lines)}`,
  ),
  "order.billed": event(
    ["placed", "partly-fulfilled", "fulfilled"],
    Bill,
    ({ bill, kind, totals }) => `Bill ${bill}: ${billWords[kind]}, ${formatMoney(totals.total)}`,
  ),
  "order.held": event(
    ["placed", "partly-fulfilled"],
    z.object({ reason: remark() }),
    ({ reason }) => `Order put on hold${because(reason)}`,
  ),
  "order.resumed": event(["on-hold"], z.object({}), () => "Order goes on"),
  "order.rest-cancelled": event(
    ["partly-fulfilled", "on-hold"],
    RestCancelled,
    ({ lines, reason }) => `The open rest of ${countOf(lines)} cancelled${because(reason)}`,
  ),
  "order.returned": event(
    ["on-hold", "partly-fulfilled", "fulfilled", "invoiced"],
    Returned,
    ({ return: nth, lines, reason }) => `Return ${nth}: ${countOf(lines)} came back${because(reason)}`,
  ),
  "order.deposit-unused": event(all, DepositUnused, ({ bill }) =>
    bill === undefined
      ? "More of the deposit is left than is to be billed: it is credited"
      : `Bill ${bill} deducts less of the deposit, because goods of it came back: the rest is credited`,
  ),
  "order.invoice-noted": event(all, BillNote, ({ bill, fulfilment }) =>
    bill === undefined ? `Delivery ${fulfilment} invoiced` : `Bill ${bill} invoiced`,
  ),
  "order.invoiced": event(
    ["fulfilled"],
    z.object({ invoices: z.array(InvoiceId) }),
    () => "Order invoiced in full",
  ),
  "order.invoice-cancelled": event(all, BillNote, ({ bill, fulfilment }) =>
    bill === undefined
      ? `The invoice of delivery ${fulfilment} was cancelled`
      : `The invoice of bill ${bill} was cancelled`,
  ),
  "order.cancelled": event(
    ["placed", "on-hold"],
    Whole.extend({ credits, ...Because }),
    ({ reason }) => `Order cancelled${because(reason)}`,
  ),
};

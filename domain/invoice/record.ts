import * as z from "zod";
import { Money } from "../kernel/money.ts";
import { Day, text } from "../kernel/text.ts";
import { Credit, CreditedSoFar, MAX_CREDITS, MAX_RETURN_CREDITS } from "./credited.ts";
import { MAX_PAYMENTS, MAX_REFUNDS, Payment, Refund } from "./payment.ts";
import { InvoiceTerms } from "./terms.ts";

/** What an invoice carries in any status. */
export const InvoiceBase = InvoiceTerms.extend({
  /** Invoices of before may have more than can be noted now. */
  payments: z.array(Payment).max(2 * MAX_PAYMENTS),
  /** All that came in. */
  paid: Money,
  /** What is still open. */
  balance: Money,
  /** What the customer has too much: kept, or paid back by a refund. */
  credit: Money.optional(),
  /** The day of the first part that is open. */
  nextDueOn: Day.optional(),
  refunds: z.array(Refund).max(MAX_REFUNDS).optional(),
  refunded: Money.optional(),
  /** What was let off for early payment, and what was left of the invoice then. */
  discounted: z.object({ amount: Money, of: Money }).optional(),
  writtenOff: Money.optional(),
  credits: z
    .array(Credit)
    .max(MAX_CREDITS + MAX_RETURN_CREDITS)
    .optional(),
  credited: CreditedSoFar.optional(),
});

const because = { reason: text(1000).optional(), note: text(1000).optional() };

/** What an invoice can be. */
export const Invoice = z.discriminatedUnion("status", [
  InvoiceBase.extend({ status: z.literal("issued") }),
  InvoiceBase.extend({ status: z.literal("partly-paid") }),
  InvoiceBase.extend({ status: z.literal("overdue") }),
  InvoiceBase.extend({ status: z.literal("paid"), paidOn: Day }),
  InvoiceBase.extend({ status: z.literal("written-off"), writtenOffAt: z.iso.datetime(), ...because }),
  InvoiceBase.extend({ status: z.literal("cancelled"), cancelledAt: z.iso.datetime(), ...because }),
]);

/** What an invoice carries in any status. */
export type InvoiceBase = z.output<typeof InvoiceBase>;

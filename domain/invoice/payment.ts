import * as z from "zod";
import { Money } from "../kernel/money.ts";
import { Day, text } from "../kernel/text.ts";

/** The most payments that one invoice may have. */
export const MAX_PAYMENTS = 100;

/** The most refunds that one invoice may have. */
export const MAX_REFUNDS = 20;

/** What came in for an invoice. */
export const Payment = z.object({
  amount: Money,
  method: text(40),
  reference: text(100).optional(),
  paidOn: Day,
});

/** What was paid back. */
export const Refund = z.object({
  amount: Money,
  method: text(40),
  reference: text(100).optional(),
  refundedOn: Day,
});

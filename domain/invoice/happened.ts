import * as z from "zod";
import { OrderId } from "../kernel/id.ts";
import { customer } from "../document/customer.ts";
import { Money } from "../kernel/money.ts";
import { Day, remark, text } from "../kernel/text.ts";
import { Payment, Refund } from "./payment.ts";
import { InvoiceFacts } from "./terms.ts";

const because = { reason: text(1000).optional(), note: remark() };

/** Whose invoice it is, in events that are about money only. */
const whose = {
  account: customer.account,
  contact: customer.contact,
  opportunity: customer.opportunity,
  order: OrderId.optional(),
};

/** Data of `invoice.payment-received`: what is open and too much after it, and what of it was let off for early payment. */
export const Received = z.object({
  ...whose,
  number: z.string(),
  payment: Payment,
  paid: Money,
  balance: Money,
  customerCredit: Money.optional(),
  earlyDiscount: Money.optional(),
  /** Something is past its day still. */
  overdue: z.boolean().optional(),
  nextDueOn: Day.optional(),
});

/** Data of `invoice.paid`. */
export const PaidInvoice = InvoiceFacts.extend({ paidOn: Day });

/** Data of `invoice.overdue`: `overdue` should have been paid by `dueOn`. */
export const OverdueInvoice = z.object({
  ...whose,
  number: z.string(),
  dueOn: Day,
  overdue: Money,
  balance: Money,
});

/** Data of `invoice.refunded`: all that was paid back so far, and what the customer still has too much. */
export const Refunded = z.object({
  ...whose,
  number: z.string(),
  refund: Refund,
  refunded: Money,
  customerCredit: Money,
});

/** Data of `invoice.written-off`. */
export const WrittenOff = z.object({ ...whose, number: z.string(), amount: Money, ...because });

/** Data of `invoice.cancelled`; `returned`: the last of it was credited because goods came back, so it is not billed again. */
export const CancelledInvoice = InvoiceFacts.extend({ ...because, returned: z.literal(true).optional() });

/** Whose invoice a record is. */
export type Whose = z.output<z.ZodObject<typeof whose>>;

/** Whose invoice a record is: what events about money say of it. */
export function whoseOf({ account, contact, opportunity, order }: Whose): Whose {
  return { account, contact, opportunity, order };
}

import * as z from "zod";
import { Bill } from "../document/bill.ts";
import { adjustments } from "../document/charge.ts";
import { customer } from "../document/customer.ts";
import { Lines, Totals } from "../document/line.ts";
import { Buyer, Seller } from "../document/party.ts";
import { Percent } from "../kernel/decimal.ts";
import { OrderId, QuoteId } from "../kernel/id.ts";
import { Money } from "../kernel/money.ts";
import { PaymentTerms } from "../kernel/terms.ts";
import { personal } from "../kernel/personal.ts";
import { Day, text } from "../kernel/text.ts";

/** Numbers of documents, as their format makes them. */
export const DocumentNumber = z.string().max(80);

/** A part of what is owed, with its own day. */
export const Instalment = z.object({ dueOn: Day, amount: Money });

/** A part of what is owed, with its own day. */
export type Instalment = z.output<typeof Instalment>;

/** What is let off whoever pays all by a day: `amount` is `percent` of what was payable at issue. */
export const EarlyPayment = z.object({ until: Day, percent: Percent, amount: Money });

/** What is let off whoever pays all by a day. */
export type EarlyPayment = z.output<typeof EarlyPayment>;

/** What an invoice bills: an order's bill, money in advance, or what somebody wrote. */
export const InvoiceKind = z.enum(["invoice", "deposit"]);

/**
 * What an invoice says; immutable from its issue on (EN 16931): `number` BT-1, `issuedOn` BT-2, `dueOn` BT-9 (the last
 * instalment's), `buyerReference` BT-10, `orderReference` BT-13, `note` BT-22, `seller` BG-4, `buyer` BG-7,
 * `deliveredOn` BT-72, `lines` BG-25. What a deposit takes off is `deposit` (in `totals.discount`, as the
 * discount is). `fulfilment` is the delivery that is billed, when it is one;
 * invoices of before have it in place of a `bill`.
 */
export const InvoiceTerms = z.object({
  ...customer,
  number: DocumentNumber,
  kind: InvoiceKind.optional(),
  order: OrderId.optional(),
  quote: QuoteId.optional(),
  orderReference: text(100).optional(),
  buyerReference: text(100).optional(),
  note: personal(text(1000)).optional(),
  bill: z.int().min(1).optional(),
  again: z.int().min(1).optional(),
  fulfilment: z.int().min(1).optional(),
  deliveredOn: Day.optional(),
  issuedOn: Day,
  dueOn: Day,
  paymentTerms: PaymentTerms.optional(),
  instalments: z.array(Instalment).max(24).optional(),
  earlyPayment: EarlyPayment.optional(),
  seller: Seller.optional(),
  buyer: Buyer.optional(),
  lines: Lines,
  ...adjustments,
  deposit: Bill.shape.deposit,
  deducted: Bill.shape.deducted,
  totals: Totals,
});

/** What an invoice says. */
export type InvoiceTerms = z.output<typeof InvoiceTerms>;

/** What events after the issue say of the invoice: who and how much, not every line. */
export const InvoiceFacts = InvoiceTerms.omit({ lines: true, charges: true, seller: true, buyer: true });

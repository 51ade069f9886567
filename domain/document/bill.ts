import * as z from "zod";
import { InvoiceId, QuoteId } from "../kernel/id.ts";
import { Money } from "../kernel/money.ts";
import { PaymentTerms } from "../kernel/terms.ts";
import { Day, text } from "../kernel/text.ts";
import { adjustments, Charge, MAX_CHARGES } from "./charge.ts";
import { customer } from "./customer.ts";
import { Lines, MAX_LINES, MAX_TAXES, Totals } from "./line.ts";
import { taxFields } from "./tax.ts";

/** What an order is billed for: a delivery, the order itself, its completion, because somebody asked, a deposit, or again after its invoice was cancelled. */
export const BillKind = z.enum(["delivery", "order", "complete", "manual", "deposit", "again"]);

/** What an order is billed for. */
export type BillKind = z.output<typeof BillKind>;

/** What an earlier deposit takes off one row of the tax breakdown, before tax; `invoice` is the one of the deposit. */
export const Deducted = z.object({ invoice: InvoiceId, amount: Money, ...taxFields });

/** What an earlier deposit takes off one row of the tax breakdown. */
export type Deducted = z.output<typeof Deducted>;

/**
 * What an order bills: all that its invoice needs, amounts included. `bill` counts the bills of an order from 1, and the
 * invoice is `childId("inv", order, bill)`. `lines` have the quantity and the amount of this bill, with the numbers of
 * the order's lines (those of a deposit are numbered from 1: one for each row of the tax breakdown). The discount of a
 * row in `totals.taxes` is what the discount and the deposit take off it; its tax may differ from its rate by less than
 * one minor unit, so that all bills of an order add up to its tax.
 */
export const Bill = z.object({
  ...customer,
  quote: QuoteId.optional(),
  orderReference: text(100).optional(),
  bill: z.int().min(1),
  kind: BillKind,
  /** The bill that this one repeats, because its invoice was cancelled. */
  again: z.int().min(1).optional(),
  /** The delivery that is billed, when it is one. */
  fulfilment: z.int().min(1).optional(),
  /** The day of the last delivery in it; none before there was one (EN 16931 BT-72). */
  deliveredOn: Day.optional(),
  lines: Lines,
  ...adjustments,
  /** What an earlier deposit takes off, before tax. */
  deposit: Money.optional(),
  /** `deposit` by row of the tax breakdown. */
  deducted: z.array(Deducted).max(MAX_TAXES).optional(),
  totals: Totals,
  paymentTerms: PaymentTerms.optional(),
});

/** What an order bills. */
export type Bill = z.output<typeof Bill>;

/** A part of a deposit, before tax, of the row of the tax breakdown with this tax. */
export const DepositRow = z.object({
  taxPercent: taxFields.taxPercent,
  taxCategory: taxFields.taxCategory,
  amount: Money,
});

/** What comes off an invoice: pieces of a line, or an amount of it before tax; with a tax, it is the line of that tax of a deposit. */
export const CreditLine = z.union([
  z.object({ line: z.int().min(1), quantity: z.string() }),
  z.object({
    line: z.int().min(1),
    amount: Money,
    taxPercent: taxFields.taxPercent.optional(),
    taxCategory: taxFields.taxCategory,
  }),
]);

/**
 * What comes off the invoice of one bill; without `invoice` when that was cancelled before, so that nothing is credited.
 * Charges go when what they were for is cancelled, not when it comes back: each as the order has it, with what comes off it.
 */
export const BillCredit = z.object({
  bill: z.int().min(1),
  invoice: InvoiceId.optional(),
  lines: z.array(CreditLine).max(MAX_LINES),
  charges: z.array(Charge).max(MAX_CHARGES).optional(),
  /** What the invoice deducts of a deposit until it tells of less; rows with nothing are left out. */
  deducting: z.array(DepositRow).max(MAX_TAXES).optional(),
});

/** What comes off the invoice of one bill. */
export type BillCredit = z.output<typeof BillCredit>;

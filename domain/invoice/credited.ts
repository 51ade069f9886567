import * as z from "zod";
import { Deducted } from "../document/bill.ts";
import { Charge, MAX_CHARGES } from "../document/charge.ts";
import { Line, MAX_LINES, MAX_TAXES, TaxShare, Totals } from "../document/line.ts";
import { Quantity } from "../kernel/decimal.ts";
import { CreditNoteId, InvoiceId } from "../kernel/id.ts";
import { Money } from "../kernel/money.ts";
import { Day, remark, text } from "../kernel/text.ts";
import { DocumentNumber, InvoiceTerms } from "./terms.ts";

/** The most credit notes that somebody may ask for of one invoice. */
export const MAX_CREDITS = 100;

/** The most that follow from its order beside them: each return, and what its end leaves of a deposit or of what was billed ahead; of a deposit, each return from each bill that deducts it. */
export const MAX_RETURN_CREDITS = 500;

/** A line of an invoice, or a part of it, that is credited; `byAmount`: its price is lowered, the quantity stays sold. */
export const CreditLine = Line.extend({ byAmount: z.literal(true).optional() });

/** A line of an invoice, or a part of it, that is credited. */
export type CreditLine = z.output<typeof CreditLine>;

/** A charge of an invoice, or a part of it, that is credited: `charge` is its number on the invoice, from 1. */
export const CreditCharge = Charge.extend({ charge: z.int().min(1) });

/** A charge of an invoice, or a part of it, that is credited. */
export type CreditCharge = z.output<typeof CreditCharge>;

/** What a credit note says as its invoice does: who buys and sells, and what it is about. */
export const CarriedTerms = InvoiceTerms.omit({
  number: true,
  note: true,
  issuedOn: true,
  dueOn: true,
  paymentTerms: true,
  instalments: true,
  earlyPayment: true,
  again: true,
  fulfilment: true,
  lines: true,
  discount: true,
  charges: true,
  deposit: true,
  deducted: true,
  totals: true,
});

/**
 * What is credited, as its credit note says it. `discount` is the share of the invoice's discount (and deposit) that
 * goes with it; `totals` are positive; `invoiceNumber` and `invoiceIssuedOn` are BT-25 and BT-26 of EN 16931.
 */
export const CreditTerms = CarriedTerms.extend({
  invoice: InvoiceId,
  invoiceNumber: DocumentNumber,
  invoiceIssuedOn: Day,
  /** Which credit of the invoice, from 1. */
  credit: z.int().min(1),
  /** The return of the order that it credits. */
  return: z.int().min(1).optional(),
  reason: text(1000).optional(),
  note: remark(),
  lines: z.array(CreditLine).max(MAX_LINES),
  discount: z.strictObject({ amount: Money }).optional(),
  charges: z.array(CreditCharge).max(MAX_CHARGES).optional(),
  totals: Totals,
});

/** What is credited, as its credit note says it. */
export type CreditTerms = z.output<typeof CreditTerms>;

/** Data of `invoice.credited`: what is credited, where it goes, and how the invoice stands after it. */
export const Credited = CreditTerms.extend({
  /** The number of the invoice. */
  number: z.string(),
  creditNote: CreditNoteId,
  /** The invoice of which that was credited: it deducts this one, a deposit. */
  from: InvoiceId.optional(),
  /** What an earlier deposit has paid of it, which is free again. */
  deducted: z.array(Deducted).max(MAX_TAXES).optional(),
  /** What of an earlier deposit it still deducts after it, when it has deducted any; rows with nothing are left out. */
  stillDeducted: z.array(Deducted).max(MAX_TAXES).optional(),
  /** Nothing of the invoice is left. */
  complete: z.boolean(),
  /** What is still open, and what the customer has too much. */
  balance: Money,
  customerCredit: Money,
  /** Something is past its day still. */
  overdue: z.boolean().optional(),
  nextDueOn: Day.optional(),
});

/** Data of `invoice.credited`. */
export type Credited = z.output<typeof Credited>;

/** One credit note of an invoice. */
export const Credit = z.object({
  credit: z.int().min(1),
  creditNote: CreditNoteId,
  creditedAt: z.iso.datetime(),
  total: Money,
  return: z.int().min(1).optional(),
  from: InvoiceId.optional(),
  reason: text(1000).optional(),
});

const soMuch = { quantity: Quantity, net: Money };

/** What of a line is credited; `since` is what it was when its price was last lowered: what is left has one price from then on. */
export const LineCredited = z.object({
  line: z.int().min(1),
  ...soMuch,
  since: z.object(soMuch).optional(),
});

/** What of a line is credited. */
export type LineCredited = z.output<typeof LineCredited>;

/** What of an invoice is credited, over all its credit notes. */
export const CreditedSoFar = z.object({
  /** What was taken off the amount payable. */
  payable: Money,
  lines: z.array(LineCredited).max(MAX_LINES),
  charges: z.array(z.object({ charge: z.int().min(1), amount: Money })).max(MAX_CHARGES),
  taxes: z.array(TaxShare).max(MAX_TAXES),
});

/** What of an invoice is credited, over all its credit notes. */
export type CreditedSoFar = z.output<typeof CreditedSoFar>;

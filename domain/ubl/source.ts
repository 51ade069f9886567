import type { TaxShare } from "../document/line.ts";
import type { Buyer, Seller } from "../document/party.ts";
import type { Taxed } from "../document/tax.ts";
import type { Money, SignedMoney } from "../kernel/money.ts";

/** What the document is (EN 16931 BT-3, UNTDID 1001): an invoice, one for money in advance, a credit note. */
export type DocumentType = "380" | "386" | "381";

/** A line as UBL needs it: `net` is what counts, price and discounts explain it. */
export interface SourceLine extends Taxed {
  readonly line: number;
  readonly product?: string | undefined;
  readonly description: string;
  readonly unit?: string | undefined;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly discountPercent: string;
  readonly discountAmount?: Money | undefined;
  readonly net: Money;
}

/** A charge on the document, before tax. */
export interface SourceCharge extends Taxed {
  readonly description: string;
  readonly amount: Money;
}

/** The sums that are not sums of what is listed: `net` BT-109 to `payable` BT-115. */
export interface SourceTotals {
  readonly net: Money;
  readonly tax: Money;
  readonly total: Money;
  readonly prepaid: Money;
  readonly rounding: SignedMoney;
  readonly payable: Money;
}

/** What a document of UBL is written from: an invoice or a credit note as it was issued. */
export interface UblSource {
  readonly type: DocumentType;
  readonly number: string;
  readonly issuedOn: string;
  readonly dueOn?: string | undefined;
  readonly currency: string;
  readonly note?: string | undefined;
  readonly buyerReference?: string | undefined;
  /** The buyer's purchase order (BT-13). */
  readonly orderReference?: string | undefined;
  /** Our order (BT-14). */
  readonly order?: string | undefined;
  /** The invoice that a credit note is for (BG-3). */
  readonly preceding?: { readonly number: string; readonly issuedOn: string };
  readonly seller?: Seller | undefined;
  readonly buyer?: Buyer | undefined;
  readonly deliveredOn?: string | undefined;
  /** When to pay, in words (BT-20). */
  readonly paymentNote?: string | undefined;
  readonly lines: readonly SourceLine[];
  readonly charges: readonly SourceCharge[];
  /** How much of the discounts of `taxes` was paid in advance, before tax. */
  readonly deposit?: Money | undefined;
  /** `deposit` by row of the tax breakdown. */
  readonly deducted?: readonly (Taxed & { readonly amount: Money })[] | undefined;
  readonly taxes: readonly TaxShare[];
  readonly totals: SourceTotals;
}

/** Why a document cannot be written: the rule that it would break, and where in the record the reason is. */
export interface Fault {
  readonly rule: string;
  readonly pointer: string;
  readonly message: string;
}

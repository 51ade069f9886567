import type { Taxed } from "../document/tax.ts";
import { categoryOf } from "../document/tax.ts";
import { decimal } from "../kernel/decimal.ts";
import { type Element, VAT } from "./tree.ts";

/** How something is taxed: category and rate; what is not subject to VAT has no rate (EN 16931 BR-O-05 to BR-O-07). */
export function taxCategoryOf(taxed: Taxed): Element {
  const category = categoryOf(taxed);
  return {
    "cbc:ID": category,
    "cbc:Percent": category === "O" ? undefined : decimal(taxed.taxPercent).toFixed(),
    "cac:TaxScheme": VAT,
  };
}

interface Allowance {
  /** What is added, instead of what is taken off. */
  readonly charge?: boolean;
  /** A code of UNTDID 5189, such as "95" for a discount. */
  readonly code?: string | undefined;
  readonly reason: string;
  readonly amount: Element;
  /** On the document, not in a line: how it is taxed. */
  readonly taxed?: Taxed;
}

/** What is taken off or added (EN 16931 BG-20, BG-21, BG-27, BG-28), always with its reason (BR-33, BR-38, BR-42, BR-44). */
export function allowanceOf({ charge = false, code, reason, amount, taxed }: Allowance): Element {
  return {
    "cbc:ChargeIndicator": String(charge),
    "cbc:AllowanceChargeReasonCode": code,
    "cbc:AllowanceChargeReason": reason,
    "cbc:Amount": amount,
    "cac:TaxCategory": taxed && taxCategoryOf(taxed),
  };
}

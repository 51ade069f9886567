import { account, type TaxTreatment } from "../account/account.ts";
import type { Facts, Ref } from "../kernel/facts.ts";
import { type Refusal, refuseField } from "../kernel/refusal.ts";
import { badCode, codesOf } from "../tax-code/find.ts";
import type { Customer, Sellable } from "./line-price.ts";
import { categoryOf, type Exemption, type TaxCategory, type Taxed } from "./tax.ts";

/** What a line or charge says itself of its tax. */
export interface TaxAsked {
  readonly taxCode?: string | undefined;
  readonly taxPercent?: string | undefined;
}

/** How a line or charge is taxed. */
export interface LineTax {
  readonly taxPercent: string;
  readonly taxCategory: TaxCategory;
  readonly taxCode?: string;
  readonly exemption?: Exemption;
}

/** The tax of a line or charge, and whether a person gave it. */
export interface TaxFound {
  readonly ok: true;
  readonly tax: LineTax;
  readonly given: boolean;
}

/** The account whose treatment counts: looked at, not locked. */
export function accountRefs({ account: id }: Customer): Ref[] {
  return id === undefined ? [] : [{ stage: account, id, unchecked: true }];
}

/** How all that an account buys is taxed; undefined when as anybody. */
export function treatmentOf(id: string | undefined, facts: Facts): TaxTreatment | undefined {
  return id === undefined ? undefined : facts.find(account, id)?.taxTreatment;
}

function byCode(code: string, facts: Facts): LineTax | undefined {
  const found = codesOf(code, facts).find(({ status }) => status === "active");
  if (found === undefined) return undefined;
  const { percent, category, exemption } = found;
  return { taxPercent: percent, taxCategory: category, taxCode: code, ...(exemption && { exemption }) };
}

/** A tax of which only the rate is known. */
export function plainTax(taxPercent: string, taxed: Partial<Taxed> = {}): LineTax {
  const { taxCategory = categoryOf({ taxPercent }), exemption } = taxed;
  return { taxPercent, taxCategory, ...(exemption && { exemption }) };
}

/** The tax of a line or charge: its own code, else the account's treatment, else its own rate, else the code of the product, else the rate of the product, else none. */
export function taxOf(
  asked: TaxAsked,
  sold: Sellable | undefined,
  at: string,
  treatment: TaxTreatment | undefined,
  facts: Facts,
): TaxFound | Refusal {
  if (asked.taxCode !== undefined) {
    const tax = byCode(asked.taxCode, facts);
    if (tax !== undefined) return { ok: true, tax, given: true };
    const reason = badCode(asked.taxCode, facts) ?? "";
    return refuseField(`${at}/taxCode`, reason, { taxCode: asked.taxCode });
  }
  if (treatment !== undefined) {
    const { category: taxCategory, exemption } = treatment;
    return { ok: true, tax: plainTax("0", { taxCategory, exemption }), given: false };
  }
  if (asked.taxPercent !== undefined) return { ok: true, tax: plainTax(asked.taxPercent), given: true };
  return taxOfProduct(sold, at, facts);
}

function taxOfProduct(sold: Sellable | undefined, at: string, facts: Facts): TaxFound | Refusal {
  if (sold?.taxCode === undefined) return { ok: true, tax: plainTax(sold?.taxPercent ?? "0"), given: false };
  const tax = byCode(sold.taxCode, facts);
  if (tax !== undefined) return { ok: true, tax, given: false };
  const reason = `${badCode(sold.taxCode, facts)}: the product ${sold.code} has it, change the product or give a taxCode or taxPercent`;
  return refuseField(`${at}/product`, reason, { taxCode: sold.taxCode });
}

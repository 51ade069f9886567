import * as z from "zod";
import { decimal, Percent } from "../kernel/decimal.ts";
import { text } from "../kernel/text.ts";

/** VAT categories (EN 16931 BT-151, UNCL 5305): standard, zero-rated, exempt, reverse charge, intra-community, export, not subject. */
export const TaxCategory = z.enum(["S", "Z", "E", "AE", "K", "G", "O"]);

/** A VAT category. */
export type TaxCategory = z.output<typeof TaxCategory>;

/** Why no tax is charged (EN 16931 BT-120, BT-121: a code of the VATEX list). */
export const Exemption = z.strictObject({
  reason: text(300).optional(),
  code: z
    .string()
    .regex(/^VATEX-[A-Z]{2}-[A-Z0-9-]{1,20}$/, { error: 'must be a VATEX code such as "VATEX-EU-AE"' })
    .optional(),
});

/** Why no tax is charged. */
export type Exemption = z.output<typeof Exemption>;

/** A tax code of the organisation, such as "DE19". */
export const TaxCodeName = text(20);

/** How a line or charge is taxed; without a category it is S above 0 percent, else Z. */
export const taxFields = {
  taxPercent: Percent,
  taxCategory: TaxCategory.optional(),
  /** The code of the organisation, such as "DE19". */
  taxCode: TaxCodeName.optional(),
  exemption: Exemption.optional(),
};

/** How a line or charge is taxed. */
export interface Taxed {
  readonly taxPercent: string;
  readonly taxCategory?: TaxCategory | undefined;
  readonly exemption?: Exemption | undefined;
}

/** The category of a line or charge: S above 0 percent and Z at 0 when nobody named one. */
export function categoryOf({ taxPercent, taxCategory }: Taxed): TaxCategory {
  return taxCategory ?? (decimal(taxPercent).gt(0) ? "S" : "Z");
}

/** Lines and charges with the same key make one row of the tax breakdown (EN 16931 BG-23). */
export function taxKey(taxed: Taxed): string {
  return `${categoryOf(taxed)} ${decimal(taxed.taxPercent).toFixed()}`;
}

/** What is wrong with a rate of a category (EN 16931 BR-S-05, BR-Z-05, BR-E-05 ...: only S charges tax, and it must); undefined when nothing is. */
export function badRate(category: TaxCategory, percent: string): string | undefined {
  const charges = decimal(percent).gt(0);
  if (category === "S") return charges ? undefined : "must be more than 0 for the category S";
  return charges ? `must be 0 for the category ${category}` : undefined;
}

/** What is wrong with an exemption of a category (EN 16931 BR-S-10, BR-Z-10 forbid one; BR-E-10, BR-AE-10, BR-IC-10, BR-G-10, BR-O-10 ask for one); undefined when nothing is. */
export function badExemption(category: TaxCategory, exemption: Exemption | undefined): string | undefined {
  const told = exemption?.reason !== undefined || exemption?.code !== undefined;
  if (category === "S" || category === "Z") {
    return exemption === undefined
      ? undefined
      : `must be left out for the category ${category}: only E, AE, K, G and O have one`;
  }
  return told
    ? undefined
    : `is needed for the category ${category}: give a reason or a code such as "VATEX-EU-AE"`;
}

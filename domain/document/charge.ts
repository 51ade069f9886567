import * as z from "zod";
import { Percent, PercentInput } from "../kernel/decimal.ts";
import { Money } from "../kernel/money.ts";
import { text } from "../kernel/text.ts";
import { TaxCodeName, taxFields } from "./tax.ts";

/** The most charges that a document may have. */
export const MAX_CHARGES = 20;

/** A discount on a whole document as it is asked for: a percentage of its lines, or an amount before tax. */
export const DiscountInput = z.union(
  [z.strictObject({ percent: PercentInput }), z.strictObject({ amount: Money })],
  { error: 'must be { "percent": "5" } or { "amount": { "minor": 500, "currency": "EUR" } }' },
);

/** A discount on a whole document (EN 16931 BG-20): shared among its tax rates in proportion to their lines. */
export const Discount = z.union([z.strictObject({ percent: Percent }), z.strictObject({ amount: Money })]);

/** A discount on a whole document. */
export type Discount = z.output<typeof Discount>;

/** A charge on a whole document as it is asked for, such as freight, with its own tax. */
export const ChargeInput = z.strictObject({
  description: text(200),
  amount: Money,
  taxPercent: PercentInput.optional(),
  taxCode: TaxCodeName.optional(),
});

/** A charge as it is asked for. */
export type ChargeInput = z.output<typeof ChargeInput>;

/** A charge on a whole document (EN 16931 BG-21), before tax. */
export const Charge = z.object({
  description: text(200),
  amount: Money,
  ...taxFields,
  /** The tax was given by a person: refreshing prices leaves it. */
  given: z
    .array(z.enum(["tax"]))
    .max(1)
    .optional(),
});

/** A charge on a whole document. */
export type Charge = z.output<typeof Charge>;

/** What a document carries beside its lines. */
export const adjustments = {
  discount: Discount.optional(),
  charges: z.array(Charge).max(MAX_CHARGES).optional(),
};

import * as z from "zod";
import {
  Percent,
  PercentInput,
  Quantity,
  QuantityInput,
  UnitPrice,
  UnitPriceInput,
} from "../kernel/decimal.ts";
import { PriceListId, ProductId } from "../kernel/id.ts";
import { Money, SignedMoney } from "../kernel/money.ts";
import { text } from "../kernel/text.ts";
import { Exemption, TaxCategory, TaxCodeName, taxFields } from "./tax.ts";

/** The most lines a document may have. */
export const MAX_LINES = 100;

/** The most bytes of JSON that lines, discount, charges and sums of a document may have, so that every event with them before and after fits on the bus. */
export const MAX_LINES_BYTES = 100_000;

/** The most rows that a tax breakdown may have. */
export const MAX_TAXES = 50;

const Description = text(300);

/** A line as it is asked for: a product of the catalogue or a written-in description with its price. */
export const LineInput = z
  .strictObject({
    product: ProductId.optional(),
    description: Description.optional(),
    quantity: QuantityInput,
    unitPrice: UnitPriceInput.optional(),
    unit: text(40).optional(),
    discountPercent: PercentInput.optional(),
    discountAmount: Money.optional(),
    taxPercent: PercentInput.optional(),
    taxCode: TaxCodeName.optional(),
  })
  .refine((line) => line.product !== undefined || line.description !== undefined, {
    error: "needs a product, or a description of what is sold",
    path: ["description"],
  })
  .refine((line) => line.product !== undefined || line.unitPrice !== undefined, {
    error: "is needed for a line without a product",
    path: ["unitPrice"],
  })
  .refine((line) => line.discountPercent === undefined || line.discountAmount === undefined, {
    error: "cannot be given together with discountPercent: leave one out",
    path: ["discountAmount"],
  });

/** A line as it is asked for. */
export type LineInput = z.output<typeof LineInput>;

/** The lines of a document as they are asked for; they replace the ones before. */
export const LinesInput = z.array(LineInput).max(MAX_LINES);

/** A priced line: `line` is its number from 1, `net` its amount after discount and before tax. */
export const Line = z.object({
  line: z.int().min(1),
  product: ProductId.optional(),
  description: Description,
  unit: text(40).optional(),
  quantity: Quantity,
  unitPrice: UnitPrice,
  discountPercent: Percent,
  discountAmount: Money.optional(),
  ...taxFields,
  /** The list that the unit price is from; none when it was given or is the product's own. */
  priceList: PriceListId.optional(),
  /** The unit price, or the tax, was given by a person: refreshing prices leaves it. */
  given: z
    .array(z.enum(["unitPrice", "tax"]))
    .max(2)
    .optional(),
  net: Money,
});

/** A priced line. */
export type Line = z.output<typeof Line>;

/** The priced lines of a document. */
export const Lines = z.array(Line).max(MAX_LINES);

/** One row of the tax breakdown (EN 16931 BG-23): `taxable` = lines - discount + charges of this category and rate. */
export const TaxShare = z.object({
  category: TaxCategory,
  percent: Percent,
  lines: Money,
  discount: Money,
  charges: Money,
  taxable: Money,
  tax: Money,
  exemption: Exemption.optional(),
});

/** One row of the tax breakdown. */
export type TaxShare = z.output<typeof TaxShare>;

/**
 * The sums of a document (EN 16931 BG-22): `net` BT-109, `tax` BT-110, `total` BT-112; all others are there since
 * documents have discounts and charges: `lines` BT-106, `discount` BT-107, `charges` BT-108, `prepaid` BT-113,
 * `rounding` BT-114, `payable` BT-115, `taxes` BG-23.
 */
export const Totals = z.object({
  net: Money,
  tax: Money,
  total: Money,
  lines: Money.optional(),
  discount: Money.optional(),
  charges: Money.optional(),
  prepaid: Money.optional(),
  rounding: SignedMoney.optional(),
  payable: Money.optional(),
  taxes: z.array(TaxShare).max(MAX_TAXES).optional(),
});

/** The sums of a document. */
export type Totals = z.output<typeof Totals>;

/** How many lines, in words: "1 line", "3 lines". */
export function countOf(lines: readonly unknown[]): string {
  return lines.length === 1 ? "1 line" : `${lines.length} lines`;
}

import * as z from "zod";
import {
  decimal,
  Percent,
  PercentInput,
  Quantity,
  QuantityInput,
  UnitPrice,
  UnitPriceInput,
} from "../kernel/decimal.ts";
import { ProductId } from "../kernel/id.ts";

/** The most products that a price list may have. */
export const MAX_ENTRIES = 1000;

/** The most bytes of JSON that the entries of a price list may have, so that a change of all of them fits on the bus. */
export const MAX_ENTRIES_BYTES = 100_000;

const MAX_TIERS = 20;

const Tier = z.object({
  from: Quantity,
  unitPrice: UnitPrice.optional(),
  discountPercent: Percent.optional(),
});

/** A volume price: from this quantity on, another price or a percentage off the entry's price. */
export type Tier = z.output<typeof Tier>;

const Entry = z.object({
  product: ProductId,
  unitPrice: UnitPrice,
  tiers: z.array(Tier).max(MAX_TIERS).optional(),
});

/** What a product costs in a list. */
export type Entry = z.output<typeof Entry>;

/** The prices of a list, by product. */
export const Entries = z.array(Entry).max(MAX_ENTRIES);

const TierInput = z
  .strictObject({
    from: QuantityInput,
    unitPrice: UnitPriceInput.optional(),
    discountPercent: PercentInput.optional(),
  })
  .refine((tier) => (tier.unitPrice === undefined) !== (tier.discountPercent === undefined), {
    error: "needs either a unitPrice or a discountPercent",
    path: ["unitPrice"],
  });

function ascend(tiers: readonly Tier[], context: z.core.$RefinementCtx): void {
  for (const [index, { from }] of tiers.entries()) {
    const before = tiers[index - 1]?.from;
    if (before === undefined || decimal(from).gt(before)) continue;
    const message = `must be more than ${before}, that of the tier before: from ${from} was asked`;
    context.addIssue({ code: "custom", message, path: [index, "from"] });
  }
}

function distinct(entries: readonly Entry[], context: z.core.$RefinementCtx): void {
  const seen = new Map<string, number>();
  for (const [index, { product }] of entries.entries()) {
    const first = seen.get(product);
    if (first === undefined) seen.set(product, index);
    else {
      const message = `${product} has an entry already, number ${first + 1}: a product has one`;
      context.addIssue({ code: "custom", message, path: [index, "product"] });
    }
  }
}

const EntryInput = z.strictObject({
  product: ProductId,
  unitPrice: UnitPriceInput,
  tiers: z.array(TierInput).max(MAX_TIERS).superRefine(ascend).optional(),
});

/** The prices of a list as they are asked for; they replace the ones before. */
export const EntriesInput = z.array(EntryInput).max(MAX_ENTRIES).superRefine(distinct);

const FRACTION = 12;
const DIGITS = 18;

/** A price less a percentage as an exact decimal where it has room, else rounded half up to what a unit price can hold. */
function reduced(unitPrice: string, percent: string): string {
  const exact = decimal(unitPrice).times(decimal(100).minus(percent)).shiftedBy(-2);
  const [whole = ""] = exact.toFixed().split(".");
  return exact.decimalPlaces(Math.min(FRACTION, DIGITS - whole.length)).toFixed();
}

/** The unit price of an entry for a quantity: that of the highest tier that the quantity reaches, else the entry's own. A percentage of a tier lowers the price itself: it is no discount of the line. */
export function priceFor({ unitPrice, tiers = [] }: Entry, quantity: string): string {
  const tier = tiers.findLast(({ from }) => decimal(quantity).gte(from));
  if (tier === undefined) return unitPrice;
  return tier.unitPrice ?? reduced(unitPrice, tier.discountPercent ?? "0");
}

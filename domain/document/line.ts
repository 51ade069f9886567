import * as z from "zod";
import {
  Percent,
  PercentInput,
  Quantity,
  QuantityInput,
  UnitPrice,
  UnitPriceInput,
} from "../kernel/decimal.ts";
import { ProductId } from "../kernel/id.ts";
import { Money } from "../kernel/money.ts";
import { text } from "../kernel/text.ts";

/** The most lines a document may have. */
export const MAX_LINES = 100;

/** The most bytes of JSON that the lines of a document may have, so that every event with lines before and after fits on the bus. */
export const MAX_LINES_BYTES = 100_000;

const Description = text(300);

/** A line as it is asked for: a product of the catalogue or a written-in description with its price. */
export const LineInput = z
  .strictObject({
    product: ProductId.optional(),
    description: Description.optional(),
    quantity: QuantityInput,
    unitPrice: UnitPriceInput.optional(),
    discountPercent: PercentInput.optional(),
    taxPercent: PercentInput.optional(),
  })
  .refine((line) => line.product !== undefined || line.description !== undefined, {
    error: "needs a product, or a description of what is sold",
    path: ["description"],
  })
  .refine((line) => line.product !== undefined || line.unitPrice !== undefined, {
    error: "is needed for a line without a product",
    path: ["unitPrice"],
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
  quantity: Quantity,
  unitPrice: UnitPrice,
  discountPercent: Percent,
  taxPercent: Percent,
  net: Money,
});

/** A priced line. */
export type Line = z.output<typeof Line>;

/** The priced lines of a document. */
export const Lines = z.array(Line).max(MAX_LINES);

/** The sums of a document. */
export const Totals = z.object({ net: Money, tax: Money, total: Money });

/** The sums of a document. */
export type Totals = z.output<typeof Totals>;

/** How many lines, in words: "1 line", "3 lines". */
export function countOf(lines: readonly unknown[]): string {
  return lines.length === 1 ? "1 line" : `${lines.length} lines`;
}

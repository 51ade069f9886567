import { BigNumber } from "bignumber.js";
import * as z from "zod";

/** Exact decimals without exponents; half up is away from zero, as EN 16931 and most tax offices round. */
const Exact = BigNumber.clone({ EXPONENTIAL_AT: 1e9, ROUNDING_MODE: BigNumber.ROUND_HALF_UP });

/** An exact decimal number. */
export type Decimal = BigNumber;

/** An exact decimal from its text or from a whole number. */
export function decimal(value: string | number): Decimal {
  return new Exact(value);
}

const MAX_NUMBER_DIGITS = 15;

function textOf(value: string | number, context: z.core.$RefinementCtx): string {
  if (typeof value === "string") return value;
  const text = String(value);
  // A JSON number with more digits than a double holds has already lost some when we see it.
  if (text.replace(/[-.]/g, "").length > MAX_NUMBER_DIGITS || text.includes("e")) {
    context.addIssue({
      code: "custom",
      message: "has too many digits for a JSON number: send it as a string",
    });
  }
  return text;
}

const MAX_DIGITS = 18;

/** A decimal text with at most `whole` digits before and `fraction` after the point, 18 in all, not negative; JSON numbers are accepted and become text. */
export function decimalText(whole: number, fraction: number) {
  const pattern = new RegExp(
    `^(?=(?:[.]?[0-9]){1,${MAX_DIGITS}}$)(?:0|[1-9][0-9]{0,${whole - 1}})(?:\\.[0-9]{1,${fraction}})?$`,
  );
  const stored = z.string().regex(pattern, {
    error: `must be a decimal such as "12.50", not negative, with at most ${whole} digits before and ${fraction} after the point, ${MAX_DIGITS} in all`,
    // What looks at the number next must not see what is none.
    abort: true,
  });
  return {
    stored,
    input: z
      .union([z.string(), z.number()], { error: 'must be a decimal such as "12.50"' })
      .transform(textOf)
      .pipe(stored),
  };
}

/** Quantities: more than zero, up to 18 digits, 12 of them after the point. */
const quantity = decimalText(18, 12);
const positive = (text: string) => !/^[0.]*$/.test(text);
export const Quantity = quantity.stored;
export const QuantityInput = quantity.input.refine(positive, { error: "must be more than zero" });

/** Unit prices: not negative, up to 18 digits, 12 of them after the point, in the document's currency. */
const unitPrice = decimalText(18, 12);
export const UnitPrice = unitPrice.stored;
export const UnitPriceInput = unitPrice.input;

/** Percentages from 0 to 100 with up to 4 digits after the point. */
const percent = decimalText(3, 4);
const atMostHundred = (text: string) => decimal(text).lte(100);
export const Percent = percent.stored;
export const PercentInput = percent.input.refine(atMostHundred, { error: "must be at most 100" });

import * as z from "zod";
import { MAX_LINES } from "../document/line.ts";
import { QuantityInput } from "../kernel/decimal.ts";
import { type Refusal, refuse, refuseField } from "../kernel/refusal.ts";
import { text } from "../kernel/text.ts";
import { MAX_BILLED_LINES } from "./billing.ts";
import { type LineQuantity, type OrderLine, tooManyDigits } from "./line.ts";
import type { OrderFields } from "./terms.ts";

/** Quantities of lines, as they are asked for. */
export const LinesAsked = z
  .array(z.strictObject({ line: z.int().min(1), quantity: QuantityInput }))
  .min(1, { error: "must name a line: leave lines out for all of them" })
  .max(MAX_LINES);

/** Why something is done: a reason of the process, and more in words. */
export const because = { reason: text(1000).optional(), note: text(1000).optional() };

/** Refuses what would leave a quantity with more digits than can be held. */
export function badDigits(lines: readonly OrderLine[]): Refusal | undefined {
  const line = tooManyDigits(lines);
  if (line === undefined) return undefined;
  const message = `line ${line}: what is left would have more than 18 digits: use fewer digits after the point`;
  return refuseField("/lines", message);
}

/** Refuses a bill that leaves no room for those that must still come, each with all lines that are open then. */
export function tooManyBilledLines(
  { bills, lines }: OrderFields,
  asked: readonly LineQuantity[],
): Refusal | undefined {
  const used = bills.reduce((sum, bill) => sum + bill.lines.length, 0);
  if (used + asked.length + lines.length <= MAX_BILLED_LINES) return undefined;
  const left = Math.max(0, MAX_BILLED_LINES - lines.length - used);
  const message = `An order can have ${MAX_BILLED_LINES} lines in all its bills: ${left} left, ${asked.length} asked; bill all that is left at once`;
  return refuse("too_large", message, { details: { limit: MAX_BILLED_LINES, left, asked: asked.length } });
}

/** The refusal for amounts that a whole number of minor units cannot hold. */
export function tooLarge(): Refusal {
  return refuseField("/lines", "The amount is too large to be held exactly: lower the quantity");
}

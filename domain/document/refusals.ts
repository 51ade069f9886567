import { formatMoney, type Money } from "../kernel/money.ts";
import { type Refusal, refuse, refuseField } from "../kernel/refusal.ts";
import { MAX_LINES_BYTES } from "./line.ts";

/** Refuses an amount in another currency than the deal's. */
export function refuseCurrency(pointer: string, wanted: string, given: string): Refusal {
  const message = `is in ${given}, but the deal is in ${wanted}: currencies are not mixed`;
  return refuse("rule_broken", `${pointer} ${message}`, { fields: [{ pointer, message }] });
}

/** Refuses amounts that a whole number of minor units cannot hold. */
export function tooMuch(pointer: string): Refusal {
  return refuseField(pointer, "The amount is too large to be held exactly: lower the quantity or the price");
}

/** Refuses a discount on what is worth less. */
export function discountTooHigh(pointer: string, what: string, discount: Money, of: Money): Refusal {
  const message = `The discount of ${formatMoney(discount)} is more than ${what} to: ${formatMoney(of)}`;
  return refuseField(pointer, message, { discount, of });
}

/** Refuses a document whose events would not fit on the bus. */
export function tooLong(document: object): Refusal | undefined {
  const size = new TextEncoder().encode(JSON.stringify(document)).length;
  if (size <= MAX_LINES_BYTES) return undefined;
  const message = `The lines have ${size} bytes with their charges and taxes, at most ${MAX_LINES_BYTES} are possible: shorten descriptions or use fewer lines`;
  const fields = [{ pointer: "/lines", message }];
  return refuse("too_large", message, { fields, details: { size, limit: MAX_LINES_BYTES } });
}

import type * as z from "zod";
import { decimal, type Decimal, UnitPriceInput } from "../kernel/decimal.ts";
import { minorDigits, Money } from "../kernel/money.ts";
import type { Condition } from "../kernel/process.ts";

/** The value of a field by its path, such as "budget" or "address.city"; undefined when there is none. */
export function fieldOf(record: object, path: string): unknown {
  let value: unknown = record;
  for (const name of path.split(".")) {
    if (typeof value !== "object" || value === null) return undefined;
    value = new Map<string, unknown>(Object.entries(value)).get(name);
  }
  return value;
}

/** Whether somebody has filled a value in: `false` and 0 are answers; an empty text, list or object is none. */
export function isFilled(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === "string") return value.trim() !== "";
  return typeof value !== "object" || Object.values(value).some(isFilled);
}

/** An amount as a decimal, money in whole units of its currency; undefined for what is none. */
function amountOf(value: unknown): Decimal | undefined {
  const money = Money.safeParse(value);
  if (money.success) return decimal(money.data.minor).shiftedBy(-minorDigits(money.data.currency));
  const amount = UnitPriceInput.safeParse(value);
  return amount.success ? decimal(amount.data) : undefined;
}

/** Whether a record meets a condition: everything that the condition says must hold; none always holds. */
export function holds(condition: z.output<typeof Condition> | undefined, record: object): boolean {
  if (condition === undefined) return true;
  const { field, is, filled, atLeast } = condition;
  const value = fieldOf(record, field);
  const among = is === undefined || is.some((wanted) => wanted === value);
  const asFilled = filled === undefined || filled === isFilled(value);
  return among && asFilled && (atLeast === undefined || amountOf(value)?.gte(atLeast) === true);
}

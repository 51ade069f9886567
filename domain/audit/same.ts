import { type Decimal, decimal } from "../kernel/decimal.ts";
import { differenceOf } from "./difference.ts";

/** Whether two values say the same. */
export function same(a: unknown, b: unknown): boolean {
  return differenceOf(a, b) === undefined;
}

/** Whether two lists have the same members, in whatever order. */
export function sameMembers(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.toSorted().join("\n") === b.toSorted().join("\n");
}

/** The sum of decimals or whole numbers. */
export function sumOf(parts: readonly (string | number)[]): Decimal {
  return parts.reduce<Decimal>((sum, part) => sum.plus(part), decimal(0));
}

/** The sum of amounts in minor units. */
export function minorOf(amounts: readonly { readonly minor: number }[]): number {
  return amounts.reduce((sum, { minor }) => sum + minor, 0);
}

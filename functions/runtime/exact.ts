import { BigNumber } from "bignumber.js";

const LONG = /[0-9.]{16}|[0-9][eE]/;

function sourceOf(context: unknown): string | undefined {
  if (typeof context !== "object" || context === null || !("source" in context)) return undefined;
  return typeof context.source === "string" ? context.source : undefined;
}

function isExact(value: number, source: string): boolean {
  return Number.isFinite(value) && new BigNumber(source).eq(new BigNumber(String(value)));
}

function exact(_: string, value: unknown, ...[context]: readonly unknown[]): unknown {
  const source = typeof value === "number" ? sourceOf(context) : undefined;
  return typeof value === "number" && source !== undefined && !isExact(value, source) ? source : value;
}

/**
 * A parsed JSON text in which a number that a double cannot hold stands as it was written, as text: whoever takes
 * decimals takes it whole, and whoever takes numbers refuses it. Nothing is cut in silence.
 */
export function withExactNumbers(parsed: unknown, text: string): unknown {
  return LONG.test(text) ? JSON.parse(text, exact) : parsed;
}

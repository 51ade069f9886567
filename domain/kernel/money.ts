import * as z from "zod";
import { type Decimal, decimal } from "./decimal.ts";

const known = new Set(Intl.supportedValuesOf("currency"));

/** A currency code of ISO 4217, such as EUR. */
export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/, { error: "must be a currency code of ISO 4217 in capitals, such as EUR" })
  .refine((code) => known.has(code), { error: "is not a currency code of ISO 4217, such as EUR" });

const MAX_MINOR = Number.MAX_SAFE_INTEGER;

/** An amount of money in whole minor units (cents) of a currency: { minor: 1999, currency: "EUR" } is 19.99 EUR. */
export const Money = z.strictObject({
  minor: z
    .int({ error: "must be a whole number of minor units (cents), such as 1999" })
    .min(0)
    .max(MAX_MINOR),
  currency: Currency,
});

/** An amount of money in whole minor units of a currency. */
export type Money = z.output<typeof Money>;

/** An amount that may be negative, such as what is lost by rounding. */
export const SignedMoney = z.strictObject({
  minor: z.int().min(-MAX_MINOR).max(MAX_MINOR),
  currency: Currency,
});

/** An amount that may be negative. */
export type SignedMoney = z.output<typeof SignedMoney>;

// Written down because Intl answers with what is usual in shops (IDR 0, HUF 0) and may change with the runtime: every
// stored amount would then mean another sum.
const otherThanTwo = {
  0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
  3: "BHD IQD JOD KWD LYD OMR TND",
  4: "CLF UYW",
};

const digitsOf = new Map(
  Object.entries(otherThanTwo).flatMap(([digits, codes]) =>
    codes.split(" ").map((code) => [code, Number(digits)] as const),
  ),
);

/** How many decimals the minor unit of a currency has (ISO 4217): EUR 2, JPY 0, KWD 3. */
export function minorDigits(currency: string): number {
  return digitsOf.get(currency) ?? 2;
}

/** Rounds an amount half up to whole minor units; undefined when it is beyond what a whole number holds exactly. */
export function toMinor(amount: Decimal, currency: string): number | undefined {
  const minor = amount.shiftedBy(minorDigits(currency)).integerValue();
  return minor.abs().lte(MAX_MINOR) ? minor.toNumber() : undefined;
}

/** An amount for people: "19.99 EUR". */
export function formatMoney(money: Money): string {
  const digits = minorDigits(money.currency);
  return `${decimal(money.minor).shiftedBy(-digits).toFixed(digits)} ${money.currency}`;
}

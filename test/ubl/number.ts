const DIGITS = 24;

/** One, as `exact` counts. */
export const ONE = 10n ** BigInt(DIGITS);

/** A decimal text as a whole number of 10^-24, by no library; nothing is zero. */
export function exact(text: string | undefined): bigint {
  const [, sign = "", whole = "0", fraction = ""] =
    /^(-?)([0-9]+)(?:\.([0-9]{1,24}))?$/.exec(text ?? "0") ?? [];
  const value = BigInt(whole + fraction.padEnd(DIGITS, "0"));
  return sign === "-" ? -value : value;
}

/** The sum of decimal texts. */
export function sum(texts: readonly (string | undefined)[]): bigint {
  return texts.reduce((total, text) => total + exact(text), 0n);
}

/** How far two numbers are apart. */
export function apart(one: bigint, other: bigint): bigint {
  return one > other ? one - other : other - one;
}

/** The decimals of a text. */
export function decimals(text: string): number {
  return text.split(".")[1]?.length ?? 0;
}

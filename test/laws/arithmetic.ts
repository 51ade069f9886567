/** The arithmetic of documents once more, in whole numbers only: what the calculator of the domain is judged by. */

/** The terms of a line. */
export interface LineTerms {
  readonly quantity: string;
  readonly unitPrice: string;
  readonly discountPercent: string;
  readonly taxPercent: string;
}

const minorDigits: Readonly<Record<string, number>> = { EUR: 2, USD: 2, JPY: 0, KWD: 3 };

/** A decimal text as a whole number of its smallest part, with so many digits after the point. */
export function scaled(text: string, digits: number): bigint {
  const [whole = "", fraction = ""] = text.split(".");
  return BigInt(whole + fraction.padEnd(digits, "0"));
}

/** Half up, for what is not negative. */
function rounded(amount: bigint, parts: bigint): bigint {
  return (2n * amount + parts) / (2n * parts);
}

/** The amount of a line in minor units, before tax. */
export function netOf(line: LineTerms, currency: string): number {
  const kept = 1_000_000n - scaled(line.discountPercent, 4);
  const exact = scaled(line.quantity, 6) * scaled(line.unitPrice, 6) * kept;
  const digits = minorDigits[currency];
  if (digits === undefined) throw new Error(`This law does not know ${currency}`);
  return Number(rounded(exact * 10n ** BigInt(digits), 10n ** 18n));
}

/** The tax on nets, once for each rate. */
export function taxOf(lines: readonly (LineTerms & { readonly net: { readonly minor: number } })[]): number {
  const sums = new Map<bigint, bigint>();
  for (const { taxPercent, net } of lines) {
    const rate = scaled(taxPercent, 4);
    sums.set(rate, (sums.get(rate) ?? 0n) + BigInt(net.minor));
  }
  return Number([...sums].reduce((tax, [rate, sum]) => tax + rounded(sum * rate, 1_000_000n), 0n));
}

/** The sum of decimal texts with at most six digits after the point, in millionths. */
export function sumOf(texts: readonly string[]): bigint {
  return texts.reduce((sum, text) => sum + scaled(text, 6), 0n);
}

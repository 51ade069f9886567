import type { AskedLine } from "./catalogue.ts";

// Written with whole numbers only and without the system's own calculator: it is what that one is checked against.

/** An exact fraction. */
interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

const fraction = (decimal: string): Fraction => {
  const [whole = "0", after = ""] = decimal.split(".");
  return { top: BigInt(whole + after), bottom: 10n ** BigInt(after.length) };
};

const times = (a: Fraction, b: Fraction): Fraction => ({ top: a.top * b.top, bottom: a.bottom * b.bottom });

/** To a whole number, half up; for what is not negative. */
const rounded = ({ top, bottom }: Fraction): bigint => (2n * top + bottom) / (2n * bottom);

const CENTS: Fraction = { top: 100n, bottom: 1n };

const netOf = ({ quantity, unitPrice, discountPercent }: AskedLine): bigint => {
  const { top, bottom } = fraction(discountPercent);
  const kept: Fraction = { top: 100n * bottom - top, bottom: 100n * bottom };
  return rounded(times(times(times(fraction(quantity), fraction(unitPrice)), kept), CENTS));
};

/** What an invoice of these lines must come to, in cents: tax per rate on the sum of the nets of that rate. */
export const expectedTotal = (lines: readonly AskedLine[]): number => {
  const nets = new Map<string, bigint>();
  for (const line of lines) nets.set(line.taxPercent, (nets.get(line.taxPercent) ?? 0n) + netOf(line));
  let total = 0n;
  for (const [rate, net] of nets) {
    const { top, bottom } = fraction(rate);
    total += net + rounded({ top: net * top, bottom: bottom * 100n });
  }
  return Number(total);
};

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

/** A line or charge with its tax. */
export interface TaxTerms {
  readonly taxPercent: string;
  readonly taxCategory: string;
}

/** The terms of a document: amounts in minor units. */
export interface DocumentTerms {
  readonly lines: readonly (TaxTerms & { readonly net: number })[];
  readonly charges: readonly (TaxTerms & { readonly amount: number })[];
  readonly discount: { readonly percent: string } | { readonly amount: number } | undefined;
  readonly prepaid: number;
  /** The smallest coin in minor units. */
  readonly coin: number;
}

/** One row of a tax breakdown, in minor units. */
export interface Row {
  readonly category: string;
  readonly rate: bigint;
  lines: bigint;
  discount: bigint;
  charges: bigint;
}

const MOST = BigInt(Number.MAX_SAFE_INTEGER);
const digitsAfter: Readonly<Record<string, number>> = { ...minorDigits, VND: 0 };

/** The amount of a line in minor units; undefined when it is not exact as a number, or its discount is more. */
export function lineAmount(
  line: Omit<LineTerms, "taxPercent"> & { readonly off: number },
  currency: string,
): number | undefined {
  const digits = digitsAfter[currency];
  if (digits === undefined) throw new Error(`This law does not know ${currency}`);
  const kept = 1_000_000n - scaled(line.discountPercent, 4);
  const unit = 10n ** 30n;
  const gross = scaled(line.quantity, 12) * scaled(line.unitPrice, 12) * kept * 10n ** BigInt(digits);
  const exact = gross - BigInt(line.off) * unit;
  if (exact < 0n) return -2n * exact >= unit ? undefined : 0;
  const minor = rounded(exact, unit);
  return minor > MOST ? undefined : Number(minor);
}

const total = (amounts: readonly bigint[]) => amounts.reduce((sum, amount) => sum + amount, 0n);

/** The shares of an amount by weight; what is left goes to the largest remainders, to the first of equal ones. */
function shares(amount: bigint, weights: readonly bigint[]): bigint[] {
  const all = total(weights);
  if (all === 0n) return weights.map(() => 0n);
  const parts = weights.map((weight) => (amount * weight) / all);
  const rests = weights.map((weight) => (amount * weight) % all);
  const left = Number(amount - total(parts));
  const first = rests
    .map((rest, index) => ({ rest, index }))
    .toSorted((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))
    .slice(0, left);
  const lucky = new Set(first.map(({ index }) => index));
  return parts.map((part, index) => (lucky.has(index) ? part + 1n : part));
}

/** What a row is taxed on, and its tax. */
export function taxed({ rate, lines, discount, charges }: Row): { taxable: bigint; tax: bigint } {
  const taxable = lines - discount + charges;
  return { taxable, tax: rounded(taxable * rate, 1_000_000n) };
}

/** The rows of a document in the order of their first line or charge; undefined when the discount is more than the lines. */
export function rowsOf({ lines, charges, discount }: DocumentTerms): Row[] | undefined {
  const rows = new Map<string, Row>();
  const rowOf = ({ taxCategory: category, taxPercent }: TaxTerms): Row => {
    const rate = scaled(taxPercent, 4);
    const row = rows.get(`${category}${rate}`) ?? { category, rate, lines: 0n, discount: 0n, charges: 0n };
    rows.set(`${category}${rate}`, row);
    return row;
  };
  for (const line of lines) rowOf(line).lines += BigInt(line.net);
  for (const charge of charges) rowOf(charge).charges += BigInt(charge.amount);
  const all = [...rows.values()];
  const sum = total(all.map((row) => row.lines));
  const off =
    discount === undefined
      ? 0n
      : "amount" in discount
        ? BigInt(discount.amount)
        : rounded(sum * scaled(discount.percent, 4), 1_000_000n);
  if (off > sum) return undefined;
  const parts = shares(
    off,
    all.map((row) => row.lines),
  );
  return all.map((row, index) => ({ ...row, discount: parts[index] ?? 0n }));
}

/** The sums of a document in minor units; undefined when the discount is more than the lines, more was paid than is owed, or a sum is not exact as a number. */
export function sumsOfDocument(doc: DocumentTerms): Record<string, number> | undefined {
  const rows = rowsOf(doc);
  if (rows === undefined) return undefined;
  const lines = total(rows.map((row) => row.lines));
  const discount = total(rows.map((row) => row.discount));
  const charges = total(rows.map((row) => row.charges));
  const tax = total(rows.map((row) => taxed(row).tax));
  const net = lines - discount + charges;
  const due = net + tax - BigInt(doc.prepaid);
  if (due < 0n) return undefined;
  const coin = BigInt(doc.coin);
  const payable = rounded(due, coin) * coin;
  const sums = {
    lines,
    discount,
    charges,
    net,
    tax,
    total: net + tax,
    prepaid: BigInt(doc.prepaid),
    payable,
  };
  if (Object.values(sums).some((amount) => amount > MOST)) return undefined;
  const numbers = Object.entries({ ...sums, rounding: payable - due }).map(([name, amount]) => [
    name,
    Number(amount),
  ]);
  return Object.fromEntries(numbers);
}

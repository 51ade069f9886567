import type { Facts } from "../kernel/facts.ts";
import type { Money } from "../kernel/money.ts";
import { type Refusal, refuseField } from "../kernel/refusal.ts";
import type { Charge, Discount } from "./charge.ts";
import { type Line, MAX_TAXES, type Totals } from "./line.ts";
import { discountTooHigh, refuseCurrency, tooLong, tooMuch } from "./refusals.ts";
import { categoryOf, taxKey } from "./tax.ts";
import { discountOf, lineNet, sumOfLines, totalsOf } from "./totals.ts";

/** A line with its price and its tax, before it has a number and an amount. */
export type LineTerms = Omit<Line, "line" | "net">;

/** A priced document. */
export interface PricedDocument {
  readonly ok: true;
  readonly lines: Line[];
  readonly discount?: Discount;
  readonly charges?: Charge[];
  readonly totals: Totals;
}

interface Beside {
  readonly discount?: Discount | undefined;
  readonly charges: readonly Charge[];
}

/** An amount in another currency than the document's, by where it is. */
function foreign(lines: readonly LineTerms[], { discount, charges }: Beside, currency: string) {
  const amounts: [string, Money | undefined][] = [
    ...lines.map(({ discountAmount }, index): [string, Money | undefined] => [
      `/lines/${index}/discountAmount`,
      discountAmount,
    ]),
    ["/discount/amount", discount !== undefined && "amount" in discount ? discount.amount : undefined],
    ...charges.map(({ amount }, index): [string, Money] => [`/charges/${index}/amount`, amount]),
  ];
  for (const [pointer, amount] of amounts) {
    if (amount !== undefined && amount.currency !== currency) {
      return refuseCurrency(`${pointer}/currency`, currency, amount.currency);
    }
  }
  return undefined;
}

/** The amount of a line, or why it has none. */
function netOf(
  line: LineTerms,
  at: string,
  currency: string,
): { readonly ok: true; readonly net: Money } | Refusal {
  const net = lineNet(line, currency);
  if (net !== undefined) return { ok: true, net };
  const gross = lineNet({ ...line, discountAmount: undefined }, currency);
  const { discountAmount } = line;
  return gross === undefined || discountAmount === undefined
    ? tooMuch(at)
    : discountTooHigh(`${at}/discountAmount`, "the line comes", discountAmount, gross);
}

/** What a tax breakdown may not be: with more rows than fit, or with what is not subject to VAT beside what is (EN 16931 BR-O-11 to BR-O-14). */
function badTaxes(lines: readonly LineTerms[], charges: readonly Charge[]): Refusal | undefined {
  const all = [
    ...lines.map((taxed, index) => ({ taxed, at: `/lines/${index}` })),
    ...charges.map((taxed, index) => ({ taxed, at: `/charges/${index}` })),
  ];
  const rates = new Set(all.map(({ taxed }) => taxKey(taxed))).size;
  if (rates > MAX_TAXES) {
    const message = `There are ${rates} different taxes, at most ${MAX_TAXES} are possible`;
    return refuseField("/lines", message, { taxes: rates, limit: MAX_TAXES });
  }
  const subject = all.find(({ taxed }) => categoryOf(taxed) !== "O");
  const not = all.find(({ taxed }) => categoryOf(taxed) === "O");
  if (subject === undefined || not === undefined) return undefined;
  const message = `is not subject to VAT (category O), but ${subject.at} is of category ${categoryOf(subject.taxed)}: they cannot be in one document`;
  return refuseField(not.at, message);
}

/** The smallest coin of a currency is that of the process. */
function coinOf(currency: string, { process }: Facts): string | undefined {
  return process.cashRounding?.[currency];
}

/** Numbers the lines of a document and sums them up, or says why that cannot be. */
export function complete(
  terms: readonly LineTerms[],
  beside: Beside,
  currency: string,
  facts: Facts,
): PricedDocument | Refusal {
  const refusal = foreign(terms, beside, currency) ?? badTaxes(terms, beside.charges);
  if (refusal !== undefined) return refusal;
  const lines: Line[] = [];
  for (const [index, line] of terms.entries()) {
    const priced = netOf(line, `/lines/${index}`, currency);
    if (!priced.ok) return priced;
    lines.push({ line: index + 1, ...line, net: priced.net });
  }
  const { discount, charges } = beside;
  const sum = sumOfLines(lines);
  const off = discountOf(discount, sum);
  if (off.gt(sum)) {
    const money = (amount: typeof sum): Money => ({ minor: amount.toNumber(), currency });
    return discountTooHigh("/discount", "the lines come", money(off), money(sum));
  }
  const totals = totalsOf({ lines, discount, charges, coin: coinOf(currency, facts) }, currency);
  if (totals === undefined) return tooMuch("/lines");
  const document = {
    lines,
    ...(discount && { discount }),
    ...(charges.length > 0 && { charges: [...charges] }),
    totals,
  };
  return tooLong(document) ?? { ok: true, ...document };
}

import type { Line } from "../document/line.ts";
import { type Decimal, decimal } from "../kernel/decimal.ts";
import { formatMoney, minorDigits } from "../kernel/money.ts";
import type { Process } from "../kernel/process.ts";
import type { Excess, QuoteTerms } from "./terms.ts";

type Limits = NonNullable<Process["approval"]>;
type Judged = Pick<QuoteTerms, "lines" | "totals" | "currency">;

/** What the lines would come to without their discounts, in minor units. */
function grossOf(lines: readonly Line[], currency: string): Decimal {
  const digits = minorDigits(currency);
  return lines
    .map(({ quantity, unitPrice }) => decimal(quantity).times(unitPrice).shiftedBy(digits).integerValue())
    .reduce((all, gross) => all.plus(gross), decimal(0));
}

/** All discounts, of lines and of the document, in minor units. */
function discountsOf({ lines, totals }: Judged, gross: Decimal): Decimal {
  const net = lines.reduce((all, line) => all.plus(line.net.minor), decimal(0));
  return gross.minus(net).plus(totals.discount?.minor ?? 0);
}

function aboveTotal({ totals, currency }: Judged, { total = {} }: Limits): Excess[] {
  const limit = total[currency];
  if (limit === undefined) return [];
  const asked = decimal(totals.total.minor).shiftedBy(-minorDigits(currency));
  if (asked.lte(limit)) return [];
  return [{ limit: "total", asked: formatMoney(totals.total), allowed: `${limit} ${currency}` }];
}

// Away from zero: what is above a limit is never shown as equal to it.
const UP = 0;
const SHOWN_DIGITS = 4;

function aboveDiscount(quote: Judged, { discountPercent }: Limits): Excess[] {
  if (discountPercent === undefined) return [];
  const gross = grossOf(quote.lines, quote.currency);
  const discounts = discountsOf(quote, gross);
  if (discounts.times(100).lte(gross.times(discountPercent))) return [];
  const asked = discounts.times(100).div(gross).decimalPlaces(SHOWN_DIGITS, UP).toFixed();
  return [{ limit: "discountPercent", asked, allowed: discountPercent }];
}

/** The limits of the process that a quote is above; none when it needs no approval. */
export function aboveLimits(quote: Judged, { approval }: Process): Excess[] {
  if (approval === undefined) return [];
  return [...aboveTotal(quote, approval), ...aboveDiscount(quote, approval)];
}

/** The limits that a quote is above, for a sentence: "total 1200.00 EUR, at most 1000 EUR". */
export function excessWords(above: readonly Excess[]): string {
  return above
    .map(({ limit, asked, allowed }) =>
      limit === "total"
        ? `total ${asked}, at most ${allowed}`
        : `discounts of ${asked} %, at most ${allowed} %`,
    )
    .join("; ");
}

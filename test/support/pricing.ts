import { account } from "../../domain/account/account.ts";
import type { Totals } from "../../domain/document/line.ts";
import { priceList } from "../../domain/price-list/price-list.ts";
import { product } from "../../domain/product/product.ts";
import { setQuoteLines } from "../../domain/quote/actions.ts";
import { quote } from "../../domain/quote/quote.ts";
import { taxCode } from "../../domain/tax-code/tax-code.ts";
import { type Circumstances, given, other, type Other } from "./given.ts";
import { ids, terms } from "./samples.ts";

/** An hour of advice, written in. */
export const hour = { description: "Advice", quantity: "1", unitPrice: "80" };

/** Two of the sample product. */
export const chai = { product: ids.product, quantity: "2" };

/** A draft of nothing yet in a currency. */
export const empty = (currency: string) => {
  const zero = { minor: 0, currency };
  return { ...terms, currency, lines: [], totals: { net: zero, tax: zero, total: zero } };
};

/** Sets the lines of an empty draft of the sample account. */
export function quoted(input: object, circumstances: Circumstances = {}, currency = "EUR") {
  return given(quote, { type: "quote.drafted", data: empty(currency) }).when(
    setQuoteLines,
    input,
    circumstances,
  );
}

/** The sample product: 14.00 EUR and 10 percent tax unless told. */
export function productOf(more: object = {}): Other {
  const data = { code: "CHAI", name: "Chai", prices: { EUR: "14.00" }, taxPercent: "10", ...more };
  return other(product, ids.product, { type: "product.added", data });
}

/** A list of one price for the sample product; EUR unless told. */
export function listOf(number: number, unitPrice: string, more: object = {}, entry: object = {}): Other {
  const data = { name: `List ${number}`, currency: "EUR", ...more };
  const after = [{ product: ids.product, unitPrice, ...entry }];
  return other(
    priceList,
    `pri_000000000${number}`,
    { type: "price-list.added", data },
    { type: "price-list.entries-set", data: { before: [], after } },
  );
}

/** An active tax code: standard rate unless told. */
export function codeOf(code: string, percent: string, more: object = {}, number = 1): Other {
  const data = { code, name: code, category: "S", percent, ...more };
  return other(taxCode, `tax_000000000${number}`, { type: "tax-code.added", data });
}

/** The sums of a document in minor units. */
export function amountsOf(totals: Totals) {
  const { net, tax, total, lines, discount: off, charges, prepaid, rounding, payable } = totals;
  const minor = (each: { readonly minor: number } | undefined) => each?.minor ?? Number.NaN;
  return {
    lines: minor(lines),
    discount: minor(off),
    charges: minor(charges),
    net: minor(net),
    tax: minor(tax),
    total: minor(total),
    prepaid: minor(prepaid),
    payable: minor(payable),
    rounding: minor(rounding),
  };
}

/** The sample account, taxed as told. */
export function accountOf(more: object = {}): Other {
  return other(account, ids.account, { type: "account.opened", data: { name: "Alfreds", ...more } });
}

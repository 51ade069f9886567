import type { Facts, Ref } from "../kernel/facts.ts";
import { type Refusal, refuse, refuseField } from "../kernel/refusal.ts";
import { product } from "../product/product.ts";
import type { Line, LineInput, Totals } from "./line.ts";
import { lineNet, totalsOf } from "./totals.ts";

/** Priced lines with their sums. */
export interface Priced {
  readonly ok: true;
  readonly lines: Line[];
  readonly totals: Totals;
}

/** The products that these lines name: looked at, not locked, or every sale of a popular product would wait for the others. */
export function productRefs(lines: readonly LineInput[]): Ref[] {
  const ids = new Set(lines.flatMap((line) => line.product ?? []));
  return [...ids].map((id) => ({ stage: product, id, unchecked: true }));
}

type Terms = Omit<Line, "line" | "net">;

function termsOf(
  input: LineInput,
  index: number,
  currency: string,
  facts: Facts,
): ({ ok: true } & Terms) | Refusal {
  const { quantity, discountPercent = "0" } = input;
  if (input.product === undefined) {
    const { description = "", unitPrice = "0", taxPercent = "0" } = input;
    return { ok: true, description, quantity, unitPrice, discountPercent, taxPercent };
  }
  const sold = facts.find(product, input.product);
  if (sold === undefined)
    return refuseField(`/lines/${index}/product`, `There is no product ${input.product}`);
  if (sold.status === "retired") {
    return refuseField(
      `/lines/${index}/product`,
      `The product ${sold.code} is retired and can no longer be sold`,
    );
  }
  const unitPrice = input.unitPrice ?? sold.prices[currency];
  if (unitPrice === undefined) {
    return refuseField(
      `/lines/${index}/unitPrice`,
      `The product ${sold.code} has no price in ${currency}: give a unitPrice, or add the price to the product`,
    );
  }
  const { description = sold.name, taxPercent = sold.taxPercent ?? "0" } = input;
  return { ok: true, product: input.product, description, quantity, unitPrice, discountPercent, taxPercent };
}

/** The refusal for amounts that a whole number of minor units cannot hold. */
export function tooLarge(pointer: string): Refusal {
  return refuseField(pointer, "The amount is too large to be held exactly: lower the quantity or the price");
}

/** Prices the lines of a document in its currency: what a line leaves out comes from its product. */
export function priceLines(inputs: readonly LineInput[], currency: string, facts: Facts): Priced | Refusal {
  const lines: Line[] = [];
  for (const [index, input] of inputs.entries()) {
    const terms = termsOf(input, index, currency, facts);
    if (!terms.ok) return terms;
    const { ok: _, ...line } = terms;
    const net = lineNet(line, currency);
    if (net === undefined) return tooLarge(`/lines/${index}`);
    lines.push({ line: index + 1, ...line, net });
  }
  const totals = totalsOf(lines, currency);
  return totals === undefined ? tooLarge("/lines") : { ok: true, lines, totals };
}

/** Refuses an amount in another currency than the deal's. */
export function refuseCurrency(pointer: string, wanted: string, given: string): Refusal {
  const message = `is in ${given}, but the deal is in ${wanted}: currencies are not mixed`;
  return refuse("rule_broken", `${pointer} ${message}`, { fields: [{ pointer, message }] });
}

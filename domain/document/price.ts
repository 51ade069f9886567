import type { Facts, Ref } from "../kernel/facts.ts";
import type { Id } from "../kernel/id.ts";
import { type Refusal, refuse, refuseField } from "../kernel/refusal.ts";
import { product } from "../product/product.ts";
import { type Line, type LineInput, MAX_LINES_BYTES, type Totals } from "./line.ts";
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
type Priceable = ({ readonly ok: true } & Terms) | Refusal;

/** What a line leaves out comes from its product. */
function termsOf(input: LineInput, at: string, currency: string, facts: Facts): Priceable {
  const { product: id, quantity, discountPercent = "0" } = input;
  if (id === undefined) {
    const { description = "", unitPrice = "0", taxPercent = "0" } = input;
    return { ok: true, description, quantity, unitPrice, discountPercent, taxPercent };
  }
  const sold = sellable(id, at, facts);
  if (!sold.ok) return sold;
  const { description = sold.name, unitPrice = sold.prices[currency], taxPercent = sold.taxPercent } = input;
  if (unitPrice === undefined) {
    const message = `The product ${sold.code} has no price in ${currency}: give a unitPrice, or add the price to the product`;
    return refuseField(`${at}/unitPrice`, message);
  }
  const terms = { description, quantity, unitPrice, discountPercent, taxPercent: taxPercent ?? "0" };
  return { ok: true, product: id, ...terms };
}

function sellable(id: Id<"pro">, at: string, facts: Facts) {
  const sold = facts.find(product, id);
  if (sold === undefined) return refuseField(`${at}/product`, `There is no product ${id}`);
  return sold.status === "active"
    ? { ok: true as const, ...sold }
    : refuseField(`${at}/product`, `The product ${sold.code} is retired and can no longer be sold`);
}

/** The refusal for amounts that a whole number of minor units cannot hold. */
function tooMuch(pointer: string): Refusal {
  return refuseField(pointer, "The amount is too large to be held exactly: lower the quantity or the price");
}

/** The refusal for lines whose events would not fit on the bus. */
function tooLong(lines: readonly Line[]): Refusal | undefined {
  const size = new TextEncoder().encode(JSON.stringify(lines)).length;
  if (size <= MAX_LINES_BYTES) return undefined;
  const message = `The lines have ${size} bytes, at most ${MAX_LINES_BYTES} are possible: shorten descriptions or use fewer lines`;
  const fields = [{ pointer: "/lines", message }];
  return refuse("too_large", message, { fields, details: { size, limit: MAX_LINES_BYTES } });
}

/** Prices the lines of a document in its currency. */
export function priceLines(inputs: readonly LineInput[], currency: string, facts: Facts): Priced | Refusal {
  const lines: Line[] = [];
  for (const [index, input] of inputs.entries()) {
    const terms = termsOf(input, `/lines/${index}`, currency, facts);
    if (!terms.ok) return terms;
    const { ok: _, ...line } = terms;
    const net = lineNet(line, currency);
    if (net === undefined) return tooMuch(`/lines/${index}`);
    lines.push({ line: index + 1, ...line, net });
  }
  const totals = totalsOf(lines, currency);
  if (totals === undefined) return tooMuch("/lines");
  return tooLong(lines) ?? { ok: true, lines, totals };
}

/** Refuses an amount in another currency than the deal's. */
export function refuseCurrency(pointer: string, wanted: string, given: string): Refusal {
  const message = `is in ${given}, but the deal is in ${wanted}: currencies are not mixed`;
  return refuse("rule_broken", `${pointer} ${message}`, { fields: [{ pointer, message }] });
}

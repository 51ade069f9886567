import * as z from "zod";
import type { TaxTreatment } from "../account/account.ts";
import type { Facts, Finds, More, Ref } from "../kernel/facts.ts";
import { PriceListId } from "../kernel/id.ts";
import type { Refusal } from "../kernel/refusal.ts";
import { priceList } from "../price-list/price-list.ts";
import { product } from "../product/product.ts";
import { codeKey, taxCode } from "../tax-code/tax-code.ts";
import { type Charge, ChargeInput, DiscountInput, MAX_CHARGES } from "./charge.ts";
import { complete, type LineTerms, type PricedDocument } from "./complete.ts";
import { type LineInput, LinesInput } from "./line.ts";
import { type Customer, type List, listLookups, listsFor, sellable, unitPriceOf } from "./line-price.ts";
import { accountRefs, taxOf, treatmentOf } from "./line-tax.ts";

export type { PricedDocument } from "./complete.ts";
export type { Customer } from "./line-price.ts";
export { refuseCurrency } from "./refusals.ts";

/** What is asked to be sold: the fields of an input. */
export const documentInput = {
  lines: LinesInput,
  discount: DiscountInput.optional(),
  charges: z.array(ChargeInput).max(MAX_CHARGES).optional(),
  /** Looked in before the account's list and the default one. */
  priceList: PriceListId.optional(),
};

const DocumentInput = z.object(documentInput);

/** What is asked to be sold. */
export type DocumentInput = z.output<typeof DocumentInput>;

type Asked = Pick<DocumentInput, "lines" | "charges" | "priceList">;

/** The products and the price list that are named: looked at, not locked, or every sale of a popular product would wait for the others. */
export function pricingReads({ lines, priceList: list }: Asked): Ref[] {
  const ids = new Set(lines.flatMap((line) => line.product ?? []));
  const products = [...ids].map((id) => ({ stage: product, id, unchecked: true }));
  return list === undefined ? products : [...products, { stage: priceList, id: list, unchecked: true }];
}

/** What else pricing needs when the customer is known: the account, its lists and the default ones of the currency, and the tax codes that are named by lines, charges and products. */
export function pricingMore(customer: Customer, input: Asked, known: Finds): More {
  const { lines, charges = [] } = input;
  const listed = lines.some((line) => line.product !== undefined && line.unitPrice === undefined);
  const codes = new Set([
    ...[...lines, ...charges].flatMap((each) => each.taxCode ?? []),
    ...lines.flatMap((line) => codeOfProduct(line, known) ?? []),
  ]);
  const lookups = [
    ...(listed ? listLookups(customer) : []),
    ...[...codes].map((code) => ({ stage: taxCode, key: codeKey(code) })),
  ];
  return { refs: accountRefs(customer), lookups };
}

function codeOfProduct(line: LineInput, known: Finds): string | undefined {
  if (line.product === undefined || line.taxCode !== undefined || line.taxPercent !== undefined)
    return undefined;
  return known.find(product, line.product)?.taxCode;
}

interface Pricing {
  readonly currency: string;
  readonly lists: readonly List[];
  readonly treatment: TaxTreatment | undefined;
  readonly facts: Facts;
}

type TermsOf<T> = { readonly ok: true; readonly terms: T } | Refusal;

/** What a line leaves out comes from its product, the price lists and the tax codes. */
function lineTerms(
  input: LineInput,
  at: string,
  { currency, lists, treatment, facts }: Pricing,
): TermsOf<LineTerms> {
  const { product: id, quantity, discountPercent = "0", discountAmount } = input;
  const found = id === undefined ? undefined : sellable(id, at, facts);
  if (found?.ok === false) return found;
  const price = unitPriceOf(input, found, at, currency, lists);
  if (!price.ok) return price;
  const taxed = taxOf(input, found, at, treatment, facts);
  if (!taxed.ok) return taxed;
  const { description = found?.name ?? "", unit = found?.unit } = input;
  const given = [
    ...(input.unitPrice === undefined ? [] : ["unitPrice" as const]),
    ...(taxed.given ? ["tax" as const] : []),
  ];
  const terms = {
    ...(id !== undefined && { product: id }),
    description,
    ...(unit !== undefined && { unit }),
    quantity,
    unitPrice: price.unitPrice,
    discountPercent,
    ...(discountAmount && { discountAmount }),
    ...taxed.tax,
    ...(price.priceList && { priceList: price.priceList }),
    ...(given.length > 0 && { given }),
  };
  return { ok: true, terms };
}

function chargeTerms(input: ChargeInput, at: string, { treatment, facts }: Pricing): TermsOf<Charge> {
  const taxed = taxOf(input, undefined, at, treatment, facts);
  if (!taxed.ok) return taxed;
  const { description, amount } = input;
  return { ok: true, terms: { description, amount, ...taxed.tax, ...(taxed.given && { given: ["tax"] }) } };
}

/** Prices a document: each line and charge, the discount, and the sums (EN 16931 BR-CO-10 to BR-CO-17). `facts` must have what `pricingReads` and `pricingMore` name. */
export function priceDocument(
  input: DocumentInput,
  customer: Customer,
  facts: Facts,
): PricedDocument | Refusal {
  const found = listsFor(customer, input.priceList, facts);
  if (!found.ok) return found;
  const { currency, account } = customer;
  const pricing = { currency, lists: found.lists, treatment: treatmentOf(account, facts), facts };
  const lines: LineTerms[] = [];
  for (const [index, line] of input.lines.entries()) {
    const priced = lineTerms(line, `/lines/${index}`, pricing);
    if (!priced.ok) return priced;
    lines.push(priced.terms);
  }
  const charges: Charge[] = [];
  for (const [index, charge] of (input.charges ?? []).entries()) {
    const priced = chargeTerms(charge, `/charges/${index}`, pricing);
    if (!priced.ok) return priced;
    charges.push(priced.terms);
  }
  return complete(lines, { discount: input.discount, charges }, currency, facts);
}

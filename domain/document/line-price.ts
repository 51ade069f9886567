import type { Facts, Lookup } from "../kernel/facts.ts";
import { type Id, PriceListId } from "../kernel/id.ts";
import type { Meta } from "../kernel/record.ts";
import { type Refusal, refuseField } from "../kernel/refusal.ts";
import { priceFor } from "../price-list/entry.ts";
import { priceList, priceListKey, type PriceListRecord } from "../price-list/price-list.ts";
import { product } from "../product/product.ts";
import type { LineInput } from "./line.ts";

/** A price list that was read. */
export type List = PriceListRecord & Meta;

/** For whom a document is priced. */
export interface Customer {
  readonly currency: string;
  readonly account?: string | undefined;
}

/** Why a list cannot be used for a customer today; undefined when it can. */
function unusable(
  list: List | undefined,
  { currency, account }: Customer,
  today: string,
): string | undefined {
  if (list === undefined) return "There is no such price list";
  const { name, validFrom = today, validTo = today } = list;
  if (list.status === "retired") return `The price list ${name} is retired`;
  if (list.currency !== currency) return `The price list ${name} is in ${list.currency}, not in ${currency}`;
  if (list.account !== undefined && list.account !== account) {
    return `The price list ${name} is for the account ${list.account} only`;
  }
  if (validFrom > today) return `The price list ${name} is valid from ${validFrom}: it is ${today}`;
  if (validTo < today) return `The price list ${name} was valid until ${validTo}: it is ${today}`;
  return undefined;
}

/** Where the lists are found that hold for a customer. */
export function listLookups({ currency, account }: Customer): Lookup[] {
  const own = account === undefined ? [] : [priceListKey(currency, account)];
  return [priceListKey(currency), ...own].map((key) => ({ stage: priceList, key }));
}

function latestFirst(a: List, b: List): number {
  const [from, other] = [a.validFrom ?? "", b.validFrom ?? ""];
  if (from !== other) return from > other ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/**
 * The lists that a price is looked for in, one after the other: the one that was named, the account's, the default ones
 * of the currency; only those that are valid today. Of several of a kind the one that became valid last goes first,
 * then the lower id.
 */
export function listsFor(
  customer: Customer,
  named: string | undefined,
  facts: Facts,
): { readonly ok: true; readonly lists: readonly List[] } | Refusal {
  const { currency, account } = customer;
  const usable = (key: string) =>
    facts
      .list(priceList, key)
      .filter((list) => unusable(list, customer, facts.today) === undefined)
      .toSorted(latestFirst);
  const own = account === undefined ? [] : usable(priceListKey(currency, account));
  const lists = [...own, ...usable(priceListKey(currency))];
  if (named === undefined) return { ok: true, lists };
  const list = facts.find(priceList, named);
  const reason = unusable(list, customer, facts.today);
  if (reason !== undefined) return refuseField("/priceList", reason, { priceList: named });
  return { ok: true, lists: list === undefined ? lists : [list, ...lists] };
}

/** A product that can be sold. */
export function sellable(id: Id<"pro">, at: string, facts: Facts) {
  const sold = facts.find(product, id);
  if (sold === undefined) return refuseField(`${at}/product`, `There is no product ${id}`);
  return sold.status === "active"
    ? { ok: true as const, ...sold }
    : refuseField(`${at}/product`, `The product ${sold.code} is retired and can no longer be sold`);
}

/** A product that can be sold, as a line needs it. */
export type Sellable = Extract<ReturnType<typeof sellable>, { ok: true }>;

/** The price of a unit, and the list that it is from. */
export interface Price {
  readonly ok: true;
  readonly unitPrice: string;
  readonly priceList?: Id<"pri">;
}

/** The price of a line: the given one, else that of the first list that has the product, else the product's own. */
export function unitPriceOf(
  { unitPrice, quantity }: Pick<LineInput, "unitPrice" | "quantity">,
  sold: Sellable | undefined,
  at: string,
  currency: string,
  lists: readonly List[],
): Price | Refusal {
  if (unitPrice !== undefined) return { ok: true, unitPrice };
  if (sold === undefined) return refuseField(`${at}/unitPrice`, "is needed for a line without a product");
  for (const { id, entries } of lists) {
    const entry = entries.find((each) => each.product === sold.id);
    if (entry === undefined) continue;
    return { ok: true, unitPrice: priceFor(entry, quantity), priceList: PriceListId.parse(id) };
  }
  const own = sold.prices[currency];
  if (own !== undefined) return { ok: true, unitPrice: own };
  const message = `The product ${sold.code} has no price in ${currency}: give a unitPrice, or add the price to the product or to a price list`;
  return refuseField(`${at}/unitPrice`, message);
}

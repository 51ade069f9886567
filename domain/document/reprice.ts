import * as z from "zod";
import { decimal } from "../kernel/decimal.ts";
import type { Facts, More } from "../kernel/facts.ts";
import type { Refusal } from "../kernel/refusal.ts";
import { priceList } from "../price-list/price-list.ts";
import { product } from "../product/product.ts";
import { EVERY_CODE, taxCode } from "../tax-code/tax-code.ts";
import type { Charge, ChargeInput, Discount } from "./charge.ts";
import type { PricedDocument } from "./complete.ts";
import type { Line, LineInput } from "./line.ts";
import { listLookups, listsFor } from "./line-price.ts";
import { accountRefs, type TaxAsked } from "./line-tax.ts";
import { type Customer, priceDocument } from "./price.ts";
import { categoryOf, type Taxed } from "./tax.ts";
import { refuseUntaxed } from "./untaxed.ts";

/** A priced document as it is stored. */
export interface Sold {
  readonly lines: readonly Line[];
  readonly discount?: Discount | undefined;
  readonly charges?: readonly Charge[] | undefined;
}

/** What a refresh changed of a line (`line`) or of a charge (`charge`, from 1), as texts; none where there was or is nothing. */
export const PriceChange = z.object({
  line: z.int().min(1).optional(),
  charge: z.int().min(1).optional(),
  field: z.enum(["unitPrice", "priceList", "taxPercent", "taxCategory", "taxCode", "exemption"]),
  before: z.string().optional(),
  after: z.string().optional(),
});

/** What a refresh changed. */
export type PriceChange = z.output<typeof PriceChange>;

/** A document with the prices of today, and what changed. */
export interface Repriced extends PricedDocument {
  readonly changes: PriceChange[];
}

/** What refreshing a document needs: the products and the account, the lists, and all tax codes, because the codes that the products have now are not known yet. Looked at, not locked. */
export function repricingMore({ lines, ...customer }: Sold & Customer): More {
  const ids = new Set(lines.flatMap((line) => line.product ?? []));
  const named = new Set(lines.flatMap((line) => line.priceList ?? []));
  const products = [...ids].map((id) => ({ stage: product, id, unchecked: true }));
  const lists = [...named].map((id) => ({ stage: priceList, id, unchecked: true }));
  return {
    refs: [...products, ...lists, ...accountRefs(customer)],
    lookups: [...listLookups(customer), { stage: taxCode, key: EVERY_CODE }],
  };
}

/** What a person gave of a line; all else is looked up again. A tax code that was given stays, with its rate of today. */
function askedOf(line: Line): LineInput {
  const { product: id, description, unit, quantity, discountPercent, discountAmount } = line;
  const given = line.given ?? [];
  return {
    product: id,
    description,
    unit,
    quantity,
    ...(discountAmount === undefined ? { discountPercent } : { discountAmount }),
    ...((id === undefined || given.includes("unitPrice")) && { unitPrice: line.unitPrice }),
    ...(given.includes("tax") && taxAsked(line)),
  };
}

function taxAsked({ taxCode: code, taxPercent }: Line | Charge): TaxAsked {
  return code === undefined ? { taxPercent } : { taxCode: code };
}

function chargeAsked(charge: Charge): ChargeInput {
  const { description, amount, given = [] } = charge;
  return { description, amount, ...(given.includes("tax") && taxAsked(charge)) };
}

/** The list that holds for nobody and that the lines are from all the same, because it was named: it stays the first to look in while it is valid. */
function namedList({ lines }: Sold, customer: Customer, facts: Facts) {
  const ids = new Set(lines.flatMap((line) => line.priceList ?? []));
  return [...ids].find((id) => {
    const list = facts.find(priceList, id);
    if (list === undefined || list.isDefault === true || list.account !== undefined) return false;
    return listsFor(customer, id, facts).ok;
  });
}

type Texts = Readonly<Record<PriceChange["field"], string | undefined>>;

function textsOf(taxed: Taxed & Partial<Pick<Line, "unitPrice" | "priceList" | "taxCode">>): Texts {
  const { reason, code } = taxed.exemption ?? {};
  const exemption = [code, reason].filter((part) => part !== undefined).join(" ");
  const { unitPrice, priceList: list, taxCode: name, taxPercent } = taxed;
  return {
    unitPrice: unitPrice && decimal(unitPrice).toFixed(),
    priceList: list,
    taxPercent: decimal(taxPercent).toFixed(),
    taxCategory: categoryOf(taxed),
    taxCode: name,
    exemption: exemption === "" ? undefined : exemption,
  };
}

function changesOf(where: Pick<PriceChange, "line" | "charge">, was: Texts, is: Texts): PriceChange[] {
  return PriceChange.shape.field.options.flatMap((field) => {
    const [before, after] = [was[field], is[field]];
    if (before === after) return [];
    return {
      ...where,
      field,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    };
  });
}

/** Prices a document with the lists, tax codes and accounts of today; what a person gave stays. `facts` must have what `repricingMore` names. */
export function repriceDocument(doc: Sold, customer: Customer, facts: Facts): Repriced | Refusal {
  const { lines, discount, charges = [] } = doc;
  const input = {
    lines: lines.map(askedOf),
    discount,
    charges: charges.map(chargeAsked),
    priceList: namedList(doc, customer, facts),
  };
  const priced = priceDocument(input, customer, facts);
  if (!priced.ok) return priced;
  const untaxed =
    refuseUntaxed("lines", lines, priced.lines) ?? refuseUntaxed("charges", charges, priced.charges ?? []);
  if (untaxed !== undefined) return untaxed;
  const changes = [
    ...priced.lines.flatMap((line, index) => {
      const before = lines[index];
      return before === undefined ? [] : changesOf({ line: line.line }, textsOf(before), textsOf(line));
    }),
    ...(priced.charges ?? []).flatMap((charge, index) => {
      const before = charges[index];
      return before === undefined ? [] : changesOf({ charge: index + 1 }, textsOf(before), textsOf(charge));
    }),
  ];
  return { ...priced, changes };
}

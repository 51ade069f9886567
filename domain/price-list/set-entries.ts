import * as z from "zod";
import { accept } from "../kernel/decision.ts";
import { sameJson } from "../kernel/equal.ts";
import type { Facts } from "../kernel/facts.ts";
import { type FieldProblem, type Refusal, refuse } from "../kernel/refusal.ts";
import { product } from "../product/product.ts";
import { EntriesInput, type Entry, MAX_ENTRIES_BYTES } from "./entry.ts";
import { priceList } from "./price-list.ts";

/** The products that the list has not had so far. */
function newProducts(before: readonly Entry[], after: readonly Entry[]): Entry["product"][] {
  const known = new Set(before.map((entry) => entry.product));
  return after.map((entry) => entry.product).filter((id) => !known.has(id));
}

const MAX_NAMED = 20;

function unknownProducts(
  before: readonly Entry[],
  after: readonly Entry[],
  facts: Facts,
): Refusal | undefined {
  const unknown = new Set(newProducts(before, after).filter((id) => facts.find(product, id) === undefined));
  const fields = after.flatMap(({ product: id }, index): FieldProblem[] =>
    unknown.has(id) ? [{ pointer: `/entries/${index}/product`, message: `There is no product ${id}` }] : [],
  );
  const [first] = fields;
  if (first === undefined) return undefined;
  const message =
    fields.length === 1
      ? first.message
      : `There are no such products: ${[...unknown].slice(0, MAX_NAMED).join(", ")}`;
  return refuse("rule_broken", message, {
    fields: fields.slice(0, MAX_NAMED),
    details: { unknown: fields.length },
  });
}

function tooLong(entries: readonly Entry[]): Refusal | undefined {
  const size = new TextEncoder().encode(JSON.stringify(entries)).length;
  if (size <= MAX_ENTRIES_BYTES) return undefined;
  const message = `The entries have ${size} bytes, at most ${MAX_ENTRIES_BYTES} are possible: use fewer tiers or a second list`;
  const fields = [{ pointer: "/entries", message }];
  return refuse("too_large", message, { fields, details: { size, limit: MAX_ENTRIES_BYTES } });
}

/** The entries that the others do not have just so. */
function without(entries: readonly Entry[], others: readonly Entry[]): Entry[] {
  const known = new Map(others.map((entry) => [entry.product, entry]));
  return entries.filter((entry) => !sameJson(entry, known.get(entry.product)));
}

export const setEntries = priceList.action("set-entries", {
  summary: "Set the prices of a list: they replace the ones before",
  roles: ["sales", "finance"],
  from: ["active"],
  via: "PUT entries",
  input: z.strictObject({ entries: EntriesInput }),
  more: ({ entries: before }, { entries }) => ({
    refs: newProducts(before, entries).map((id) => ({ stage: product, id, unchecked: true })),
  }),
  decide({ entries: current }, { entries }, facts) {
    const refusal = tooLong(entries) ?? unknownProducts(current, entries, facts);
    if (refusal !== undefined) return refusal;
    const [before, after] = [without(current, entries), without(entries, current)];
    return before.length + after.length === 0
      ? accept([])
      : accept({ type: "price-list.entries-set", data: { before, after } });
  },
});

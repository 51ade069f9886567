import * as z from "zod";
import { changed, changedNames } from "../kernel/change.ts";
import { event } from "../kernel/event.ts";
import { AccountId } from "../kernel/id.ts";
import { Currency } from "../kernel/money.ts";
import { stage } from "../kernel/stage.ts";
import { Day, text } from "../kernel/text.ts";
import { Entries } from "./entry.ts";

/** What can be changed of a price list: its currency stays, its prices are in it. */
export const priceListInput = {
  name: text(200),
  /** Its first day, and its last; without them it is valid from ever and for ever. */
  validFrom: Day.optional(),
  validTo: Day.optional(),
  /** It holds for every deal in its currency. */
  isDefault: z.boolean().optional(),
  /** It holds for the deals of this account. */
  account: AccountId.optional(),
};

/** The fields of a price list without its entries. */
export const PriceListFields = z.object({ ...priceListInput, currency: Currency });

const Fields = PriceListFields.extend({ entries: Entries });

const PriceList = z.discriminatedUnion("status", [
  Fields.extend({ status: z.literal("active") }),
  Fields.extend({ status: z.literal("retired"), retiredAt: z.iso.datetime() }),
]);

const Change = z.object({ before: PriceListFields.partial(), after: PriceListFields.partial() });

/** The entries that differ, as they were and as they are: one that is only before was removed. */
const EntriesChange = z.object({ before: Entries, after: Entries });

/** The key under which the lists of a currency are found that hold for an account, or for every deal. */
export function priceListKey(currency: string, account = "default"): string {
  return `${currency}#${account}`;
}

/** Prices of products in a currency, for everybody or for one account. */
export const priceList = stage(
  "price-list",
  PriceList,
  {
    "price-list.added": event(["none"], PriceListFields, ({ name }) => `Price list added: ${name}`),
    "price-list.changed": event(["active"], Change, (data) => `Price list changed: ${changedNames(data)}`),
    "price-list.entries-set": event(
      ["active"],
      EntriesChange,
      ({ before, after }) =>
        `Prices changed: ${new Set([...before, ...after].map(({ product }) => product)).size}`,
    ),
    "price-list.retired": event(
      ["active"],
      z.object({ name: text(200) }),
      ({ name }) => `Price list retired: ${name}`,
    ),
  },
  {
    lookups: ({ status, currency, isDefault, account }) => [
      ...(status === "active" && isDefault === true ? [priceListKey(currency)] : []),
      ...(status === "active" && account !== undefined ? [priceListKey(currency, account)] : []),
    ],
  },
).evolve({
  "price-list.added": (_, { data }) => ({ status: "active", ...data, entries: [] }),
  "price-list.changed": (record, { data }) => ({
    status: "active",
    ...PriceListFields.parse(changed(record, data)),
    entries: record.entries,
  }),
  "price-list.entries-set": (record, { data: { before, after } }) => {
    const replaced = new Set([...before, ...after].map(({ product }) => product));
    const kept = record.entries.filter(({ product }) => !replaced.has(product));
    const entries = [...kept, ...after].toSorted((a, b) => (a.product < b.product ? -1 : 1));
    return { ...record, entries };
  },
  "price-list.retired": (record, { at }) => ({ ...record, status: "retired", retiredAt: at }),
});

/** A price list as others read it. */
export type PriceListRecord = z.output<typeof PriceList>;

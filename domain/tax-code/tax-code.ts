import * as z from "zod";
import { Exemption, TaxCategory, TaxCodeName } from "../document/tax.ts";
import { changed, changedNames } from "../kernel/change.ts";
import { Percent, PercentInput } from "../kernel/decimal.ts";
import { event } from "../kernel/event.ts";
import { stage } from "../kernel/stage.ts";
import { text } from "../kernel/text.ts";

const base = { name: text(200), category: TaxCategory, exemption: Exemption.optional() };

/** What can be changed of a tax code: its code stays, lines and products name it. */
export const taxCodeInput = { ...base, percent: PercentInput };

/** The fields of a tax code: percent is the rate, such as "19". */
export const TaxCodeFields = z.object({ code: TaxCodeName, ...base, percent: Percent });

const TaxCode = z.discriminatedUnion("status", [
  TaxCodeFields.extend({ status: z.literal("active") }),
  TaxCodeFields.extend({ status: z.literal("retired"), retiredAt: z.iso.datetime() }),
]);

const Change = z.object({ before: TaxCodeFields.partial(), after: TaxCodeFields.partial() });

/** The key under which every tax code is found, whatever its name: refreshing a document must see codes that its products have got since. */
export const EVERY_CODE = "every";

/** The key under which a tax code is found by its name. */
export function codeKey(code: string): string {
  return `code#${code}`;
}

/** How something is taxed: a rate with its category (EN 16931 BT-151, BT-152). */
export const taxCode = stage(
  "tax-code",
  TaxCode,
  {
    "tax-code.added": event(
      ["none"],
      TaxCodeFields,
      ({ code, percent, category }) => `Tax code ${code} added: ${percent} %, category ${category}`,
    ),
    "tax-code.changed": event(["active"], Change, (data) => `Tax code changed: ${changedNames(data)}`),
    "tax-code.retired": event(
      ["active"],
      z.object({ code: TaxCodeName }),
      ({ code }) => `Tax code ${code} retired`,
    ),
  },
  // Retired ones are found as well: "is retired" says more than "there is none".
  { lookups: ({ code }) => [codeKey(code), EVERY_CODE] },
).evolve({
  "tax-code.added": (_, { data }) => ({ status: "active", ...data }),
  "tax-code.changed": (record, { data }) => ({
    status: "active",
    ...TaxCodeFields.parse(changed(record, data)),
  }),
  "tax-code.retired": (record, { at }) => ({ ...record, status: "retired", retiredAt: at }),
});

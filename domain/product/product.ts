import * as z from "zod";
import { TaxCodeName } from "../document/tax.ts";
import { changed, changedNames } from "../kernel/change.ts";
import { Percent, PercentInput, UnitPrice, UnitPriceInput } from "../kernel/decimal.ts";
import { event } from "../kernel/event.ts";
import { Currency } from "../kernel/money.ts";
import { stage } from "../kernel/stage.ts";
import { text } from "../kernel/text.ts";

const base = {
  code: text(40),
  name: text(200),
  /** The family that it belongs to, such as "Tea": it may choose the process of a deal. */
  family: text(80).optional(),
  unit: text(40).optional(),
  /** A tax code of the organisation; it goes before the rate. */
  taxCode: TaxCodeName.optional(),
};

/** What is asked for a product: unit prices by currency, such as { "EUR": "14.00" }. */
export const productInput = {
  ...base,
  prices: z.record(Currency, UnitPriceInput),
  taxPercent: PercentInput.optional(),
};

const fields = { ...base, prices: z.record(Currency, UnitPrice), taxPercent: Percent.optional() };

/** The fields of a product. */
export const ProductFields = z.object(fields);

const Product = z.discriminatedUnion("status", [
  z.object({ status: z.literal("active"), ...fields }),
  z.object({ status: z.literal("retired"), ...fields, retiredAt: z.iso.datetime() }),
]);

const Change = z.object({ before: ProductFields.partial(), after: ProductFields.partial() });

/** What can be sold. */
export const product = stage("product", Product, {
  "product.added": event(["none"], ProductFields, (data) => `Product ${data.code} added: ${data.name}`),
  "product.changed": event(["active"], Change, (data) => `Product changed: ${changedNames(data)}`),
  "product.retired": event(
    ["active"],
    z.object({ code: z.string() }),
    ({ code }) => `Product ${code} retired`,
  ),
}).evolve({
  "product.added": (_, { data }) => ({ status: "active", ...data }),
  "product.changed": (record, { data }) => ({
    status: "active",
    ...ProductFields.parse(changed(record, data)),
  }),
  "product.retired": (record, { at }) => ({ ...record, status: "retired", retiredAt: at }),
});

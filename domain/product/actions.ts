import * as z from "zod";
import { acceptChange, patchOf } from "../kernel/change.ts";
import { accept } from "../kernel/decision.ts";
import { product, ProductFields, productInput } from "./product.ts";

const Partial = ProductFields.partial();

export const addProduct = product.action("add", {
  summary: "Add a product to the catalogue",
  roles: ["sales", "finance"],
  from: ["none"],
  input: z.strictObject(productInput),
  decide: (_, data) => accept({ type: "product.added", data }),
});

export const changeProduct = product.action("change", {
  summary: "Change fields of a product; null removes one, prices are replaced whole",
  roles: ["sales", "finance"],
  from: ["active"],
  via: "PATCH",
  input: patchOf(productInput, ["code", "name", "prices"]),
  decide: (record, patch) => acceptChange("product.changed", Partial, record, patch),
});

export const retireProduct = product.action("retire", {
  summary: "Retire a product: what is sold stays, nothing new can be sold of it",
  roles: ["sales", "finance"],
  from: ["active"],
  input: z.strictObject({}),
  decide: ({ code }) => accept({ type: "product.retired", data: { code } }),
});

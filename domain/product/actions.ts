import * as z from "zod";
import { acceptChange, patchOf } from "../kernel/change.ts";
import { accept } from "../kernel/decision.ts";
import type { Facts, More } from "../kernel/facts.ts";
import { type Refusal, refuseField } from "../kernel/refusal.ts";
import { badCode } from "../tax-code/find.ts";
import { codeKey, taxCode } from "../tax-code/tax-code.ts";
import { product, ProductFields, productInput } from "./product.ts";

const Partial = ProductFields.partial();

/** The tax code that is named; its stage is not locked: a code that is retired meanwhile is refused when something is priced. */
function codeLookups({ taxCode: code }: Readonly<Record<string, unknown>>): More {
  return typeof code === "string" ? { lookups: [{ stage: taxCode, key: codeKey(code) }] } : {};
}

function codeMissing(
  { taxCode: code }: Readonly<Record<string, unknown>>,
  facts: Facts,
): Refusal | undefined {
  const reason = typeof code === "string" ? badCode(code, facts) : undefined;
  return reason === undefined ? undefined : refuseField("/taxCode", reason, { taxCode: code });
}

export const addProduct = product.action("add", {
  summary: "Add a product to the catalogue",
  roles: ["sales", "finance"],
  from: ["none"],
  input: z.strictObject(productInput),
  more: (_, input) => codeLookups(input),
  decide: (_, data, facts) => codeMissing(data, facts) ?? accept({ type: "product.added", data }),
});

export const changeProduct = product.action("change", {
  summary: "Change fields of a product; null removes one, prices are replaced whole",
  roles: ["sales", "finance"],
  from: ["active"],
  via: "PATCH",
  input: patchOf(productInput, ["code", "name", "prices"]),
  more: (_, patch) => codeLookups(patch),
  decide: (record, patch, facts) =>
    codeMissing(patch, facts) ?? acceptChange("product.changed", Partial, record, patch),
});

export const retireProduct = product.action("retire", {
  summary: "Retire a product: what is sold stays, nothing new can be sold of it",
  roles: ["sales", "finance"],
  from: ["active"],
  input: z.strictObject({}),
  decide: ({ code }) => accept({ type: "product.retired", data: { code } }),
});

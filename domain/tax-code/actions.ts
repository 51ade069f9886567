import * as z from "zod";
import { badExemption, badRate, TaxCodeName } from "../document/tax.ts";
import { acceptChange, changed, patchOf } from "../kernel/change.ts";
import { accept } from "../kernel/decision.ts";
import { type Refusal, refuse, refuseField } from "../kernel/refusal.ts";
import { codeKey, taxCode, TaxCodeFields, taxCodeInput } from "./tax-code.ts";

const Partial = TaxCodeFields.partial();

/** Rate and exemption must be those of the category (EN 16931 BR-S-05, BR-E-10 and their like). */
function badTax({ category, percent, exemption }: z.output<typeof TaxCodeFields>): Refusal | undefined {
  const rate = badRate(category, percent);
  if (rate !== undefined)
    return refuseField("/percent", `The rate ${rate}, not ${percent}`, { category, percent });
  const reason = badExemption(category, exemption);
  return reason === undefined
    ? undefined
    : refuseField("/exemption", `The exemption ${reason}`, { category });
}

export const addTaxCode = taxCode.action("add", {
  summary: "Add a tax code: a rate with its category of EN 16931 and the reason of an exemption",
  roles: ["finance"],
  from: ["none"],
  input: z.strictObject({ code: TaxCodeName, ...taxCodeInput }),
  more: (_, { code }) => ({ lookups: [{ stage: taxCode, key: codeKey(code) }] }),
  decide(_, data, facts) {
    const same = facts.list(taxCode, codeKey(data.code)).find(({ status }) => status === "active");
    if (same !== undefined) {
      const message = `There is a tax code ${data.code} already: change or retire it`;
      const fields = [{ pointer: "/code", message }];
      return refuse("rule_broken", message, { fields, details: { taxCode: same.id } });
    }
    return badTax(data) ?? accept({ type: "tax-code.added", data });
  },
});

export const changeTaxCode = taxCode.action("change", {
  summary: "Change a tax code for all that is priced from now on; null removes its exemption",
  roles: ["finance"],
  from: ["active"],
  via: "PATCH",
  input: patchOf(taxCodeInput, ["name", "category", "percent"]),
  decide(record, patch) {
    const decision = acceptChange("tax-code.changed", Partial, record, patch);
    const [event] = decision.events;
    if (event === undefined) return decision;
    return badTax(TaxCodeFields.parse(changed(record, event.data))) ?? decision;
  },
});

export const retireTaxCode = taxCode.action("retire", {
  summary: "Retire a tax code: what has it stays, nothing new can get it",
  roles: ["finance"],
  from: ["active"],
  input: z.strictObject({}),
  decide: ({ code }) => accept({ type: "tax-code.retired", data: { code } }),
});

import { describe, expect, test } from "vitest";
import { addTaxCode, changeTaxCode, retireTaxCode } from "../../domain/tax-code/actions.ts";
import { EVERY_CODE, taxCode } from "../../domain/tax-code/tax-code.ts";
import { given, other } from "../support/given.ts";

const standard = { code: "DE19", name: "Standard rate", category: "S", percent: "19" };
const reverse = {
  code: "RC",
  name: "Reverse charge",
  category: "AE",
  percent: "0",
  exemption: { reason: "Reverse charge", code: "VATEX-EU-AE" },
};

describe("a tax code", () => {
  test("has a rate and a category, and the reason why no tax is charged", () => {
    const { record } = given(taxCode).when(addTaxCode, standard).accepted(["tax-code.added"]);
    expect(record).toEqual({ status: "active", ...standard });
    expect(given(taxCode).when(addTaxCode, reverse).record).toEqual({ status: "active", ...reverse });
    given(taxCode)
      .when(addTaxCode, {})
      .refused("invalid_input", "", ["/code", "/name", "/category", "/percent"]);
    given(taxCode)
      .when(addTaxCode, { ...standard, category: "X" })
      .refused("invalid_input", "", ["/category"]);
  });

  test("is found by its code, and among all", () => {
    const { record } = given(taxCode).when(addTaxCode, standard);
    expect(taxCode.lookups(record)).toEqual(["code#DE19", EVERY_CODE]);
  });

  test.each(["0", "0.00"])("of category S charges more than nothing, not %s", (percent) => {
    given(taxCode)
      .when(addTaxCode, { ...standard, percent })
      .refused("rule_broken", "more than 0 for the category S", ["/percent"]);
  });

  test.each(["Z", "E", "AE", "K", "G", "O"])("of category %s charges nothing", (category) => {
    const exemption = category === "Z" ? {} : { exemption: { reason: "By law" } };
    given(taxCode)
      .when(addTaxCode, { ...standard, category, percent: "0.0001", ...exemption })
      .refused("rule_broken", `must be 0 for the category ${category}`, ["/percent"]);
    given(taxCode)
      .when(addTaxCode, { ...standard, category, percent: "0", ...exemption })
      .accepted(["tax-code.added"]);
  });

  test.each(["E", "AE", "K", "G", "O"])("of category %s says why, by a reason or by a code", (category) => {
    const exempt = { ...standard, category, percent: "0" };
    for (const nothing of [{}, { exemption: {} }]) {
      given(taxCode)
        .when(addTaxCode, { ...exempt, ...nothing })
        .refused("rule_broken", `is needed for the category ${category}`, ["/exemption"]);
    }
    for (const exemption of [{ reason: "By law" }, { code: "VATEX-EU-AE" }]) {
      given(taxCode)
        .when(addTaxCode, { ...exempt, exemption })
        .accepted(["tax-code.added"]);
    }
    given(taxCode)
      .when(addTaxCode, { ...exempt, exemption: { code: "EU-AE" } })
      .refused("invalid_input", "VATEX", ["/exemption/code"]);
  });

  test.each([
    ["S", "19"],
    ["Z", "0"],
  ])("of category %s has no reason", (category, percent) => {
    given(taxCode)
      .when(addTaxCode, { ...standard, category, percent, exemption: { reason: "By law" } })
      .refused("rule_broken", `left out for the category ${category}`, ["/exemption"]);
  });

  test("is there once; a retired one can be added anew", () => {
    const same = (status: "active" | "retired") => ({ others: [other(taxCode, "tax_0000000009", status)] });
    const { refusal } = given(taxCode)
      .when(addTaxCode, standard, same("active"))
      .refused("rule_broken", "There is a tax code DE19 already", ["/code"]);
    expect(refusal?.details).toEqual({ taxCode: "tax_0000000009" });
    given(taxCode).when(addTaxCode, standard, same("retired")).accepted(["tax-code.added"]);
    given(taxCode)
      .when(addTaxCode, { ...standard, code: "DE7" }, same("active"))
      .accepted(["tax-code.added"]);
  });

  test("changes with before and after, by the rules of its category; its code stays", () => {
    const { events, record } = given(taxCode, "active").when(changeTaxCode, { percent: 16 });
    expect(events[0]?.data).toEqual({ before: { percent: "19" }, after: { percent: "16" } });
    expect(record).toMatchObject({ code: "DE19", percent: "16" });
    given(taxCode, "active").when(changeTaxCode, { percent: "19" }).accepted([]);
    given(taxCode, "active")
      .when(changeTaxCode, { category: "AE" })
      .refused("rule_broken", "must be 0 for the category AE, not 19", ["/percent"]);
    given(taxCode, "active")
      .when(changeTaxCode, { category: "AE", percent: "0" })
      .refused("rule_broken", "is needed for the category AE", ["/exemption"]);
    given(taxCode, { type: "tax-code.added", data: reverse })
      .when(changeTaxCode, { exemption: null })
      .refused("rule_broken", "is needed", ["/exemption"]);
    given(taxCode, "active")
      .when(changeTaxCode, { code: "DE16" })
      .refused("invalid_input", "code", ["/code"]);
    given(taxCode, "active")
      .when(changeTaxCode, { category: null, percent: null })
      .refused("invalid_input", "", ["/category", "/percent"]);
  });

  test("that is retired stays as it is", () => {
    const { record } = given(taxCode, "active").when(retireTaxCode, {}).accepted(["tax-code.retired"]);
    expect(record).toMatchObject({ status: "retired", code: "DE19", retiredAt: "2026-11-23T09:00:00.000Z" });
    given(taxCode, "retired").when(changeTaxCode, { name: "Old" }).refused("wrong_state");
    given(taxCode, "retired").when(retireTaxCode, {}).refused("wrong_state");
  });
});

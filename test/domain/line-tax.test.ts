import { describe, expect, test } from "vitest";
import { taxCode } from "../../domain/tax-code/tax-code.ts";
import { other, type Other } from "../support/given.ts";
import { accountOf, chai, codeOf, hour, productOf, quoted } from "../support/pricing.ts";

const reverse = { category: "AE", exemption: { reason: "Reverse charge", code: "VATEX-EU-AE" } };
const freight = { description: "Freight", amount: { minor: 500, currency: "EUR" } };
const zeroCode = codeOf("RC", "0", reverse);

function taxed(line: object, ...others: readonly Other[]) {
  const [first] = quoted({ lines: [line] }, { others: [productOf(), ...others] }).record.lines;
  const { taxPercent, taxCategory, taxCode: code, exemption, given } = first ?? {};
  return { taxPercent, taxCategory, code, exemption, given: given?.includes("tax") ?? false };
}

const none = { code: undefined, exemption: undefined };

describe("the tax of a line", () => {
  test("is that of its own tax code before all else", () => {
    const line = { ...chai, taxCode: "DE19", taxPercent: "5" };
    const others = [codeOf("DE19", "19"), accountOf({ taxTreatment: reverse })];
    expect(taxed(line, ...others)).toEqual({
      ...none,
      taxPercent: "19",
      taxCategory: "S",
      code: "DE19",
      given: true,
    });
  });

  test("is that of the account before a rate and before the product", () => {
    const others = [accountOf({ taxTreatment: reverse })];
    const treated = { taxPercent: "0", taxCategory: "AE", code: undefined, exemption: reverse.exemption };
    expect(taxed({ ...chai, taxPercent: "5" }, ...others)).toEqual({ ...treated, given: false });
    expect(taxed(chai, ...others)).toEqual({ ...treated, given: false });
    expect(taxed(hour, ...others)).toEqual({ ...treated, given: false });
  });

  test("is its own rate before the product's code and rate", () => {
    const sold = productOf({ taxCode: "DE7" });
    const { record } = quoted(
      { lines: [{ ...chai, taxPercent: "5" }] },
      { others: [sold, codeOf("DE7", "7")] },
    );
    expect(record.lines[0]).toMatchObject({ taxPercent: "5", taxCategory: "S", given: ["tax"] });
    expect(record.lines[0]).not.toHaveProperty("taxCode");
  });

  test("is the product's code before the product's rate", () => {
    const others = [productOf({ taxCode: "DE7" }), codeOf("DE7", "7")];
    expect(quoted({ lines: [chai] }, { others }).record.lines[0]).toMatchObject({
      taxPercent: "7",
      taxCategory: "S",
      taxCode: "DE7",
    });
  });

  test("is the product's rate, else none", () => {
    expect(taxed(chai)).toEqual({ ...none, taxPercent: "10", taxCategory: "S", given: false });
    expect(taxed(hour)).toEqual({ ...none, taxPercent: "0", taxCategory: "Z", given: false });
  });

  test("says in each line why there is none", () => {
    expect(taxed({ ...hour, taxCode: "RC" }, zeroCode)).toEqual({
      taxPercent: "0",
      taxCategory: "AE",
      code: "RC",
      exemption: reverse.exemption,
      given: true,
    });
  });

  test("by a code that is unknown or retired is refused at the line", () => {
    const retired = other(
      taxCode,
      "tax_0000000001",
      { type: "tax-code.added", data: { code: "DE16", name: "Old", category: "S", percent: "16" } },
      { type: "tax-code.retired", data: { code: "DE16" } },
    );
    const lines = [hour, { ...hour, taxCode: "DE16" }];
    quoted({ lines }).refused("rule_broken", "There is no tax code DE16", ["/lines/1/taxCode"]);
    quoted({ lines }, { others: [retired] }).refused("rule_broken", "The tax code DE16 is retired", [
      "/lines/1/taxCode",
    ]);
    const anew = codeOf("DE16", "16", {}, 2);
    quoted({ lines }, { others: [retired, anew] }).accepted(["quote.changed"]);
  });

  test("by a code of its product that is unknown is refused with what to do; a rate or code of the line helps", () => {
    const others = [productOf({ taxCode: "DE7" })];
    quoted({ lines: [hour, chai] }, { others }).refused("rule_broken", "the product CHAI has it", [
      "/lines/1/product",
    ]);
    quoted({ lines: [{ ...chai, taxPercent: "7" }] }, { others }).accepted(["quote.changed"]);
  });

  test("by one of two codes of the same name is that of the lower id", () => {
    const two = [codeOf("DE19", "20", {}, 2), codeOf("DE19", "19", {}, 1)];
    expect(taxed({ ...hour, taxCode: "DE19" }, ...two)).toMatchObject({ taxPercent: "19" });
  });
});

describe("the tax of a charge", () => {
  const charged = (charge: object, ...others: readonly Other[]) =>
    quoted({ lines: [], charges: [{ ...freight, ...charge }] }, { others }).record.charges?.[0];

  test("is that of its code, of the account, or its own rate", () => {
    const treated = accountOf({ taxTreatment: reverse });
    expect(charged({ taxCode: "DE19" }, codeOf("DE19", "19"), treated)).toEqual({
      ...freight,
      taxPercent: "19",
      taxCategory: "S",
      taxCode: "DE19",
      given: ["tax"],
    });
    expect(charged({ taxPercent: "19" }, treated)).toEqual({
      ...freight,
      taxPercent: "0",
      taxCategory: "AE",
      exemption: reverse.exemption,
    });
    expect(charged({ taxPercent: 19 })).toEqual({
      ...freight,
      taxPercent: "19",
      taxCategory: "S",
      given: ["tax"],
    });
    expect(charged({})).toEqual({ ...freight, taxPercent: "0", taxCategory: "Z" });
  });

  test("by an unknown code is refused at the charge", () => {
    const charges = [freight, { ...freight, taxCode: "XX" }];
    quoted({ lines: [], charges }).refused("rule_broken", "There is no tax code XX", ["/charges/1/taxCode"]);
  });
});

describe("what is not subject to VAT", () => {
  const outside = codeOf("OUT", "0", { category: "O", exemption: { code: "VATEX-EU-O" } }, 2);

  test("cannot be in one document with what is (EN 16931 BR-O-11 to BR-O-14)", () => {
    const lines = [hour, { ...hour, taxCode: "OUT" }];
    quoted({ lines }, { others: [outside] }).refused("rule_broken", "/lines/0 is of category Z", [
      "/lines/1",
    ]);
    const charges = [{ ...freight, taxPercent: "19" }];
    quoted({ lines: lines.slice(1), charges }, { others: [outside] }).refused(
      "rule_broken",
      "/charges/0 is of category S",
      ["/lines/0"],
    );
  });

  test("can be alone", () => {
    const lines = [{ ...hour, taxCode: "OUT" }];
    const { totals } = quoted({ lines }, { others: [outside] }).record;
    expect(totals.taxes).toMatchObject([
      { category: "O", tax: { minor: 0 }, exemption: { code: "VATEX-EU-O" } },
    ]);
  });
});

describe("the exemption of a row of the breakdown", () => {
  const exempt = (number: number, exemption: object) =>
    codeOf(`E${number}`, "0", { category: "E", exemption }, number);
  const joinedOf = (...exemptions: readonly object[]) => {
    const lines = exemptions.map((_, index) => ({ ...hour, taxCode: `E${index + 1}` }));
    const others = exemptions.map((exemption, index) => exempt(index + 1, exemption));
    return quoted({ lines }, { others }).record.totals.taxes?.[0]?.exemption;
  };

  test("is one reason and one code for all lines of it", () => {
    const [school, health] = [{ reason: "School" }, { reason: "Health", code: "VATEX-EU-132" }];
    expect(joinedOf(school, health, school)).toEqual({ reason: "School; Health", code: "VATEX-EU-132" });
    expect(joinedOf({ code: "VATEX-EU-132" })).toEqual({ code: "VATEX-EU-132" });
  });

  test("says several codes in words, because it may have one code only", () => {
    const codes = [{ code: "VATEX-EU-132" }, { code: "VATEX-EU-143" }];
    expect(joinedOf(...codes)).toEqual({ reason: "VATEX-EU-132; VATEX-EU-143" });
    expect(joinedOf({ reason: "School" }, ...codes)).toEqual({
      reason: "School; VATEX-EU-132; VATEX-EU-143",
    });
  });

  test("is cut between characters where it does not fit", () => {
    const [a, b] = [{ reason: "x".repeat(297) }, { reason: "\u{1F375}".repeat(100) }];
    expect(joinedOf(a, b)).toEqual({ reason: `${"x".repeat(297)};` });
    const two = [{ reason: "x".repeat(296) }, { reason: "\u{1F375}".repeat(100) }];
    expect(joinedOf(...two)).toEqual({ reason: `${"x".repeat(296)}; \u{1F375}` });
  });
});

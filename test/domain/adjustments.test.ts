import { describe, expect, test } from "vitest";
import { MAX_CHARGES } from "../../domain/document/charge.ts";
import { MAX_LINES_BYTES, MAX_TAXES } from "../../domain/document/line.ts";
import { amountsOf, hour, quoted } from "../support/pricing.ts";
import { eur } from "../support/samples.ts";

const high = { ...hour, unitPrice: "100", taxPercent: "19" };
const low = { ...hour, unitPrice: "50", taxPercent: "7" };
const freight = { description: "Freight", amount: eur(1000), taxPercent: "19" };

const sumsOf = (input: object, currency = "EUR", process = {}) =>
  amountsOf(quoted(input, { process }, currency).record.totals);

const taxesOf = (input: object) =>
  (quoted(input).record.totals.taxes ?? []).map(
    ({ category, percent, lines, discount, charges, taxable, tax }) => [
      category,
      percent,
      ...[lines, discount, charges, taxable, tax].map(({ minor }) => minor),
    ],
  );

describe("the discount of a document", () => {
  test("as a percentage is of its lines, not of its charges", () => {
    const input = { lines: [high, low], discount: { percent: "10" }, charges: [freight] };
    expect(sumsOf(input)).toEqual({
      lines: 15_000,
      discount: 1500,
      charges: 1000,
      net: 14_500,
      tax: 2215,
      total: 16_715,
      prepaid: 0,
      rounding: 0,
      payable: 16_715,
    });
    expect(quoted(input).record).toMatchObject({ discount: { percent: "10" } });
  });

  test("is shared among the tax rates in proportion to their lines, to the cent", () => {
    expect(taxesOf({ lines: [high, low], discount: { amount: eur(100) }, charges: [freight] })).toEqual([
      ["S", "19", 10_000, 67, 1000, 10_933, 2077],
      ["S", "7", 5000, 33, 0, 4967, 348],
    ]);
  });

  test("may be all that the lines come to, not more: refused with both figures", () => {
    const lines = [high, low];
    expect(sumsOf({ lines, discount: { amount: eur(15_000) } })).toMatchObject({ net: 0, total: 0 });
    const { refusal } = quoted({ lines, discount: { amount: eur(15_001) }, charges: [freight] }).refused(
      "rule_broken",
      "The discount of 150.01 EUR is more than the lines come to: 150.00 EUR",
      ["/discount"],
    );
    expect(refusal?.details).toEqual({ discount: eur(15_001), of: eur(15_000) });
    quoted({ lines: [], discount: { amount: eur(1) } }).refused("rule_broken", "0.00 EUR", ["/discount"]);
  });

  test("is a percentage up to 100 or an amount in the currency of the deal", () => {
    quoted({ lines: [high], discount: { percent: "101" } }).refused("invalid_input", "at most 100", [
      "/discount/percent",
    ]);
    quoted({ lines: [high], discount: { percent: "1", amount: eur(1) } }).refused("invalid_input");
    quoted({ lines: [high], discount: {} }).refused("invalid_input", "percent", ["/discount"]);
    quoted({ lines: [high], discount: { amount: { minor: 1, currency: "USD" } } }).refused(
      "rule_broken",
      "is in USD, but the deal is in EUR",
      ["/discount/amount/currency"],
    );
  });

  test("is rounded half up to the minor unit", () => {
    expect(sumsOf({ lines: [{ ...hour, unitPrice: "0.05" }], discount: { percent: "50" } })).toMatchObject({
      discount: 3,
      net: 2,
    });
  });
});

describe("the discount of a line", () => {
  test("may be an amount", () => {
    const { lines } = quoted({ lines: [{ ...high, quantity: "2", discountAmount: eur(505) }] }).record;
    expect(lines[0]).toMatchObject({ discountAmount: eur(505), discountPercent: "0", net: eur(19_495) });
  });

  test("is an amount or a percentage, not both", () => {
    quoted({ lines: [{ ...high, discountAmount: eur(5), discountPercent: "5" }] }).refused(
      "invalid_input",
      "together with discountPercent",
      ["/lines/0/discountAmount"],
    );
  });

  test("is not more than the line comes to: refused with both figures", () => {
    expect(quoted({ lines: [{ ...high, discountAmount: eur(10_000) }] }).record.lines[0]?.net).toEqual(
      eur(0),
    );
    quoted({ lines: [low, { ...high, discountAmount: eur(10_001) }] }).refused(
      "rule_broken",
      "The discount of 100.01 EUR is more than the line comes to: 100.00 EUR",
      ["/lines/1/discountAmount"],
    );
  });

  test("may be the rounded amount of the line, of which a fraction of a cent is missing", () => {
    const line = { ...hour, unitPrice: "2.996", discountAmount: eur(300) };
    expect(quoted({ lines: [line] }).record.lines[0]?.net).toEqual(eur(0));
  });

  test("is in the currency of the deal", () => {
    quoted({ lines: [{ ...high, discountAmount: { minor: 1, currency: "USD" } }] }).refused(
      "rule_broken",
      "is in USD, but the deal is in EUR",
      ["/lines/0/discountAmount/currency"],
    );
  });
});

describe("charges", () => {
  test("count with their own tax, also where no line has it", () => {
    expect(taxesOf({ lines: [low], charges: [freight, { ...freight, amount: eur(1) }] })).toEqual([
      ["S", "7", 5000, 0, 0, 5000, 350],
      ["S", "19", 0, 0, 1001, 1001, 190],
    ]);
  });

  test("need a description and an amount in the currency of the deal", () => {
    quoted({ lines: [], charges: [{}] }).refused("invalid_input", "", [
      "/charges/0/description",
      "/charges/0/amount",
    ]);
    quoted({ lines: [], charges: [freight] }, {}, "USD").refused("rule_broken", "is in EUR", [
      "/charges/0/amount/currency",
    ]);
  });

  test(`are ${MAX_CHARGES} at most`, () => {
    const charges = Array.from({ length: MAX_CHARGES + 1 }, () => freight);
    quoted({ lines: [], charges }).refused("invalid_input", "", ["/charges"]);
    quoted({ lines: [], charges: charges.slice(1) }).accepted(["quote.changed"]);
  });

  test("that make the sum too large to be held exactly are refused", () => {
    const most = { ...freight, amount: eur(Number.MAX_SAFE_INTEGER), taxPercent: "0" };
    quoted({ lines: [], charges: [most] }).accepted(["quote.changed"]);
    quoted({ lines: [], charges: [most, { ...most, amount: eur(1) }] }).refused("rule_broken", "too large");
  });
});

describe("what is payable", () => {
  const chf = (unitPrice: string, coin?: string) =>
    sumsOf(
      { lines: [{ ...hour, unitPrice }] },
      "CHF",
      coin === undefined ? {} : { cashRounding: { CHF: coin } },
    );

  test.each([
    ["10.02", 1000, -2],
    ["10.024", 1000, -2],
    ["10.03", 1005, 2],
    ["10.05", 1005, 0],
    ["0.02", 0, -2],
  ])("for %s in coins of 0.05 is %i, and the rounding is told", (price, payable, rounding) => {
    expect(chf(price, "0.05")).toMatchObject({ payable, rounding });
  });

  test("is the total in a currency without such a coin", () => {
    expect(chf("10.02")).toMatchObject({ payable: 1002, rounding: 0 });
    expect(
      sumsOf({ lines: [{ ...hour, unitPrice: "10.02" }] }, "EUR", { cashRounding: { CHF: "0.05" } }),
    ).toMatchObject({
      payable: 1002,
      rounding: 0,
    });
  });

  test("cannot become too large by its rounding", () => {
    const line = { ...hour, unitPrice: "90071992547409.91" };
    quoted({ lines: [line] }, { process: { cashRounding: { EUR: "0.05" } } }).accepted(["quote.changed"]);
    quoted({ lines: [line] }, { process: { cashRounding: { EUR: "0.04" } } }).refused(
      "rule_broken",
      "too large",
    );
  });
});

describe("what does not fit", () => {
  test("lines whose sum is too large are refused, though a discount makes the total small", () => {
    const half = { ...hour, unitPrice: "50000000000000" };
    quoted({ lines: [half, half], discount: { percent: "100" } }).refused("rule_broken", "too large", [
      "/lines",
    ]);
  });

  test(`${MAX_TAXES} different taxes are the most`, () => {
    const lines = Array.from({ length: MAX_TAXES }, (_, n) => ({ ...hour, taxPercent: `${n + 1}` }));
    quoted({ lines }).accepted(["quote.changed"]);
    quoted({ lines, charges: [{ ...freight, taxPercent: "0.5" }] }).refused(
      "rule_broken",
      `There are ${MAX_TAXES + 1} different taxes, at most ${MAX_TAXES} are possible`,
      ["/lines"],
    );
  });

  test("charges count among the bytes that an event can carry", () => {
    const wordy = { ...hour, description: "\u8336".repeat(300) };
    const lines = Array.from({ length: 85 }, () => wordy);
    const charges = Array.from({ length: MAX_CHARGES }, () => ({
      ...freight,
      description: "\u8336".repeat(200),
    }));
    quoted({ lines }).accepted(["quote.changed"]);
    quoted({ lines, charges }).refused("too_large", `at most ${MAX_LINES_BYTES}`, ["/lines"]);
  });
});

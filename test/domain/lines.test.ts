import { describe, expect, test } from "vitest";
import { MAX_LINES, MAX_LINES_BYTES } from "../../domain/document/line.ts";
import { product } from "../../domain/product/product.ts";
import { setOpportunityLines } from "../../domain/opportunity/actions.ts";
import { opportunity } from "../../domain/opportunity/opportunity.ts";
import { setQuoteLines } from "../../domain/quote/actions.ts";
import { quote } from "../../domain/quote/quote.ts";
import { type Circumstances, given, other } from "../support/given.ts";
import { terms } from "../support/samples.ts";

const hour = { description: "Advice", quantity: "1", unitPrice: "80" };
const chai = { product: "pro_0000000001", quantity: 2 };
const sold = { others: [other(product, "pro_0000000001", "active")] };

function quoted(lines: readonly unknown[], circumstances: Circumstances = {}, currency = "EUR") {
  const zero = { minor: 0, currency };
  const data = { ...terms, currency, lines: [], totals: { net: zero, tax: zero, total: zero } };
  return given(quote, { type: "quote.drafted", data }).when(setQuoteLines, { lines }, circumstances);
}

function net(line: object, currency = "EUR"): number | undefined {
  return quoted([{ ...hour, ...line }], {}, currency).record.lines[0]?.net.minor;
}

function tax(lines: readonly object[], currency = "EUR"): number {
  return quoted(
    lines.map((line) => ({ ...hour, ...line })),
    {},
    currency,
  ).record.totals.tax.minor;
}

describe("a line", () => {
  test("of a product takes description, price and tax from it", () => {
    const { record } = quoted([chai], sold);
    expect(record.lines).toEqual([
      {
        line: 1,
        product: "pro_0000000001",
        description: "Chai",
        quantity: "2",
        unitPrice: "14.00",
        discountPercent: "0",
        taxPercent: "10",
        taxCategory: "S",
        net: { minor: 2800, currency: "EUR" },
      },
    ]);
  });

  test("of a product may say otherwise", () => {
    const own = { description: "Chai, first flush", unitPrice: 15, taxPercent: "7", discountPercent: 5 };
    expect(quoted([{ ...chai, ...own }], sold).record.lines[0]).toMatchObject({
      description: "Chai, first flush",
      unitPrice: "15",
      taxPercent: "7",
      discountPercent: "5",
      given: ["unitPrice", "tax"],
      net: { minor: 2850 },
    });
  });

  test("of a product has the product's unit unless told", () => {
    const data = { code: "TEA", name: "Tea", prices: { EUR: "1" }, unit: "tin" };
    const others = [other(product, "pro_0000000001", { type: "product.added", data })];
    expect(quoted([chai], { others }).record.lines[0]).toMatchObject({ unit: "tin" });
    expect(quoted([{ ...chai, unit: "box" }], { others }).record.lines[0]).toMatchObject({ unit: "box" });
  });

  test("of a product without a tax has none", () => {
    const data = { code: "TEA", name: "Tea", prices: { EUR: "1" } };
    const others = [other(product, "pro_0000000001", { type: "product.added", data })];
    expect(quoted([chai], { others }).record.lines[0]).toMatchObject({ taxPercent: "0" });
  });

  test("of a product without a price in the currency of the deal needs one", () => {
    quoted([hour, chai], sold, "USD").refused("rule_broken", "CHAI has no price in USD", [
      "/lines/1/unitPrice",
    ]);
    quoted([{ ...chai, unitPrice: "16" }], sold, "USD").accepted(["quote.changed"]);
  });

  test("of a product that is retired or unknown is refused", () => {
    const retired = { others: [other(product, "pro_0000000001", "retired")] };
    quoted([chai], retired).refused("rule_broken", "CHAI is retired", ["/lines/0/product"]);
    quoted([hour, chai]).refused("rule_broken", "There is no product pro_0000000001", ["/lines/1/product"]);
  });

  test("that is written in needs a description and a price; tax and discount are none unless told", () => {
    const bare = [{ quantity: "1" }, { description: "Advice", quantity: "1" }];
    quoted(bare).refused("invalid_input", "", [
      "/lines/0/description",
      "/lines/0/unitPrice",
      "/lines/1/unitPrice",
    ]);
    expect(quoted([hour]).record.lines[0]).toMatchObject({ discountPercent: "0", taxPercent: "0" });
  });

  test("with an unknown field is refused by its name", () => {
    quoted([hour, { ...hour, "net/gross": 1 }]).refused("invalid_input", "net/gross", [
      "/lines/1/net~1gross",
    ]);
  });

  test("is numbered from one", () => {
    expect(quoted([hour, hour]).record.lines.map(({ line }) => line)).toEqual([1, 2]);
  });

  test("looks at each product once", () => {
    const prepared = setQuoteLines.prepare({ lines: [chai, chai, hour] });
    expect(prepared.ok && prepared.reads.map(({ id, unchecked }) => ({ id, unchecked }))).toEqual([
      { id: "pro_0000000001", unchecked: true },
    ]);
  });
});

describe("numbers", () => {
  test.each([
    ["0", "more than zero"],
    ["0.000000", "more than zero"],
    ["-1", "not negative"],
    ["1e3", "must be a decimal"],
    ["1,5", "must be a decimal"],
    ["01", "must be a decimal"],
    [".5", "must be a decimal"],
    ["5.", "must be a decimal"],
    [" 5", "must be a decimal"],
    ["", "must be a decimal"],
    ["1234567890123456789", "18 digits before"],
    ["1.1234567890123", "12 after the point"],
    ["1234567.123456789012", "18 in all"],
    [1.123456789012345, "too many digits"],
    [0.1 + 0.2, "too many digits"],
    [1e21, "too many digits"],
    [0.0000001, "too many digits"],
    [Number.NaN, "must be a decimal"],
    [Number.POSITIVE_INFINITY, "must be a decimal"],
    [true, "must be a decimal"],
    [null, "must be a decimal"],
    [["1"], "must be a decimal"],
    ["9".repeat(50), "must be a decimal"],
  ])("a quantity of %o is refused", (quantity, words) => {
    quoted([{ ...hour, quantity }]).refused("invalid_input", words, ["/lines/0/quantity"]);
  });

  test.each([
    [3, "3"],
    [0.5, "0.5"],
    ["999999999999999999", "999999999999999999"],
    ["999999.999999999999", "999999.999999999999"],
    [12345678901.2345, "12345678901.2345"],
    ["1.500", "1.500"],
  ])("a quantity of %o is taken exactly", (quantity, text) => {
    expect(quoted([{ ...hour, unitPrice: "0", quantity }]).record.lines[0]).toMatchObject({ quantity: text });
  });

  test.each(["100.0001", "101", 1000, "-5", "five", "", "1e1", "NaN", "Infinity"])(
    "a percentage of %o is refused",
    (percent) => {
      quoted([{ ...hour, discountPercent: percent }]).refused("invalid_input", "", [
        "/lines/0/discountPercent",
      ]);
      quoted([{ ...hour, taxPercent: percent }]).refused("invalid_input", "", ["/lines/0/taxPercent"]);
    },
  );

  test("a hundred percent off is free", () => {
    expect(net({ discountPercent: "100.0000" })).toBe(0);
  });

  test("a price of nothing is a price", () => {
    expect(net({ unitPrice: "0" })).toBe(0);
  });
});

describe("rounding", () => {
  test.each([
    [{ unitPrice: "0.005" }, 1],
    [{ unitPrice: "0.0049" }, 0],
    [{ unitPrice: "0.015" }, 2],
    [{ unitPrice: "0.025" }, 3],
    [{ unitPrice: "1.005" }, 101],
    [{ unitPrice: "2.675" }, 268],
    [{ unitPrice: "10.01", discountPercent: "50" }, 501],
    [{ unitPrice: "0.99", quantity: "3", discountPercent: "33.3333" }, 198],
    [{ unitPrice: "0.333", quantity: "3" }, 100],
    [{ unitPrice: "0.1", quantity: "0.05" }, 1],
  ])("the amount of a line is rounded half up to the cent: %o", (line, minor) => {
    expect(net(line)).toBe(minor);
  });

  test("currencies without cents and with three decimals are rounded to their own unit", () => {
    expect(net({ unitPrice: "100.5" }, "JPY")).toBe(101);
    expect(net({ unitPrice: "100.4999" }, "JPY")).toBe(100);
    expect(net({ unitPrice: "0.0005" }, "KWD")).toBe(1);
    expect(net({ unitPrice: "1.2345" }, "KWD")).toBe(1235);
  });

  test("tax is rounded half up once for each rate, on the sum of its lines", () => {
    expect(tax([{ unitPrice: "0.05", taxPercent: "10" }])).toBe(1);
    const three = [1, 2, 3].map(() => ({ unitPrice: "0.03", taxPercent: "10" }));
    expect(tax(three)).toBe(1);
    expect(
      tax([
        { unitPrice: "0.05", taxPercent: "10" },
        { unitPrice: "0.05", taxPercent: "10.0" },
      ]),
    ).toBe(1);
    expect(
      tax([
        { unitPrice: "0.05", taxPercent: "10" },
        { unitPrice: "0.05", taxPercent: "30" },
      ]),
    ).toBe(3);
    expect(tax([{ unitPrice: "10", taxPercent: "8.875" }])).toBe(89);
    expect(tax([{ unitPrice: "5", taxPercent: "10" }], "JPY")).toBe(1);
    expect(tax([{ unitPrice: "0.005", taxPercent: "10" }], "KWD")).toBe(1);
  });

  test("tax is on what is left after the discount", () => {
    expect(tax([{ unitPrice: "100", discountPercent: "5", taxPercent: "10" }])).toBe(950);
  });

  test("totals are the nets and their taxes", () => {
    const { totals } = quoted([
      { ...hour, taxPercent: "19" },
      { ...hour, unitPrice: "0.05", taxPercent: "10" },
    ]).record;
    const amounts = [totals.net, totals.tax, totals.total].map(({ minor }) => minor);
    expect(amounts).toEqual([8005, 1521, 9526]);
  });
});

describe("what is too much", () => {
  const most = { ...hour, quantity: "999999999999999999", unitPrice: "999999999999999999" };

  test("a line that is too large to be held exactly is refused", () => {
    quoted([hour, most]).refused("rule_broken", "too large", ["/lines/1"]);
    const limit = { ...hour, unitPrice: "999999999999.99", quantity: "90" };
    expect(net(limit)).toBe(8_999_999_999_999_910);
    quoted([{ ...limit, quantity: "91" }]).refused("rule_broken", "too large", ["/lines/0"]);
  });

  test("the largest amount that is exact is taken", () => {
    const exact = { ...hour, quantity: "90071992547.40991", unitPrice: "1000" };
    expect(quoted([exact]).record.totals.total.minor).toBe(Number.MAX_SAFE_INTEGER);
  });

  test("a sum that is too large to be held exactly is refused, also when only its tax makes it so", () => {
    const half = { ...hour, unitPrice: "999999999999.99", quantity: "50" };
    quoted([half, half]).refused("rule_broken", "too large", ["/lines"]);
    quoted([{ ...half, taxPercent: "81" }]).refused("rule_broken", "too large", ["/lines"]);
    quoted([{ ...half, taxPercent: "80" }]).accepted(["quote.changed"]);
  });

  test(`${MAX_LINES} lines are the most`, () => {
    const many = Array.from({ length: MAX_LINES }, () => hour);
    quoted(many).accepted(["quote.changed"]);
    quoted([...many, hour]).refused("invalid_input", "", ["/lines"]);
  });

  test("lines with more text than their events can carry are refused, on quotes and on opportunities", () => {
    const wordy = (count: number) =>
      Array.from({ length: count }, () => ({ ...hour, description: "\u8336".repeat(300) }));
    quoted(wordy(90)).accepted(["quote.changed"]);
    const outcome = quoted(wordy(MAX_LINES)).refused("too_large", `at most ${MAX_LINES_BYTES}`, ["/lines"]);
    expect(outcome.refusal?.details).toMatchObject({ limit: MAX_LINES_BYTES });
    given(opportunity, "open")
      .when(setOpportunityLines, { lines: wordy(MAX_LINES) })
      .refused("too_large", "The lines have");
  });

  test("lines may have just as many bytes as their events can carry", () => {
    const few = Array.from({ length: 90 }, () => ({ ...hour, description: "\u8336".repeat(300) }));
    const filled = (bytes: number) =>
      Array.from({ length: 6 }, (_, nth) => {
        const length = 1 + Math.min(299, Math.max(0, bytes - nth * 299));
        return { ...hour, description: "x".repeat(length) };
      });
    const sizeOf = (bytes: number) => {
      const { lines, totals } = quoted([...few, ...filled(bytes)]).record;
      return Buffer.byteLength(JSON.stringify({ lines, totals }));
    };
    const room = MAX_LINES_BYTES - sizeOf(0);
    expect(sizeOf(room)).toBe(MAX_LINES_BYTES);
    quoted([...few, ...filled(room + 1)]).refused("too_large");
  });
});

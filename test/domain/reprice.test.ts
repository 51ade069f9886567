import { describe, expect, test } from "vitest";
import { repricingMore } from "../../domain/document/reprice.ts";
import { product } from "../../domain/product/product.ts";
import { unlockQuote } from "../../domain/quote/change.ts";
import { quote } from "../../domain/quote/quote.ts";
import { type Circumstances, given, other, type Other } from "../support/given.ts";
import { accountOf, chai, codeOf, empty, hour, listOf, productOf, quoted } from "../support/pricing.ts";
import { ids } from "../support/samples.ts";

const standard = { isDefault: true };
const reverse = { category: "AE", exemption: { reason: "Reverse charge" } };
const freight = { description: "Freight", amount: { minor: 500, currency: "EUR" } };

/** Prices a draft in one world and refreshes it in another. */
function unlocked(
  input: object,
  before: readonly Other[],
  after: readonly Other[],
  more: Circumstances = {},
) {
  const { events } = quoted(input, { ...more, others: before }).accepted(["quote.changed"]);
  const past = events.map(({ type, data }) => ({ type, data }));
  return given(quote, { type: "quote.drafted", data: empty("EUR") }, ...past).when(
    unlockQuote,
    {},
    {
      ...more,
      others: after,
    },
  );
}

const changesOf = (...told: Parameters<typeof unlocked>) =>
  unlocked(...told).accepted(["quote.repriced"]).events[0]?.data["changes"];

describe("refreshing prices", () => {
  test("takes the price of today and says what it was", () => {
    const lists = [
      listOf(1, "13.00", standard),
      listOf(2, "12.00", { ...standard, validFrom: "2026-11-01" }),
    ];
    const { record, events } = unlocked({ lines: [hour, chai] }, [productOf()], [productOf(), ...lists]);
    expect(events[0]?.data["changes"]).toEqual([
      { line: 2, field: "unitPrice", before: "14", after: "12" },
      { line: 2, field: "priceList", after: "pri_0000000002" },
    ]);
    expect(record).toMatchObject({
      lines: [{ net: { minor: 8000 } }, { unitPrice: "12.00", net: { minor: 2400 } }],
      totals: { net: { minor: 10_400 }, tax: { minor: 240 } },
    });
  });

  test("says nothing when nothing has changed, or only how a number is written", () => {
    unlocked({ lines: [chai] }, [productOf()], [productOf()]).accepted([]);
    const same = productOf({ prices: { EUR: "14" } });
    const [repriced] = unlocked({ lines: [chai] }, [productOf()], [same]).events;
    expect(repriced?.data["changes"]).toEqual([]);
  });

  test("leaves a price that a person gave, and what is written in", () => {
    const lines = [{ ...chai, unitPrice: "15" }, hour];
    const lists = [productOf(), listOf(1, "13.00", standard)];
    unlocked({ lines }, [productOf()], lists).accepted([]);
  });

  test("keeps quantity, discount, unit and description of a line, and the document's discount", () => {
    const own = { description: "First flush", unit: "tin", quantity: "3" };
    const lines = [
      { ...chai, ...own, discountPercent: "10" },
      { ...chai, discountAmount: { minor: 100, currency: "EUR" } },
    ];
    const { record } = unlocked(
      { lines, discount: { percent: "50" } },
      [productOf()],
      [productOf({ prices: { EUR: "10" }, name: "Tea", unit: "box" })],
    );
    expect(record).toMatchObject({
      lines: [
        { ...own, discountPercent: "10", unitPrice: "10", net: { minor: 2700 } },
        { description: "Chai", discountAmount: { minor: 100 }, net: { minor: 1900 } },
      ],
      discount: { percent: "50" },
      totals: { net: { minor: 2300 } },
    });
  });

  test("follows the tax of the product and the account", () => {
    const sold = productOf({ taxCode: "DE7" });
    const codes = [codeOf("DE7", "7")];
    expect(changesOf({ lines: [chai] }, [productOf()], [sold, ...codes])).toEqual([
      { line: 1, field: "taxPercent", before: "10", after: "7" },
      { line: 1, field: "taxCode", after: "DE7" },
    ]);
    expect(changesOf({ lines: [hour] }, [], [accountOf({ taxTreatment: reverse })])).toEqual([
      { line: 1, field: "taxCategory", before: "Z", after: "AE" },
      { line: 1, field: "exemption", after: "Reverse charge" },
    ]);
    expect(
      changesOf({ lines: [chai] }, [productOf(), accountOf({ taxTreatment: reverse })], [productOf()]),
    ).toEqual([
      { line: 1, field: "taxPercent", before: "0", after: "10" },
      { line: 1, field: "taxCategory", before: "AE", after: "S" },
      { line: 1, field: "exemption", before: "Reverse charge" },
    ]);
  });

  test("leaves a rate that a person gave, unless the account is taxed in its own way now", () => {
    const lines = [{ ...chai, taxPercent: "5" }];
    unlocked({ lines }, [productOf()], [productOf({ taxPercent: "16" })]).accepted([]);
    const treated = [productOf(), accountOf({ taxTreatment: reverse })];
    expect(unlocked({ lines }, [productOf()], treated).record.lines[0]).toMatchObject({ taxCategory: "AE" });
  });

  test("keeps a tax code that a person gave, with its rate of today; a retired one is refused", () => {
    const input = { lines: [{ ...hour, taxCode: "VAT" }], charges: [{ ...freight, taxCode: "VAT" }] };
    expect(
      changesOf(input, [codeOf("VAT", "19")], [codeOf("VAT", "16"), accountOf({ taxTreatment: reverse })]),
    ).toEqual([
      { line: 1, field: "taxPercent", before: "19", after: "16" },
      { charge: 1, field: "taxPercent", before: "19", after: "16" },
    ]);
    unlocked(input, [codeOf("VAT", "19")], []).refused("rule_broken", "There is no tax code VAT", [
      "/lines/0/taxCode",
    ]);
  });

  test("asks for the tax of what is written in when the account's treatment has ended: nobody else knows it", () => {
    const treated = [accountOf({ taxTreatment: reverse })];
    unlocked({ lines: [hour] }, treated, [accountOf({})]).refused(
      "rule_broken",
      "line 1: its tax was that of the account",
      ["/lines/0"],
    );
    unlocked({ lines: [], charges: [{ ...freight, taxPercent: "19" }] }, treated, [accountOf({})]).refused(
      "rule_broken",
      "charge 1: its tax was that of the account",
      ["/charges/0"],
    );
  });

  test("follows the account's treatment in charges; their amount and own rate stay", () => {
    const charges = [freight, { ...freight, taxPercent: "19" }];
    unlocked({ lines: [], charges }, [], []).accepted([]);
    const { record } = unlocked({ lines: [], charges }, [], [accountOf({ taxTreatment: reverse })]);
    expect(record.charges).toMatchObject([
      { amount: freight.amount, taxPercent: "0", taxCategory: "AE" },
      { amount: freight.amount, taxPercent: "0", taxCategory: "AE" },
    ]);
  });

  test("stays with the list that was named while it is valid, and follows the others", () => {
    const input = { lines: [chai], priceList: "pri_0000000001" };
    const before = [productOf(), listOf(1, "9.00")];
    const cheaper = listOf(2, "5.00", standard);
    expect(changesOf(input, before, [productOf(), listOf(1, "8.00"), cheaper])).toEqual([
      { line: 1, field: "unitPrice", before: "9", after: "8" },
    ]);
    const ended = listOf(1, "8.00", { validTo: "2026-11-22" });
    expect(unlocked(input, before, [productOf(), ended, cheaper]).record.lines[0]).toMatchObject({
      unitPrice: "5.00",
      priceList: "pri_0000000002",
    });
    const named = [listOf(1, "13.00", standard), listOf(2, "12.00", { account: ids.account })];
    expect(
      unlocked({ lines: [chai] }, [productOf(), ...named.slice(0, 1)], [productOf(), ...named]).record
        .lines[0],
    ).toMatchObject({ unitPrice: "12.00" });
  });

  test("is refused when a product can no longer be sold, at its line", () => {
    unlocked({ lines: [hour, chai] }, [productOf()], [other(product, ids.product, "retired")]).refused(
      "rule_broken",
      "CHAI is retired",
      ["/lines/1/product"],
    );
  });

  test("is refused when the discount is more than the lines come to now", () => {
    const input = { lines: [chai], discount: { amount: { minor: 2800, currency: "EUR" } } };
    unlocked(input, [productOf()], [productOf({ prices: { EUR: "13.99" } })]).refused(
      "rule_broken",
      "The discount of 28.00 EUR is more than the lines come to: 27.98 EUR",
      ["/discount"],
    );
  });
});

test("refreshing reads products, lists and the account without locking them, and all tax codes", () => {
  const { record } = quoted(
    { lines: [chai, chai, hour], priceList: "pri_0000000001" },
    { others: [productOf(), listOf(1, "9.00")] },
  );
  const { refs = [], lookups = [] } = repricingMore(record);
  expect(refs.map(({ id, unchecked }) => [id, unchecked])).toEqual([
    [ids.product, true],
    ["pri_0000000001", true],
    [ids.account, true],
  ]);
  expect(lookups.map(({ key }) => key)).toEqual(["EUR#default", `EUR#${ids.account}`, "every"]);
});

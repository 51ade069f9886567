import { describe, expect, test } from "vitest";
import { account } from "../../domain/account/account.ts";
import { addPriceList, changePriceList, retirePriceList } from "../../domain/price-list/actions.ts";
import { MAX_ENTRIES, MAX_ENTRIES_BYTES } from "../../domain/price-list/entry.ts";
import { priceList } from "../../domain/price-list/price-list.ts";
import { setEntries } from "../../domain/price-list/set-entries.ts";
import { product } from "../../domain/product/product.ts";
import { given, other } from "../support/given.ts";
import { ids } from "../support/samples.ts";

const retail = { name: "Retail", currency: "EUR" };
const alfreds = { others: [other(account, ids.account, "active")] };
const chai = { product: ids.product, unitPrice: "13.00" };
const sold = { others: [other(product, ids.product, "active")] };

describe("a price list", () => {
  test("has a name, a currency and days; it is the default one, or an account's, or neither", () => {
    const days = { validFrom: "2026-01-01", validTo: "2026-12-31" };
    const { record } = given(priceList)
      .when(addPriceList, { ...retail, ...days, isDefault: true })
      .accepted(["price-list.added"]);
    expect(record).toEqual({ status: "active", ...retail, ...days, isDefault: true, entries: [] });
    given(priceList).when(addPriceList, retail).accepted(["price-list.added"]);
    given(priceList).when(addPriceList, {}).refused("invalid_input", "", ["/name", "/currency"]);
  });

  test("is found by its currency when it is the default one, by currency and account when it is an account's", () => {
    const keysOf = (input: object, circumstances = {}) =>
      priceList.lookups(given(priceList).when(addPriceList, { ...retail, ...input }, circumstances).record);
    expect(keysOf({ isDefault: true })).toEqual(["EUR#default"]);
    expect(keysOf({ account: ids.account }, alfreds)).toEqual([`EUR#${ids.account}`]);
    expect(keysOf({})).toEqual([]);
    expect(keysOf({ isDefault: false })).toEqual([]);
    const owned = { type: "price-list.added", data: { ...retail, account: ids.account } };
    for (const list of [given(priceList, "active"), given(priceList, owned)]) {
      expect(priceList.lookups(list.when(retirePriceList, {}).record)).toEqual([]);
    }
  });

  test("is not for everybody and for one account at once", () => {
    const both = { ...retail, isDefault: true, account: ids.account };
    given(priceList)
      .when(addPriceList, both, alfreds)
      .refused("rule_broken", `for the account ${ids.account}`, ["/isDefault"]);
    given(priceList, "active")
      .when(changePriceList, { account: ids.account }, alfreds)
      .refused("rule_broken", `for the account ${ids.account}`, ["/isDefault"]);
    given(priceList, "active")
      .when(changePriceList, { account: ids.account, isDefault: null }, alfreds)
      .accepted(["price-list.changed"]);
  });

  test("is for an account that exists", () => {
    const input = { ...retail, account: ids.account };
    given(priceList).when(addPriceList, input).refused("rule_broken", "There is no account", ["/account"]);
    given(priceList, "active")
      .when(changePriceList, { account: ids.account, isDefault: null })
      .refused("rule_broken", "There is no account", ["/account"]);
  });

  test("does not end before it begins, also not by a change of one of its days", () => {
    given(priceList)
      .when(addPriceList, { ...retail, validFrom: "2026-02-01", validTo: "2026-01-31" })
      .refused("rule_broken", "2026-01-31 is before the first one, 2026-02-01", ["/validTo"]);
    given(priceList)
      .when(addPriceList, { ...retail, validFrom: "2026-02-01", validTo: "2026-02-01" })
      .accepted(["price-list.added"]);
    const added = { type: "price-list.added", data: { ...retail, validTo: "2026-01-31" } };
    given(priceList, added)
      .when(changePriceList, { validFrom: "2026-02-01" })
      .refused("rule_broken", "2026-01-31 is before", ["/validTo"]);
    given(priceList, added)
      .when(changePriceList, { validFrom: "2026-02-01", validTo: null })
      .accepted(["price-list.changed"]);
  });

  test("changes with before and after and keeps its prices; its currency stays", () => {
    const { events, record } = given(priceList, "active").when(changePriceList, {
      name: "Shops",
      validTo: "2026-12-31",
    });
    expect(events[0]?.data).toEqual({
      before: { name: "Retail" },
      after: { name: "Shops", validTo: "2026-12-31" },
    });
    expect(record).toMatchObject({ name: "Shops", entries: [chai] });
    given(priceList, "active").when(changePriceList, { name: "Retail", validTo: null }).accepted([]);
    given(priceList, "active")
      .when(changePriceList, { currency: "USD" })
      .refused("invalid_input", "currency", ["/currency"]);
    given(priceList, "active").when(changePriceList, { name: null }).refused("invalid_input", "", ["/name"]);
  });

  test("that is retired stays as it is", () => {
    const { record } = given(priceList, "active").when(retirePriceList, {}).accepted(["price-list.retired"]);
    expect(record).toMatchObject({ status: "retired", retiredAt: "2026-11-23T09:00:00.000Z" });
    for (const [action, input] of [
      [changePriceList, { name: "Shops" }],
      [setEntries, { entries: [] }],
      [retirePriceList, {}],
    ] as const) {
      given(priceList, "retired").when(action, input).refused("wrong_state", "it must be active");
    }
  });
});

describe("the prices of a list", () => {
  const list = given(priceList, { type: "price-list.added", data: retail });
  const changing = given(priceList, "active");

  test("are set by product, with volume prices or percentages", () => {
    const tiers = [
      { from: 10, unitPrice: "12.50" },
      { from: "100", discountPercent: 20 },
    ];
    const { record, events } = list
      .when(setEntries, { entries: [{ ...chai, tiers }] }, sold)
      .accepted(["price-list.entries-set"]);
    const stored = [
      {
        ...chai,
        tiers: [
          { from: "10", unitPrice: "12.50" },
          { from: "100", discountPercent: "20" },
        ],
      },
    ];
    expect(record.entries).toEqual(stored);
    expect(events[0]?.data).toEqual({ before: [], after: stored });
  });

  test("replace the ones before; what is told is what differs", () => {
    const [tea, coffee] = [
      { product: "pro_0000000002", unitPrice: "3" },
      { product: "pro_0000000003", unitPrice: "4" },
    ];
    const others = [tea, coffee].map((each) => other(product, each.product, "active"));
    const past = { type: "price-list.entries-set", data: { before: [], after: [chai, tea] } };
    const { events, record } = given(priceList, { type: "price-list.added", data: retail }, past).when(
      setEntries,
      { entries: [coffee, { ...chai, unitPrice: "14" }] },
      { others },
    );
    expect(events[0]?.data).toEqual({ before: [chai, tea], after: [coffee, { ...chai, unitPrice: "14" }] });
    expect(record.entries).toEqual([{ ...chai, unitPrice: "14" }, coffee]);
    const added = given(priceList, { type: "price-list.added", data: retail }, past)
      .when(setEntries, { entries: [chai, tea, coffee] }, { others })
      .accepted(["price-list.entries-set"]);
    expect(added.events[0]?.data).toEqual({ before: [], after: [coffee] });
    expect(added.record.entries).toEqual([chai, tea, coffee]);
    const { entries } = changing.when(setEntries, { entries: [] }).record;
    expect(entries).toEqual([]);
  });

  test("that are the same are no change, in whatever order", () => {
    const tea = { product: "pro_0000000002", unitPrice: "3" };
    const past = { type: "price-list.entries-set", data: { before: [], after: [chai, tea] } };
    const known = given(priceList, { type: "price-list.added", data: retail }, past);
    known.when(setEntries, { entries: [chai, tea] }).accepted([]);
    known.when(setEntries, { entries: [tea, chai] }).accepted([]);
  });

  test("are of products that exist; those that the list has are not looked up again", () => {
    list
      .when(setEntries, { entries: [chai] })
      .refused("rule_broken", `There is no product ${ids.product}`, ["/entries/0/product"]);
    const two = [chai, { product: "pro_0000000002", unitPrice: "1" }];
    list
      .when(setEntries, { entries: two })
      .refused("rule_broken", "There are no such products", ["/entries/0/product", "/entries/1/product"]);
    changing
      .when(setEntries, { entries: [{ ...chai, unitPrice: "15" }] })
      .accepted(["price-list.entries-set"]);
  });

  test("name a product once", () => {
    changing
      .when(setEntries, { entries: [chai, chai] })
      .refused("invalid_input", "has an entry already, number 1", ["/entries/1/product"]);
  });

  test.each([
    [[{ from: "10" }], "either a unitPrice or a discountPercent", "/0/unitPrice"],
    [[{ from: "10", unitPrice: "1", discountPercent: "1" }], "either a unitPrice", "/0/unitPrice"],
    [[{ from: "0", unitPrice: "1" }], "more than zero", "/0/from"],
    [[{ from: "10", discountPercent: "101" }], "at most 100", "/0/discountPercent"],
    [
      [
        { from: "20", unitPrice: "2" },
        { from: "10", unitPrice: "1" },
      ],
      "more than 20",
      "/1/from",
    ],
    [
      [
        { from: "10", unitPrice: "2" },
        { from: "10.0", unitPrice: "1" },
      ],
      "more than 10",
      "/1/from",
    ],
  ])("refuse the tiers %j", (tiers, words, pointer) => {
    changing
      .when(setEntries, { entries: [{ ...chai, tiers }] })
      .refused("invalid_input", words, [`/entries/0/tiers${pointer}`]);
  });

  test(`are of ${MAX_ENTRIES} products at most and of as many bytes as an event can carry`, () => {
    const many = (count: number, more: object = {}) =>
      Array.from({ length: count }, (_, n) => ({
        product: `pro_${String(n).padStart(26, "0")}`,
        unitPrice: "14.00",
        ...more,
      }));
    const all = { others: many(MAX_ENTRIES).map((each) => other(product, each.product, "active")) };
    list.when(setEntries, { entries: many(MAX_ENTRIES) }, all).accepted(["price-list.entries-set"]);
    list.when(setEntries, { entries: many(MAX_ENTRIES + 1) }, all).refused("invalid_input", "", ["/entries"]);
    const tiers = [1, 2].map((from) => ({ from: `${from}`, unitPrice: "1.5" }));
    const { refusal } = list
      .when(setEntries, { entries: many(MAX_ENTRIES, { tiers }) }, all)
      .refused("too_large", `at most ${MAX_ENTRIES_BYTES}`, ["/entries"]);
    expect(refusal?.details).toMatchObject({ limit: MAX_ENTRIES_BYTES });
  });
});

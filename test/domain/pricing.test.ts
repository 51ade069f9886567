import { describe, expect, test } from "vitest";
import { priceListKey, priceList } from "../../domain/price-list/price-list.ts";
import { product } from "../../domain/product/product.ts";
import { setQuoteLines } from "../../domain/quote/actions.ts";
import { codeKey } from "../../domain/tax-code/tax-code.ts";
import { settings } from "../support/given.ts";
import { chai, hour, listOf, productOf, quoted } from "../support/pricing.ts";
import { ids } from "../support/samples.ts";

const standard = { isDefault: true };
const own = { account: ids.account };

function priceWith(lists: readonly ReturnType<typeof listOf>[], line: object = {}, today = "2026-11-23") {
  const { lines } = quoted(
    { lines: [{ ...chai, ...line }] },
    { others: [productOf(), ...lists], today },
  ).record;
  const [first] = lines;
  return [first?.unitPrice, first?.priceList];
}

describe("the price of a product", () => {
  test("is its own where no list has it", () => {
    expect(priceWith([])).toEqual(["14.00", undefined]);
    expect(priceWith([listOf(1, "13.00", standard, { product: "pro_0000000002" })])).toEqual([
      "14.00",
      undefined,
    ]);
  });

  test("is that of the default list of the currency, and the line names the list", () => {
    expect(priceWith([listOf(1, "13.00", standard)])).toEqual(["13.00", "pri_0000000001"]);
    expect(priceWith([listOf(1, "13.00", { ...standard, currency: "USD" })])).toEqual(["14.00", undefined]);
    expect(priceWith([listOf(1, "13.00")])).toEqual(["14.00", undefined]);
  });

  test("is that of the account's list before the default one", () => {
    const lists = [listOf(1, "13.00", standard), listOf(2, "12.00", own)];
    expect(priceWith(lists)).toEqual(["12.00", "pri_0000000002"]);
    expect(priceWith(lists.toReversed())).toEqual(["12.00", "pri_0000000002"]);
    expect(priceWith([listOf(2, "12.00", { account: "acc_0000000002" })])).toEqual(["14.00", undefined]);
  });

  test("is that of the default list when the account's list does not have the product", () => {
    const lists = [listOf(1, "13.00", standard), listOf(2, "12.00", own, { product: "pro_0000000002" })];
    expect(priceWith(lists)).toEqual(["13.00", "pri_0000000001"]);
  });

  test.each([
    [{ validFrom: "2026-11-23" }, true],
    [{ validFrom: "2026-11-24" }, false],
    [{ validTo: "2026-11-23" }, true],
    [{ validTo: "2026-11-22" }, false],
    [{ validFrom: "2026-01-01", validTo: "2026-12-31" }, true],
  ])("is from a list that is valid today: %o", (days, valid) => {
    const [price] = priceWith([listOf(1, "13.00", { ...standard, ...days })]);
    expect(price).toBe(valid ? "13.00" : "14.00");
  });

  test("is from the list that became valid last, then from the one with the lower id", () => {
    const [old, young, ever] = [
      listOf(1, "1", { ...standard, validFrom: "2026-01-01" }),
      listOf(2, "2", { ...standard, validFrom: "2026-07-01" }),
      listOf(3, "3", standard),
    ];
    expect(priceWith([old, young, ever])).toEqual(["2", "pri_0000000002"]);
    expect(priceWith([ever, old])).toEqual(["1", "pri_0000000001"]);
    expect(priceWith([listOf(5, "5", standard), listOf(4, "4", standard)])).toEqual(["4", "pri_0000000004"]);
  });

  test.each([
    ["9.999999", "14"],
    ["10", "12.50"],
    ["10.0", "12.50"],
    ["99.5", "12.50"],
    ["100", "11.2"],
    ["5000", "11.2"],
  ])("for %s of it is %s, by the tier that the quantity reaches", (quantity, price) => {
    const tiers = [
      { from: "10", unitPrice: "12.50" },
      { from: "100", discountPercent: "20" },
    ];
    const [found] = priceWith([listOf(1, "14", standard, { tiers })], { quantity });
    expect(found).toBe(price);
  });

  test("with a percentage off is exact where there is room for it, else rounded half up", () => {
    const tiers = (discountPercent: string) => ({ tiers: [{ from: "1", discountPercent }] });
    const off = (price: string, percent: string) =>
      priceWith([listOf(1, price, standard, tiers(percent))], { quantity: "1" })[0];
    expect(off("14.00", "33.3333")).toBe("9.333338");
    expect(off("0.000000000001", "50")).toBe("0.000000000001");
    expect(off("0.000000000001", "50.0001")).toBe("0");
    expect(off("123456.789012345678", "0.0001")).toBe("123456.665555556666");
    expect(off("12345678901234.5678", "33.3333")).toBe("8230456716049.34561");
    expect(off("99", "0")).toBe("99");
    expect(off("99", "100")).toBe("0");
  });

  test("that a person gives goes before all lists and names none", () => {
    expect(priceWith([listOf(1, "13.00", standard)], { unitPrice: "15" })).toEqual(["15", undefined]);
  });
});

describe("a list that is named", () => {
  const asked = (list: ReturnType<typeof listOf>, currency = "EUR") =>
    quoted(
      { lines: [chai], priceList: "pri_0000000001" },
      { others: [productOf(), list, listOf(2, "12.00", own)] },
      currency,
    );

  test("goes before the account's and the default one", () => {
    expect(asked(listOf(1, "9.00")).record.lines[0]).toMatchObject({
      unitPrice: "9.00",
      priceList: "pri_0000000001",
    });
  });

  test("leaves what it does not have to the others", () => {
    const list = listOf(1, "9.00", {}, { product: "pro_0000000002" });
    expect(asked(list).record.lines[0]).toMatchObject({ unitPrice: "12.00", priceList: "pri_0000000002" });
  });

  test.each([
    [{ validFrom: "2026-11-24" }, "is valid from 2026-11-24: it is 2026-11-23"],
    [{ validTo: "2026-11-22" }, "was valid until 2026-11-22: it is 2026-11-23"],
    [{ currency: "USD" }, "is in USD, not in EUR"],
    [{ account: "acc_0000000002" }, "for the account acc_0000000002 only"],
  ])("is refused when it cannot be used: %o", (more, words) => {
    asked(listOf(1, "9.00", more)).refused("rule_broken", words, ["/priceList"]);
  });

  test("is refused when it is retired or not there", () => {
    const list = listOf(1, "9.00");
    const retired = { type: "price-list.retired", data: { name: "List 1" } };
    const { stored } = list;
    const state = priceList.happen(
      priceList.read(stored.state),
      retired.type,
      retired.data,
      "2026-11-23T09:00:00.000Z",
    );
    asked({ ...list, stored: { ...stored, state: state.state } }).refused(
      "rule_broken",
      "List 1 is retired",
      ["/priceList"],
    );
    quoted({ lines: [hour], priceList: "pri_0000000001" }).refused("rule_broken", "no such price list", [
      "/priceList",
    ]);
  });
});

describe("pricing reads", () => {
  test("each product and the named list once, without locking them", () => {
    const prepared = setQuoteLines.prepare({ lines: [chai, chai, hour], priceList: "pri_0000000001" });
    expect(prepared.ok && prepared.reads.map(({ id, unchecked }) => [id, unchecked])).toEqual([
      [ids.product, true],
      ["pri_0000000001", true],
    ]);
  });

  const moreOf = (input: object, sold = productOf({ taxCode: "DE7" })) => {
    const prepared = setQuoteLines.prepare(input);
    if (!prepared.ok) throw new Error(prepared.message);
    const { stored } = quotedStored();
    const { state, ...meta } = sold.stored;
    const find = <R>(stage: { name: string; record: { parse(state: unknown): R } }) =>
      stage.name === product.name ? { ...stage.record.parse(state), ...meta } : undefined;
    const { refs = [], lookups = [] } = prepared.more(stored, { today: "2026-11-23", settings, find });
    return { refs: refs.map(({ id, unchecked }) => [id, unchecked]), keys: lookups.map(({ key }) => key) };
  };
  const quotedStored = () => {
    const { record } = quoted({ lines: [] });
    const meta = { id: ids.quote, version: 1, deal: ids.deal, createdAt: "", updatedAt: "" };
    return { stored: { ...meta, state: record } };
  };

  test("the account, and the lists only where a price is looked for", () => {
    const account = [[ids.account, true]];
    expect(moreOf({ lines: [hour] })).toEqual({ refs: account, keys: [] });
    expect(moreOf({ lines: [{ ...chai, unitPrice: "1", taxPercent: "1" }] })).toEqual({
      refs: account,
      keys: [],
    });
    expect(moreOf({ lines: [{ ...chai, taxPercent: "1" }] })).toEqual({
      refs: account,
      keys: [priceListKey("EUR"), priceListKey("EUR", ids.account)],
    });
  });

  test("the tax codes of lines, charges and products, each once", () => {
    const freight = { description: "Freight", amount: { minor: 500, currency: "EUR" }, taxCode: "DE19" };
    const lines = [
      { ...chai, unitPrice: "1" },
      { ...hour, taxCode: "DE19" },
    ];
    expect(moreOf({ lines, charges: [freight] }).keys).toEqual([codeKey("DE19"), codeKey("DE7")]);
    expect(moreOf({ lines: [{ ...chai, unitPrice: "1", taxCode: "DE16" }] }).keys).toEqual([codeKey("DE16")]);
  });
});

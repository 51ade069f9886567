import { expect, test } from "vitest";
import { addProduct, changeProduct, retireProduct } from "../../domain/product/actions.ts";
import { product } from "../../domain/product/product.ts";
import { taxCode } from "../../domain/tax-code/tax-code.ts";
import { given, other } from "../support/given.ts";
import { codeOf } from "../support/pricing.ts";

const chai = { code: "CHAI", name: "Chai", prices: { EUR: "14.00", JPY: 1500 } };

test("a product has a code, a name and a price for each currency it is sold in", () => {
  const { record } = given(product)
    .when(addProduct, { ...chai, unit: "box", taxPercent: 10 })
    .accepted(["product.added"]);
  expect(record).toEqual({
    status: "active",
    ...chai,
    prices: { EUR: "14.00", JPY: "1500" },
    unit: "box",
    taxPercent: "10",
  });
  given(product).when(addProduct, {}).refused("invalid_input", "", ["/code", "/name", "/prices"]);
});

test("prices are by currency codes of ISO 4217", () => {
  const refused = given(product).when(addProduct, { ...chai, prices: { eur: "1", ABC: "1" } });
  refused.refused("invalid_input", "ISO 4217", ["/prices/eur", "/prices/ABC"]);
});

test("a price is not negative and at most twelve digits fine", () => {
  const prices = { EUR: "-1", USD: "0.1234567890123", GBP: 0.125 };
  given(product)
    .when(addProduct, { ...chai, prices })
    .refused("invalid_input", "", ["/prices/EUR", "/prices/USD"]);
});

test("changed prices are told with the ones before", () => {
  const { events, record } = given(product, "active").when(changeProduct, {
    prices: { EUR: "15" },
    unit: "box",
  });
  expect(events[0]?.data).toEqual({
    before: { prices: { EUR: "14.00" } },
    after: { prices: { EUR: "15" }, unit: "box" },
  });
  expect(record).toMatchObject({ prices: { EUR: "15" }, unit: "box" });
  given(product, "active")
    .when(changeProduct, { prices: { EUR: "14.00" } })
    .accepted([]);
});

test("its tax can be removed, its code, name and prices cannot", () => {
  expect(given(product, "active").when(changeProduct, { taxPercent: null }).record).not.toHaveProperty(
    "taxPercent",
  );
  const nothing = { code: null, name: null, prices: null };
  given(product, "active")
    .when(changeProduct, nothing)
    .refused("invalid_input", "", ["/code", "/name", "/prices"]);
});

test("a product may belong to a family and have a tax code that is there", () => {
  const more = { family: "Tea", taxCode: "DE7" };
  const there = { others: [codeOf("DE7", "7")] };
  expect(given(product).when(addProduct, { ...chai, ...more }, there).record).toMatchObject(more);
  expect(given(product, "active").when(changeProduct, more, there).record).toMatchObject(more);
  expect(given(product, "active").when(changeProduct, { taxCode: null }).record).not.toHaveProperty(
    "taxCode",
  );
  const none = "There is no tax code DE7";
  given(product)
    .when(addProduct, { ...chai, ...more })
    .refused("rule_broken", none, ["/taxCode"]);
  given(product, "active").when(changeProduct, more).refused("rule_broken", none, ["/taxCode"]);
  const retired = { others: [other(taxCode, "tax_0000000001", "retired")] };
  given(product, "active")
    .when(changeProduct, { taxCode: "DE19" }, retired)
    .refused("rule_broken", "The tax code DE19 is retired", ["/taxCode"]);
});

test("a retired product stays as it is", () => {
  const { record } = given(product, "active").when(retireProduct, {}).accepted(["product.retired"]);
  expect(record).toMatchObject({ status: "retired", code: "CHAI", retiredAt: "2026-11-23T09:00:00.000Z" });
  given(product, "retired").when(changeProduct, { name: "Tea" }).refused("wrong_state");
  given(product, "retired").when(retireProduct, {}).refused("wrong_state");
});

import { expect, test } from "vitest";
import { addProduct, changeProduct, retireProduct } from "../../domain/product/actions.ts";
import { product } from "../../domain/product/product.ts";
import { given } from "../support/given.ts";

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

test("a price is not negative and at most six digits fine", () => {
  const prices = { EUR: "-1", USD: "0.1234567", GBP: 0.125 };
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

test("a retired product stays as it is", () => {
  const { record } = given(product, "active").when(retireProduct, {}).accepted(["product.retired"]);
  expect(record).toMatchObject({ status: "retired", code: "CHAI", retiredAt: "2026-11-23T09:00:00.000Z" });
  given(product, "retired").when(changeProduct, { name: "Tea" }).refused("wrong_state");
  given(product, "retired").when(retireProduct, {}).refused("wrong_state");
});

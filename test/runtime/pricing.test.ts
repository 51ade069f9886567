import { afterAll, beforeAll, expect, test } from "vitest";
import { openAccount } from "../../domain/account/actions.ts";
import { openOpportunity } from "../../domain/opportunity/open.ts";
import { setOpportunityLines } from "../../domain/opportunity/actions.ts";
import { addPriceList, changePriceList, retirePriceList } from "../../domain/price-list/actions.ts";
import { setEntries } from "../../domain/price-list/set-entries.ts";
import { addProduct } from "../../domain/product/actions.ts";
import { addTaxCode } from "../../domain/tax-code/actions.ts";
import type { World } from "../../functions/runtime/ask.ts";
import { recordKey } from "../../functions/runtime/keys.ts";
import { perform } from "../../functions/runtime/perform.ts";
import { createTable, type Engine, startEngine } from "../support/engine.ts";
import { ask, done, worldOf } from "../support/world.ts";

let engine: Engine;
let world: World;

beforeAll(async () => {
  engine = await startEngine();
  await createTable(engine.client, "journal");
  world = worldOf(engine.client, "journal");
});
afterAll(() => engine.stop());

test("a price that is in a list now is the price of the next line, and no longer when the list ends", async () => {
  await done(ask(addTaxCode, { code: "DE7", name: "Reduced", category: "S", percent: "7" }), world);
  const tea = { code: "TEA", name: "Tea", prices: { EUR: "5" }, taxCode: "DE7" };
  const { record: sold } = await done(ask(addProduct, tea), world);
  const { record: buyer } = await done(ask(openAccount, { name: "Alfreds" }), world);
  const deal = { topic: "Tea", account: buyer.id, process: "lean" };
  const { record: chance } = await done(ask(openOpportunity, deal), world);
  const terms = async () => {
    const lines = [{ product: sold.id, quantity: "1" }];
    const { record } = await done(ask(setOpportunityLines, { lines }, { id: chance.id }), world);
    return record;
  };
  const list = async (more: object, unitPrice: string) => {
    const { record } = await done(ask(addPriceList, { name: "List", currency: "EUR", ...more }), world);
    const entries = [{ product: sold.id, unitPrice }];
    await done(ask(setEntries, { entries }, { id: record.id }), world);
    return record.id;
  };

  expect(await terms()).toMatchObject({ lines: [{ unitPrice: "5", taxPercent: "7", taxCode: "DE7" }] });
  const standard = await list({ isDefault: true }, "4");
  expect(await terms()).toMatchObject({ lines: [{ unitPrice: "4", priceList: standard }] });
  const own = await list({ account: buyer.id }, "3");
  expect(await terms()).toMatchObject({ lines: [{ unitPrice: "3", priceList: own }] });
  await done(ask(changePriceList, { validTo: "2020-01-01" }, { id: own }), world);
  expect(await terms()).toMatchObject({ lines: [{ unitPrice: "4", priceList: standard }] });
  await done(ask(retirePriceList, {}, { id: standard }), world);
  expect(await terms()).toMatchObject({ lines: [{ unitPrice: "5" }] });
});

test("a tax code is there once, and a product's code must be there", async () => {
  const code = { code: "DE19", name: "Standard", category: "S", percent: "19" };
  await done(ask(addTaxCode, code), world);
  expect(await perform(ask(addTaxCode, code), world)).toMatchObject({ ok: false, code: "rule_broken" });
  const tea = { code: "TEA", name: "Tea", prices: {}, taxCode: "DE16" };
  expect(await perform(ask(addProduct, tea), world)).toMatchObject({
    ok: false,
    message: "There is no tax code DE16",
  });
});

test("a list of a thousand products is checked in one go", async () => {
  const { record } = await done(ask(addPriceList, { name: "List", currency: "EUR" }), world);
  const entries = Array.from({ length: 1000 }, (_, n) => ({
    product: `pro_${String(n).padStart(26, "0")}`,
    unitPrice: "1",
  }));
  expect(await perform(ask(setEntries, { entries }, { id: record.id }), world)).toMatchObject({
    ok: false,
    code: "rule_broken",
    details: { unknown: 1000 },
  });
});

test("items are read in the order of their keys, however many there are", async () => {
  const { record } = await done(ask(openAccount, { name: "Alfreds" }), world);
  const keys = Array.from({ length: 950 }, (_, n) =>
    recordKey("account", n === 900 ? record.id : `acc_${n}`),
  );
  const items = await world.journal.load(keys);
  expect(items.flatMap((item, index) => (item === undefined ? [] : [index]))).toEqual([900]);
});

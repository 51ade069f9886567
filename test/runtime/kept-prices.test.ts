import { afterAll, beforeAll, expect, test } from "vitest";
import { openAccount } from "../../domain/account/actions.ts";
import { childId } from "../../domain/kernel/id.ts";
import { invoice } from "../../domain/invoice/invoice.ts";
import { openOpportunity } from "../../domain/opportunity/open.ts";
import { setOpportunityLines } from "../../domain/opportunity/actions.ts";
import { fulfilOrder } from "../../domain/order/fulfil.ts";
import { addProduct, changeProduct, retireProduct } from "../../domain/product/actions.ts";
import { acceptQuote, sendQuote } from "../../domain/quote/actions.ts";
import { draftQuote } from "../../domain/quote/draft.ts";
import { readRecord } from "../../functions/runtime/items.ts";
import { recordKey } from "../../functions/runtime/keys.ts";
import { type Business, startBusiness } from "../support/business.ts";

let business: Business;

beforeAll(async () => {
  business = await startBusiness();
});
afterAll(() => business.stop());

test("an order and its invoice keep the price of the quote, whatever the catalogue does after it was sent", async () => {
  const account = (await business.act(openAccount, { name: "Alfreds" })).id;
  const tea = { code: "TEA", name: "Tea", prices: { EUR: "5.00" }, taxPercent: "7" };
  const product = (await business.act(addProduct, tea)).id;
  const deal = { topic: "Tea", account, process: "lean" };
  const opportunity = (await business.act(openOpportunity, deal)).id;
  await business.act(setOpportunityLines, { lines: [{ product, quantity: "2" }] }, opportunity);
  const quote = (await business.act(draftQuote, { opportunity })).id;
  const { hash } = await business.act(sendQuote, { validUntil: "2999-12-31" }, quote);
  await business.act(changeProduct, { prices: { EUR: "9.00" }, taxPercent: "19" }, product);
  await business.act(acceptQuote, { hash }, quote);
  await business.act(retireProduct, {}, product);
  const order = childId("ord", quote);
  await business.act(fulfilOrder, {}, order);
  const [item] = await business.world.journal.load([recordKey("invoice", childId("inv", order, 1))]);
  expect(item && invoice.read(readRecord(item).state)).toMatchObject({
    lines: [{ product, unitPrice: "5.00", taxPercent: "7" }],
    totals: { net: { minor: 1000 }, tax: { minor: 70 } },
  });
});

import { afterAll, beforeAll, expect, test } from "vitest";
import type { HttpHandler } from "../../functions/runtime/edge.ts";
import { type Business, startBusiness, stubEnvironment } from "../support/business.ts";
import { sell, type SoldDeal } from "../support/deals.ts";
import { type Sent, send } from "../support/request.ts";
import { startWitness, type Witness } from "../support/witness.ts";

let business: Business;
let witness: Witness;
let sold: SoldDeal;

beforeAll(async () => {
  business = await startBusiness();
  witness = await startWitness(business.engine.endpoint);
  stubEnvironment(witness.endpoint);
  sold = await sell(business);
});
afterAll(async () => {
  await witness.stop();
  await business.stop();
});

async function askedBy(handler: HttpHandler, sent: Sent): Promise<readonly string[]> {
  witness.forget();
  expect(await send(handler, sent)).toMatchObject({ status: 200 });
  return [...witness.seen];
}

test("a record is read in one round trip", async () => {
  const { handler } = await import("../../functions/read/get.ts");
  const seen = await askedBy(handler, { route: "GET /quotes/{id}", id: sold.quote });
  expect(seen).toEqual(["BatchGetItem"]);
});

test("what may be done with a record is told in one round trip", async () => {
  const { handler } = await import("../../functions/read/actions/quote.ts");
  const seen = await askedBy(handler, { route: "GET /quotes/{id}/actions", id: sold.quote });
  expect(seen).toEqual(["BatchGetItem"]);
});

test("the histories of a record and of a deal are read in one round trip each", async () => {
  // The words in which they are told are read at the same time.
  const atOnce = expect.toSatisfy((seen: string[]) => seen.toSorted().join() === "BatchGetItem,Query");
  const { handler: ofRecord } = await import("../../functions/read/history.ts");
  const { handler: ofDeal } = await import("../../functions/read/deal-history.ts");
  expect(await askedBy(ofRecord, { route: "GET /quotes/{id}/history", id: sold.quote })).toEqual(atOnce);
  const deal = { route: "GET /deals/{deal}/history", path: { deal: sold.deal } };
  expect(await askedBy(ofDeal, deal)).toEqual(atOnce);
});

test("the history of a customer with one deal is read in three: its deals, where they go on, their events", async () => {
  const { handler } = await import("../../functions/read/account-history.ts");
  const seen = await askedBy(handler, { route: "GET /accounts/{id}/history", id: sold.account });
  expect(seen.toSorted()).toEqual(["BatchGetItem", "Query", "Query", "Query"]);
  expect(seen.slice(2)).toEqual(["Query", "Query"]);
});

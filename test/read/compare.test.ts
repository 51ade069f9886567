import { afterAll, beforeAll, expect, test } from "vitest";
import { account } from "../../domain/account/account.ts";
import { openAccount } from "../../domain/account/actions.ts";
import { childId } from "../../domain/kernel/id.ts";
import { setOpportunityLines } from "../../domain/opportunity/actions.ts";
import { openOpportunity } from "../../domain/opportunity/open.ts";
import { reviseQuote, sendQuote, setQuoteLines } from "../../domain/quote/actions.ts";
import { draftQuote } from "../../domain/quote/draft.ts";
import type { HttpHandler } from "../../functions/runtime/edge.ts";
import { type Business, startBusiness } from "../support/business.ts";
import { send } from "../support/request.ts";

let business: Business;
let compare: HttpHandler;
const route = "GET /quotes/{id}/compare";
const hours = (quantity: string) => [{ description: "Advice", quantity, unitPrice: "80", taxPercent: "19" }];

beforeAll(async () => {
  business = await startBusiness();
  ({ handler: compare } = await import("../../functions/read/compare.ts"));
});
afterAll(() => business.stop());

async function quoted(): Promise<string> {
  const { id: customer } = await business.act(openAccount, { name: "Alfreds" });
  const deal = { topic: "Tea", [account.name]: customer, process: "lean" };
  const { id: opportunity } = await business.act(openOpportunity, deal);
  await business.act(setOpportunityLines, { lines: hours("1") }, opportunity);
  return (await business.act(draftQuote, { opportunity })).id;
}

test("a revision is compared with the one before: what is now, and what was", async () => {
  const first = await quoted();
  await business.act(sendQuote, { validUntil: "2999-12-31" }, first);
  await business.act(reviseQuote, {}, first);
  const second = childId("quo", first, "r2");
  await business.act(setQuoteLines, { lines: hours("2") }, second);
  const { status, body } = await send(compare, { route, id: second, query: { with: first } });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    before: { id: first, revision: 1, status: "revised" },
    after: { id: second, revision: 2, status: "draft" },
    same: false,
    lines: {
      added: [],
      removed: [],
      changed: [
        {
          after: { line: 1, quantity: "2" },
          changes: [
            { field: "quantity", before: "1", after: "2" },
            { field: "net", before: { minor: 8000 }, after: { minor: 16_000 } },
          ],
        },
      ],
    },
    fields: [{ field: "totals" }, { field: "validUntil", before: "2999-12-31" }],
  });
  const itself = await send(compare, { route, id: first, query: { with: first } });
  expect(itself).toMatchObject({ status: 200, body: { same: true } });
});

test("only quotes of one opportunity are compared, and only those that are there", async () => {
  const [one, two] = [await quoted(), await quoted()];
  const unlike = await send(compare, { route, id: one, query: { with: two } });
  expect(unlike).toMatchObject({
    status: 422,
    body: { code: "rule_broken", errors: [{ pointer: "/with" }] },
  });
  const none = "quo_00000000000000000000000000";
  for (const [id, other] of [
    [one, none],
    [none, one],
    [none, none],
  ] as const) {
    const missing = await send(compare, { route, id, query: { with: other } });
    expect(missing).toMatchObject({ status: 404, body: { detail: `There is no quote ${none}` } });
  }
});

test("the other quote must be named", async () => {
  const id = await quoted();
  for (const query of [{}, { with: "x" }, { with: "opp_00000000000000000000000000" }]) {
    const answer = await send(compare, { route, id, query });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: "/with" }] } });
  }
});

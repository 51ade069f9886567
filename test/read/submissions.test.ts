import { afterAll, beforeAll, expect, test } from "vitest";
import type { HttpHandler } from "../../functions/runtime/edge.ts";
import { discardSubmission } from "../../domain/submission/release.ts";
import { enterSubmission } from "../../domain/submission/actions.ts";
import { type Business, startBusiness } from "../support/business.ts";
import { page, pages } from "../support/pages.ts";
import { send } from "../support/request.ts";

let business: Business;
let list: HttpHandler;
const route = "GET /submissions";
const form = "for_0000000001";
const hint = { verdict: "held", reasons: [{ code: "newsletter" }] };

beforeAll(async () => {
  business = await startBusiness();
  ({ handler: list } = await import("../../functions/read/list.ts"));
});
afterAll(() => business.stop());

const from = (source: string, more: object = {}) =>
  business.act(enterSubmission, { source, fields: { lastName: "Berg" }, text: "Tea", ...more });
const idsOf = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);

test("submissions are listed by verdict, source, form and lead, the newest first", async () => {
  const first = await from("email", { hint });
  const accepted = await from("web", { form });
  const second = await from("card", { hint });
  const spam = await from("email", { hint: { ...hint, verdict: "spam" } });
  const discarded = await from("email", { hint });
  await business.act(discardSubmission, {}, discarded.id);
  const asked = async (query: Record<string, string>) => idsOf((await page(list, { route, query })).items);
  expect(await asked({ verdict: "held" })).toEqual([second.id, first.id]);
  expect(await asked({ status: "held", source: "email" })).toEqual([first.id]);
  expect(await asked({ verdict: "spam" })).toEqual([spam.id]);
  expect(await asked({ form })).toEqual([accepted.id]);
  expect(await asked({ lead: String(accepted["lead"]) })).toEqual([accepted.id]);
  expect(await asked({ verdict: "received" })).toEqual([]);
  expect(await asked({ verdict: "rejected", source: "card" })).toEqual([]);
});

test("a filtered list goes on until all are found, however few there are among the others", async () => {
  const wanted = await from("import");
  for (let n = 0; n < 12; n += 1) await from("web");
  const query = { source: "import", limit: "1" };
  const found = await pages(list, { route, query });
  expect(found.flatMap(({ items }) => idsOf(items))).toEqual([wanted.id]);
  expect(found.length).toBeLessThan(6);
});

test.each([
  ["verdict", "open", "held, spam, rejected, accepted, merged"],
  ["source", "fax", "web, email, card, import"],
  ["form", "1", "for_"],
])("an unknown %s is refused with what is allowed", async (name, value, allowed) => {
  const { status, body } = await send(list, { route, query: { [name]: value } });
  expect(status).toBe(400);
  expect(JSON.stringify(body)).toContain(allowed);
});

test("a verdict and another status contradict each other, and other stages have no verdict", async () => {
  const both = await send(list, { route, query: { verdict: "held", status: "spam" } });
  expect(both).toMatchObject({ status: 400, body: { errors: [{ pointer: "/verdict" }] } });
  const leads = await send(list, { route: "GET /leads", query: { verdict: "held" } });
  expect(leads.status).toBe(400);
});

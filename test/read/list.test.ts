import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addContact } from "../../domain/contact/actions.ts";
import { captureLead, disqualifyLead, markContacted } from "../../domain/lead/actions.ts";
import { openOpportunity } from "../../domain/opportunity/open.ts";
import { setOpportunityLines } from "../../domain/opportunity/actions.ts";
import { addProduct, retireProduct } from "../../domain/product/actions.ts";
import type { HttpHandler } from "../../functions/runtime/edge.ts";
import { type Business, startBusiness, stubEnvironment } from "../support/business.ts";
import { page, pages } from "../support/pages.ts";
import { send } from "../support/request.ts";
import { startWitness, type Witness } from "../support/witness.ts";

let business: Business;
let witness: Witness;
let list: HttpHandler;
const leads = "GET /leads";
const products = "GET /products";

beforeAll(async () => {
  business = await startBusiness();
  witness = await startWitness(business.engine.endpoint);
  stubEnvironment(witness.endpoint);
  ({ handler: list } = await import("../../functions/read/list.ts"));
});
afterAll(async () => {
  await witness.stop();
  await business.stop();
});

const captured = (topic = "Chai") => business.act(captureLead, { topic, lastName: "Anders" });
const product = (code: string) => business.act(addProduct, { code, name: code, prices: { EUR: "1" } });
const idsOf = (all: readonly { readonly items: readonly { readonly id: string }[] }[]) =>
  all.flatMap(({ items }) => items.map(({ id }) => id));

describe("a list", () => {
  test("has the records of a stage in every status, newest first", async () => {
    const first = await captured();
    const second = await captured();
    const third = await captured();
    await business.act(markContacted, {}, first.id);
    await business.act(disqualifyLead, { reason: "lost" }, second.id);
    const { items, cursor } = await page(list, { route: leads });
    expect(items.slice(0, 3).map(({ id, status }) => [id, status])).toEqual([
      [third.id, "new"],
      [second.id, "disqualified"],
      [first.id, "contacted"],
    ]);
    expect(items.at(0)).toEqual(third);
    expect(cursor).toBeUndefined();
  });

  test("of one status has only the records in it", async () => {
    const kept = await product("KEPT");
    const gone = await product("GONE");
    await business.act(retireProduct, {}, gone.id);
    const active = await page(list, { route: products, query: { status: "active" } });
    const retired = await page(list, { route: products, query: { status: "retired" } });
    expect(idsOf([active])).toContain(kept.id);
    expect(idsOf([active])).not.toContain(gone.id);
    expect(idsOf([retired])).toEqual([gone.id]);
  });

  test("of a stage without records is empty", async () => {
    expect(await page(list, { route: "GET /invoices" })).toEqual({ items: [], events: [] });
  });

  test("goes on over pages without leaving out or repeating a record, also when all were made at once", async () => {
    business.clock = new Date();
    const made = await Promise.all(Array.from({ length: 17 }, () => captured("at once")));
    business.clock = undefined;
    expect(new Set(made.map(({ createdAt }) => createdAt)).size).toBe(1);
    const whole = await page(list, { route: leads, query: { limit: "100" } });
    for (const limit of ["4", "23"]) {
      const all = await pages(list, { route: leads, query: { limit } });
      expect(idsOf(all)).toEqual(idsOf([whole]));
      expect(all.slice(0, -1).every(({ items }) => items.length === Number(limit))).toBe(true);
    }
  });

  test("that ends with a page has no cursor on it", async () => {
    const { items } = await page(list, { route: leads, query: { limit: "100" } });
    const exact = await page(list, { route: leads, query: { limit: String(items.length) } });
    const short = await page(list, { route: leads, query: { limit: String(items.length - 1) } });
    expect(exact.cursor).toBeUndefined();
    expect(short.cursor).toBeDefined();
  });

  test("does not show what is newer than the page before on the next one", async () => {
    const first = await page(list, { route: leads, query: { limit: "2" } });
    const late = await captured();
    const next = await page(list, { route: leads, query: { limit: "100", cursor: first.cursor ?? "" } });
    expect(idsOf([next])).not.toContain(late.id);
  });

  test("leaves out a record that changed its status while the list was read", async () => {
    const { id } = await captured();
    witness.before = async (operation) => {
      if (operation !== "BatchGetItem") return;
      witness.before = undefined;
      await business.act(markContacted, {}, id);
    };
    const fresh = await page(list, { route: leads, query: { status: "new" } });
    expect(idsOf([fresh])).not.toContain(id);
    expect(fresh.items.every(({ status }) => status === "new")).toBe(true);
  });

  test("of very big records comes in pages that a function can answer", async () => {
    const contact = await business.act(addContact, { lastName: "Anders" });
    const line = { description: "€".repeat(300), quantity: "1", unitPrice: "1" };
    const made: string[] = [];
    for (let n = 0; n < 28; n += 1) {
      const { id } = await business.act(openOpportunity, { topic: `Big ${n}`, contact: contact.id });
      await business.act(setOpportunityLines, { lines: Array.from({ length: 90 }, () => line) }, id);
      made.unshift(id);
    }
    const all = await pages(list, { route: "GET /opportunities", query: { limit: "100" } });
    expect(all.length).toBeGreaterThan(1);
    expect(idsOf(all)).toEqual(made);
    for (const { items } of all) expect(JSON.stringify({ items }).length).toBeLessThan(3_000_000);
  });
});

describe("a list is refused", () => {
  test("for a status that the stage does not have, naming those that it has", async () => {
    const answer = await send(list, { route: products, query: { status: "sent" } });
    expect(answer).toMatchObject({
      status: 400,
      body: { code: "invalid_input", errors: [{ pointer: "/status" }], allowed: ["active", "retired"] },
    });
  });

  test("for a parameter that there is not, naming it", async () => {
    const answer = await send(list, { route: products, query: { stauts: "active", page: "2" } });
    expect(answer).toMatchObject({
      status: 400,
      body: {
        errors: [{ pointer: "/stauts" }, { pointer: "/page" }],
        allowed: ["status", "limit", "cursor"],
      },
    });
  });

  test.each(["0", "101", "-1", "1.5", "", "ten", "1e1", "1,2"])("for the limit %j", async (limit) => {
    const answer = await send(list, { route: products, query: { limit } });
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/limit", detail: "must be a whole number from 1 to 100" }] },
    });
  });

  test.each([
    ["that is no cursor", "abc"],
    ["that is empty", ""],
    ["without a place", Buffer.from('{"of":"products"}').toString("base64url")],
    ["with more in it", Buffer.from('{"of":"products","after":"a","x":1}').toString("base64url")],
    ["with broken text in it", Buffer.from('{"of":"products","after":"\\ud800"}').toString("base64url")],
  ])("for a cursor %s", async (_, cursor) => {
    const answer = await send(list, { route: products, query: { cursor } });
    expect(answer).toMatchObject({
      status: 400,
      body: { code: "invalid_input", errors: [{ pointer: "/cursor" }] },
    });
  });

  test("for the cursor of another list", async () => {
    const { cursor = "" } = await page(list, { route: leads, query: { limit: "1" } });
    const answer = await send(list, { route: products, query: { cursor } });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: "/cursor" }] } });
  });
});

test("a page costs one query for each part of a board, all at once, and one reading of the records", async () => {
  witness.forget();
  await page(list, { route: leads, query: { status: "new" } });
  expect(witness.seen).toEqual(["Query", "Query", "Query", "Query", "BatchGetItem"]);
});

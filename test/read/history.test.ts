import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addContact } from "../../domain/contact/actions.ts";
import { captureLead } from "../../domain/lead/actions.ts";
import { changeLead } from "../../domain/lead/change.ts";
import { openOpportunity } from "../../domain/opportunity/open.ts";
import { setOpportunityLines } from "../../domain/opportunity/actions.ts";
import type { HttpHandler } from "../../functions/runtime/edge.ts";
import { type Business, startBusiness } from "../support/business.ts";
import { sell, type SoldDeal } from "../support/deals.ts";
import { page, pages } from "../support/pages.ts";
import { send } from "../support/request.ts";

let business: Business;
let sold: SoldDeal;
let history: HttpHandler;
let dealHistory: HttpHandler;
const ofQuote = "GET /quotes/{id}/history";
const ofLead = "GET /leads/{id}/history";
const ofDeal = "GET /deals/{deal}/history";

beforeAll(async () => {
  business = await startBusiness();
  ({ handler: history } = await import("../../functions/read/history.ts"));
  ({ handler: dealHistory } = await import("../../functions/read/deal-history.ts"));
  sold = await sell(business);
});
afterAll(() => business.stop());

describe("the history of a record", () => {
  test("has its events as published, oldest first, each with its sentence", async () => {
    const { body } = await send(history, { route: ofQuote, id: sold.quote });
    const envelopes = await business.world.journal.events("quote", sold.quote, 99);
    const texts = [
      "Quote drafted, revision 1",
      "Quote sent: 46.20 EUR, valid until 2999-12-31",
      "Quote accepted: 46.20 EUR",
    ];
    expect(body).toEqual({
      events: envelopes.map((event, n) => ({ ...event, text: texts[n], who: "ann", changes: [] })),
    });
  });

  test("comes in pages that together are the whole", async () => {
    const lead = await business.act(captureLead, { topic: "Chai", lastName: "Anders" });
    for (let n = 1; n < 12; n += 1) await business.act(changeLead, { note: `note ${n}` }, lead.id);
    const whole = await page(history, { route: ofLead, id: lead.id });
    expect(whole.events.map(({ id }) => id)).toEqual(
      Array.from({ length: 12 }, (_, n) => `${lead.id}#${n + 1}`),
    );
    for (const limit of ["5", "12"]) {
      const all = await pages(history, { route: ofLead, id: lead.id, query: { limit } });
      expect(all.flatMap(({ events }) => events)).toEqual(whole.events);
      expect(all).toHaveLength(Math.ceil(12 / Number(limit)));
    }
  });

  test("of big events comes in pages that a function can answer", async () => {
    const contact = await business.act(addContact, { lastName: "Anders" });
    const { id } = await business.act(openOpportunity, { topic: "Big", contact: contact.id });
    for (let n = 0; n < 16; n += 1) {
      const line = { description: `${"€".repeat(290)}${n}`, quantity: "1", unitPrice: "1" };
      await business.act(setOpportunityLines, { lines: Array.from({ length: 90 }, () => line) }, id);
    }
    const route = "GET /opportunities/{id}/history";
    const all = await pages(history, { route, id, query: { limit: "500" } });
    expect(all.length).toBeGreaterThan(1);
    expect(all.flatMap(({ events }) => events).map((event) => event.id)).toEqual(
      Array.from({ length: 17 }, (_, n) => `${id}#${n + 1}`),
    );
  });

  test.each(["quo_00000000000000000000000000", "lea_00000000000000000000000000", "x"])(
    "is not found for the id %s",
    async (id) => {
      expect(await send(history, { route: ofQuote, id })).toMatchObject({ status: 404 });
    },
  );

  test.each([
    { limit: "501" },
    { cursor: "x" },
    { cursor: Buffer.from('{"of":"other","after":"1"}').toString("base64url") },
    { status: "sent" },
  ])("is refused with the query %j", async (query) => {
    const answer = await send(history, { route: ofQuote, id: sold.quote, query: { ...query } });
    const [name] = Object.keys(query);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: `/${name}` }] } });
  });
});

describe("the history of a deal", () => {
  test("tells all that happened, in order, from the lead to the payment", async () => {
    const { events, cursor } = await page(dealHistory, { route: ofDeal, path: { deal: sold.deal } });
    const story = events.map(({ text }) => text.replaceAll(/quo_\S+|INV-\S+|(?<=due on )\S+/g, "…"));
    // What follows from the same event may happen in any order.
    expect(story.toSorted()).toEqual(
      [
        "Lead captured from Eastern Connection: Chai",
        "Lead qualified: Chai",
        "Account opened: Eastern Connection",
        "Contact added: Devon",
        "Opportunity opened: Chai",
        "Opportunity changed: estimated revenue, lines, totals",
        "Quote drafted, revision 1",
        "Quote … noted as draft",
        "Quote sent: 46.20 EUR, valid until 2999-12-31",
        "Quote … noted as sent",
        "Quote accepted: 46.20 EUR",
        "Quote … noted as accepted",
        "Opportunity won: 42.00 EUR",
        "Order placed: 46.20 EUR",
        "Order fulfilled: delivery 1, 1 line",
        "Invoice … issued: 46.20 EUR, due on …",
        "Bill 1: a delivery billed, 46.20 EUR",
        "Bill 1 invoiced",
        "Order invoiced in full",
        "Payment of 46.20 EUR for invoice … received, 0.00 EUR open",
        "Invoice … paid in full",
      ].toSorted(),
    );
    expect(cursor).toBeUndefined();
  });

  test("never tells an effect before its cause", async () => {
    const { events } = await page(dealHistory, { route: ofDeal, path: { deal: sold.deal } });
    const order = events.map(({ id }) => id);
    expect(order.at(0)).toBe(`${sold.lead}#1`);
    expect(order.at(-1)).toBe(`${sold.invoice}#3`);
    const caused = events.filter(({ causedBy }) => causedBy !== undefined);
    expect(caused.length).toBeGreaterThan(8);
    for (const { id, causedBy = "" } of caused) {
      expect(order.indexOf(causedBy)).toBeGreaterThanOrEqual(0);
      expect(order.indexOf(causedBy)).toBeLessThan(order.indexOf(id));
    }
  });

  test("comes in pages that together are the whole", async () => {
    const route = { route: ofDeal, path: { deal: sold.deal } };
    const whole = await page(dealHistory, route);
    for (const limit of ["7", "20"]) {
      const all = await pages(dealHistory, { ...route, query: { limit } });
      expect(all.flatMap(({ events }) => events)).toEqual(whole.events);
    }
  });

  test.each(["dea_00000000000000000000000000", "x"])("is not found for the deal %s", async (deal) => {
    const answer = await send(dealHistory, { route: ofDeal, path: { deal } });
    expect(answer).toMatchObject({ status: 404, body: { code: "not_found" } });
  });

  test("does not go on with the cursor of another deal", async () => {
    const other = await sell(business);
    const { cursor = "" } = await page(dealHistory, {
      route: ofDeal,
      path: { deal: other.deal },
      query: { limit: "1" },
    });
    const answer = await send(dealHistory, { route: ofDeal, path: { deal: sold.deal }, query: { cursor } });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: "/cursor" }] } });
  });
});

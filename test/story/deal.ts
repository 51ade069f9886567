import * as z from "zod";
import { beforeAll, expect, test } from "vitest";
import { History, List, RecordAnswer } from "../../local/client/answers.ts";
import { runDeal, type DoneDeal } from "../../local/bench/deal.ts";
import { settle } from "../../local/bench/check.ts";
import { expectedTotal } from "../../local/bench/expected.ts";
import { eventsOf, placedOrder, someContact } from "./steps.ts";
import type { System } from "./system.ts";

const lines = [
  { description: "Chai", quantity: "2.5", unitPrice: "14.05", discountPercent: "12.5", taxPercent: "10" },
  { description: "Cups", quantity: "7", unitPrice: "0.0375", discountPercent: "0", taxPercent: "21" },
  { description: "Pots", quantity: "3", unitPrice: "9.95", discountPercent: "0", taxPercent: "10" },
];

/** A deal, told and read. */
export const tellDeal = (use: () => System): void => {
  let done: DoneDeal;

  beforeAll(async () => {
    const { crew } = use();
    done = await runDeal(crew, lines, "Ruiz");
    await settle(crew.sales, done);
  });

  test("a lead becomes a paid invoice, and the history of the deal tells all that happened", async () => {
    const events = await eventsOf(use().crew, done.deal);
    const types = events.map(({ type }) => type).filter((type) => type !== "opportunity.quote-noted");
    expect(types.toSorted()).toEqual([
      "account.opened",
      "contact.added",
      "invoice.issued",
      "invoice.paid",
      "invoice.payment-received",
      "lead.captured",
      "lead.qualified",
      "opportunity.changed",
      "opportunity.opened",
      "opportunity.won",
      "order.billed",
      "order.fulfilled",
      "order.invoice-noted",
      "order.invoiced",
      "order.placed",
      "quote.accepted",
      "quote.drafted",
      "quote.sent",
    ]);
    expect(types[0]).toBe("lead.captured");
    expect(events.every(({ text, deal }) => text.length > 0 && deal === done.deal)).toBe(true);
  });

  test("every event of a deal comes after the one that caused it", async () => {
    const events = await eventsOf(use().crew, done.deal);
    const place = new Map(events.map(({ id }, index) => [id, index]));
    const caused = events.filter(({ causedBy }) => causedBy !== undefined);
    expect(caused.length).toBeGreaterThan(7);
    for (const { id, causedBy = "" } of caused) expect(place.get(causedBy)).toBeLessThan(place.get(id) ?? -1);
  });

  test("the invoice comes to what its lines come to, and nothing of it is open", () => {
    const { status, totals, number } = done.invoice;
    expect({ status, total: totals.total }).toEqual({
      status: "paid",
      total: { minor: expectedTotal(lines), currency: "EUR" },
    });
    expect(number).toMatch(/^INV-20\d\d-\d{6}$/);
  });

  test("two deliveries make two invoices, each of just what was delivered, and together the order", async () => {
    const { crew } = use();
    const order = await placedOrder(crew, (await someContact(crew)).id);
    const path = `/orders/${order.id}/fulfil`;
    const part = await crew.fulfilment.ask("POST", path, { lines: [{ line: 1, quantity: "1" }] });
    const rest = await crew.fulfilment.ask("POST", path, {});
    const ids = [part, rest].map(({ next }) => `/invoices/${next?.["invoice"]}`);
    const Invoice = RecordAnswer.extend({
      lines: z.array(z.object({ line: z.int(), quantity: z.string() })),
    });
    const invoices = await Promise.all(ids.map((id) => crew.finance.until(id)));
    expect(
      invoices.map((invoice) => Invoice.parse(invoice).lines.map(({ line, quantity }) => [line, quantity])),
    ).toEqual([
      [[1, "1"]],
      [
        [1, "2"],
        [2, "10"],
      ],
    ]);
    await crew.sales.until(`/orders/${order.id}`, ({ status }) => status === "invoiced");
    const over = await crew.fulfilment.send("POST", path, { body: {} });
    expect(over.status).toBe(409);
  });

  test("the customer's history is the whole deal, and a record's is its own events in order", async () => {
    const { sales } = use().crew;
    const account = String(done.invoice["account"]);
    const { events } = await sales.read(`/accounts/${account}/history?limit=500`, History);
    expect(events.map(({ id }) => id).toSorted()).toEqual(
      (await eventsOf(use().crew, done.deal)).map(({ id }) => id).toSorted(),
    );
    const own = await sales.read(`/invoices/${done.invoice.id}/history`, History);
    expect(own.events.map(({ type, seq }) => `${seq} ${type}`)).toEqual([
      "1 invoice.issued",
      "2 invoice.payment-received",
      "3 invoice.paid",
    ]);
  });

  test("a list is newest first and goes on where its cursor says", async () => {
    const { sales } = use().crew;
    const topics = ["first", "second", "third"];
    for (const topic of topics) await sales.ask("POST", "/leads", { topic, lastName: "Anders" });
    const page = await sales.read("/leads?status=new&limit=2", List);
    expect(page.items.map((lead) => lead["topic"])).toEqual(["third", "second"]);
    const next = await sales.read(
      `/leads?status=new&limit=2&cursor=${encodeURIComponent(page.cursor ?? "")}`,
      List,
    );
    expect(next.items[0]?.["topic"]).toBe("first");
  });

  test("a record says what may be done with it now, and for what may not: why", async () => {
    const { finance } = use().crew;
    const answer = await finance.send("GET", `/invoices/${done.invoice.id}/actions`);
    expect(answer.status).toBe(200);
    expect(JSON.stringify(answer.body)).toMatch(/This invoice is paid: for .*write-off.* it must be/i);
  });

  test("the description of the API is there for everybody and names every kind of route", async () => {
    const { status, body } = await use().client.nobody.send("GET", "/openapi.json");
    expect(status).toBe(200);
    const { openapi, paths } = z
      .object({ openapi: z.string(), paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
      .parse(body);
    expect(openapi).toMatch(/^3\.1\./);
    for (const path of ["/leads", "/leads/{id}", "/quotes/{id}/send", "/deals/{deal}/history"])
      expect(Object.keys(paths)).toContain(path);
  });
};

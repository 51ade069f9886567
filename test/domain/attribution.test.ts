import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Attribution } from "../../domain/capture/attribution.ts";
import { carriedAttribution, DealAttribution } from "../../domain/capture/origin.ts";
import { creditNote } from "../../domain/credit-note/credit-note.ts";
import { creditInvoice } from "../../domain/invoice/credit.ts";
import { invoice } from "../../domain/invoice/invoice.ts";
import { payInvoice } from "../../domain/invoice/pay.ts";
import { writeInvoice } from "../../domain/invoice/write.ts";
import { contact } from "../../domain/contact/contact.ts";
import { lead } from "../../domain/lead/lead.ts";
import { qualifyLead } from "../../domain/lead/qualify.ts";
import { changeOpportunity, setOpportunityLines } from "../../domain/opportunity/actions.ts";
import { openOpportunity } from "../../domain/opportunity/open.ts";
import { opportunity } from "../../domain/opportunity/opportunity.ts";
import { enterOrder } from "../../domain/order/enter.ts";
import { fulfilOrder } from "../../domain/order/fulfil.ts";
import { order } from "../../domain/order/order.ts";
import { acceptQuote, reviseQuote, sendQuote, setQuoteLines } from "../../domain/quote/actions.ts";
import { changeQuote } from "../../domain/quote/change.ts";
import { draftQuote } from "../../domain/quote/draft.ts";
import { quote } from "../../domain/quote/quote.ts";
import { enterSubmission } from "../../domain/submission/actions.ts";
import { stages } from "../../domain/stages.ts";
import { Deliveries, inOrder } from "../support/deliveries.ts";
import { given, other } from "../support/given.ts";
import { type Command, Memory } from "../support/memory.ts";
import { runs } from "../support/runs.ts";
import { eur, ids, lineInputs } from "../support/samples.ts";

const attribution = {
  utm: { source: "newsletter", medium: "email", campaign: "spring" },
  clickIds: { gclid: "EAIaIQobChMI" },
  referrer: "https://search.example/",
  landingPage: "https://shop.example/tea?utm_source=newsletter",
};
const origin = { source: "web", campaign: "Spring", attribution };

/** A deal from a submission to the paid invoice and a credit note, with a revision of its quote. */
function deal(submitted: object) {
  const memory = new Memory();
  const deliveries = new Deliveries(memory, inOrder);
  function ask(action: Command["action"], input: unknown, id?: string): void {
    const answer = memory.ask({ action, input, ...(id !== undefined && { id }) });
    if (!answer.ok) throw new Error(`${action.name}: ${answer.message}`);
    deliveries.all();
  }
  const fields = { lastName: "Anders", company: "Alfreds", email: "maria@alfreds.example" };
  ask(enterSubmission, { source: "web", fields, ...submitted });
  ask(qualifyLead, {}, memory.all(lead)[0]?.id);
  const opp = memory.all(opportunity)[0]?.id ?? "";
  ask(setOpportunityLines, { lines: lineInputs }, opp);
  ask(changeOpportunity, { need: "50 cups" }, opp);
  ask(draftQuote, { opportunity: opp });
  const draft = memory.all(quote)[0]?.id;
  ask(setQuoteLines, { lines: lineInputs.slice(0, 1) }, draft);
  ask(changeQuote, { note: "Free delivery" }, draft);
  ask(sendQuote, { validUntil: "2026-12-31" }, draft);
  ask(reviseQuote, {}, draft);
  const revision = memory.all(quote).find(({ status }) => status === "draft")?.id;
  ask(sendQuote, { validUntil: "2026-12-31" }, revision);
  const sent = memory.all(quote).find(({ id }) => id === revision);
  ask(acceptQuote, { hash: sent?.status === "sent" ? sent.hash : "" }, revision);
  ask(fulfilOrder, {}, memory.all(order)[0]?.id);
  const billed = memory.all(invoice)[0];
  ask(payInvoice, { amount: billed?.totals.total ?? eur(0), method: "transfer" }, billed?.id);
  ask(creditInvoice, { lines: [{ line: 1, quantity: "1" }] }, billed?.id);
  return memory;
}

describe("where a lead came from", () => {
  const memory = deal({ campaign: "Spring", attribution });

  test.each([lead, opportunity, quote, order, invoice, creditNote])(
    "is on the $name of its deal",
    (stage) => {
      const records = memory.all<object>(stage);
      expect(records.length).toBe(stage.name === "quote" ? 2 : 1);
      for (const record of records) expect(record).toMatchObject(origin);
    },
  );

  test("is told when the invoice is paid: advertisers are told of it by the click id", () => {
    const paid = memory.log.find(({ type }) => type === "invoice.paid");
    expect(paid?.data).toMatchObject(origin);
  });

  test("is nothing that a deal without it would need", () => {
    const bare = deal({});
    expect(bare.all(invoice)).toMatchObject([{ status: "paid", source: "web" }]);
    expect(JSON.stringify(bare.log)).not.toContain("attribution");
  });

  test("is not known of records of before, which read as they did", () => {
    const told = memory.records().filter(({ stage }) => stage.name !== "submission");
    for (const { stage, stored } of told) {
      const { attribution: _, source: __, ...before } = Object(stored.state);
      expect(stage.read(before)).toEqual(before);
    }
    expect(told.length).toBeGreaterThan(7);
  });

  test("cannot be changed afterwards", () => {
    const changing = stages.flatMap(({ stage, actions }) =>
      actions
        .filter(({ creates, route }) => !creates && route !== undefined)
        .map((action) => ({ stage, prepared: action.prepare({ attribution }) })),
    );
    const refused = changing.filter(({ prepared }) => !prepared.ok);
    expect(refused.length).toBe(changing.length);
    expect(changing.length).toBeGreaterThan(50);
  });
});

describe("a deal that begins later", () => {
  const others = [other(contact, ids.contact, "active")];
  const about = { topic: "Tea", contact: ids.contact, ...origin };

  test("has it when it is told, in an opportunity, an order or an invoice", () => {
    const lines = lineInputs;
    const opened = given(opportunity).when(openOpportunity, about, { others });
    const entered = given(order).when(enterOrder, { ...about, lines }, { others });
    const written = given(invoice).when(writeInvoice, { ...about, lines }, { others });
    for (const { record } of [opened, entered, written]) expect(record).toMatchObject(origin);
  });

  test("is refused with one that is too long, by name", () => {
    const page = `https://a.example/${"x".repeat(900)}`;
    const clickIds = Object.fromEntries(
      Array.from({ length: 20 }, (_, nth) => [`id_${nth}`, "c".repeat(400)]),
    );
    const long = { ...about, attribution: { page, clickIds } };
    given(opportunity)
      .when(openOpportunity, long, { others })
      .refused("invalid_input", "at most 8000 bytes", ["/attribution"]);
  });
});

describe("an attribution that is longer than any that a browser sends", () => {
  const part = fc.option(fc.string({ minLength: 1, maxLength: 300, size: "max", unit: "binary" }), {
    nil: undefined,
  });
  const page = fc.option(fc.string({ minLength: 1, maxLength: 1000, size: "max" }), { nil: undefined });
  const any = fc
    .record({
      utm: fc.record({ source: part, medium: part, campaign: part, term: part, content: part, id: part }),
      clickIds: fc.dictionary(
        fc.stringMatching(/^[a-z]{1,8}$/),
        fc.string({ minLength: 1, maxLength: 500, size: "max" }),
        {
          maxKeys: 20,
          size: "max",
        },
      ),
      referrer: page,
      landingPage: page,
      page,
    })
    .filter((each) => Attribution.safeParse(each).success);

  test("goes on with the deal as far as there is room, and what goes on is as it was", () => {
    let cut = 0;
    fc.assert(
      fc.property(any, (raw) => {
        const whole = Attribution.parse(raw);
        const carried = carriedAttribution(whole);
        expect(DealAttribution.safeParse(carried).success).toBe(true);
        expect(whole).toMatchObject(carried ?? {});
        if (carried !== whole) cut += 1;
      }),
      { numRuns: runs(100) },
    );
    expect(cut).toBeGreaterThan(0);
  });

  test("loses its pages first, then the longest click ids, and keeps its campaign", () => {
    const utm = { source: "newsletter" };
    const pages = { referrer: "r".repeat(1000), landingPage: "l".repeat(1000), page: "p".repeat(1000) };
    const long = Object.fromEntries(Array.from({ length: 16 }, (_, nth) => [`id_${nth}`, "c".repeat(499)]));
    const gclid = "EAIaIQobChMI";
    const carried = carriedAttribution({ utm, clickIds: { gclid, ...long }, ...pages });
    expect(carried).toMatchObject({ utm, clickIds: { gclid } });
    expect(Object.keys(carried?.clickIds ?? {}).length).toBe(16);
    expect(carriedAttribution({ utm, ...pages })).toEqual({ utm, ...pages });
  });
});

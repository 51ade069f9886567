import { describe, expect, test } from "vitest";
import {
  addContactOfQualifiedLead,
  openAccountOfLead,
  openOpportunityOfQualifiedLead,
} from "../../domain/flow/qualifying.ts";
import {
  cancelQuotesOfClosedOpportunity,
  draftRevisionOfRevisedQuote,
  noteQuoteOnOpportunity,
  placeOrderOfAcceptedQuote,
  winOpportunityOfAcceptedQuote,
} from "../../domain/flow/quoting.ts";
import { issueInvoiceOfBill } from "../../domain/flow/billing.ts";
import { flow } from "../../domain/flow.ts";
import type { Reaction } from "../../domain/kernel/flow.ts";
import type { AnyStage } from "../../domain/kernel/stage.ts";
import { lead } from "../../domain/lead/lead.ts";
import { opportunity } from "../../domain/opportunity/opportunity.ts";
import { order } from "../../domain/order/order.ts";
import { quote } from "../../domain/quote/quote.ts";
import { eventsOf } from "../support/given.ts";
import type { Past } from "../support/lives.ts";
import { customer, eur, ids, lines, orderBill, terms, totals, quoteHash } from "../support/samples.ts";

function commands(reaction: Reaction, stage: AnyStage, past: Past, id?: string) {
  return eventsOf(stage, [past], id).flatMap((event) => reaction.commands(event));
}

describe("a qualified lead", () => {
  const person = { firstName: "Maria", lastName: "Anders", jobTitle: "Buyer" };
  const reach = { email: "a@b.example", phone: "+4930901820", address: { city: "Berlin" } };
  const found = {
    topic: "Tea",
    campaign: "Spring",
    need: "50 cups",
    budget: eur(100),
    timeframe: "unknown",
    purchaseProcess: "committee",
    decisionMaker: true,
  };
  const company = { company: "Alfreds", website: "https://alfreds.example" };
  const { account, contact } = ids;
  const qualified = (create: readonly string[], more: object = {}) => ({
    type: "lead.qualified",
    data: {
      account,
      contact,
      opportunity: ids.opportunity,
      create,
      lead: { ...person, ...reach, ...found, ...company, source: "web", note: "Called" },
      ...more,
    },
  });
  const all = qualified(["account", "contact", "opportunity"]);

  test("opens its account with what it knows of the company", () => {
    expect(commands(openAccountOfLead, lead, all)).toEqual([
      { id: account, input: { name: "Alfreds", website: company.website, ...reach, lead: ids.lead } },
    ]);
  });

  test("adds its contact with what it knows of the person, to the account", () => {
    expect(commands(addContactOfQualifiedLead, lead, all)).toEqual([
      { id: contact, input: { ...person, ...reach, account, lead: ids.lead } },
    ]);
  });

  test("opens its opportunity with what was found out", () => {
    expect(commands(openOpportunityOfQualifiedLead, lead, all)).toEqual([
      { id: ids.opportunity, input: { ...found, source: "web", account, contact, lead: ids.lead } },
    ]);
  });

  test("makes only what it was asked to make", () => {
    const made = (past: Past) =>
      [openAccountOfLead, addContactOfQualifiedLead, openOpportunityOfQualifiedLead].map(
        (reaction) => commands(reaction, lead, past).length,
      );
    expect(made(qualified(["contact"]))).toEqual([0, 1, 0]);
    expect(made(qualified(["account", "opportunity"]))).toEqual([1, 0, 1]);
    expect(made(qualified([]))).toEqual([0, 0, 0]);
  });

  test("hands on its process, owner, campaign and product family to the opportunity", () => {
    const process = { name: "default", version: 2 };
    const handled = { process, owner: "bob", campaign: "Spring", productFamily: "tea" };
    const { data } = qualified(["opportunity"]);
    const past = { type: "lead.qualified", data: { ...data, lead: { topic: "Tea", ...handled } } };
    const [opened] = commands(openOpportunityOfQualifiedLead, lead, past);
    expect(opened?.input).toMatchObject(handled);
  });
});

describe("a quote", () => {
  const accepted = { type: "quote.accepted", data: { ...terms, order: ids.order, reference: "PO 7" } };

  test("that is accepted becomes an order with its terms, and wins with its net sum", () => {
    const [placed] = commands(placeOrderOfAcceptedQuote, quote, accepted);
    expect(placed?.id).toBe(ids.order);
    expect(placed?.input).toMatchObject({ ...customer, lines, totals, quote: ids.quote, reference: "PO 7" });
    expect(commands(winOpportunityOfAcceptedQuote, quote, accepted)).toEqual([
      { id: ids.opportunity, input: { quote: ids.quote, order: ids.order, revenue: totals.net } },
    ]);
  });

  test("that is revised becomes a draft that counts on and names the one before", () => {
    const second = `${ids.quote}-r2`;
    const revised = { type: "quote.revised", data: { ...terms, revision: 2, revisedBy: `${ids.quote}-r3` } };
    const [drafted] = commands(draftRevisionOfRevisedQuote, quote, revised, second);
    expect(drafted?.id).toBe(`${ids.quote}-r3`);
    expect(drafted?.input).toMatchObject({ ...terms, revision: 3, revisionOf: second });
  });

  test("is noted with its number and total as they are after each event", () => {
    const changed = {
      opportunity: ids.opportunity,
      revision: 1,
      before: { lines, totals },
      after: { lines: [], totals },
    };
    const note = { quote: ids.quote, revision: 1, status: "draft", total: totals.total, seq: 1 };
    expect(commands(noteQuoteOnOpportunity, quote, { type: "quote.changed", data: changed })).toEqual([
      { id: ids.opportunity, input: note },
    ]);
    expect(commands(noteQuoteOnOpportunity, quote, accepted)).toEqual([
      { id: ids.opportunity, input: { ...note, status: "accepted" } },
    ]);
    const repriced = { ...changed, before: totals, changes: [] };
    expect(commands(noteQuoteOnOpportunity, quote, { type: "quote.repriced", data: repriced })).toEqual([
      { id: ids.opportunity, input: note },
    ]);
  });

  test.each([
    ["quote.approval-requested", "in-approval", { by: "ann", above: [] }],
    ["quote.approved", "draft", { by: "ann", hash: quoteHash }],
    ["quote.rejected", "draft", { by: "ann", reason: "Too cheap" }],
    ["quote.expired", "expired", { validUntil: "2026-12-31" }],
  ])("that had %s is noted as %s", (type, status, more) => {
    const [noted] = commands(noteQuoteOnOpportunity, quote, { type, data: { ...terms, ...more } });
    expect(noted).toMatchObject({ id: ids.opportunity, input: { quote: ids.quote, status } });
  });

  test("that is accepted hands on how the deal is handled and what was agreed", () => {
    const process = { name: "default", version: 2 };
    const rate = { to: "USD", rate: "1.08", on: "2026-11-20" };
    const agreed = {
      process,
      owner: "bob",
      campaign: "Spring",
      exchangeRate: rate,
      paymentTerms: { days: 7 },
    };
    const [placed] = commands(placeOrderOfAcceptedQuote, quote, {
      ...accepted,
      data: { ...accepted.data, ...agreed },
    });
    expect(placed?.input).toMatchObject(agreed);
  });
});

test("a closed opportunity cancels each of its open quotes, and a late one", () => {
  const [a, b] = [ids.quote, `${ids.quote}-r2`];
  const won = { type: "opportunity.won", data: { wonOn: "2026-11-23", revenue: eur(0), openQuotes: [a, b] } };
  expect(commands(cancelQuotesOfClosedOpportunity, opportunity, won)).toEqual([
    { id: a, input: { reason: "The opportunity was won" } },
    { id: b, input: { reason: "The opportunity was won" } },
  ]);
  const late = { type: "opportunity.quote-late", data: { quote: a, status: "sent", reason: "closed" } };
  expect(commands(cancelQuotesOfClosedOpportunity, opportunity, late)).toEqual([
    { id: a, input: { reason: "The opportunity is closed" } },
  ]);
});

test("each bill has an invoice of its own, for just its lines", () => {
  const [issued] = commands(issueInvoiceOfBill, order, { type: "order.billed", data: orderBill });
  expect(issued?.id).toBe("inv_0000000001-1");
  expect(issued?.input).toMatchObject({
    lines,
    order: "ord_0000000001",
    deliveredOn: "2026-11-23",
    bill: 1,
  });
});

describe("what is done already", () => {
  const makers = flow.filter(({ action }) => action.creates);

  test.each(makers.map((each) => [each.name, each] as const))(
    "%s is settled in every status of what it makes",
    (_, reaction) => {
      expect(reaction.settled.toSorted()).toEqual(reaction.action.home.statuses.toSorted());
    },
  );

  test("a quote that has ended needs no cancelling", () => {
    const { settled, action } = cancelQuotesOfClosedOpportunity;
    expect([...settled, ...action.from].toSorted()).toEqual(quote.statuses.toSorted());
  });

  test("each reaction has a name of its own", () => {
    expect(makers.length).toBeGreaterThan(4);
    expect(new Set(flow.map(({ name }) => name)).size).toBe(flow.length);
  });
});

test("what a reaction asks is allowed in every status of its record, or nothing is left to do there: no message waits for what never comes", () => {
  const waits = flow.flatMap(({ name, action, settled }) =>
    action.home.statuses
      .filter((status) => !action.from.includes(status) && !settled.includes(status))
      .map((status) => `${name} of a record that is ${status}`),
  );
  expect(waits).toEqual([]);
});

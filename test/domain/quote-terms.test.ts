import { describe, expect, test } from "vitest";
import { opportunity } from "../../domain/opportunity/opportunity.ts";
import { priceList } from "../../domain/price-list/price-list.ts";
import { product } from "../../domain/product/product.ts";
import { sendQuote, setQuoteLines } from "../../domain/quote/actions.ts";
import { changeQuote, unlockQuote } from "../../domain/quote/change.ts";
import { draftQuote } from "../../domain/quote/draft.ts";
import { cancelQuote, declineQuote } from "../../domain/quote/end.ts";
import { quote } from "../../domain/quote/quote.ts";
import { eventsOf, given, other, type Other } from "../support/given.ts";
import { eur, ids, lineInputs, quoteHash, terms } from "../support/samples.ts";

const ofDeal = { opportunity: ids.opportunity };
const drafted = { type: "quote.drafted", data: { ...terms, validUntil: "2026-12-31" } };

describe("the payment terms of a quote", () => {
  const others = [other(opportunity, ids.opportunity, "open")];
  const drafting = (input: object, more: object = {}) =>
    given(quote).when(draftQuote, { ...ofDeal, ...input }, { others, ...more });

  test("are those that were asked for, else of the process, else of the organisation", () => {
    const asked = { days: 7 };
    const process = { paymentTerms: { days: 14 } };
    expect(drafting({ paymentTerms: asked }, { process }).record).toMatchObject({ paymentTerms: asked });
    expect(drafting({}, { process }).record).toMatchObject(process);
    expect(drafting({}, { settings: { paymentDays: 60 } }).record).toMatchObject({
      paymentTerms: { days: 60 },
    });
  });

  const half = { percent: "50", days: 30 };
  test.each([
    ["must add up to 100 %: they are 90 %", [half, { percent: "40", days: 60 }], ""],
    ["sort them by days", [half, { percent: "50", days: 10 }], "/1/days"],
  ])("in instalments %s", (words, instalments, at) => {
    const paymentTerms = { days: 0, instalments };
    const pointer = `/paymentTerms/instalments${at}`;
    drafting({ paymentTerms }).refused("rule_broken", words, [pointer]);
    given(quote, drafted).when(changeQuote, { paymentTerms }).refused("rule_broken", words, [pointer]);
  });

  test("in instalments that are the whole are taken", () => {
    const paymentTerms = { days: 0, instalments: [half, { ...half, days: 60 }] };
    expect(drafting({ paymentTerms }).record).toMatchObject({ paymentTerms });
  });
});

describe("a quote of an opportunity", () => {
  const rate = { to: "USD", rate: "1.08", on: "2026-11-20" };
  const handled = {
    owner: "bob",
    campaign: "Spring",
    source: "web",
    attribution: { utm: { source: "newsletter" }, clickIds: { gclid: "EAIaIQ" } },
    process: { name: "default", version: 2 },
    exchangeRate: rate,
    discount: { amount: eur(100) },
    charges: [{ description: "Freight", amount: eur(500), taxPercent: "19" }],
  };
  const changed = { type: "opportunity.changed", data: { before: {}, after: handled } };

  test("takes over its discount, charges, owner, campaign, where it came from, process and exchange rate", () => {
    const others = [other(opportunity, ids.opportunity, "open", changed)];
    expect(given(quote).when(draftQuote, ofDeal, { others }).record).toMatchObject(handled);
  });

  test("is not drafted before the steps of developing it are done", () => {
    const step = { id: "need", field: "need", label: { en: "Customer need" } };
    const process = { steps: { develop: [step] } };
    const refused = given(quote).when(draftQuote, ofDeal, {
      process,
      others: [other(opportunity, ids.opportunity, "open")],
    });
    refused.refused("rule_broken", "Customer need", ["/need"]);
    const needed = { type: "opportunity.changed", data: { before: {}, after: { need: "50 cups" } } };
    const others = [other(opportunity, ids.opportunity, "open", needed)];
    given(quote).when(draftQuote, ofDeal, { process, others }).accepted(["quote.drafted"]);
  });
});

describe("changing the terms of a draft", () => {
  test("tells before and after, and nothing when nothing changes", () => {
    const patch = { topic: "Coffee", validUntil: null, paymentTerms: { days: 14 }, note: "Free delivery" };
    const { record, events } = given(quote, drafted)
      .when(changeQuote, patch)
      .accepted(["quote.terms-changed"]);
    expect(record).toMatchObject({ topic: "Coffee", paymentTerms: { days: 14 }, note: "Free delivery" });
    expect(record).not.toHaveProperty("validUntil");
    expect(events[0]?.data).toEqual({
      opportunity: ids.opportunity,
      revision: 1,
      before: { topic: terms.topic, validUntil: "2026-12-31" },
      after: { topic: "Coffee", paymentTerms: { days: 14 }, note: "Free delivery" },
    });
    given(quote, drafted).when(changeQuote, { topic: terms.topic, note: null }).accepted([]);
  });

  test("needs a day that is not over, a topic, and no other field", () => {
    given(quote, drafted)
      .when(changeQuote, { validUntil: "2026-11-22" })
      .refused("rule_broken", "already have lapsed", ["/validUntil"]);
    given(quote, drafted)
      .when(changeQuote, { topic: null, lines: [], account: ids.account })
      .refused("invalid_input", "", ["/topic", "/lines", "/account"]);
  });

  test("is over once it is sent", () => {
    given(quote, "sent").when(changeQuote, { topic: "Coffee" }).refused("wrong_state", "must be draft");
  });
});

const LIST = "pri_0000000001";
const chai = { product: ids.product, quantity: "2" };
const listed = (unitPrice: string): Other =>
  other(
    priceList,
    LIST,
    { type: "price-list.added", data: { name: "Autumn", currency: "EUR", isDefault: true } },
    {
      type: "price-list.entries-set",
      data: { before: [], after: [{ product: ids.product, unitPrice }] },
    },
  );
const sold = other(product, ids.product, "active");

describe("the prices of a draft", () => {
  const lines = [chai, { ...chai, unitPrice: "9.00" }, lineInputs[1]];
  const set = given(quote, drafted).when(setQuoteLines, { lines }, { others: [sold] });
  const priced = [drafted, ...set.events];

  test("stay what they were when they were set, until they are unlocked: then those of today count", () => {
    const unlocked = given(quote, ...priced).when(unlockQuote, {}, { others: [sold, listed("12.50")] });
    const { record, events } = unlocked.accepted(["quote.repriced"]);
    expect(record.lines.map(({ unitPrice }) => unitPrice)).toEqual(["12.50", "9.00", "80"]);
    expect(record).toMatchObject({
      status: "draft",
      totals: { net: eur(2500 + 1800 + 8000) },
      repricing: {
        at: "2026-11-23T09:00:00.000Z",
        changes: [
          { line: 1, field: "unitPrice", before: "14", after: "12.5" },
          { line: 1, field: "priceList", after: LIST },
        ],
      },
    });
    expect(events[0]?.data).toMatchObject({ opportunity: ids.opportunity, before: set.record.totals });
    const again = [...priced, ...events];
    given(quote, ...again)
      .when(unlockQuote, {}, { others: [sold, listed("12.50")] })
      .accepted([]);
  });

  test("are told as refreshed on the draft only", () => {
    const { events } = given(quote, ...priced).when(unlockQuote, {}, { others: [sold, listed("12.50")] });
    const sent = given(quote, ...priced, ...events).when(sendQuote, {}).events;
    const past = eventsOf(quote, [...priced, ...events, ...sent]);
    expect(quote.fold(past)).toMatchObject({ status: "sent", totals: { net: eur(12_300) } });
    expect(quote.fold(past)).not.toHaveProperty("repricing");
  });

  test("are not unlocked with a product that can no longer be sold", () => {
    const retired = other(product, ids.product, "retired");
    given(quote, ...priced)
      .when(unlockQuote, {}, { others: [retired] })
      .refused("rule_broken", "is retired", ["/lines/0/product"]);
  });

  test.each(["sent", "in-approval", "accepted", "expired"] as const)("are locked when it is %s", (status) => {
    given(quote, status).when(unlockQuote, {}).refused("wrong_state", "must be draft");
  });
});

test("the discount and the charges of a draft are set with its lines, and gone without", () => {
  const freight = { description: "Freight", amount: eur(500), taxPercent: "19" };
  const input = { lines: lineInputs, discount: { percent: "10" }, charges: [freight] };
  const set = given(quote, drafted).when(setQuoteLines, input).accepted(["quote.changed"]);
  expect(set.record).toMatchObject({ discount: { percent: "10" }, charges: [freight] });
  expect(set.record.totals).toMatchObject({ discount: eur(1199), charges: eur(500), net: eur(11_291) });
  const without = given(quote, drafted, ...set.events).when(setQuoteLines, { lines: lineInputs });
  expect(without.record).toEqual(given(quote, drafted).when(changeQuote, {}).record);
});

describe("why a quote ended", () => {
  const reasons = { "quote.decline": [{ code: "price", label: { en: "Price" } }] };

  test("is chosen from the reasons of the process, when it has any", () => {
    const refused = given(quote, "sent").when(declineQuote, { reason: "bored" }, { process: { reasons } });
    refused.refused("rule_broken", "choose price", ["/reason"]);
    const because = { reason: "price", note: "10 % less elsewhere" };
    const { record } = given(quote, "sent").when(declineQuote, because, { process: { reasons } });
    expect(record).toMatchObject({ status: "declined", reason: "price", reasonNote: because.note });
    expect(record).toMatchObject({ hash: quoteHash });
    given(quote, "sent").when(cancelQuote, {}, { process: { reasons } }).accepted(["quote.cancelled"]);
  });

  test("is chosen by people; what follows from the end of its opportunity has the reason of that", () => {
    const process = { reasons: { "quote.cancel": [{ code: "error", label: { en: "Error" } }] } };
    const because = { reason: "The opportunity was won" };
    given(quote, "sent")
      .when(cancelQuote, because, { process })
      .refused("rule_broken", "choose error", ["/reason"]);
    const actor = { type: "reaction", id: "cancel-quotes" } as const;
    const { record } = given(quote, "sent").when(cancelQuote, because, { process, actor });
    expect(record).toMatchObject({ status: "cancelled", ...because });
  });
});

import { describe, expect, test } from "vitest";
import { opportunity } from "../../domain/opportunity/opportunity.ts";
import { acceptQuote, reviseQuote, sendQuote, setQuoteLines } from "../../domain/quote/actions.ts";
import { cancelQuote, declineQuote, expireQuote } from "../../domain/quote/end.ts";
import { requestApproval } from "../../domain/quote/approval.ts";
import { changeQuote, unlockQuote } from "../../domain/quote/change.ts";
import { draftQuote, draftRevision } from "../../domain/quote/draft.ts";
import { quote } from "../../domain/quote/quote.ts";
import { given, other } from "../support/given.ts";
import type { Past } from "../support/lives.ts";
import { customer, ids, lineInputs, lines, quoteHash, sums, terms, totals } from "../support/samples.ts";

const ofDeal = { opportunity: ids.opportunity };
const from = (...past: readonly (Past | string)[]) => ({
  others: [other(opportunity, ids.opportunity, ...past)],
});
const noted = (nth: number) => ({
  type: "opportunity.quote-noted",
  data: {
    quote: `quo_${String(nth).padStart(10, "0")}`,
    revision: 1,
    status: "declined",
    total: totals.total,
    seq: 1,
  },
});

describe("drafting a quote", () => {
  test("copies customer, currency, lines and sums of the opportunity, and joins its deal", () => {
    const input = { ...ofDeal, validUntil: "2026-12-31" };
    const { record, deal } = given(quote).when(draftQuote, input, from("open")).accepted(["quote.drafted"]);
    expect(record).toEqual({
      status: "draft",
      ...terms,
      validUntil: "2026-12-31",
      paymentTerms: { days: 30 },
    });
    expect(deal).toBe(ids.deal);
  });

  test("needs an opportunity that exists", () => {
    given(quote).when(draftQuote, ofDeal).refused("rule_broken", "There is no opportunity", ["/opportunity"]);
    given(quote).when(draftQuote, {}).refused("invalid_input", "", ["/opportunity"]);
  });

  test.each(["on-hold", "won", "lost"])("an opportunity that is %s gets no new quote", (status) => {
    given(quote)
      .when(draftQuote, ofDeal, from(status))
      .refused("wrong_state", `The opportunity is ${status}`);
  });

  test("is refused with a day that is over already", () => {
    const draft = (validUntil: string) =>
      given(quote).when(draftQuote, { ...ofDeal, validUntil }, from("open"));
    draft("2026-11-22").refused("rule_broken", "already have lapsed", ["/validUntil"]);
    draft("2026-11-23").accepted(["quote.drafted"]);
  });

  test("an opportunity has a hundred quotes at most", () => {
    const notes = Array.from({ length: 99 }, (_, nth) => noted(nth));
    given(quote)
      .when(draftQuote, ofDeal, from("open", ...notes))
      .accepted(["quote.drafted"]);
    const refused = given(quote).when(draftQuote, ofDeal, from("open", ...notes, noted(99)));
    refused.refused("rule_broken", "100 quotes already");
  });
});

describe("a draft", () => {
  test("gets new lines, told with the ones before", () => {
    const { record, events } = given(quote, "draft").when(setQuoteLines, { lines: lineInputs.slice(0, 1) });
    expect(record).toMatchObject({ lines: lines.slice(0, 1), totals: sums(3990, 399) });
    expect(events[0]?.data).toMatchObject({ before: { lines, totals }, after: { totals: sums(3990, 399) } });
  });

  test("the same lines again make no event", () => {
    given(quote, "draft").when(setQuoteLines, { lines: lineInputs, currency: "EUR" }).accepted([]);
  });

  test("keeps its currency", () => {
    const refused = given(quote, "draft").when(setQuoteLines, { lines: lineInputs, currency: "USD" });
    refused.refused("rule_broken", "currencies are not mixed", ["/currency"]);
  });

  test("can be withdrawn", () => {
    const { record } = given(quote, "draft")
      .when(cancelQuote, { reason: "Wrong customer" })
      .accepted(["quote.cancelled"]);
    expect(record).toMatchObject({ status: "cancelled", reason: "Wrong customer" });
  });

  test.each([declineQuote, reviseQuote])("is sent before $name", (action) => {
    given(quote, "draft").when(action, {}).refused("wrong_state", "must be sent");
  });

  test("is sent before it is accepted, also when somebody knows its hash", () => {
    given(quote, "draft").when(acceptQuote, { hash: quoteHash }).refused("wrong_state");
  });
});

describe("sending a quote", () => {
  test("sets until when it is valid and makes it read-only", () => {
    const { record, events } = given(quote, "draft")
      .when(sendQuote, { validUntil: "2026-12-31" })
      .accepted(["quote.sent"]);
    expect(record).toMatchObject({
      status: "sent",
      validUntil: "2026-12-31",
      sentAt: "2026-11-23T09:00:00.000Z",
      lines,
    });
    const { lines: _, ...told } = terms;
    expect(events[0]?.data).toEqual({ ...told, validUntil: "2026-12-31", hash: quoteHash });
    given(quote, "sent").when(setQuoteLines, { lines: lineInputs }).refused("wrong_state", "must be draft");
    given(quote, "sent").when(sendQuote, { validUntil: "2026-12-31" }).refused("wrong_state");
  });

  test("takes the day that the draft has, unless another is told", () => {
    const drafted = { type: "quote.drafted", data: { ...terms, validUntil: "2026-12-31" } };
    expect(given(quote, drafted).when(sendQuote, {}).record).toMatchObject({ validUntil: "2026-12-31" });
    const told = given(quote, drafted).when(sendQuote, { validUntil: "2026-11-30" });
    expect(told.record).toMatchObject({ validUntil: "2026-11-30" });
  });

  test("needs a day that is not over yet", () => {
    given(quote, "draft").when(sendQuote, {}).refused("rule_broken", "is needed", ["/validUntil"]);
    const past = given(quote, "draft").when(sendQuote, { validUntil: "2026-11-22" });
    past.refused("rule_broken", "already have lapsed", ["/validUntil"]);
    given(quote, "draft").when(sendQuote, { validUntil: "2026-11-23" }).accepted(["quote.sent"]);
    given(quote, "draft")
      .when(sendQuote, { validUntil: "2026-02-30" })
      .refused("invalid_input", "", ["/validUntil"]);
  });

  test("waits for the steps of proposing", () => {
    const step = { id: "legal", check: true as const, label: { en: "Legal has read it" } };
    const process = { steps: { propose: [step] } };
    const day = { validUntil: "2026-12-31" };
    given(quote, "draft").when(sendQuote, day, { process }).refused("rule_broken", "Legal has read it");
    const ticked = { type: "quote.ticked", data: { check: "legal", done: true, by: "ann" } };
    given(quote, "draft", ticked).when(sendQuote, day, { process }).accepted(["quote.sent"]);
  });

  test("an empty quote cannot be sent", () => {
    const empty = { type: "quote.drafted", data: { ...terms, lines: [], totals: sums(0, 0) } };
    given(quote, empty).when(sendQuote, { validUntil: "2026-12-31" }).refused("rule_broken", "empty quote");
  });
});

describe("a sent quote", () => {
  test("is accepted once and names its one order", () => {
    const { next, record, events } = given(quote, "sent")
      .when(acceptQuote, { hash: quoteHash, reference: "PO 7" })
      .accepted(["quote.accepted"]);
    expect(next).toEqual({ order: ids.order });
    expect(record).toMatchObject({ status: "accepted", order: ids.order, reference: "PO 7", lines });
    expect(events[0]?.data).toMatchObject({ ...terms, order: ids.order, reference: "PO 7" });
    given(quote, "accepted").when(acceptQuote, { hash: quoteHash }).refused("wrong_state");
  });

  test("can be accepted on its last day, and has lapsed on the day after", () => {
    const hash = quoteHash;
    given(quote, "sent").when(acceptQuote, { hash }, { today: "2026-12-31" }).accepted(["quote.accepted"]);
    const lapsed = given(quote, "sent").when(acceptQuote, { hash }, { today: "2027-01-01" });
    expect(lapsed.refused("rule_broken", "lapsed on 2026-12-31").refusal?.details).toMatchObject({
      today: "2027-01-01",
    });
  });

  test.each([
    [reviseQuote, "quote.revised"],
    [declineQuote, "quote.declined"],
    [cancelQuote, "quote.cancelled"],
  ])("that has lapsed can still end by $0.name", (action, event) => {
    given(quote, "sent").when(action, {}, { today: "2027-01-01" }).accepted([event]);
  });

  test("can be declined with the customer's words", () => {
    const { record } = given(quote, "sent")
      .when(declineQuote, { reason: "Too dear" })
      .accepted(["quote.declined"]);
    expect(record).toMatchObject({ status: "declined", reason: "Too dear" });
  });

  test("can be withdrawn", () => {
    const { record } = given(quote, "sent").when(cancelQuote, {}).accepted(["quote.cancelled"]);
    expect(record).toMatchObject({
      status: "cancelled",
      sentAt: "2026-11-23T09:00:00.000Z",
      validUntil: "2026-12-31",
    });
  });

  test("is closed by its revision, whose id follows from the first one", () => {
    const { next, record } = given(quote, "sent").when(reviseQuote, {}).accepted(["quote.revised"]);
    expect(next).toEqual({ quote: `${ids.quote}-r2` });
    expect(record).toMatchObject({ status: "revised", revisedBy: `${ids.quote}-r2` });
  });
});

describe("a revision", () => {
  const input = { ...terms, revision: 2, revisionOf: ids.quote };

  test("is a draft with the terms of the one before", () => {
    const { record } = given(quote).when(draftRevision, input).accepted(["quote.drafted"]);
    expect(record).toMatchObject({ ...customer, status: "draft", revision: 2, revisionOf: ids.quote, lines });
    expect(record).not.toHaveProperty("validUntil");
  });

  test("of a revision counts on", () => {
    const drafted = { type: "quote.drafted", data: { ...input, revision: 9 } };
    const sent = { type: "quote.sent", data: { ...input, revision: 9, validUntil: "2026-12-31" } };
    expect(given(quote, drafted, sent).when(reviseQuote, {}).next).toEqual({ quote: `${ids.quote}-r10` });
  });
});

describe("an ended quote", () => {
  const asks = [declineQuote, cancelQuote, reviseQuote, requestApproval, unlockQuote, changeQuote] as const;

  test.each(["accepted", "declined", "revised", "cancelled"] as const)("that is %s stays so", (status) => {
    for (const action of asks) given(quote, status).when(action, {}).refused("wrong_state");
    given(quote, status).when(sendQuote, { validUntil: "2026-12-31" }).refused("wrong_state");
    given(quote, status).when(setQuoteLines, { lines: [] }).refused("wrong_state");
    given(quote, status).when(expireQuote, {}, { today: "2027-01-01" }).refused("wrong_state");
  });

  test.each(["accepted", "declined", "cancelled"] as const)("that is %s is not accepted", (status) => {
    given(quote, status).when(acceptQuote, { hash: quoteHash }).refused("wrong_state");
  });
});

describe("a sent quote whose last day is over", () => {
  const after = { today: "2027-01-01" };

  test("expires, and once only", () => {
    const { record, events } = given(quote, "sent").when(expireQuote, {}, after).accepted(["quote.expired"]);
    expect(record).toMatchObject({ status: "expired", expiredAt: "2026-11-23T09:00:00.000Z", lines });
    expect(events[0]?.data).toMatchObject({ opportunity: ids.opportunity, totals, validUntil: "2026-12-31" });
    given(quote, "expired").when(expireQuote, {}, after).accepted([]);
  });

  test("stays expired when the organisation moves to a time zone where its last day is not over", () => {
    const before = { today: "2026-12-31" };
    given(quote, "expired").when(expireQuote, {}, before).accepted([]);
    given(quote, "expired").when(acceptQuote, { hash: quoteHash }, before).refused("rule_broken", "lapsed");
  });

  test("does not expire before, however early its timer comes", () => {
    const early = given(quote, "sent").when(expireQuote, {}, { today: "2026-12-31" });
    early.refused("rule_broken", "too early: the quote is valid until 2026-12-31, it is 2026-12-31");
  });

  test("is refused with the same words before and after it has expired", () => {
    for (const status of ["sent", "expired"] as const) {
      const late = given(quote, status).when(acceptQuote, { hash: quoteHash }, after);
      late.refused("rule_broken", "lapsed on 2026-12-31: revise it");
    }
  });

  test("is offered anew by a revision, also when it has expired", () => {
    const { record, next } = given(quote, "expired").when(reviseQuote, {}, after).accepted(["quote.revised"]);
    expect(record).toMatchObject({ status: "revised", revisedBy: `${ids.quote}-r2`, hash: quoteHash });
    expect(record).not.toHaveProperty("expiredAt");
    expect(next).toEqual({ quote: `${ids.quote}-r2` });
    for (const action of [declineQuote, cancelQuote]) {
      given(quote, "expired").when(action, {}, after).refused("wrong_state");
    }
  });
});

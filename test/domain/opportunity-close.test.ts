import { describe, expect, test } from "vitest";
import { loseOpportunity, noteQuote, winByQuote, winOpportunity } from "../../domain/opportunity/close.ts";
import { opportunity } from "../../domain/opportunity/opportunity.ts";
import { MAX_QUOTES } from "../../domain/opportunity/quote-note.ts";
import { given } from "../support/given.ts";
import { eur, totals } from "../support/samples.ts";

const note = (quote: string, status: string, more: object = {}) => ({
  quote: `quo_${quote}`,
  revision: 1,
  status,
  total: eur(100),
  seq: 1,
  ...more,
});
const noted = (...args: Parameters<typeof note>) => ({
  type: "opportunity.quote-noted",
  data: note(...args),
});
const A = "000000000A";
const B = "000000000B";
const quotesOf = (record: { quotes: readonly { quote: string; status: string }[] }) =>
  record.quotes.map(({ quote, status }) => `${quote} ${status}`);

describe("winning an opportunity", () => {
  test("by hand: with its estimated revenue, today unless told, and its open quotes to be cancelled", () => {
    const past = [noted(A, "sent"), noted(B, "draft"), noted("000000000C", "declined")];
    const { events, record } = given(opportunity, "open", ...past)
      .when(winOpportunity, {})
      .accepted(["opportunity.won"]);
    const openQuotes = [`quo_${A}`, `quo_${B}`];
    expect(events[0]?.data).toEqual({ wonOn: "2026-11-23", revenue: totals.net, openQuotes });
    expect(record).toMatchObject({ status: "won", wonOn: "2026-11-23" });
    const earlier = given(opportunity, "on-hold").when(winOpportunity, { wonOn: "2026-11-01" });
    expect(earlier.record).toMatchObject({ wonOn: "2026-11-01" });
  });

  const byQuote = { quote: `quo_${A}`, order: `ord_${A}`, revenue: eur(100) };

  test.each(["open", "on-hold", "lost"] as const)(
    "by an accepted quote, also when it is %s: the customer said yes",
    (status) => {
      const past = [noted(A, "sent"), noted(B, "sent")];
      const { events, record } = given(opportunity, status, ...past)
        .when(winByQuote, byQuote)
        .accepted(["opportunity.won"]);
      expect(events[0]?.data).toEqual({ ...byQuote, wonOn: "2026-11-23", openQuotes: [`quo_${B}`] });
      expect(record).toMatchObject({ status: "won", quote: `quo_${A}`, order: `ord_${A}` });
      for (const name of ["reason", "lostOn"]) expect(record).not.toHaveProperty(name);
    },
  );

  test("by hand it waits for the steps of closing, an accepted quote does not", () => {
    const step = { id: "decision", field: "proposedSolution", label: { en: "Decision" } };
    const process = { steps: { close: [step] } };
    const refused = given(opportunity, "open").when(winOpportunity, {}, { process });
    refused.refused("rule_broken", "Decision", ["/proposedSolution"]);
    given(opportunity, "open").when(winByQuote, byQuote, { process }).accepted(["opportunity.won"]);
    const solved = {
      type: "opportunity.changed",
      data: { before: {}, after: { proposedSolution: "A samovar" } },
    };
    given(opportunity, "open", solved).when(winOpportunity, {}, { process }).accepted(["opportunity.won"]);
  });

  test("a quote that waits for its approval is cancelled as well, one that has expired is not", () => {
    const past = [noted(A, "in-approval"), noted(B, "expired")];
    const { events } = given(opportunity, "open", ...past).when(winOpportunity, {});
    expect(events[0]?.data["openQuotes"]).toEqual([`quo_${A}`]);
  });

  test("it is won once", () => {
    const ordered = { type: "opportunity.order-added", data: byQuote };
    given(opportunity, "won", ordered).when(winByQuote, byQuote).accepted([]);
    given(opportunity, "won").when(winOpportunity, {}).refused("wrong_state");
    given(opportunity, "lost").when(winOpportunity, {}).refused("wrong_state");
  });
});

test("an opportunity names as many orders as it can have quotes, and a few more change nothing", () => {
  const added = (nth: number) => ({
    type: "opportunity.order-added",
    data: { quote: `quo_${A}`, order: `ord_${String(nth).padStart(10, "0")}`, revenue: eur(1) },
  });
  const all = Array.from({ length: MAX_QUOTES + 1 }, (_, nth) => added(nth));
  const byQuote = { quote: `quo_${B}`, order: `ord_${B}`, revenue: eur(100) };
  given(opportunity, "won", ...all.slice(1))
    .when(winByQuote, byQuote)
    .accepted(["opportunity.order-added"]);
  given(opportunity, "won", ...all)
    .when(winByQuote, byQuote)
    .accepted([]);
});

test("two quotes that are accepted in the same moment are two orders, and the opportunity names both", () => {
  const of = (name: string) => ({ quote: `quo_${name}`, order: `ord_${name}`, revenue: eur(100) });
  const first = { type: "opportunity.order-added", data: of(A) };
  const both = given(opportunity, "won", first).when(winByQuote, of(B)).accepted(["opportunity.order-added"]);
  expect(both.record).toMatchObject({ quote: `quo_${A}`, order: `ord_${A}`, moreOrders: [`ord_${B}`] });
  const second = { type: "opportunity.order-added", data: of(B) };
  given(opportunity, "won", first, second).when(winByQuote, of(B)).accepted([]);
});

test("a day that has not come yet is no day of winning or losing", () => {
  const ahead = "2026-11-25";
  given(opportunity, "open").when(winOpportunity, { wonOn: ahead }).refused("rule_broken");
  given(opportunity, "open").when(loseOpportunity, { reason: "price", lostOn: ahead }).refused("rule_broken");
  given(opportunity, "open").when(winOpportunity, { wonOn: "2026-11-24" }).accepted(["opportunity.won"]);
});

describe("losing an opportunity", () => {
  test.each(["cancelled", "out-sold", "price", "no-decision"])(
    "needs a reason from the list: %s",
    (reason) => {
      const { record, events } = given(opportunity, "open", noted(A, "draft")).when(loseOpportunity, {
        reason,
      });
      expect(record).toMatchObject({ status: "lost", reason, lostOn: "2026-11-23" });
      expect(events[0]?.data["openQuotes"]).toEqual([`quo_${A}`]);
    },
  );

  test("without a reason, or with one of its own making, it is refused", () => {
    given(opportunity, "open").when(loseOpportunity, {}).refused("invalid_input", "", ["/reason"]);
    const own = given(opportunity, "open").when(loseOpportunity, { reason: "bored" });
    own.refused("rule_broken", '"bored" is not a reason', ["/reason"]);
    expect(own.refusal?.allowed).toContain("price");
  });

  test("another reason needs a note", () => {
    given(opportunity, "on-hold")
      .when(loseOpportunity, { reason: "other" })
      .refused("rule_broken", "needs a note", ["/note"]);
    const told = { reason: "other", note: "They moved away", lostOn: "2026-11-01" };
    const { record } = given(opportunity, "on-hold")
      .when(loseOpportunity, told)
      .accepted(["opportunity.lost"]);
    expect(record).toMatchObject({ reasonNote: "They moved away", lostOn: "2026-11-01" });
  });

  test("the reasons are those of its process, and a process without any takes each", () => {
    const merged = { code: "merged", label: { en: "They merged" } };
    const process = { reasons: { "opportunity.lose": [merged] } };
    const { record } = given(opportunity, "open").when(loseOpportunity, { reason: "merged" }, { process });
    expect(record).toMatchObject({ status: "lost", reason: "merged" });
    given(opportunity, "open")
      .when(loseOpportunity, { reason: "price" }, { process })
      .refused("rule_broken", "choose merged", ["/reason"]);
    given(opportunity, "open")
      .when(loseOpportunity, { reason: "bored" }, { process: { reasons: {} } })
      .accepted(["opportunity.lost"]);
  });

  test("it cannot be lost while one of its quotes is sent, and the refusal names the quote", () => {
    const past = [noted(A, "sent"), noted(B, "draft")];
    const outcome = given(opportunity, "open", ...past).when(loseOpportunity, { reason: "price" });
    outcome.refused("rule_broken", `quo_${A}`);
    expect(outcome.refusal?.details).toEqual({ quotes: [`quo_${A}`] });
  });

  test.each(["draft", "in-approval", "accepted", "declined", "expired", "revised", "cancelled"])(
    "a quote that is %s does not hold it",
    (status) => {
      given(opportunity, "open", noted(A, status))
        .when(loseOpportunity, { reason: "price" })
        .accepted(["opportunity.lost"]);
    },
  );

  test.each(["won", "lost"] as const)("a %s opportunity is reopened before it is lost", (status) => {
    given(opportunity, status).when(loseOpportunity, { reason: "price" }).refused("wrong_state");
  });
});

describe("noting quotes on an opportunity", () => {
  test.each(["open", "on-hold", "won", "lost"] as const)(
    "an opportunity that is %s knows each quote once",
    (status) => {
      const outcome = given(opportunity, status, noted(A, "sent")).when(
        noteQuote,
        note(A, "declined", { seq: 2 }),
      );
      expect(quotesOf(outcome.accepted(["opportunity.quote-noted"]).record)).toEqual([`quo_${A} declined`]);
    },
  );

  test("notes may come late or again: only what is newer counts", () => {
    const sent = noted(A, "sent", { seq: 2 });
    given(opportunity, "open", sent)
      .when(noteQuote, note(A, "draft", { seq: 1 }))
      .accepted([]);
    given(opportunity, "open", sent)
      .when(noteQuote, note(A, "sent", { seq: 2 }))
      .accepted([]);
    given(opportunity, "won", sent)
      .when(noteQuote, note(A, "draft", { seq: 1 }))
      .accepted([]);
  });

  test("a revision takes the place of the one before, in whatever order they come", () => {
    const second = { quote: `quo_${A}-r2`, revision: 2 };
    const newer = given(opportunity, "open", noted(A, "sent", { seq: 2 })).when(
      noteQuote,
      note(A, "draft", second),
    );
    expect(quotesOf(newer.accepted(["opportunity.quote-noted"]).record)).toEqual([`quo_${A}-r2 draft`]);
    const late = given(opportunity, "open", noted(A, "draft", second)).when(
      noteQuote,
      note(A, "revised", { seq: 3 }),
    );
    late.accepted([]);
  });

  test.each(["won", "lost"] as const)(
    "a quote drafted or sent while the opportunity was %s is late and will be cancelled",
    (status) => {
      for (const open of ["draft", "in-approval", "sent"]) {
        const outcome = given(opportunity, status).when(noteQuote, note(A, open));
        outcome.accepted(["opportunity.quote-noted", "opportunity.quote-late"]);
        expect(outcome.events[1]?.data).toEqual({ quote: `quo_${A}`, status: open, reason: "closed" });
      }
      given(opportunity, status).when(noteQuote, note(A, "declined")).accepted(["opportunity.quote-noted"]);
    },
  );

  test("a quote in the currency that the opportunity had before will be cancelled", () => {
    const foreign = { total: { minor: 1, currency: "USD" } };
    const outcome = given(opportunity, "open").when(noteQuote, note(A, "draft", foreign));
    outcome.accepted(["opportunity.quote-noted", "opportunity.quote-late"]);
    expect(outcome.events[1]?.data["reason"]).toBe("currency");
    given(opportunity, "open")
      .when(noteQuote, note(A, "cancelled", foreign))
      .accepted(["opportunity.quote-noted"]);
  });

  test("a quote too many will be cancelled and is not kept", () => {
    const full = Array.from({ length: MAX_QUOTES }, (_, nth) =>
      noted(String(nth).padStart(10, "0"), "draft"),
    );
    const outcome = given(opportunity, "open", ...full).when(noteQuote, note(A, "draft"));
    expect(outcome.accepted(["opportunity.quote-late"]).events[0]?.data["reason"]).toBe("full");
    given(opportunity, "open", ...full)
      .when(noteQuote, note(A, "cancelled"))
      .accepted([]);
    const known = note("0000000007", "sent", { seq: 2 });
    given(opportunity, "open", ...full)
      .when(noteQuote, known)
      .accepted(["opportunity.quote-noted"]);
    expect(
      given(opportunity, "open", ...full).when(winOpportunity, {}).events[0]?.data["openQuotes"],
    ).toHaveLength(MAX_QUOTES);
  });
});

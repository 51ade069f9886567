import { describe, expect, test } from "vitest";
import { account } from "../../domain/account/account.ts";
import { contact } from "../../domain/contact/contact.ts";
import {
  changeOpportunity,
  holdOpportunity,
  reopenOpportunity,
  resumeOpportunity,
  setOpportunityLines,
} from "../../domain/opportunity/actions.ts";
import { openOpportunity, openOpportunityOfLead } from "../../domain/opportunity/open.ts";
import { opportunity } from "../../domain/opportunity/opportunity.ts";
import { given, other } from "../support/given.ts";
import { eur, lineInputs, lines, sums, totals } from "../support/samples.ts";

const usd = (minor: number) => ({ minor, currency: "USD" });
const customers = [other(account, "acc_0000000001", "active"), other(contact, "con_0000000001", "active")];
const ofAccount = { topic: "Tea", account: "acc_0000000001" };

const opened = (fields: object = {}) => ({
  type: "opportunity.opened",
  data: {
    ...ofAccount,
    currency: "EUR",
    revenue: "calculated",
    estimatedRevenue: eur(0),
    lines: [],
    totals: sums(0, 0),
    ...fields,
  },
});
const quoted = (status: string, currency = "EUR") => ({
  type: "opportunity.quote-noted",
  data: { quote: "quo_0000000001", revision: 1, status, total: { minor: 1, currency }, seq: 1 },
});

describe("opening an opportunity", () => {
  test("it needs an account or a contact", () => {
    given(opportunity)
      .when(openOpportunity, { topic: "Tea" })
      .refused("invalid_input", "account or a contact", ["/account"]);
    for (const customer of [{ account: "acc_0000000001" }, { contact: "con_0000000001" }]) {
      const outcome = given(opportunity).when(
        openOpportunity,
        { topic: "Tea", ...customer },
        { others: customers },
      );
      outcome.accepted(["opportunity.opened"]);
    }
  });

  test("its account and its contact must exist", () => {
    const input = { topic: "Tea", account: "acc_0000000001", contact: "con_0000000001" };
    given(opportunity).when(openOpportunity, input).refused("rule_broken", "no account", ["/account"]);
    const others = [other(account, "acc_0000000001", "active")];
    given(opportunity)
      .when(openOpportunity, input, { others })
      .refused("rule_broken", "no contact", ["/contact"]);
  });

  test("without an estimated revenue it is calculated, and nothing at first", () => {
    const { record } = given(opportunity).when(openOpportunity, ofAccount, { others: customers });
    expect(record).toMatchObject({
      status: "open",
      revenue: "calculated",
      estimatedRevenue: eur(0),
      lines: [],
      quotes: [],
    });
  });

  test("an estimated revenue is kept as given", () => {
    const input = { ...ofAccount, estimatedRevenue: usd(500) };
    const { record } = given(opportunity).when(openOpportunity, input, { others: customers });
    expect(record).toMatchObject({ revenue: "given", estimatedRevenue: usd(500), currency: "USD" });
  });

  test("its currency is the one named, else of its amounts, else of the organisation", () => {
    const currencyOf = (input: object) =>
      given(opportunity).when(openOpportunity, { ...ofAccount, ...input }, { others: customers }).record;
    expect(currencyOf({ currency: "JPY" })).toMatchObject({ currency: "JPY" });
    expect(currencyOf({ budget: usd(1) })).toMatchObject({ currency: "USD" });
    expect(currencyOf({})).toMatchObject({ currency: "EUR" });
  });

  test("amounts in two currencies are refused", () => {
    const refuse = (input: object, pointer: string) =>
      given(opportunity)
        .when(openOpportunity, { ...ofAccount, ...input }, { others: customers })
        .refused("rule_broken", "currencies are not mixed", [pointer]);
    refuse({ currency: "EUR", budget: usd(1) }, "/budget");
    refuse({ currency: "EUR", estimatedRevenue: usd(1) }, "/estimatedRevenue");
    refuse({ estimatedRevenue: eur(1), budget: usd(1) }, "/budget");
  });

  test("the opportunity of a lead does not wait for its account, and takes the currency of the budget", () => {
    const input = { ...ofAccount, lead: "lea_0000000001", budget: usd(7) };
    const { record } = given(opportunity).when(openOpportunityOfLead, input).accepted(["opportunity.opened"]);
    expect(record).toMatchObject({ lead: "lea_0000000001", currency: "USD", budget: usd(7) });
  });
});

describe("setting the lines of an opportunity", () => {
  const input = { lines: lineInputs };

  test("prices them; the revenue that is not given follows their net sum", () => {
    const { record } = given(opportunity, opened())
      .when(setOpportunityLines, input)
      .accepted(["opportunity.changed"]);
    expect(record).toMatchObject({ lines, totals, estimatedRevenue: totals.net, revenue: "calculated" });
  });

  test("a given revenue stays", () => {
    const past = opened({ revenue: "given", estimatedRevenue: eur(500) });
    expect(given(opportunity, past).when(setOpportunityLines, input).record).toMatchObject({
      lines,
      estimatedRevenue: eur(500),
    });
  });

  test("the same lines again make no event, no lines take all away", () => {
    given(opportunity, "open").when(setOpportunityLines, input).accepted([]);
    const { record } = given(opportunity, "on-hold").when(setOpportunityLines, { lines: [] });
    expect(record).toMatchObject({ lines: [], totals: sums(0, 0), estimatedRevenue: eur(0) });
  });

  test("they may bring another currency while nothing is bound to the one before", () => {
    const { record } = given(opportunity, "open").when(setOpportunityLines, { ...input, currency: "USD" });
    expect(record).toMatchObject({
      currency: "USD",
      totals: { net: usd(11_990) },
      estimatedRevenue: usd(11_990),
    });
  });

  test.each([
    ["a quote", [opened(), quoted("cancelled")]],
    ["a budget", [opened({ budget: eur(1) })]],
    ["a given revenue", [opened({ revenue: "given" })]],
  ])("%s binds the currency", (_, past) => {
    const refused = given(opportunity, ...past).when(setOpportunityLines, { ...input, currency: "USD" });
    refused.refused("rule_broken", "currencies are not mixed", ["/currency"]);
    given(opportunity, ...past)
      .when(setOpportunityLines, { ...input, currency: "EUR" })
      .accepted(["opportunity.changed"]);
  });

  test.each(["won", "lost"] as const)("a %s opportunity keeps its lines", (status) => {
    given(opportunity, status).when(setOpportunityLines, input).refused("wrong_state");
  });
});

describe("changing an opportunity", () => {
  test("tells before and after, and nothing when nothing changes", () => {
    const { events } = given(opportunity, "open").when(changeOpportunity, {
      need: "50 cups",
      probability: 80,
    });
    expect(events[0]?.data).toEqual({ before: {}, after: { need: "50 cups", probability: 80 } });
    given(opportunity, "on-hold")
      .when(changeOpportunity, { topic: "Tea for the office", currency: "EUR" })
      .accepted([]);
  });

  test("a given revenue replaces the calculated one, and null has it calculated again", () => {
    const given1 = given(opportunity, "open").when(changeOpportunity, { estimatedRevenue: eur(500) });
    expect(given1.record).toMatchObject({ revenue: "given", estimatedRevenue: eur(500) });
    const change = { type: "opportunity.changed", data: given1.events[0]?.data ?? {} };
    const kept = given(opportunity, "open", change).when(changeOpportunity, { need: "50 cups" });
    expect(kept.record).toMatchObject({ revenue: "given", estimatedRevenue: eur(500) });
    const again = given(opportunity, "open", change).when(changeOpportunity, { estimatedRevenue: null });
    expect(again.record).toMatchObject({ revenue: "calculated", estimatedRevenue: totals.net });
  });

  test("one of account and contact must stay", () => {
    given(opportunity, opened())
      .when(changeOpportunity, { account: null })
      .refused("rule_broken", "account or a contact");
    const swap = { account: null, contact: "con_0000000001" };
    const { record } = given(opportunity, opened()).when(changeOpportunity, swap, { others: customers });
    expect(record).toMatchObject({ contact: "con_0000000001" });
    expect(record).not.toHaveProperty("account");
  });

  test("a new account or contact must exist", () => {
    given(opportunity, opened())
      .when(changeOpportunity, { account: "acc_0000000404" })
      .refused("rule_broken", "", ["/account"]);
    given(opportunity, opened())
      .when(changeOpportunity, { contact: "con_0000000404" })
      .refused("rule_broken", "", ["/contact"]);
  });

  test("its currency changes only while it has neither lines nor quotes", () => {
    const { record } = given(opportunity, opened()).when(changeOpportunity, { currency: "USD" });
    expect(record).toMatchObject({
      currency: "USD",
      estimatedRevenue: usd(0),
      totals: { net: usd(0), tax: usd(0), total: usd(0) },
    });
    given(opportunity, "open")
      .when(changeOpportunity, { currency: "USD" })
      .refused("rule_broken", "not mixed", ["/currency"]);
    const noted = given(opportunity, opened(), quoted("draft"));
    noted.when(changeOpportunity, { currency: "USD" }).refused("rule_broken", "not mixed", ["/currency"]);
  });

  test("amounts in another currency are refused until all change together", () => {
    const budgeted = given(
      opportunity,
      opened({ budget: eur(1), revenue: "given", estimatedRevenue: eur(1) }),
    );
    budgeted.when(changeOpportunity, { budget: usd(1) }).refused("rule_broken", "not mixed", ["/budget"]);
    budgeted
      .when(changeOpportunity, { estimatedRevenue: usd(1) })
      .refused("rule_broken", "", ["/estimatedRevenue"]);
    budgeted.when(changeOpportunity, { currency: "USD" }).refused("rule_broken", "", ["/budget"]);
    budgeted
      .when(changeOpportunity, { currency: "USD", budget: null })
      .refused("rule_broken", "", ["/estimatedRevenue"]);
    const all = { currency: "USD", budget: usd(2), estimatedRevenue: usd(3) };
    expect(budgeted.when(changeOpportunity, all).record).toMatchObject(all);
    const dropped = budgeted.when(changeOpportunity, {
      currency: "USD",
      budget: null,
      estimatedRevenue: null,
    });
    expect(dropped.record).toMatchObject({ revenue: "calculated", estimatedRevenue: usd(0) });
    expect(dropped.record).not.toHaveProperty("budget");
  });

  test("the probability is a whole percentage", () => {
    for (const probability of [-1, 101, 0.5]) {
      given(opportunity, "open")
        .when(changeOpportunity, { probability })
        .refused("invalid_input", "", ["/probability"]);
    }
  });

  test("its topic and currency cannot be removed, its lines are not set here", () => {
    const bad = { topic: null, currency: null, lines: [], quotes: [] };
    given(opportunity, "open")
      .when(changeOpportunity, bad)
      .refused("invalid_input", "", ["/topic", "/currency", "/lines", "/quotes"]);
  });

  test.each(["won", "lost"] as const)("a %s opportunity is reopened before it is changed", (status) => {
    given(opportunity, status)
      .when(changeOpportunity, { need: "50 cups" })
      .refused("wrong_state", "open or on-hold");
  });
});

describe("hold, resume, reopen", () => {
  test("an open opportunity can be put on hold and taken up again", () => {
    expect(
      given(opportunity, "open").when(holdOpportunity, {}).accepted(["opportunity.held"]).record.status,
    ).toBe("on-hold");
    expect(
      given(opportunity, "on-hold").when(resumeOpportunity, {}).accepted(["opportunity.resumed"]).record
        .status,
    ).toBe("open");
  });

  test.each(["on-hold", "won", "lost"] as const)("a %s opportunity cannot be put on hold", (status) => {
    given(opportunity, status).when(holdOpportunity, {}).refused("wrong_state");
  });

  test.each(["open", "won", "lost"] as const)("a %s opportunity cannot be resumed", (status) => {
    given(opportunity, status).when(resumeOpportunity, {}).refused("wrong_state");
  });

  test.each(["won", "lost"] as const)("a %s opportunity can be reopened, without how it ended", (status) => {
    const { record } = given(opportunity, status)
      .when(reopenOpportunity, {})
      .accepted(["opportunity.reopened"]);
    expect(record).toMatchObject({ status: "open", lines });
    for (const name of ["wonOn", "lostOn", "reason"]) expect(record).not.toHaveProperty(name);
  });

  test.each(["open", "on-hold"] as const)("an opportunity that is %s needs no reopening", (status) => {
    given(opportunity, status).when(reopenOpportunity, {}).refused("wrong_state");
  });
});

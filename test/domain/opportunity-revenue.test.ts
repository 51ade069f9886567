import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { account } from "../../domain/account/account.ts";
import { changeOpportunity, setOpportunityLines } from "../../domain/opportunity/actions.ts";
import { openOpportunity, openOpportunityOfLead } from "../../domain/opportunity/open.ts";
import { opportunity } from "../../domain/opportunity/opportunity.ts";
import { revenuesOf } from "../../domain/opportunity/revenue.ts";
import { priceList } from "../../domain/price-list/price-list.ts";
import { product } from "../../domain/product/product.ts";
import { given, leanBook, other } from "../support/given.ts";
import { eur, ids, lineInputs, sums, totals } from "../support/samples.ts";

const ofAccount = { topic: "Tea", account: ids.account };
const others = [other(account, ids.account, "active")];
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
const changed = (after: object) => ({ type: "opportunity.changed", data: { before: {}, after } });

describe("the revenue of an opportunity", () => {
  test("is shown as it is calculated from the lines beside the one that was given, which counts", () => {
    const past = opened({ revenue: "given", estimatedRevenue: eur(500_000), probability: 25 });
    const { record } = given(opportunity, past).when(setOpportunityLines, { lines: lineInputs });
    expect(record).toMatchObject({
      revenue: "given",
      estimatedRevenue: eur(500_000),
      calculatedRevenue: totals.net,
      weightedRevenue: eur(125_000),
    });
    const again = given(opportunity, past, changed({ lines: record.lines, totals })).when(changeOpportunity, {
      estimatedRevenue: null,
    });
    expect(again.record).toMatchObject({
      revenue: "calculated",
      estimatedRevenue: totals.net,
      weightedRevenue: eur(2998),
    });
  });

  test("is nothing at first, and weighted only when a probability is told", () => {
    const { record } = given(opportunity).when(openOpportunity, ofAccount, { others });
    expect(record).toMatchObject({ calculatedRevenue: eur(0), estimatedRevenue: eur(0) });
    expect(record).not.toHaveProperty("weightedRevenue");
    const likely = given(opportunity, opened(), changed({ probability: 10 }));
    const none = likely.when(changeOpportunity, { probability: null });
    expect(none.record).not.toHaveProperty("weightedRevenue");
  });

  test("of a document discount and its charges is net of the one and with the others", () => {
    const freight = { description: "Freight", amount: eur(500), taxPercent: "19" };
    const input = { lines: lineInputs, discount: { percent: "10" }, charges: [freight] };
    const { record, events } = given(opportunity, opened())
      .when(setOpportunityLines, input)
      .accepted(["opportunity.changed"]);
    expect(record).toMatchObject({ calculatedRevenue: eur(11_291), discount: { percent: "10" } });
    const bare = given(opportunity, opened(), ...events).when(setOpportunityLines, { lines: lineInputs });
    expect(bare.record).toMatchObject({ calculatedRevenue: totals.net });
    for (const name of ["discount", "charges"]) expect(bare.record).not.toHaveProperty(name);
    given(opportunity, opened(), ...events)
      .when(setOpportunityLines, input)
      .accepted([]);
  });

  test("is weighted half up to the minor unit, for any amount and probability", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.maxSafeNat(), fc.nat(1000)),
        fc.integer({ min: 0, max: 100 }),
        (minor, probability) => {
          const net = eur(minor);
          const { weightedRevenue } = revenuesOf({ estimatedRevenue: net, totals: { net }, probability });
          const exact = BigInt(minor) * BigInt(probability) * 2n + 100n;
          expect(weightedRevenue).toEqual(eur(Number(exact / 200n)));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe("the prices of an opportunity", () => {
  const list = (id: string, fields: object, unitPrice: string) =>
    other(
      priceList,
      id,
      { type: "price-list.added", data: { name: id, currency: "EUR", ...fields } },
      { type: "price-list.entries-set", data: { before: [], after: [{ product: ids.product, unitPrice }] } },
    );
  const lines = [{ product: ids.product, quantity: "1" }];
  const known = [
    other(product, ids.product, "active"),
    list("pri_0000000001", { isDefault: true }, "13.00"),
    list("pri_0000000002", { account: ids.account }, "11.00"),
    list("pri_0000000003", { isDefault: true, currency: "USD" }, "16.00"),
  ];

  test("are those of its account", () => {
    const { record } = given(opportunity, opened()).when(setOpportunityLines, { lines }, { others: known });
    expect(record.lines[0]).toMatchObject({ unitPrice: "11.00", priceList: "pri_0000000002" });
  });

  test("are in the currency that comes with its lines", () => {
    const input = { lines, currency: "USD" };
    const { record } = given(opportunity, opened()).when(setOpportunityLines, input, { others: known });
    expect(record.lines[0]).toMatchObject({ unitPrice: "16.00", priceList: "pri_0000000003" });
  });
});

test.each([
  ["a discount", { discount: { percent: "5" } }],
  ["a charge", { charges: [{ description: "Freight", amount: eur(500), taxPercent: "19" }] }],
])("%s without lines holds an opportunity to its currency", (_, fields) => {
  given(opportunity, opened(), changed(fields))
    .when(changeOpportunity, { currency: "USD" })
    .refused("rule_broken", "not mixed", ["/currency"]);
});

describe("the exchange rate of a deal", () => {
  const rate = { to: "USD", rate: "1.08", on: "2026-11-20" };
  const known = opened({ exchangeRate: rate });

  test("is given with its day, when the opportunity is opened or later", () => {
    const input = { ...ofAccount, exchangeRate: rate };
    expect(given(opportunity).when(openOpportunity, input, { others }).record).toMatchObject({
      exchangeRate: rate,
    });
    const later = given(opportunity, opened()).when(changeOpportunity, { exchangeRate: rate });
    expect(later.record).toMatchObject({ exchangeRate: rate });
  });

  test("is frozen once it is given", () => {
    const said = "1 EUR = 1.08 USD on 2026-11-20 and is frozen";
    for (const exchangeRate of [{ ...rate, rate: "1.09" }, { ...rate, on: "2026-11-21" }, null]) {
      given(opportunity, known)
        .when(changeOpportunity, { exchangeRate })
        .refused("rule_broken", said, ["/exchangeRate"]);
    }
    given(opportunity, known).when(changeOpportunity, { exchangeRate: rate }).accepted([]);
  });

  test("holds the deal to its currency", () => {
    given(opportunity, known)
      .when(changeOpportunity, { currency: "USD" })
      .refused("rule_broken", "not mixed", ["/currency"]);
    given(opportunity, known)
      .when(setOpportunityLines, { lines: [], currency: "USD" })
      .refused("rule_broken", "not mixed", ["/currency"]);
  });

  test.each([
    ["of the deal's own currency", { to: "EUR" }, "/exchangeRate/to"],
    ["of nothing", { rate: "0.00" }, "/exchangeRate/rate"],
    ["of a day that has not come", { on: "2026-11-25" }, "/exchangeRate/on"],
  ])("that is one %s is refused", (_, wrong, pointer) => {
    const exchangeRate = { ...rate, ...wrong };
    given(opportunity, opened())
      .when(changeOpportunity, { exchangeRate })
      .refused("rule_broken", "", [pointer]);
    given(opportunity)
      .when(openOpportunity, { ...ofAccount, exchangeRate }, { others })
      .refused("rule_broken", "", [pointer]);
  });
});

describe("how an opportunity is handled", () => {
  test("follows the process that is asked for, else the one that the rules choose", () => {
    const book = {
      ...leanBook,
      choose: [{ process: "default", productFamily: ["tea"] }],
    };
    const opening = (input: object) =>
      given(opportunity).when(openOpportunity, { ...ofAccount, ...input }, { others, book });
    expect(opening({ process: "default" }).record).toMatchObject({
      process: { name: "default", version: 0 },
    });
    expect(opening({ productFamily: "tea" }).record).toMatchObject({
      process: { name: "default" },
      productFamily: "tea",
    });
    expect(opening({}).record).toMatchObject({ process: { name: "lean" } });
    opening({ process: "own" }).refused("rule_broken", "default, lean", ["/process"]);
  });

  test("belongs to who opened it, unless somebody else is named", () => {
    const opening = (input: object) =>
      given(opportunity).when(openOpportunity, { ...ofAccount, ...input }, { others }).record;
    expect(opening({})).toMatchObject({ owner: "ann" });
    expect(opening({ owner: "bob" })).toMatchObject({ owner: "bob" });
  });

  test("of a lead has the process and the owner of the lead, and no other", () => {
    const process = { name: "default", version: 4 };
    const input = { ...ofAccount, lead: ids.lead, process, owner: "bob", productFamily: "tea" };
    const { record } = given(opportunity).when(openOpportunityOfLead, input).accepted(["opportunity.opened"]);
    expect(record).toMatchObject({ process, owner: "bob", productFamily: "tea" });
    const bare = given(opportunity).when(openOpportunityOfLead, { ...ofAccount, lead: ids.lead });
    for (const name of ["process", "owner"]) expect(bare.record).not.toHaveProperty(name);
  });
});

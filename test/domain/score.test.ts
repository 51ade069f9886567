import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type * as z from "zod";
import { CAPTURE, capture } from "../../domain/capture/capture.ts";
import { LeadCondition } from "../../domain/capture/condition.ts";
import { type CapturePolicy, shippedPolicy } from "../../domain/capture/policy.ts";
import { shippedScore } from "../../domain/capture/shipped-score.ts";
import { ScoreRules } from "../../domain/capture/rules.ts";
import { captureLead } from "../../domain/lead/actions.ts";
import { captureLeadOfSubmission } from "../../domain/lead/capture-of.ts";
import { changeLead } from "../../domain/lead/change.ts";
import { enrichLead } from "../../domain/lead/enrich.ts";
import { holds, type Known } from "../../domain/lead/holds.ts";
import { lead } from "../../domain/lead/lead.ts";
import { scoreOf } from "../../domain/lead/routing.ts";
import { given, other } from "../support/given.ts";
import { runs } from "../support/runs.ts";

const known: Known = {
  topic: "Tea",
  email: "maria@alfreds.example",
  company: "Alfreds Futterkiste GmbH",
  source: "web",
  campaign: "Spring",
  language: "de",
  productFamily: "Tea",
  address: { country: "DE" },
  budget: { minor: 500_000, currency: "EUR" },
  answers: { "How many?": "More than 50" },
};
const isTrue = (when: unknown, of: Known = known) => holds(LeadCondition.parse(when), of);

describe("a condition of a rule", () => {
  test.each([
    [{}, true],
    [{ source: ["card", "web"] }, true],
    [{ source: ["card"] }, false],
    [{ campaign: ["spring "] }, true],
    [{ campaign: ["Autumn"] }, false],
    [{ language: ["de"], country: ["de", "at"] }, true],
    [{ language: ["de"], country: ["CH"] }, false],
    [{ answers: { constructor: ["More than 50"] } }, false],
    [{ productFamily: ["Coffee", "tea"] }, true],
    [{ company: ["alfreds futterkiste"] }, true],
    [{ company: ["Berglunds"] }, false],
    [{ mail: "own" }, true],
    [{ mail: "free" }, false],
    [{ mailDomain: ["alfreds.example"] }, true],
    [{ mailDomain: ["futterkiste.example"] }, false],
    [{ filled: ["email", "budget"] }, true],
    [{ filled: ["email", "phone"] }, false],
    [{ budgetAtLeast: { minor: 500_000, currency: "EUR" } }, true],
    [{ budgetAtLeast: { minor: 500_001, currency: "EUR" } }, false],
    [{ budgetAtLeast: { minor: 1, currency: "USD" } }, false],
    [{ touchesAtLeast: 1 }, false],
    [{ answers: { "How many?": ["10", "more than 50"] } }, true],
    [{ answers: { "How many?": ["10"] } }, false],
    [{ answers: { "When?": ["Now"] } }, false],
  ])("%o of the lead: %s", (when, expected) => {
    expect(isTrue(when)).toBe(expected);
  });

  test("knows an address that everybody can have, and domains below another", () => {
    expect(isTrue({ mail: "free" }, { ...known, email: "Maria@GMail.com" })).toBe(true);
    expect(isTrue({ mail: "own" }, { ...known, email: "maria@gmail.com" })).toBe(false);
    expect(isTrue({ mailDomain: ["alfreds.example"] }, { ...known, email: "m@eu.alfreds.example" })).toBe(
      true,
    );
    expect(isTrue({ mailDomain: ["alfreds.example"] }, { ...known, email: "m@malfreds.example" })).toBe(
      false,
    );
    expect(isTrue({ mail: "own" }, { topic: "Tea", phone: "12" })).toBe(false);
  });

  test("is true of engagement once the person has written so often", () => {
    expect(isTrue({ touchesAtLeast: 2 }, { ...known, touches: 2 })).toBe(true);
    expect(isTrue({ touchesAtLeast: 2 }, { ...known, touches: 1 })).toBe(false);
  });

  test("names nothing that a lead does not have", () => {
    expect(LeadCondition.safeParse({ colour: ["red"] }).error?.issues[0]?.code).toBe("unrecognized_keys");
    expect(LeadCondition.safeParse({ filled: ["colour"] }).success).toBe(false);
    expect(LeadCondition.safeParse({ source: [] }).success).toBe(false);
    expect(LeadCondition.safeParse({ mailDomain: ["example"] }).success).toBe(false);
  });
});

const policyOf = (rules: unknown) =>
  other(capture, CAPTURE, {
    type: "capture.changed",
    data: { after: { ...shippedPolicy, score: rules } },
  });

describe("the score of a lead", () => {
  test("is a number with the rules that it comes from, from the first moment on", () => {
    const input = { topic: "Tea", email: "maria@alfreds.example", phone: "+4930901820", source: "card" };
    expect(given(lead).when(captureLead, input).record.score).toEqual({
      points: 45,
      reasons: [
        { rule: "own-mail-domain", points: 20 },
        { rule: "phone", points: 15 },
        { rule: "met", points: 10 },
      ],
    });
    const submitted = { ...input, submission: "sub_0000000001" };
    expect(given(lead).when(captureLeadOfSubmission, submitted).record.score?.points).toBe(45);
  });

  test("follows what a person finds out, in the same event", () => {
    const { record, events } = given(lead, "new").when(changeLead, {
      budget: { minor: 1, currency: "EUR" },
      email: "maria@gmail.com",
    });
    expect(events.map(({ type }) => type)).toEqual(["lead.changed"]);
    expect(record.score).toEqual({
      points: 35,
      reasons: [
        { rule: "company", points: 10 },
        { rule: "budget", points: 15 },
        { rule: "enquiry", points: 10 },
      ],
    });
  });

  test("rises when the person writes again, and more when that goes on", () => {
    const again = { source: "email", fields: {} };
    const enriched = { type: "lead.enriched", data: { source: "email", filled: {}, differing: {} } };
    const first = given(lead, "new").when(enrichLead, again).record;
    expect(first.score?.reasons).toContainEqual({ rule: "wrote-again", points: 15 });
    const third = given(lead, "new", enriched, enriched).when(enrichLead, again).record;
    expect(third.touches).toBe(3);
    expect(third.score?.points).toBe(65);
  });

  test("of a lead that is closed stays as it was", () => {
    const { record } = given(lead, "disqualified").when(enrichLead, { source: "email", fields: {} });
    expect(record.touches).toBe(1);
    expect(record).not.toHaveProperty("score.points");
  });

  test("follows the organisation's own rules, which may take off, and never leaves 0 to 100", () => {
    const competitor = { id: "competitor", points: -50, when: { mailDomain: ["alfreds.example"] } };
    const hot = { id: "hot", points: 80, when: {} };
    const input = { topic: "Tea", email: "maria@alfreds.example" };
    const at = (rules: unknown) =>
      given(lead).when(captureLead, input, { others: [policyOf(rules)] }).record.score;
    expect(at([competitor])).toEqual({ points: 0, reasons: [{ rule: "competitor", points: -50 }] });
    expect(at([hot, competitor])?.points).toBe(30);
    expect(at([hot, { ...hot, id: "hotter" }])?.points).toBe(100);
    expect(at([])).toBeUndefined();
  });

  test("has rules that ship in both languages, and with ids of their own", () => {
    expect(ScoreRules.safeParse(shippedScore).success).toBe(true);
    expect(
      shippedScore.filter(({ label }) => label?.["en"] === undefined || label["vi"] === undefined),
    ).toEqual([]);
  });

  test("one more rule that adds never lowers it, one that takes off never raises it", () => {
    const conditions = fc.constantFrom<z.output<typeof LeadCondition>>(
      {},
      { source: ["web"] },
      { source: ["card"] },
      { mail: "own" },
    );
    const rule = fc.record({ points: fc.integer({ min: -100, max: 100 }), when: conditions });
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 20 }), rule, fc.nat(), (some, one, at) => {
        const rules = some.map((each, index) => ({ ...each, id: `r${index}` }));
        const more = rules.toSpliced(at % (rules.length + 1), 0, { ...one, id: "more" });
        const points = (score: CapturePolicy["score"]) =>
          scoreOf(known, { ...shippedPolicy, score })?.points ?? 0;
        const [before, after] = [points(rules), points(more)];
        expect(one.points >= 0 ? after >= before : after <= before).toBe(true);
      }),
      { numRuns: runs(300) },
    );
  });

  test("does not hang on the order of the rules", () => {
    const turned = scoreOf(known, { ...shippedPolicy, score: shippedScore.toReversed() });
    expect(turned?.points).toBe(scoreOf(known, shippedPolicy)?.points);
  });
});

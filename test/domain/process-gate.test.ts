import { describe, expect, test } from "vitest";
import type { Facts } from "../../domain/kernel/facts.ts";
import type { Process, Step } from "../../domain/kernel/process.ts";
import { lead } from "../../domain/lead/lead.ts";
import { qualifyLead } from "../../domain/lead/qualify.ts";
import { fulfilOrder } from "../../domain/order/fulfil.ts";
import { order } from "../../domain/order/order.ts";
import { tickLead } from "../../domain/lead/handling.ts";
import { gate } from "../../domain/process/gate.ts";
import { shippedBook } from "../../domain/process/shipped.ts";
import { stepsOf } from "../../domain/process/steps.ts";
import { factsOf, given, leanProcess } from "../support/given.ts";

const standard = (): Process => shippedBook.processes["default"] ?? leanProcess();
const step = (more: Partial<Step>): Step => ({ id: "one", label: { en: "One", vi: "Một" }, ...more });
const asking = (...steps: Step[]): Process => ({ ...leanProcess(), steps: { qualify: steps } });

function gated(record: object, process: Process, language = "en") {
  const facts: Facts = { ...factsOf(), process, language };
  return gate("qualify", record, facts);
}

describe("a stage of the process", () => {
  test("is not closed while steps are missing: each is named by its label and its field", () => {
    const missing = given(lead, "new").when(qualifyLead, {}, { process: standard() });
    missing.refused("rule_broken", "Purchase timeframe, Budget, Purchase process, Decision maker", [
      "/timeframe",
      "/budget",
      "/purchaseProcess",
      "/decisionMaker",
    ]);
    expect(missing.refusal?.details).toMatchObject({
      stage: "qualify",
      missing: [{ step: "timeframe", field: "timeframe", label: "Purchase timeframe" }, {}, {}, {}],
    });
  });

  test("is closed when all is filled in", () => {
    const filled = {
      timeframe: "this-quarter",
      budget: { minor: 100_000, currency: "EUR" },
      purchaseProcess: "committee",
      decisionMaker: false,
    };
    const captured = { type: "lead.captured", data: { topic: "Tea", lastName: "Anders", ...filled } };
    given(lead, captured).when(qualifyLead, {}, { process: standard() }).accepted(["lead.qualified"]);
  });

  test("asks for nothing in the lean process", () => {
    given(lead, "new").when(qualifyLead, {}).accepted(["lead.qualified"]);
  });

  test("names the steps in the language of the caller, in English when it has no other", () => {
    const process = asking(
      step({ field: "need" }),
      step({ id: "two", label: { en: "Two" }, field: "budget" }),
    );
    expect(gated({}, process, "vi")?.message).toContain("Một, Two");
    expect(gated({}, process, "fr")?.message).toContain("One, Two");
    const either = asking(step({ field: "need", label: { vi: "Một", en: "One" } }));
    expect(gated({}, either, "fr")?.message).toContain("One");
  });

  test("waits for a check until it is ticked, and again when it is opened again", () => {
    const process = asking(step({ id: "credit", check: true }));
    const ticked = { type: "lead.ticked", data: { check: "credit", done: true, by: "ann" } };
    const open = { type: "lead.ticked", data: { check: "credit", done: false, by: "ann" } };
    given(lead, "new").when(tickLead, { check: "credit" }, { process }).accepted(["lead.ticked"]);
    given(lead, "new").when(qualifyLead, {}, { process }).refused("rule_broken", "One");
    given(lead, "new", ticked).when(qualifyLead, {}, { process }).accepted(["lead.qualified"]);
    given(lead, "new", ticked, open).when(qualifyLead, {}, { process }).refused("rule_broken", "One");
  });

  test("that has the name of what every object has can be ticked, and opened again", () => {
    const process = asking(step({ id: "constructor", check: true }));
    const tick = { check: "constructor" };
    const { events } = given(lead, "new").when(tickLead, tick, { process }).accepted(["lead.ticked"]);
    const ticked = { type: "lead.ticked", data: events[0]?.data ?? {} };
    given(lead, "new", ticked).when(qualifyLead, {}, { process }).accepted(["lead.qualified"]);
    given(lead, "new", ticked)
      .when(tickLead, { ...tick, done: false }, { process })
      .accepted(["lead.ticked"]);
    given(lead, "new")
      .when(tickLead, { ...tick, done: false }, { process })
      .accepted([]);
  });

  test("tells that a missing step is a check, also one with the name of what every object has", () => {
    const process = asking(step({ id: "constructor", check: true }));
    const ticked = { type: "lead.ticked", data: { check: "credit", done: true, by: "ann" } };
    const { refusal } = given(lead, "new", ticked).when(qualifyLead, {}, { process });
    expect(refusal?.details).toMatchObject({ missing: [{ step: "constructor", check: true }] });
    expect(refusal?.fields).toBeUndefined();
  });

  test("of an order is done before anything is delivered", () => {
    const process = { steps: { fulfil: [step({ id: "credit", check: true })] } };
    given(order, "placed").when(fulfilOrder, {}, { process }).refused("rule_broken", "One");
  });

  test("waits for no optional step", () => {
    expect(gated({}, asking(step({ field: "need", optional: true })))).toBeUndefined();
  });
});

describe("a field", () => {
  test.each([[false], [0], ["x"], [{ city: "Berlin" }], [["x"]]])("with %j is filled in", (value) => {
    expect(gated({ need: value }, asking(step({ field: "need" })))).toBeUndefined();
  });

  test.each([[undefined], [null], [""], ["  "], [{}], [[]], [{ city: undefined }]])(
    "with %j is not",
    (value) => {
      expect(gated({ need: value }, asking(step({ field: "need" })))).toMatchObject({ code: "rule_broken" });
    },
  );

  test("within a field is named by its path", () => {
    const process = asking(step({ field: "address.city" }));
    expect(gated({ address: { city: "Berlin" } }, process)).toBeUndefined();
    expect(gated({ address: { street: "A 1" } }, process)?.fields).toMatchObject([
      { pointer: "/address/city" },
    ]);
  });

  test("that only every object has is not filled in", () => {
    expect(gated({}, asking(step({ field: "constructor" })))).toBeDefined();
    expect(gated({ need: {} }, asking(step({ field: "need.toString" })))).toBeDefined();
  });
});

describe("a step with a condition", () => {
  const when = (condition: Step["when"]) => asking(step({ field: "need", when: condition }));

  test("is asked for only when the field has one of the values", () => {
    const process = when({ field: "source", is: ["web", "email"] });
    expect(gated({ source: "email" }, process)).toBeDefined();
    expect(gated({ source: "card" }, process)).toBeUndefined();
    expect(gated({}, process)).toBeUndefined();
  });

  test("is asked for only when the field is filled, or is not", () => {
    expect(gated({ company: "Alfreds" }, when({ field: "company", filled: true }))).toBeDefined();
    expect(gated({}, when({ field: "company", filled: true }))).toBeUndefined();
    expect(gated({}, when({ field: "company", filled: false }))).toBeDefined();
  });

  test("is asked for from an amount on, in whole units of the currency", () => {
    const process = when({ field: "budget", atLeast: "1000.00" });
    const budget = (minor: number, currency: string) => ({ budget: { minor, currency } });
    expect(gated(budget(99_999, "EUR"), process)).toBeUndefined();
    expect(gated(budget(100_000, "EUR"), process)).toBeDefined();
    expect(gated(budget(1000, "JPY"), process)).toBeDefined();
    expect(gated(budget(999, "JPY"), process)).toBeUndefined();
    expect(gated(budget(999_999, "KWD"), process)).toBeUndefined();
    expect(gated({ budget: "much" }, process)).toBeUndefined();
    expect(gated({}, process)).toBeUndefined();
  });

  test("needs all that its condition says", () => {
    const process = when({ field: "budget.currency", is: ["EUR"], filled: false });
    expect(gated({ budget: { minor: 1, currency: "EUR" } }, process)).toBeUndefined();
  });
});

test("the steps of a stage tell which are done, in their order", () => {
  const record = { budget: { minor: 1, currency: "EUR" } };
  const steps = stepsOf("qualify", record, standard(), "vi");
  expect(steps.map(({ id, label, done }) => [id, label, done])).toEqual([
    ["timeframe", "Thời gian mua", false],
    ["budget", "Ngân sách", true],
    ["purchase-process", "Quy trình mua hàng", false],
    ["decision-maker", "Người quyết định", false],
  ]);
});

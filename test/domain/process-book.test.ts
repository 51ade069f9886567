import { describe, expect, test } from "vitest";
import type { Process, ProcessBook } from "../../domain/kernel/process.ts";
import { changeProcess } from "../../domain/process/actions.ts";
import { impactOf, openStatuses, takenAway } from "../../domain/process/impact.ts";
import { process } from "../../domain/process/process.ts";
import { shippedBook } from "../../domain/process/shipped.ts";
import { quote } from "../../domain/quote/quote.ts";
import { eventsOf, given, leanProcess } from "../support/given.ts";
import { lives } from "../support/lives.ts";

const lean = leanProcess();
const bookOf = (more: Partial<Process>): ProcessBook => ({
  ...shippedBook,
  processes: { ...shippedBook.processes, lean: { ...lean, ...more } },
});
const label = { en: "One" };
const asking = (step: object) => ({
  ...shippedBook,
  processes: { lean: { ...lean, steps: { qualify: [{ id: "one", label, ...step }] } } },
  fallback: "lean",
});

const changing = (book: object) => given(process).when(changeProcess, book, { roles: ["admin"] });

describe("the sales processes", () => {
  test("are replaced whole, as a new version; those that ship fit together", () => {
    const changed = { ...shippedBook, fallback: "lean" };
    const { record, events } = given(process).when(changeProcess, { ...changed, note: "Less to ask" });
    expect(record).toEqual({ status: "active", ...changed });
    expect(events).toMatchObject([{ type: "process.changed", data: { note: "Less to ask" } }]);
    given(process).when(changeProcess, shippedBook).accepted(["process.changed"]);
  });

  test("that are the same as before make no new version", () => {
    const changed = { type: "process.changed", data: { after: { ...shippedBook } } };
    given(process, changed).when(changeProcess, shippedBook).accepted([]);
    given(process, changed)
      .when(changeProcess, { ...shippedBook, fallback: "lean" })
      .accepted(["process.changed"]);
  });

  test("are told as they were too, where both fit into one event", () => {
    const { before } = changing({ ...shippedBook, fallback: "lean" }).events[0]?.data ?? {};
    expect(before).toEqual(shippedBook);
    const many = Array.from({ length: 150 }, (_, nth) => [`process-${nth}`, lean] as const);
    const large = { ...shippedBook, processes: { ...shippedBook.processes, ...Object.fromEntries(many) } };
    expect(JSON.stringify(large).length).toBeGreaterThan(100_000);
    const [event] = given(process, { type: "process.changed", data: { after: large } })
      .when(changeProcess, { ...large, fallback: "process-7" })
      .accepted(["process.changed"]).events;
    expect(event?.data).toMatchObject({ after: { fallback: "process-7" } });
    expect(event?.data["before"]).toBeUndefined();
  });

  test("name only processes that are there", () => {
    changing({ ...shippedBook, fallback: "other" }).refused("rule_broken", 'no process "other"', [
      "/fallback",
    ]);
    const choose = [{ process: "lean" }, { process: "other" }];
    changing({ ...shippedBook, choose }).refused("rule_broken", 'no process "other"', ["/choose/1/process"]);
  });

  test("with more that is wrong than anybody reads at once are refused with the first of it", () => {
    const steps = Array.from({ length: 30 }, (_, nth) => ({ id: `step-${nth}`, label, field: "colour" }));
    const { refusal } = changing(bookOf({ steps: { qualify: steps, develop: steps } }));
    expect(refusal?.fields).toHaveLength(50);
  });

  test("are refused by the name of what is wrong with their form", () => {
    const bad = bookOf({});
    given(process)
      .when(changeProcess, { ...bad, processes: { ...bad.processes, "Big Deals": lean } })
      .refused("invalid_input", "must be a name");
    given(process)
      .when(changeProcess, { ...bad, falback: "lean" })
      .refused("invalid_input", '"falback" is not a field here', ["/falback"]);
  });
});

describe("the steps of a process", () => {
  const at = "/processes/lean/steps/qualify/0";

  test("are of fields that the record has", () => {
    changing(asking({ field: "bugdet" })).refused("rule_broken", 'no field "bugdet"', [`${at}/field`]);
    changing(asking({ field: "address.town" })).refused("rule_broken", 'no field "address.town"', [
      `${at}/field`,
    ]);
    changing(asking({ field: "wonOn" })).refused("rule_broken", 'no field "wonOn"', [`${at}/field`]);
    // Only a lead that was given up has a reason, only a quote that was sent a hash: nobody could fill them in before.
    changing(asking({ field: "reason" })).refused("rule_broken", 'no field "reason"', [`${at}/field`]);
    changing(bookOf({ steps: { propose: [{ id: "one", label, field: "hash" }] } })).refused(
      "rule_broken",
      'no field "hash"',
    );
    given(process)
      .when(changeProcess, asking({ field: "address.city" }))
      .accepted(["process.changed"]);
    given(process)
      .when(changeProcess, asking({ check: true }))
      .accepted(["process.changed"]);
  });

  test("have conditions on fields that the record has, and that say something", () => {
    const when = (condition: object) => asking({ field: "need", when: condition });
    changing(when({ field: "colour", filled: true })).refused("rule_broken", 'no field "colour"', [
      `${at}/when/field`,
    ]);
    changing(when({ field: "source" })).refused("rule_broken", "needs one of is, filled, atLeast", [
      `${at}/when`,
    ]);
    given(process)
      .when(changeProcess, when({ field: "budget", atLeast: "1000" }))
      .accepted(["process.changed"]);
  });

  test("are told apart by their ids over all stages of a process", () => {
    const same = { id: "same", label, field: "need" };
    const book = bookOf({ steps: { qualify: [same], develop: [same] } });
    changing(book).refused("rule_broken", '"same" is used twice', ["/processes/lean/steps/develop/0/id"]);
  });
});

describe("the reasons of a process", () => {
  const reasons = lean.reasons["lead.disqualify"] ?? [];
  const at = "/processes/lean/reasons/lead.disqualify";
  const withReasons = (list: typeof reasons) =>
    bookOf({ reasons: { ...lean.reasons, "lead.disqualify": list } });

  test("are extended, renamed and retired", () => {
    const [first, ...rest] = reasons.map((each) => ({ ...each }));
    if (first === undefined) throw new Error("No reason ships");
    const more = { code: "too-small", label: { en: "Too small" } };
    const list = [
      { ...first, label: { en: "Given up" } },
      { ...more },
      ...rest.map((r) => ({ ...r, retired: true })),
    ];
    given(process).when(changeProcess, withReasons(list)).accepted(["process.changed"]);
  });

  test("are not removed, since records carry them", () => {
    changing(withReasons(reasons.slice(1))).refused("rule_broken", '"lost" cannot be removed', [at]);
  });

  test("are told apart by their codes, and one at least can be chosen", () => {
    const [first] = reasons;
    if (first === undefined) throw new Error("No reason ships");
    changing(withReasons([...reasons, first])).refused("rule_broken", '"lost" is there twice', [
      `${at}/${reasons.length}/code`,
    ]);
    changing(withReasons(reasons.map((each) => ({ ...each, retired: true })))).refused(
      "rule_broken",
      "At least one",
      [at],
    );
  });
});

test("instalments of a process add up to the whole", () => {
  const instalments = [
    { percent: "50", days: 0 },
    { percent: "49.9", days: 30 },
  ];
  const book = bookOf({ paymentTerms: { days: 30, instalments } });
  changing(book).refused("rule_broken", "99.9 %", ["/processes/lean/paymentTerms/instalments"]);
});

test("labels are of what there is to label", () => {
  const labels = (key: string) => bookOf({ labels: { vi: { [key]: "Khách" } } });
  changing(labels("stage.leads")).refused("rule_broken", "is no label", [
    "/processes/lean/labels/vi/stage.leads",
  ]);
  for (const key of ["stage.lead", "field.budget", "field.lead.budget", "status.lead.new"]) {
    given(process).when(changeProcess, labels(key)).accepted(["process.changed"]);
  }
});

describe("what a change would do", () => {
  const before = lean;
  const need = { id: "need", label: { en: "Need", vi: "Nhu cầu" }, field: "need" };
  const after: Process = { ...lean, steps: { qualify: [need] } };
  const record = { status: "new", topic: "Tea" };

  test("to a record is told step by step, in the language of the caller", () => {
    const step = { stage: "qualify", step: "need", label: "Nhu cầu" };
    expect(impactOf("lead", record, { before, after, language: "vi" })).toEqual({
      missing: [step],
      dropped: [],
      approval: false,
    });
    expect(impactOf("lead", record, { before: after, after: before, language: "vi" })).toEqual({
      missing: [],
      dropped: [step],
      approval: false,
    });
  });

  test("is nothing where a new step is done already, or is asked of another stage", () => {
    const filled = { ...record, need: "50 cups a day" };
    expect(impactOf("lead", filled, { before, after, language: "en" })).toBeUndefined();
    expect(impactOf("opportunity", record, { before, after, language: "en" })).toBeUndefined();
  });

  test("to an opportunity is told for both of its stages", () => {
    const asked: Process = { ...lean, steps: { develop: [need], close: [{ ...need, id: "close" }] } };
    const open = { status: "open", topic: "Tea" };
    expect(impactOf("opportunity", open, { before, after: asked, language: "en" })?.missing).toMatchObject([
      { stage: "develop", step: "need" },
      { stage: "close", step: "close" },
    ]);
  });

  test("tells whether a quote would first have to be approved: not one that had to be before, or was sent", () => {
    const limits = (total: string): Process => ({
      ...lean,
      approval: { total: { EUR: total }, discountPercent: "100", role: "admin", fourEyes: true },
    });
    const draft = quote.fold(eventsOf(quote, lives["quote"]?.["draft"] ?? []));
    const sent = quote.fold(eventsOf(quote, lives["quote"]?.["sent"] ?? []));
    const changing = (record: object, from: Process) =>
      impactOf("quote", quote.record.parse(record), { before: from, after: limits("1"), language: "en" });
    expect(changing(Object(draft), lean)).toEqual({ missing: [], dropped: [], approval: true });
    expect(changing(Object(draft), limits("2"))).toBeUndefined();
    expect(changing(Object(sent), lean)).toBeUndefined();
    expect(openStatuses["quote"]).toContain("in-approval");
  });

  test("tells which processes and which reasons would be gone", () => {
    const reasons = (lean.reasons["opportunity.lose"] ?? []).map((reason) =>
      reason.code === "price" ? { ...reason, retired: true } : reason,
    );
    const changed = {
      ...shippedBook,
      processes: { lean: { ...lean, reasons: { ...lean.reasons, "opportunity.lose": reasons } } },
    };
    expect(takenAway(shippedBook, changed)).toEqual({
      gone: ["default"],
      retired: [{ process: "lean", kind: "opportunity.lose", reason: "price" }],
    });
    expect(takenAway(changed, changed)).toEqual({ gone: [], retired: [] });
  });
});

import { describe, expect, test } from "vitest";
import type { Process, ProcessBook } from "../../domain/kernel/process.ts";
import { captureLead, disqualifyLead } from "../../domain/lead/actions.ts";
import { lead } from "../../domain/lead/lead.ts";
import { qualifyLead } from "../../domain/lead/qualify.ts";
import { chooseProcess } from "../../domain/process/choose.ts";
import { badReason } from "../../domain/process/reason.ts";
import { shippedBook } from "../../domain/process/shipped.ts";
import { factsOf, given, leanProcess } from "../support/given.ts";

const tea = { topic: "Tea", lastName: "Anders" };
const book = (choose: ProcessBook["choose"]): ProcessBook => ({ ...shippedBook, choose, fallback: "lean" });
const followed = (input: object, rules: ProcessBook["choose"]) =>
  given(lead).when(captureLead, { ...tea, ...input }, { book: book(rules) }).record.process?.name;

describe("the process of a new deal", () => {
  test("is the fallback when no rule holds, with the version it has then", () => {
    expect(followed({}, [])).toBe("lean");
    const facts = { ...factsOf(), book: { version: 7, book: book([]) } };
    expect(chooseProcess(facts, {})).toMatchObject({ ok: true, process: { name: "lean", version: 7 } });
  });

  test("is chosen by source, by product family and by caller", () => {
    expect(followed({ source: "web" }, [{ process: "default", source: ["email", "web"] }])).toBe("default");
    expect(followed({}, [{ process: "default", source: ["web"] }])).toBe("lean");
    const families = [{ process: "default", productFamily: ["tea"] }];
    expect(followed({ productFamily: "tea" }, families)).toBe("default");
    expect(followed({ productFamily: "cups" }, families)).toBe("lean");
    expect(followed({}, [{ process: "default", caller: ["ann"] }])).toBe("default");
    expect(followed({}, [{ process: "default", caller: ["bob"] }])).toBe("lean");
  });

  test("is that of the first rule of which all conditions hold", () => {
    const rules = [
      { process: "lean", source: ["web"], productFamily: ["cups"] },
      { process: "default", source: ["web"] },
      { process: "lean" },
    ];
    expect(followed({ source: "web", productFamily: "tea" }, rules)).toBe("default");
    expect(followed({ source: "web", productFamily: "cups" }, rules)).toBe("lean");
  });

  test("is the one that is asked for before any rule; one that is not there is refused", () => {
    expect(followed({ process: "default" }, [{ process: "lean" }])).toBe("default");
    const unknown = given(lead).when(captureLead, { ...tea, process: "other" });
    unknown.refused("rule_broken", 'There is no process "other": there are default, lean', ["/process"]);
    expect(unknown.refusal?.allowed).toEqual(["default", "lean"]);
    given(lead)
      .when(captureLead, { ...tea, process: "constructor" })
      .refused("rule_broken", 'There is no process "constructor"', ["/process"]);
  });
});

describe("the owner of a new lead", () => {
  test("is who captured it, unless somebody is named", () => {
    expect(given(lead).when(captureLead, tea).record.owner).toBe("ann");
    expect(given(lead).when(captureLead, { ...tea, owner: "bob" }).record.owner).toBe("bob");
    const actor = { type: "reaction" as const, id: "read-mail" };
    expect(given(lead).when(captureLead, tea, { actor }).record.owner).toBeUndefined();
  });
});

describe("a reason", () => {
  const label = { en: "Too small", vi: "Quá nhỏ" };
  const process: Partial<Process> = {
    reasons: {
      "lead.disqualify": [
        { code: "too-small", label },
        { code: "lost", label: { en: "Lost" }, retired: true },
        { code: "other", label: { en: "Other" }, needsNote: true },
      ],
    },
  };

  test("of the organisation can be chosen", () => {
    const input = { reason: "too-small" };
    const { record } = given(lead, "new").when(disqualifyLead, input, { process });
    expect(record).toMatchObject({ status: "disqualified", reason: "too-small" });
  });

  test("that is retired or unknown cannot, and the refusal tells which can", () => {
    const retired = given(lead, "new").when(disqualifyLead, { reason: "lost" }, { process });
    retired.refused("rule_broken", '"lost" can no longer be chosen', ["/reason"]);
    expect(retired.refusal).toMatchObject({
      allowed: ["too-small", "other"],
      details: { reasons: [{ code: "too-small", label: "Too small" }, { code: "other" }] },
    });
    given(lead, "new")
      .when(disqualifyLead, { reason: "cancelled" }, { process })
      .refused("rule_broken", '"cancelled" is not a reason', ["/reason"]);
  });

  test("may need a note that says more", () => {
    given(lead, "new")
      .when(disqualifyLead, { reason: "other" }, { process })
      .refused("rule_broken", "needs a note", ["/note"]);
    given(lead, "new")
      .when(disqualifyLead, { reason: "other", note: "They moved" }, { process })
      .accepted(["lead.disqualified"]);
  });

  test("is needed where the process has some, and free where it has none", () => {
    const facts = factsOf([], { process });
    expect(badReason("lead.disqualify", {}, facts)).toMatchObject({ code: "rule_broken" });
    expect(badReason("quote.decline", {}, facts)).toBeUndefined();
    expect(badReason("quote.decline", { reason: "whatever" }, facts)).toBeUndefined();
  });
});

describe("what qualifying makes", () => {
  const kinds = ["account", "contact", "opportunity"] as const;
  const creating = (kind: string, rule: "always" | "never"): Partial<Process> => ({
    create: { ...leanProcess().create, [kind]: rule },
  });

  test.each(kinds)("an %s that is always made cannot be left out", (kind) => {
    const process = creating(kind, "always");
    given(lead, "new")
      .when(qualifyLead, { [kind]: "none" }, { process })
      .refused("rule_broken", "The process always makes", [`/${kind}`]);
    const { events } = given(lead, "new").when(qualifyLead, {}, { process }).accepted(["lead.qualified"]);
    expect(events[0]?.data["create"]).toContain(kind);
  });

  test.each(kinds)("an %s that is never made cannot be asked for, and is not made", (kind) => {
    const process = creating(kind, "never");
    given(lead, "new")
      .when(qualifyLead, { [kind]: "create" }, { process })
      .refused("rule_broken", "The process never makes", [`/${kind}`]);
    const { events } = given(lead, "new").when(qualifyLead, {}, { process }).accepted(["lead.qualified"]);
    expect(events[0]?.data["create"]).not.toContain(kind);
    expect(events[0]?.data[kind]).toBeUndefined();
  });

  test("an account that is always made needs a company to be named after", () => {
    const person = { type: "lead.captured", data: { topic: "Tea", lastName: "Anders" } };
    given(lead, person)
      .when(qualifyLead, {}, { process: creating("account", "always") })
      .refused("rule_broken", "no company", ["/account"]);
  });
});

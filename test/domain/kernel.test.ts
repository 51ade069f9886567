import { describe, expect, test } from "vitest";
import { captureLead, markContacted } from "../../domain/lead/actions.ts";
import { changeLead } from "../../domain/lead/change.ts";
import { placeOrderOfAcceptedQuote } from "../../domain/flow/quoting.ts";
import { changesOf } from "../../domain/kernel/change.ts";
import { sameJson } from "../../domain/kernel/equal.ts";
import { seal } from "../../domain/kernel/seal.ts";
import { stage } from "../../domain/kernel/stage.ts";
import { lead } from "../../domain/lead/lead.ts";
import { opportunity } from "../../domain/opportunity/opportunity.ts";
import { eventsOf, given } from "../support/given.ts";
import { lives } from "../support/lives.ts";
import * as z from "zod";

const captured = lives["lead"]?.["new"] ?? [];

describe("a refusal for the wrong status", () => {
  test("says what the status is and in which it would be allowed", () => {
    const { refusal } = given(lead, "qualified").when(changeLead, {}).refused("wrong_state");
    expect(refusal).toMatchObject({ allowed: ["new", "contacted"], details: { status: "qualified" } });
  });

  test("promises nothing when the record exists already, or not at all", () => {
    const again = given(lead, "new")
      .when(captureLead, { topic: "Tea", lastName: "A" })
      .refused("wrong_state");
    expect(again.refusal).not.toHaveProperty("allowed");
    const none = given(lead).when(markContacted, {}).refused("not_found", "There is no such lead");
    expect(none.refusal).not.toHaveProperty("details");
  });
});

describe("a refusal for a bad field", () => {
  test("says in plain words that it is missing, or of which type it must be", () => {
    given(lead)
      .when(captureLead, { lastName: "A" })
      .refused("invalid_input", "/topic: is needed (string)", ["/topic"]);
    given(lead)
      .when(captureLead, { topic: 7, lastName: "A" })
      .refused("invalid_input", "/topic: must be of the type string, not number", ["/topic"]);
  });
});

describe("what cannot have happened is a fault, not a refusal", () => {
  test("an event of another stage, or in a status that forbids it, or with data that is not its own", () => {
    const fold =
      (type: string, data = {}) =>
      () =>
        lead.fold(eventsOf(lead, [...captured, { type, data }]));
    expect(fold("quote.sent")).toThrow("quote.sent is not an event of lead");
    expect(fold("lead.reopened")).toThrow("lead.reopened cannot happen to a lead that is new");
    expect(fold("lead.disqualified", { reason: 5 })).toThrow("reason");
  });

  test("reading or telling an event as another", () => {
    const [event] = eventsOf(lead, captured);
    if (event === undefined) throw new Error("The sample lead has an event");
    expect(() => lead.readEvent("lead.contacted", event)).toThrow(
      "Expected lead.contacted, got lead.captured",
    );
    expect(lead.readEvent("lead.captured", event).data.topic).toBe("Tea for the office");
    expect(() => opportunity.tell(event)).toThrow("lead.captured is not an event of opportunity");
    expect(() => placeOrderOfAcceptedQuote.commands(event)).toThrow(
      "place-order does not wait for lead.captured",
    );
    expect(() => placeOrderOfAcceptedQuote.commands({})).toThrow("id");
  });

  test("a stage without a prefix for its ids", () => {
    const schema = z.discriminatedUnion("status", [z.object({ status: z.literal("on") })]);
    expect(() => stage("zebra", schema, {}).evolve({})).toThrow("No id prefix for the stage zebra");
  });
});

describe("sealing", () => {
  const before = {
    id: "lea_0000000001",
    version: 3,
    deal: "dea_1",
    createdAt: "",
    updatedAt: "",
    state: undefined,
  };
  const happened = [
    { type: "lead.contacted", data: {} },
    { type: "lead.reopened", data: { note: "x" } },
  ];
  const done = { ok: true, events: happened, state: { status: "new" } } as const;
  const origin = { actor: { type: "user", id: "ann" }, traceId: "1-a" } as const;

  test("numbers the events on and names who, when, in which deal and why", () => {
    const [first, second] = seal(
      lead,
      before,
      done,
      { ...origin, causedBy: "quo_1#2" },
      "2026-11-23T09:00:00.000Z",
    );
    expect(first).toEqual({
      id: "lea_0000000001#4",
      type: "lead.contacted",
      v: 1,
      stage: "lead",
      record: "lea_0000000001",
      seq: 4,
      at: "2026-11-23T09:00:00.000Z",
      actor: origin.actor,
      deal: "dea_1",
      causedBy: "quo_1#2",
      traceId: "1-a",
      data: {},
    });
    expect(second).toMatchObject({ id: "lea_0000000001#5", seq: 5, data: { note: "x" } });
  });

  test("joins another deal when the decision says so, and has no cause unless there is one", () => {
    const [first] = seal(lead, before, { ...done, deal: "dea_2" }, origin, "2026-11-23T09:00:00.000Z");
    expect(first?.deal).toBe("dea_2");
    expect(first).not.toHaveProperty("causedBy");
  });
});

describe("comparing", () => {
  test("values are the same when their JSON is", () => {
    expect(sameJson({ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1, d: undefined })).toBe(true);
    const others = [
      { a: 1 },
      { a: 1, b: [{ c: 0 }] },
      { a: 1, b: { 0: { c: null } } },
      null,
      "x",
      undefined,
      [],
    ];
    for (const other of others) {
      expect(sameJson({ a: 1, b: [{ c: null }] }, other)).toBe(false);
      expect(sameJson(other, { a: 1, b: [{ c: null }] })).toBe(false);
    }
    expect(sameJson([1, 2], [2, 1])).toBe(false);
  });

  test("what a change does not name stays, also when it names it as undefined", () => {
    expect(changesOf({ a: 1, b: 2, c: 3 }, { a: undefined, b: null, c: 3, d: 4 })).toEqual({
      before: { b: 2 },
      after: { d: 4 },
    });
  });
});

import { describe, expect, test } from "vitest";
import { CAPTURE, capture } from "../../domain/capture/capture.ts";
import { changeCapture } from "../../domain/capture/actions.ts";
import { shippedPolicy } from "../../domain/capture/policy.ts";
import { captureLead, disqualifyLead, markContacted } from "../../domain/lead/actions.ts";
import { captureLeadOfSubmission } from "../../domain/lead/capture-of.ts";
import { assignLead, giveLead } from "../../domain/lead/handling.ts";
import { lead } from "../../domain/lead/lead.ts";
import { missResponse } from "../../domain/lead/response.ts";
import { team } from "../../domain/team/team.ts";
import { given, other } from "../support/given.ts";

const TEAM = "tea_0000000001";
const office = { days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "17:00" };
const workingHours = { timeZone: "America/New_York", hours: [office] };

const rules = (more: object) =>
  other(capture, CAPTURE, { type: "capture.changed", data: { after: { ...shippedPolicy, ...more } } });
const input = { topic: "Tea", email: "maria@alfreds.example", submission: "sub_0000000001" };
const captured = (policy: object, more: object = {}) =>
  given(lead).when(
    captureLeadOfSubmission,
    { ...input, source: "web", ...more },
    { others: [rules(policy)] },
  );

describe("who gets a lead", () => {
  const assign = [
    { id: "large", when: { scoreAtLeast: 50 }, to: { owner: "zoe" } },
    { id: "web", when: { source: ["web"] }, to: { team: TEAM } },
    { id: "rest", when: {}, to: { owner: "ann" } },
  ];

  test("is said by the first rule that holds, and the lead says by which", () => {
    expect(captured({ assign }).record).toMatchObject({ team: TEAM, assignedBy: "web" });
    expect(captured({ assign }).record).not.toHaveProperty("owner");
    expect(captured({ assign }, { source: "import" }).record).toMatchObject({
      owner: "ann",
      assignedBy: "rest",
    });
  });

  test("may hang on the score", () => {
    const rich = { phone: "+4930901820", company: "Alfreds" };
    expect(captured({ assign }, rich).record).toMatchObject({ owner: "zoe", assignedBy: "large" });
  });

  test("is whom somebody named, before all rules", () => {
    const { record } = captured({ assign }, { owner: "kim" });
    expect(record.owner).toBe("kim");
    expect(record).not.toHaveProperty("assignedBy");
  });

  test("is who wrote it down by hand, when no rule says otherwise", () => {
    const byHand = (rule: object) =>
      given(lead).when(captureLead, { topic: "Tea", lastName: "A" }, { others: [rules({ assign: [rule] })] })
        .record;
    expect(byHand({ id: "web", when: { source: ["web"] }, to: { owner: "zoe" } }).owner).toBe("ann");
    expect(byHand({ id: "all", when: {}, to: { owner: "zoe" } }).owner).toBe("zoe");
    expect(captured({}).record.owner).toBeUndefined();
  });

  test("rules name teams that there are, and hours that are said", () => {
    const put = (more: object, others: Parameters<typeof given>[1][] = []) =>
      given(capture).when(
        changeCapture,
        { ...shippedPolicy, ...more },
        { others: others.length === 0 ? [] : [other(team, TEAM, "active")] },
      );
    put({ assign }).refused("rule_broken", "no active team", ["/assign/1/to/team"]);
    put({ assign }, ["active"]).accepted(["capture.changed"]);
    const firstResponse = [{ id: "all", when: {}, minutes: 30, workingHours: true }];
    put({ firstResponse }).refused("rule_broken", "say which they are", ["/workingHours"]);
    put({ firstResponse, workingHours }).accepted(["capture.changed"]);
    put({}).accepted(["capture.changed"]);
  });

  test("rules hold a submission before they call it spam, at the same score at the latest", () => {
    const put = (spam: object) => given(capture).when(changeCapture, { ...shippedPolicy, spam });
    put({ holdAt: 50, spamAt: 49 }).refused("rule_broken", "at least 50", ["/spam/spamAt"]);
    put({ holdAt: 50, spamAt: 50 }).accepted(["capture.changed"]);
  });
});

describe("a lead of a team", () => {
  const waiting = { type: "lead.captured", data: { topic: "Tea", lastName: "A", team: TEAM } };
  const given1 = { type: "lead.assigned", data: { after: "ann", givenBy: TEAM } };

  test("goes to the member whose turn it was, while nobody else has it", () => {
    const { record } = given(lead, waiting)
      .when(giveLead, { owner: "ann", team: TEAM })
      .accepted(["lead.assigned"]);
    expect(record).toMatchObject({ owner: "ann", team: TEAM });
    const taken = given(lead, waiting).when(assignLead, { owner: "zoe" });
    expect(taken.events[0]?.data).toMatchObject({ after: "zoe", takenFrom: TEAM });
    const assigned = { type: "lead.assigned", data: { after: "zoe", takenFrom: TEAM } };
    given(lead, waiting, assigned).when(giveLead, { owner: "ann", team: TEAM }).accepted([]);
    const lost = { type: "lead.disqualified", data: { reason: "lost", team: TEAM } };
    given(lead, waiting, lost).when(giveLead, { owner: "ann", team: TEAM }).accepted([]);
  });

  test("tells its team when it is given up or taken away, once", () => {
    const { events, record } = given(lead, waiting, given1).when(disqualifyLead, { reason: "lost" });
    expect(events[0]?.data).toMatchObject({ team: TEAM });
    expect(record.team).toBeUndefined();
    const taken = given(lead, waiting, given1).when(assignLead, { owner: null }).record;
    expect([taken.owner, taken.team]).toEqual([undefined, undefined]);
  });
});

describe("the time for a first response", () => {
  const at = (firstResponse: object[], more: object = {}) =>
    captured({ firstResponse, ...more }).record.respondBy;

  test("counts from the capture on, by the first rule that holds", () => {
    const web = { id: "web", when: { source: ["web"] }, minutes: 15 };
    expect(at([web, { id: "all", when: {}, minutes: 60 }])).toBe("2026-11-23T09:15:00.000Z");
    expect(at([{ id: "card", when: { source: ["card"] }, minutes: 15 }])).toBeUndefined();
  });

  test("counts working hours only, where that is asked", () => {
    // It is four in the morning in New York.
    const all = [{ id: "all", when: {}, minutes: 30, workingHours: true }];
    expect(at(all, { workingHours })).toBe("2026-11-23T14:30:00.000Z");
    const holidays = ["2026-11-23"];
    expect(at(all, { workingHours: { ...workingHours, holidays } })).toBe("2026-11-24T14:30:00.000Z");
  });

  const until = (respondBy: string) => ({
    type: "lead.captured",
    data: { topic: "Tea", lastName: "A", owner: "ann", respondBy },
  });

  test("is kept or missed by who is in touch, and that is told in minutes", () => {
    const contacted = (respondBy: string) =>
      given(lead, until(respondBy)).when(markContacted, {}).record.response;
    expect(contacted("2026-11-23T09:30:00.000Z")).toEqual({ minutes: 0, inTime: true });
    expect(contacted("2026-11-23T09:00:00.000Z")).toEqual({ minutes: 0, inTime: false });
    expect(given(lead, "new").when(markContacted, {}).record.response).toEqual({ minutes: 0 });
    const reopened = [
      { type: "lead.contacted", data: { response: { minutes: 5 } } },
      { type: "lead.disqualified", data: { reason: "lost" } },
      { type: "lead.reopened", data: {} },
    ];
    const again = given(lead, until("2026-11-23T09:00:00.000Z"), ...reopened).when(markContacted, {}).record;
    expect(again.response).toEqual({ minutes: 5 });
  });

  test("that has passed is told once, with who should have been in touch", () => {
    const { events, record } = given(lead, until("2026-11-23T09:00:00.000Z"))
      .when(missResponse, {})
      .accepted(["lead.response-missed"]);
    expect(events[0]?.data).toMatchObject({ respondBy: "2026-11-23T09:00:00.000Z", owner: "ann" });
    expect(record).toMatchObject({ status: "new", responseMissed: true });
    const missed = { type: "lead.response-missed", data: { respondBy: "2026-11-23T09:00:00.000Z" } };
    given(lead, until("2026-11-23T09:00:00.000Z"), missed).when(missResponse, {}).accepted([]);
    given(lead, "new").when(missResponse, {}).accepted([]);
    given(lead, "contacted").when(missResponse, {}).refused("wrong_state");
  });

  test("that has not passed is asked for again at its end", () => {
    const { refusal } = given(lead, until("2026-11-23T09:00:00.001Z")).when(missResponse, {});
    expect(refusal?.details).toEqual({ notBefore: "2026-11-23T09:00:00.001Z" });
  });
});

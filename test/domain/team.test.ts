import { describe, expect, test } from "vitest";
import { CAPTURE, capture } from "../../domain/capture/capture.ts";
import { shippedPolicy } from "../../domain/capture/policy.ts";
import { lead } from "../../domain/lead/lead.ts";
import { addTeam, changeTeam, retireTeam } from "../../domain/team/actions.ts";
import { giveOfTeam, giveWaiting, noteEnded } from "../../domain/team/give.ts";
import { MOST_WAITING, team } from "../../domain/team/team.ts";
import { teamFields } from "../support/assigning-lives.ts";
import { given, other } from "../support/given.ts";
import type { Past } from "../support/lives.ts";

const TEAM = "tea_0000000001";
const now = "2026-11-23T09:00:00.000Z";
const idOf = (nth: number) => `lea_${String(nth).padStart(10, "0")}`;

/** A lead that has come to the team, and what happened to it since. */
const waits = (nth: number, ...past: readonly Past[]) =>
  other(
    lead,
    idOf(nth),
    { type: "lead.captured", data: { topic: "Tea", lastName: "A", team: TEAM } },
    ...past,
  );

const added = (more: object): Past => ({ type: "team.added", data: { ...teamFields, ...more } });
const gave = (nth: number, owner: string): Past => ({ type: "team.gave", data: { lead: idOf(nth), owner } });
const queued = (nth: number): Past => ({ type: "team.queued", data: { lead: idOf(nth) } });

/** By the clocks of Berlin, where it is Monday, 10:00. */
const shift = (from: string, to: string, ...days: string[]) => ({
  hours: [{ days: days.length === 0 ? ["mon", "tue", "wed", "thu", "fri"] : days, from, to }],
});
const give = (nth: number, ...past: readonly Past[]) =>
  given(team, ...past).when(giveOfTeam, { lead: idOf(nth) }, { others: [waits(nth)] });

describe("a team that takes turns", () => {
  test("gives one lead after the other, in the order of its members", () => {
    const members = ["ann", "bob", "cat"].map((owner) => ({ owner }));
    const past: Past[] = [added({ members })];
    for (const [nth, owner] of ["ann", "bob", "cat", "ann", "bob"].entries()) {
      expect(give(nth, ...past).accepted(["team.gave"]).events[0]?.data).toMatchObject({ owner });
      past.push(gave(nth, owner));
    }
  });

  test("gives to a member whatever the name is", () => {
    const names = ["constructor", "toString", "valueOf"];
    for (const method of ["round-robin", "by-load"]) {
      const past: Past[] = [added({ members: names.map((owner) => ({ owner })), method })];
      for (const [nth, owner] of [...names, ...names].entries()) {
        expect(give(nth, ...past).accepted(["team.gave"]).events[0]?.data).toMatchObject({ owner });
        past.push(gave(nth, owner));
      }
    }
  });

  test("passes over who is paused, has enough, or does not work now", () => {
    const owners = (members: readonly object[], ...past: Past[]) =>
      give(9, added({ members }), ...past).events[0]?.data["owner"];
    expect(owners([{ owner: "ann", paused: true }, { owner: "bob" }])).toBe("bob");
    expect(owners([{ owner: "ann", most: 1 }, { owner: "bob" }], gave(1, "ann"), gave(2, "bob"))).toBe("bob");
    expect(owners([{ owner: "ann", ...shift("14:00", "18:00") }, { owner: "bob" }])).toBe("bob");
    const far = { owner: "ann", timeZone: "America/New_York", ...shift("09:00", "17:00") };
    expect(owners([far, { owner: "bob", ...shift("09:00", "17:00") }])).toBe("bob");
  });

  test("goes on with the next one when whoever had the last turn has left", () => {
    const past = [added({}), gave(1, "ann")];
    const change = {
      before: { members: teamFields.members },
      after: { members: [{ owner: "cat" }, { owner: "bob" }] },
    };
    const { events, record } = give(2, ...past, { type: "team.changed", data: change });
    expect(events[0]?.data).toMatchObject({ owner: "cat" });
    expect(record.open).toEqual({ cat: [idOf(2)] });
  });
});

describe("a team that shares by load", () => {
  const byLoad = added({ method: "by-load" });

  test("gives to whoever has the fewest open, and among equals to whoever's turn it is", () => {
    expect(give(9, byLoad, gave(1, "ann"), gave(2, "ann")).events[0]?.data).toMatchObject({ owner: "bob" });
    expect(give(9, byLoad, gave(1, "ann"), gave(2, "bob")).events[0]?.data).toMatchObject({ owner: "ann" });
    const ended: Past = { type: "team.ended", data: { lead: idOf(1), owner: "ann" } };
    expect(give(9, byLoad, gave(1, "ann"), gave(2, "bob"), ended).events[0]?.data).toMatchObject({
      owner: "ann",
    });
  });

  test("counts a lead as open until it is qualified, given up or somebody else's", () => {
    const { record, events } = given(team, byLoad, gave(1, "ann"))
      .when(noteEnded, { lead: idOf(1) })
      .accepted(["team.ended"]);
    expect(events[0]?.data).toMatchObject({ lead: idOf(1), owner: "ann" });
    expect(record.open).toEqual({ ann: [] });
    given(team, byLoad)
      .when(noteEnded, { lead: idOf(1) })
      .accepted([]);
  });
});

describe("a lead", () => {
  test("is given once, however often it is told", () => {
    given(team, added({}), gave(1, "ann"))
      .when(giveOfTeam, { lead: idOf(1) }, { others: [waits(1)] })
      .accepted([]);
    given(team, added({}), queued(1))
      .when(giveOfTeam, { lead: idOf(1) }, { others: [waits(1)] })
      .accepted([]);
  });

  test.each<[string, Past]>([
    ["somebody has taken", { type: "lead.assigned", data: { after: "zoe", takenFrom: TEAM } }],
    ["is given up", { type: "lead.disqualified", data: { reason: "lost", team: TEAM } }],
  ])("that %s meanwhile is not given", (_, past) => {
    given(team, added({}))
      .when(giveOfTeam, { lead: idOf(1) }, { others: [waits(1, past)] })
      .accepted([]);
  });

  test("that came to a team before it was retired is still given", () => {
    const retired: Past = { type: "team.retired", data: { name: "Inside sales" } };
    expect(give(1, added({}), retired).accepted(["team.gave"]).events[0]?.data).toMatchObject({
      owner: "ann",
    });
  });
});

describe("out of hours", () => {
  const members = [
    { owner: "ann", ...shift("12:00", "17:00") },
    { owner: "bob", ...shift("11:00", "17:00") },
  ];

  test("whoever works next gets the lead at once", () => {
    expect(give(1, added({ members })).accepted(["team.gave"]).events[0]?.data).toMatchObject({
      owner: "bob",
    });
  });

  test("or it waits, and the event says until when", () => {
    const { events } = give(1, added({ members, outOfHours: "queue" })).accepted(["team.queued"]);
    expect(events[0]?.data).toEqual({ lead: idOf(1), wakeAt: "2026-11-23T10:00:00.000Z" });
    const holidays = ["2026-11-23", "2026-11-24"];
    const later = give(1, added({ members, outOfHours: "queue", holidays })).events[0];
    expect(later?.data).toEqual({ lead: idOf(1), wakeAt: "2026-11-25T10:00:00.000Z" });
  });

  test("nobody is given more than they may have: the lead waits for one to end", () => {
    const full = added({ members: [{ owner: "ann", most: 1 }] });
    const { events } = give(2, full, gave(1, "ann")).accepted(["team.queued"]);
    expect(events[0]?.data).toEqual({ lead: idOf(2) });
    const ended = given(team, full, gave(1, "ann"), queued(2)).when(noteEnded, { lead: idOf(1) });
    expect(ended.events[0]?.data).toMatchObject({ lead: idOf(1), wakeAt: now });
  });

  test("a lead that finds no room to wait is told of, not lost in silence", () => {
    const many = Array.from({ length: MOST_WAITING }, (_, nth) => queued(nth + 10));
    const full = added({ members: [{ owner: "ann", paused: true }] });
    give(1, full, ...many).accepted(["team.turned-away"]);
    const soon = added({ members, outOfHours: "queue" });
    expect(give(1, soon, ...many).accepted(["team.gave"]).events[0]?.data).toMatchObject({ owner: "bob" });
  });
});

describe("what waits", () => {
  const queue = added({ outOfHours: "queue", ...shift("09:00", "17:00") });
  const asleep = added({ outOfHours: "queue", ...shift("11:00", "17:00") });

  test("is given when somebody works, the oldest first, without what is not open any more", () => {
    const gone = waits(2, { type: "lead.disqualified", data: { reason: "lost", team: TEAM } });
    const others = [waits(1), gone, waits(3)];
    const { events, record } = given(team, queue, queued(1), queued(2), queued(3))
      .when(giveWaiting, {}, { others })
      .accepted(["team.gave", "team.ended", "team.gave"]);
    expect(events.map(({ data }) => [data["lead"], data["owner"]])).toEqual([
      [idOf(1), "ann"],
      [idOf(2), undefined],
      [idOf(3), "bob"],
    ]);
    expect(record.waiting).toEqual([]);
  });

  test("is asked for again when it was too early, at the moment at which somebody works", () => {
    const { refusal } = given(team, asleep, queued(1)).when(giveWaiting, {}, { others: [waits(1)] });
    expect(refusal).toMatchObject({
      code: "rule_broken",
      details: { notBefore: "2026-11-23T10:00:00.000Z" },
    });
    given(team, asleep).when(giveWaiting, {}).accepted([]);
  });

  test("and is more than one commit takes goes on in the next", () => {
    const past = Array.from({ length: 50 }, (_, nth) => queued(nth));
    const others = Array.from({ length: 50 }, (_, nth) => waits(nth));
    const { events, record } = given(team, queue, ...past).when(giveWaiting, {}, { others });
    expect(events).toHaveLength(40);
    expect(events.map(({ data }) => data["wakeAt"]).filter((at) => at !== undefined)).toEqual([now]);
    expect(record.waiting).toHaveLength(10);
  });

  test("can be taken by whoever joins or comes back", () => {
    const alone = added({ members: [{ owner: "ann", paused: true }] });
    const { events } = given(team, alone, queued(1)).when(changeTeam, { members: [{ owner: "ann" }] });
    expect(events[0]).toMatchObject({ type: "team.changed", data: { wakeAt: now } });
    const calm = given(team, alone).when(changeTeam, { members: [{ owner: "ann" }] });
    expect(calm.events[0]?.data).not.toHaveProperty("wakeAt", now);
  });
});

describe("a team", () => {
  test("has each owner once, clocks that there are, and no more fields than it knows", () => {
    const refused = (more: object, pointer: string) =>
      given(team)
        .when(addTeam, { ...teamFields, ...more })
        .refused("invalid_input", "", [pointer]);
    refused({ members: [{ owner: "ann" }, { owner: "ann" }] }, "/members");
    refused({ members: [] }, "/members");
    refused({ timeZone: "Berlin" }, "/timeZone");
    refused(shift("17:00", "09:00"), "/hours/0/to");
    refused(shift("9:00", "17:00"), "/hours/0/from");
    expect(given(team).when(addTeam, teamFields).record).toMatchObject({
      ...teamFields,
      open: {},
      waiting: [],
    });
  });

  test("that changes nothing makes no event", () => {
    given(team, "active").when(changeTeam, { name: "Inside sales" }).accepted([]);
  });

  test("does not retire while a rule gives it leads", () => {
    const rule = { id: "all", when: {}, to: { team: TEAM } };
    const after = { ...shippedPolicy, assign: [rule] };
    const others = [other(capture, CAPTURE, { type: "capture.changed", data: { after } })];
    given(team, "active").when(retireTeam, {}, { others }).refused("rule_broken", 'The rule "all"');
    given(team, "active").when(retireTeam, {}).accepted(["team.retired"]);
    given(team, "retired").when(changeTeam, { name: "A" }).refused("wrong_state");
  });
});

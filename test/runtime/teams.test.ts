import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changeCapture } from "../../domain/capture/actions.ts";
import { shippedPolicy } from "../../domain/capture/policy.ts";
import { disqualifyLead } from "../../domain/lead/actions.ts";
import { assignLead } from "../../domain/lead/handling.ts";
import { lead } from "../../domain/lead/lead.ts";
import { addTeam } from "../../domain/team/actions.ts";
import { team } from "../../domain/team/team.ts";
import type { World } from "../../functions/runtime/ask.ts";
import { perform } from "../../functions/runtime/perform.ts";
import { teamFields } from "../support/assigning-lives.ts";
import { diceOf } from "../support/dice.ts";
import { createTable, type Engine, startEngine } from "../support/engine.ts";
import { leadOf, Pipeline } from "../support/pipeline.ts";
import { ask, done, worldOf } from "../support/world.ts";

let engine: Engine;
let world: World;

beforeAll(async () => {
  engine = await startEngine();
});
beforeEach(async ({ task }) => {
  await createTable(engine.client, `journal-${task.id}`);
  world = worldOf(engine.client, `journal-${task.id}`);
});
afterAll(() => engine.stop());

/** A team that gets whatever comes in by mail. */
async function teamOf(more: object): Promise<string> {
  const { record } = await done(ask(addTeam, { ...teamFields, ...more }), world);
  const assign = [{ id: "mail", when: { source: ["email"] }, to: { team: record.id } }];
  await done(ask(changeCapture, { ...shippedPolicy, assign }), world);
  return record.id;
}

/** So many mails of as many people, all at the same moment. */
async function mails(pipeline: Pipeline, count: number, first = 0): Promise<string[]> {
  const sent = Array.from({ length: count }, async (_, nth) => {
    const email = `person${first + nth}@company${first + nth}.example`;
    const mail = { from: email, authentic: true };
    const { id } = await pipeline.send("email", { fields: { email, lastName: `P${nth}` }, mail });
    return leadOf(id);
  });
  return Promise.all(sent);
}

const members = ["ann", "bob", "cat"].map((owner) => ({ owner }));

describe("leads that come at the same moment", () => {
  test("200 of them: each has one owner, and turns differ by one at most", async () => {
    const id = await teamOf({ members });
    const pipeline = new Pipeline(world);
    const leads = await mails(pipeline, 200);
    await pipeline.settle(40);
    expect(pipeline.dead).toEqual([]);
    const owners = await Promise.all(leads.map(async (each) => (await pipeline.read(lead, each)).owner));
    const counts = members.map(({ owner }) => owners.filter((each) => each === owner).length);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(200);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    const events = await world.journal.events("team", id, 9999);
    const given = events.filter(({ type }) => type === "team.gave").map(({ data }) => data["lead"]);
    expect(given).toHaveLength(200);
    expect(new Set(given)).toEqual(new Set(leads));
  }, 180_000);

  test("each told up to three times in any order: nobody has more than they may; what waits is no more and no less than the rest", async () => {
    const id = await teamOf({ method: "by-load", members: members.map((each) => ({ ...each, most: 5 })) });
    const pipeline = new Pipeline(world, diceOf(8));
    await mails(pipeline, 40);
    await pipeline.settle(20);
    expect(pipeline.dead).toEqual([]);
    const { open, waiting } = await pipeline.read(team, id);
    expect(Object.values(open).map((leads) => leads.length)).toEqual([5, 5, 5]);
    expect(waiting).toHaveLength(25);
  });
});

test("people who take leads or give them up in the middle leave the team with exactly what is open", async () => {
  const id = await teamOf({ members });
  const pipeline = new Pipeline(world, diceOf(9));
  const leads = await mails(pipeline, 30);
  const meddle = async (each: string, nth: number) => {
    if (nth % 3 === 0) await perform(ask(assignLead, { owner: "zoe" }, { id: each }), pipeline.world);
    if (nth % 3 === 1) await perform(ask(disqualifyLead, { reason: "lost" }, { id: each }), pipeline.world);
  };
  // While some are there and others still on their way.
  const settling = pipeline.settle(10);
  await Promise.all(leads.map(meddle));
  await settling;
  await Promise.all(leads.map(meddle));
  await pipeline.settle(10);
  expect(pipeline.dead).toEqual([]);
  const records = await Promise.all(leads.map((each) => pipeline.read(lead, each)));
  const { open, waiting } = await pipeline.read(team, id);
  expect(waiting).toEqual([]);
  const theirs = records.filter(({ status, team: of }) => status === "new" && of === id);
  expect(theirs.map((each) => each.id).toSorted()).toEqual(Object.values(open).flat().toSorted());
  for (const each of theirs) expect(open[each.owner ?? ""]).toContain(each.id);
  expect(theirs).toHaveLength(10);
  expect(records.filter(({ owner }) => owner === "zoe")).toHaveLength(10);
});

test("an owner that somebody named goes before all rules, and what no rule names has none", async () => {
  await teamOf({ members });
  const pipeline = new Pipeline(world);
  const fields = { email: "maria@alfreds.example", lastName: "Anders" };
  const named = await pipeline.send("email", { fields, owner: "zoe", mail: { authentic: true } });
  const card = await pipeline.send("card", { fields: { email: "b@berg.example", lastName: "Berg" } });
  await pipeline.settle();
  expect(await pipeline.read(lead, leadOf(named.id))).toMatchObject({ owner: "zoe" });
  expect((await pipeline.read(lead, leadOf(card.id))).owner).toBeUndefined();
});

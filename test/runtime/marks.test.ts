import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changeLead } from "../../domain/lead/change.ts";
import { assignLead } from "../../domain/lead/handling.ts";
import { captureLead, markContacted } from "../../domain/lead/actions.ts";
import { stages } from "../../domain/stages.ts";
import type { World } from "../../functions/runtime/ask.ts";
import { markOf } from "../../functions/runtime/unpublished.ts";
import { createTable, type Engine, startEngine } from "../support/engine.ts";
import { markedIn } from "../support/unpublished.ts";
import { ask, done, eventsOf, freeInvoice, someLead, worldOf } from "../support/world.ts";

let engine: Engine;
let world: World;
let table: string;
let tables = 0;

beforeAll(async () => {
  engine = await startEngine();
});
beforeEach(async () => {
  table = `journal-${(tables += 1)}`;
  await createTable(engine.client, table);
  world = worldOf(engine.client, table);
});
afterAll(() => engine.stop());

const marked = () => markedIn(engine.client, table);

describe("what may not be out yet", () => {
  test("is marked in the commit itself, by the first and the last event of it", async () => {
    const invoice = await freeInvoice(world);
    const events = await eventsOf(world, invoice);
    expect(events.map(({ type }) => type)).toEqual(["invoice.issued", "invoice.paid"]);
    expect((await marked()).at(-1)).toEqual({
      stage: "invoice",
      record: invoice.id,
      at: invoice.createdAt,
      first: 1,
      last: 2,
    });
  });

  test("is marked once: a repeat of the same command has nothing to publish", async () => {
    const asked = ask(captureLead, { topic: "Chai", lastName: "Anders" });
    await done(asked, world);
    await done(asked, world);
    expect(await marked()).toHaveLength(1);
  });

  test("is not marked when nothing happened", async () => {
    const lead = await someLead(world);
    await done(ask(assignLead, { owner: "bob" }, { id: lead.id }), world);
    const { record } = await done(ask(assignLead, { owner: "bob" }, { id: lead.id }), world);
    expect(record.version).toBe(2);
    expect(await marked()).toHaveLength(2);
  });

  test("is not marked when the commit was refused", async () => {
    const lead = await someLead(world);
    await expect(done(ask(markContacted, {}, { id: lead.id, ifVersion: 7 }), world)).rejects.toThrow("stale");
    expect(await marked()).toHaveLength(1);
  });
});

describe("the mark of a commit is its own", () => {
  test.each([
    ["stands still", (now: number) => now],
    ["goes back an hour with each command", (now: number, step: number) => now - step * 3_600_000],
    [
      "goes back into the year before",
      (now: number, step: number) => (step < 2 ? now : now - 40 * 86_400_000),
    ],
  ])("when the clock %s", async (_what, at) => {
    const start = Date.parse("2026-01-05T00:00:00.000Z");
    let step = 0;
    const odd = worldOf(engine.client, table, () => new Date(at(start, (step += 1))));
    const lead = await someLead(odd);
    for (const topic of ["Assam", "Darjeeling", "Oolong"])
      await done(ask(changeLead, { topic }, { id: lead.id }), odd);
    const commits = await marked();
    expect(commits.map(({ first, last }) => [first, last])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 4],
    ]);
    expect(new Set(commits.map((commit) => JSON.stringify(markOf(commit).sk))).size).toBe(4);
  });

  test("when many change the same record in the same moment", async () => {
    const lead = await someLead(world);
    const topics = Array.from({ length: 12 }, (_, n) => `Tea ${n}`);
    await Promise.all(topics.map((topic) => done(ask(changeLead, { topic }, { id: lead.id }), world)));
    const commits = await marked();
    expect(commits.flatMap(({ first, last }) => [first, last])).toEqual(
      Array.from({ length: 13 }, (_, n) => [n + 1, n + 1]).flat(),
    );
  });

  test("because ids of records say which stage they are of", () => {
    const prefixes = stages.map(({ stage }) => stage.singleton ?? `${stage.prefix}_`);
    expect(new Set(prefixes).size).toBe(prefixes.length);
  });
});

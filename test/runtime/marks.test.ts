import { describe, expect, test } from "vitest";
import { changeLead } from "../../domain/lead/change.ts";
import { assignLead } from "../../domain/lead/handling.ts";
import { captureLead, markContacted } from "../../domain/lead/actions.ts";
import { stages } from "../../domain/stages.ts";
import { markOf } from "../../functions/runtime/unpublished.ts";
import { openDesk } from "../support/publishing.ts";
import { ask, done, eventsOf, freeInvoice, someLead } from "../support/world.ts";

const desk = openDesk();

describe("what may not be out yet", () => {
  test("is marked in the commit itself, by the first and the last event of it", async () => {
    const invoice = await freeInvoice(desk.world);
    const events = await eventsOf(desk.world, invoice);
    expect(events.map(({ type }) => type)).toEqual(["invoice.issued", "invoice.paid"]);
    expect((await desk.marked()).at(-1)).toEqual({
      stage: "invoice",
      record: invoice.id,
      at: invoice.createdAt,
      first: 1,
      last: 2,
    });
  });

  test("is marked once: a repeat of the same command has nothing to publish", async () => {
    const asked = ask(captureLead, { topic: "Chai", lastName: "Anders" });
    await done(asked, desk.world);
    await done(asked, desk.world);
    expect(await desk.marked()).toHaveLength(1);
  });

  test("is not marked when nothing happened", async () => {
    const lead = await someLead(desk.world);
    await done(ask(assignLead, { owner: "bob" }, { id: lead.id }), desk.world);
    const { record } = await done(ask(assignLead, { owner: "bob" }, { id: lead.id }), desk.world);
    expect(record.version).toBe(2);
    expect(await desk.marked()).toHaveLength(2);
  });

  test("is not marked when the commit was refused", async () => {
    const lead = await someLead(desk.world);
    await expect(done(ask(markContacted, {}, { id: lead.id, ifVersion: 7 }), desk.world)).rejects.toThrow(
      "stale",
    );
    expect(await desk.marked()).toHaveLength(1);
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
    const odd = desk.worldAt(() => new Date(at(start, (step += 1))));
    const lead = await someLead(odd);
    for (const topic of ["Assam", "Darjeeling", "Oolong"])
      await done(ask(changeLead, { topic }, { id: lead.id }), odd);
    const commits = await desk.marked();
    expect(commits.map(({ first, last }) => [first, last])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 4],
    ]);
    expect(new Set(commits.map((commit) => JSON.stringify(markOf(commit).sk))).size).toBe(4);
  });

  test("when many change the same record in the same moment", async () => {
    const lead = await someLead(desk.world);
    const topics = Array.from({ length: 12 }, (_, n) => `Tea ${n}`);
    await Promise.all(topics.map((topic) => done(ask(changeLead, { topic }, { id: lead.id }), desk.world)));
    const commits = await desk.marked();
    expect(commits.flatMap(({ first, last }) => [first, last])).toEqual(
      Array.from({ length: 13 }, (_, n) => [n + 1, n + 1]).flat(),
    );
  });

  test("because ids of records say which stage they are of", () => {
    const prefixes = stages.map(({ stage }) => stage.singleton ?? `${stage.prefix}_`);
    expect(new Set(prefixes).size).toBe(prefixes.length);
  });
});

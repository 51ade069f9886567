import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { captureLead, disqualifyLead, markContacted } from "../../domain/lead/actions.ts";
import { changeLead } from "../../domain/lead/change.ts";
import { tellApartLead } from "../../domain/lead/apart.ts";
import { lead } from "../../domain/lead/lead.ts";
import { mergeLead } from "../../domain/lead/merge.ts";
import { qualifyLead } from "../../domain/lead/qualify.ts";
import type { Action } from "../../domain/kernel/action.ts";
import { perform } from "../../functions/runtime/perform.ts";
import { createTable, type Engine, startEngine } from "../support/engine.ts";
import { leadOf, Pipeline } from "../support/pipeline.ts";
import { ask, done, worldOf } from "../support/world.ts";

let engine: Engine;
let pipe: Pipeline;
let table = 0;

beforeAll(async () => {
  engine = await startEngine();
});
beforeEach(async () => {
  table += 1;
  await createTable(engine.client, `journal-${table}`);
  pipe = new Pipeline(worldOf(engine.client, `journal-${table}`));
});
afterAll(() => engine.stop());

async function captured(fields: object): Promise<string> {
  return (await done(ask(captureLead, { topic: "Tea", process: "lean", ...fields }), pipe.world)).record.id;
}
const act = (action: Action, id: string, input: object = {}) => done(ask(action, input, { id }), pipe.world);
const tried = (action: Action, id: string, input: object) => perform(ask(action, input, { id }), pipe.world);
const ann = { lastName: "Berg", email: "ann@tea.example" };
const other = { lastName: "Berg", email: "a.berg@home.example", jobTitle: "Buyer", phone: "+4930901820" };

describe("a lead that is merged into another", () => {
  test("fills its empty fields, keeps what differs in the event, and is closed with its events", async () => {
    const [survivor, merged] = [await captured(ann), await captured({ ...other, need: "50 cups" })];
    await act(mergeLead, survivor, { lead: merged });
    await pipe.settle();
    expect(pipe.dead).toEqual([]);
    expect(await pipe.read(lead, survivor)).toMatchObject({
      ...ann,
      status: "new",
      jobTitle: "Buyer",
      phoneE164: "+4930901820",
      need: "50 cups",
      mergedLeads: [merged],
      also: ["email:a.berg@home.example"],
    });
    expect(await pipe.read(lead, merged)).toMatchObject({ ...other, status: "merged", into: survivor });
    const events = await pipe.world.journal.events("lead", survivor, 99);
    expect(events.at(-1)).toMatchObject({
      type: "lead.absorbed",
      data: { differing: { email: { kept: ann.email, offered: other.email } } },
    });
    expect(await pipe.world.journal.events("lead", merged, 99)).toHaveLength(2);
  });

  test("can only be read", async () => {
    const [survivor, merged] = [await captured(ann), await captured(other)];
    await act(mergeLead, survivor, { lead: merged });
    await pipe.settle();
    for (const [action, input] of [
      [changeLead, { need: "x" }],
      [markContacted, {}],
      [disqualifyLead, { reason: "lost" }],
      [qualifyLead, {}],
      [mergeLead, { lead: survivor }],
    ] as const) {
      expect(await tried(action, merged, input)).toMatchObject({ code: "wrong_state" });
    }
  });

  test("gives later submissions of its address to the survivor, over a chain of merges too", async () => {
    const ids = [await captured(ann), await captured(other), await captured({ email: "third@x.example" })];
    const [first = "", second = "", third = ""] = ids;
    await act(mergeLead, second, { lead: third });
    await act(mergeLead, first, { lead: second });
    await pipe.settle();
    for (const email of [ann.email, other.email, "third@x.example"]) {
      const sent = await pipe.send("card", { fields: { email } });
      expect(sent).toMatchObject({ status: "merged", into: { id: first } });
    }
    await pipe.settle();
    expect(pipe.dead).toEqual([]);
    expect(await pipe.read(lead, first)).toMatchObject({ mergedLeads: [third, second] });
  });

  test("passes on what was on its way to it, and a reply to its thread", async () => {
    const survivor = await captured(ann);
    const mail = { messageId: "<1@x>", from: "b@x.example", authentic: true };
    const first = await pipe.send("email", { mail, fields: { email: "b@x.example" }, text: "Hello" });
    await pipe.settle();
    const merged = leadOf(first.id);
    await pipe.send("card", { fields: { email: "b@x.example", jobTitle: "Buyer" } });
    await act(mergeLead, survivor, { lead: merged });
    await pipe.settle();
    const reply = { ...mail, messageId: "<2@x>", references: ["<1@x>"], isReply: true };
    const fields = { email: "b@x.example", company: "Tea House" };
    await pipe.send("email", { mail: reply, fields, text: "One more thing" });
    const token = { stage: "lead", id: merged };
    const named = { ...mail, messageId: "<3@x>", token, isReply: true };
    const last = await pipe.send("email", { mail: named, fields: { email: "b@x.example" }, text: "Bye" });
    expect(last).toMatchObject({ status: "merged", into: { stage: "lead", id: survivor } });
    await pipe.settle();
    expect(pipe.dead).toEqual([]);
    expect(await pipe.read(lead, survivor)).toMatchObject({ jobTitle: "Buyer", company: "Tea House" });
  });

  test("is not lost when it changes between the merge and its end", async () => {
    const [survivor, merged] = [await captured(ann), await captured(other)];
    await act(mergeLead, survivor, { lead: merged });
    await act(changeLead, merged, { need: "50 cups", email: "new@home.example" });
    await pipe.settle();
    expect(await pipe.read(lead, survivor)).toMatchObject({ need: "50 cups" });
    const sent = await pipe.send("card", { fields: { email: "new@home.example" } });
    expect(sent).toMatchObject({ status: "merged", into: { id: survivor } });
  });
});

describe("merges that contradict each other", () => {
  test("are refused: with itself, with none, with one that is merged", async () => {
    const [a, b, c] = [await captured(ann), await captured(other), await captured({ company: "X" })];
    expect(await tried(mergeLead, a, { lead: a })).toMatchObject({ code: "rule_broken" });
    expect(await tried(mergeLead, a, { lead: "lea_0000000000" })).toMatchObject({ code: "rule_broken" });
    await act(mergeLead, a, { lead: b });
    expect(await tried(mergeLead, c, { lead: b })).toMatchObject({
      code: "wrong_state",
      details: { into: a },
    });
    expect(await tried(mergeLead, b, { lead: c })).toMatchObject({
      code: "wrong_state",
      details: { into: a },
    });
    await pipe.settle();
    expect(await tried(mergeLead, c, { lead: b })).toMatchObject({
      code: "wrong_state",
      details: { into: a },
    });
    expect(await tried(mergeLead, a, { lead: b })).toMatchObject({ ok: true, record: { version: 2 } });
  });

  test("of two that are qualified, or of open work into a lead that is given up", async () => {
    const [a, b] = [await captured({ ...ann, company: "A" }), await captured({ ...other, company: "B" })];
    await act(qualifyLead, b);
    await pipe.settle();
    expect(await tried(mergeLead, a, { lead: b })).toMatchObject({ code: "rule_broken" });
    await act(qualifyLead, a);
    await pipe.settle();
    expect(await tried(mergeLead, a, { lead: b })).toMatchObject({
      code: "rule_broken",
      message: "Both are qualified, with another account each",
    });
    const [open, lost] = [await captured({ company: "C" }), await captured({ company: "D" })];
    await act(disqualifyLead, lost, { reason: "lost" });
    expect(await tried(mergeLead, lost, { lead: open })).toMatchObject({ code: "rule_broken" });
    await act(mergeLead, open, { lead: lost });
  });

  test("end with one survivor when two, or all of a ring, cross at the same moment", async () => {
    for (let round = 0; round < 5; round += 1) {
      const ids = await Promise.all(
        ["a", "b", "c"].map((name) => captured({ email: `${name}${round}@x.example` })),
      );
      const [a = "", b = "", c = ""] = ids;
      await Promise.all([
        tried(mergeLead, a, { lead: b }),
        tried(mergeLead, b, { lead: a }),
        tried(mergeLead, b, { lead: c }),
        tried(mergeLead, c, { lead: a }),
      ]);
      await pipe.settle();
      expect(pipe.dead).toEqual([]);
      const all = await Promise.all(ids.map((id) => pipe.read(lead, id)));
      const alive = all.filter(({ status }) => status !== "merged");
      expect(alive.length).toBeGreaterThan(0);
      // Each that is merged leads to one that is alive.
      for (const each of all) {
        let end = each;
        for (let hops = 0; end.status === "merged" && hops < 5; hops += 1)
          end = await pipe.read(lead, end.into);
        expect(alive.map(({ id }) => id)).toContain(end.id);
      }
    }
  });
});

describe("leads that are not the same person", () => {
  test("remember it on both sides and no longer name each other", async () => {
    const [a, b] = [await captured(ann), await captured(ann)];
    expect(await pipe.read(lead, b)).toMatchObject({ alike: [{ lead: a }] });
    await act(tellApartLead, b, { lead: a });
    await pipe.settle();
    expect(await pipe.read(lead, b)).toMatchObject({ alike: [], notAlike: [a] });
    expect(await pipe.read(lead, a)).toMatchObject({ notAlike: [b] });
    expect((await act(tellApartLead, a, { lead: b })).record.version).toBe(2);
    expect(await tried(tellApartLead, a, { lead: a })).toMatchObject({ code: "rule_broken" });
  });
});

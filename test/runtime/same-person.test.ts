import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openAccount } from "../../domain/account/actions.ts";
import { addContact } from "../../domain/contact/actions.ts";
import type { Action } from "../../domain/kernel/action.ts";
import { qualifyLead } from "../../domain/lead/qualify.ts";
import { captureLead } from "../../domain/lead/actions.ts";
import { lead } from "../../domain/lead/lead.ts";
import { submission } from "../../domain/submission/submission.ts";
import { diceOf } from "../support/dice.ts";
import { createTable, type Engine, startEngine } from "../support/engine.ts";
import { leadOf, Pipeline } from "../support/pipeline.ts";
import { ask, done, worldOf } from "../support/world.ts";

let engine: Engine;
let table = 0;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

/** A pipeline on a table of its own; with a seed its queues are in disorder. */
async function pipeline(seed?: number): Promise<Pipeline> {
  table += 1;
  await createTable(engine.client, `journal-${table}`);
  return new Pipeline(
    worldOf(engine.client, `journal-${table}`),
    seed === undefined ? undefined : diceOf(seed),
  );
}

/** The lead that a submission names. */
async function leadNamed(pipe: Pipeline, id: string): Promise<string> {
  const record = await pipe.read(submission, id);
  if (record.status === "accepted") return record.lead;
  if (record.status === "merged") return record.into.id;
  throw new Error(`${id} is ${record.status}`);
}

/** How many of them were added to a lead by the person: a row of a list is nothing that the person did. */
async function writtenAgain(pipe: Pipeline, ids: readonly string[]): Promise<number> {
  const all = await Promise.all(ids.map((id) => pipe.read(submission, id)));
  return all.filter(({ status, source }) => status === "merged" && source !== "import").length;
}

const sources = ["web", "email", "card", "import"] as const;
const spellings = ["ann@tea.example", "Ann@Tea.example", "ann+offers@tea.example", "ANN@TEA.EXAMPLE"];

/** Many submissions of one address at once, over all sources; the nth in its own spelling. */
async function crowd(pipe: Pipeline, of = 100): Promise<string[]> {
  const sent = Array.from({ length: of }, (_, n) => {
    const source = sources[n % sources.length] ?? "web";
    const fields = { lastName: "Berg", email: spellings[n % spellings.length], jobTitle: `Title ${n}` };
    return pipe.send(source, { fields, text: `Message ${n}` });
  });
  return (await Promise.all(sent)).map(({ id }) => id);
}

describe("racing submissions of one address", () => {
  test("a hundred of them, over all sources, are one lead, and all name it", async () => {
    const pipe = await pipeline();
    const ids = await crowd(pipe);
    await pipe.settle(50);
    expect(pipe.dead).toEqual([]);
    const named = await Promise.all(ids.map((id) => leadNamed(pipe, id)));
    expect(new Set(named).size).toBe(1);
    const [id = ""] = named;
    const touches = await writtenAgain(pipe, ids);
    expect(touches).toBeGreaterThan(70);
    expect(await pipe.read(lead, id)).toMatchObject({ status: "new", lastName: "Berg", touches });
  }, 60_000);

  test("are one lead when events come three times and in any order", async () => {
    const pipe = await pipeline(7);
    const ids = await crowd(pipe, 30);
    await pipe.settle(20);
    expect(pipe.dead).toEqual([]);
    const named = await Promise.all(ids.map((id) => leadNamed(pipe, id)));
    const [id = ""] = named;
    expect(new Set(named)).toEqual(new Set([id]));
    expect(await pipe.read(lead, id)).toMatchObject({ touches: await writtenAgain(pipe, ids) });
  }, 60_000);

  test("join the lead that somebody writes down by hand at the same moment, or it names theirs", async () => {
    const pipe = await pipeline();
    const [byHand, ids] = await Promise.all([
      done(ask(captureLead, { topic: "Tea", lastName: "Berg", email: "ann@tea.example" }), pipe.world),
      crowd(pipe, 40),
    ]);
    await pipe.settle(50);
    expect(pipe.dead).toEqual([]);
    const [id = "", ...more] = new Set(await Promise.all(ids.map((each) => leadNamed(pipe, each))));
    expect(more).toEqual([]);
    const hand = await pipe.read(lead, byHand.record.id);
    expect(id === hand.id ? [id] : hand.alike?.map((each) => each.lead)).toEqual([id]);
  }, 60_000);
});

describe("what is decided while the lead is still on its way", () => {
  test("is added to it, although nobody sees the lead yet", async () => {
    const pipe = await pipeline();
    const first = await pipe.send("email", { fields: { email: "ann@tea.example" }, text: "One" });
    const second = await pipe.send("card", { fields: { email: "ann@tea.example", lastName: "Berg" } });
    expect(second).toMatchObject({ status: "merged", into: { id: leadOf(first.id) } });
    await pipe.settle();
    expect(pipe.dead).toEqual([]);
    expect(await pipe.read(lead, leadOf(first.id))).toMatchObject({ lastName: "Berg", touches: 1 });
  });

  test("is two when two people of other names share a phone", async () => {
    const pipe = await pipeline();
    const people = ["Anders", "Berg", "Chen"].map((lastName) =>
      pipe.send("import", { fields: { firstName: "Kim", lastName, phone: "+4930901820" } }),
    );
    const statuses = (await Promise.all(people)).map(({ status }) => status);
    expect(statuses).toEqual(["accepted", "accepted", "accepted"]);
  });

  test("is one when one person sends the same phone twice", async () => {
    const pipe = await pipeline();
    const person = { firstName: "Kim", lastName: "Anders", phone: "+4930901820" };
    const sent = await Promise.all([1, 2, 3].map(() => pipe.send("card", { fields: person })));
    expect(sent.map(({ status }) => status).toSorted()).toEqual(["accepted", "merged", "merged"]);
  });

  test("is one by an address that the lead will have once what was added has arrived", async () => {
    const pipe = await pipeline();
    const first = await pipe.send("card", { fields: { lastName: "Anders", phone: "+4930901820" } });
    await pipe.settle();
    const both = { lastName: "Anders", phone: "+4930901820", email: "kim@tea.example" };
    await pipe.send("card", { fields: both });
    const third = await pipe.send("email", { fields: { email: "kim@tea.example" } });
    expect(third).toMatchObject({ status: "merged", into: { id: leadOf(first.id) } });
    await pipe.settle();
    expect(await pipe.read(lead, leadOf(first.id))).toMatchObject({ email: "kim@tea.example", touches: 2 });
  });

  test("is not lost when the function dies between the verdict and the lead", async () => {
    const pipe = await pipeline();
    const first = await pipe.send("email", { fields: { email: "ann@tea.example" } });
    const queued = pipe.waiting;
    pipe.waiting = [];
    await pipe.send("email", { fields: { email: "ann@tea.example", lastName: "Berg" } });
    pipe.waiting.push(...queued);
    await pipe.settle(1);
    expect(pipe.dead).toEqual([]);
    expect(await pipe.read(lead, leadOf(first.id))).toMatchObject({ lastName: "Berg", touches: 1 });
  });
});

describe("somebody who is a customer already", () => {
  test("is linked to the contact and the account, and qualifying makes only the opportunity", async () => {
    const pipe = await pipeline();
    const made = async (action: Action, input: object) =>
      (await done(ask(action, input), pipe.world)).record.id;
    const company = await made(openAccount, { name: "Müller Tee GmbH", website: "https://www.tee.example" });
    const person = await made(addContact, { lastName: "Berg", email: "Ann@tee.example", account: company });
    const lean = { fields: { lastName: "Berg", email: "ann@tee.example" }, process: "lean" };
    const known = leadOf((await pipe.send("card", lean)).id);
    const colleague = { lastName: "Chen", email: "chen@home.example", company: "Mueller Tee" };
    const other = leadOf((await pipe.send("card", { fields: colleague, process: "lean" })).id);
    await pipe.settle();
    expect(await pipe.read(lead, known)).toMatchObject({ contact: person, account: company });
    const linked = await pipe.read(lead, other);
    expect([linked.account, linked.contact]).toEqual([company, undefined]);
    const qualified = await done(ask(qualifyLead, {}, { id: known }), pipe.world);
    await pipe.settle();
    expect(pipe.dead).toEqual([]);
    expect(qualified.next).toMatchObject({ contact: person, account: company });
    const [event] = (await pipe.world.journal.events("lead", known, 99)).slice(-1);
    expect(event).toMatchObject({ type: "lead.qualified", data: { create: ["opportunity"] } });
  });
});

test("a lead that the same person writes to again and again stays within what a record can hold", async () => {
  const pipe = await pipeline();
  const long = "ư".repeat(1900);
  for (let n = 0; n < 40; n += 1) {
    const consents = [0, 1, 2, 3].map((nth) => ({
      id: `terms-${nth}`,
      version: `${n}`,
      text: long,
      given: true,
      at: new Date(1.7e12 + n * 1000).toISOString(),
    }));
    const answers = Object.fromEntries([0, 1, 2, 3].map((nth) => [`Question ${n} ${nth}`, long]));
    await pipe.send("card", { fields: { lastName: "Berg", email: "ann@tea.example" }, consents, answers });
  }
  await pipe.settle();
  expect(pipe.dead).toEqual([]);
  const [item] = await pipe.world.journal.lookup("lead", "email:ann@tea.example");
  expect(item).toBeDefined();
}, 60_000);

import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { addActivity, changeActivity } from "../../domain/activity/actions.ts";
import type { Action } from "../../domain/kernel/action.ts";
import { disqualifyLead, markContacted, reopenLead } from "../../domain/lead/actions.ts";
import { changeLead } from "../../domain/lead/change.ts";
import { captureLead } from "../../domain/lead/actions.ts";
import { assignLead } from "../../domain/lead/handling.ts";
import { lead } from "../../domain/lead/lead.ts";
import { addPriceList, changePriceList, retirePriceList } from "../../domain/price-list/actions.ts";
import type { World } from "../../functions/runtime/ask.ts";
import { lookupItem, readRecord, toItem } from "../../functions/runtime/items.ts";
import { formerLookupKey, lookupKey, recordKey } from "../../functions/runtime/keys.ts";
import type { Change } from "../../functions/runtime/transaction.ts";
import { createTable, type Engine, startEngine } from "../support/engine.ts";
import { ask, done, worldOf } from "../support/world.ts";

let engine: Engine;
let world: World;
const commits: Change[] = [];

beforeAll(async () => {
  engine = await startEngine();
  await createTable(engine.client, "journal");
  const real = worldOf(engine.client, "journal");
  const { journal } = real;
  async function commit(change: Change) {
    commits.push(change);
    return journal.commit(change);
  }
  world = { ...real, journal: { ...journal, commit } };
});
beforeEach(() => void commits.splice(0));
afterAll(() => engine.stop());

const maria = { topic: "Tea", firstName: "Maria", lastName: "Anders", company: "Alfreds Futterkiste" };
const keysOf = (email: string) => [
  `email:${email}`,
  "company:alfreds futterkiste",
  "mail-name:alfreds.example:an",
];
const steps: readonly (readonly [Action, object])[] = [
  [changeLead, { need: "50 cups", budget: { minor: 100, currency: "EUR" } }],
  [markContacted, {}],
  [changeLead, { topic: "Coffee" }],
  [changeLead, { email: "m.anders@alfreds.example" }],
  [assignLead, { owner: "bob" }],
  [changeLead, { company: null }],
  [disqualifyLead, { reason: "lost" }],
  [reopenLead, {}],
];

/** What decisions about others see of a lead under each of its keys, and what it is. */
async function seen(id: string) {
  const [item] = await world.journal.load([recordKey("lead", id)]);
  const { state } = item === undefined ? { state: undefined } : readRecord(item);
  const found = await Promise.all(
    lead.lookups(state).map(async (key) => (await world.journal.lookup("lead", key)).map(readRecord)),
  );
  return { copies: found.flat().filter((copy) => copy.id === id), keys: lead.lookups(state), state };
}

test("what others are found by is what they are, after every change", async () => {
  const { record } = await done(ask(captureLead, { ...maria, email: "maria@alfreds.example" }), world);
  for (const [action, input] of steps) {
    await done(ask(action, input, { id: record.id }), world);
    const { copies, keys, state } = await seen(record.id);
    expect(copies.length).toBe(keys.length);
    for (const copy of copies) expect(copy.state).toEqual(lead.glimpse(state));
  }
});

test("a lead is no longer found by what it had before", async () => {
  const { record } = await done(ask(captureLead, { ...maria, email: "old@alfreds.example" }), world);
  await done(ask(changeLead, { email: "new@alfreds.example", company: null }, { id: record.id }), world);
  for (const key of keysOf("old@alfreds.example").slice(0, 2)) {
    const found = (await world.journal.lookup("lead", key)).map(readRecord);
    expect(found.filter(({ id }) => id === record.id)).toEqual([]);
  }
});

test("a change of what nobody else looks at writes no copies", async () => {
  const { record } = await done(ask(captureLead, { ...maria, email: "b@alfreds.example" }), world);
  await done(ask(changeLead, { need: "50 cups", note: "Called" }, { id: record.id }), world);
  await done(ask(changeLead, { topic: "Coffee" }, { id: record.id }), world);
  await done(ask(changeLead, { email: "c@alfreds.example", need: "more" }, { id: record.id }), world);
  const [first, unseen, topic, email] = commits.map(({ lookups }) => lookups);
  expect(first?.put.toSorted()).toEqual(keysOf("b@alfreds.example").toSorted());
  expect(unseen).toBeUndefined();
  expect(topic?.put.toSorted()).toEqual(keysOf("b@alfreds.example").toSorted());
  expect(email?.put.toSorted()).toEqual(keysOf("c@alfreds.example").toSorted());
  expect(email?.drop).toEqual(["email:b@alfreds.example"]);
});

test("whole copies have the version of their record, whatever has changed", async () => {
  const list = { name: "Retail", currency: "EUR", isDefault: true };
  const { record } = await done(ask(addPriceList, list), world);
  await done(ask(changePriceList, { name: "Shop" }, { id: record.id }), world);
  const regarding = (await done(ask(captureLead, maria), world)).record.id;
  const input = { kind: "note", text: "Called" };
  const note = await done(ask(addActivity, { regarding: { stage: "lead", id: regarding }, ...input }), world);
  await done(ask(changeActivity, { text: "Called twice" }, { id: note.record.id }), world);
  const lists = await world.journal.lookup("price-list", "EUR#default");
  const notes = await world.journal.lookup("activity", regarding);
  expect([...lists, ...notes].map((item) => readRecord(item).version)).toEqual([2, 2]);
});

test("a price list whose copy lay elsewhere before is found once, and no longer when it is retired", async () => {
  const list = { name: "Retail", currency: "USD", isDefault: true };
  const { record } = await done(ask(addPriceList, list), world);
  const [copy] = await world.journal.lookup("price-list", "USD#default");
  const stored = readRecord(copy ?? {});
  const former = toItem(formerLookupKey("price-list", "USD#default", record.id));
  const before = { ...lookupItem("price-list", "USD#default", stored, Object(stored.state)), ...former };
  await engine.client.send(new PutItemCommand({ TableName: "journal", Item: before }));
  expect(await world.journal.lookup("price-list", "USD#default")).toHaveLength(2);
  await done(ask(changePriceList, { name: "Shop" }, { id: record.id }), world);
  const found = await world.journal.lookup("price-list", "USD#default");
  expect(found.map(({ sk }) => sk)).toEqual([toItem(lookupKey("price-list", "USD#default", stored))["sk"]]);
  await done(ask(retirePriceList, {}, { id: record.id }), world);
  expect(await world.journal.lookup("price-list", "USD#default")).toEqual([]);
});

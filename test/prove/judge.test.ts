import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { discardDeadLetter } from "../../domain/dead-letter/actions.ts";
import type { History } from "../../local/prove/history.ts";
import { judgeHistory } from "../../local/prove/judge-history.ts";
import { story } from "../../local/prove/story.ts";
import { troublesOf } from "../../local/prove/verdict.ts";
import { createTable, type Engine, startEngine } from "../support/engine.ts";
import { eventOf, plus } from "./plant.ts";
import { commandPlants } from "./command-plants.ts";
import { dealPlants } from "./deal-plants.ts";
import { feedPlants } from "./feed-plants.ts";
import { flowPlants } from "./flow-plants.ts";
import { intakePlants } from "./intake-plants.ts";
import { recordPlants } from "./record-plants.ts";
import { Run } from "./true-history.ts";

let engine: Engine;
let history: History;
let deal: string;

beforeAll(async () => {
  engine = await startEngine();
  await createTable(engine.client, "journal");
  const run = new Run(engine, "journal", 3);
  deal = await run.sell();
  await run.sell();
  await run.others();
  history = await run.history();
});
afterAll(() => engine.stop());

const told = (of: History) =>
  judgeHistory(of).map(({ invariant, record, text }) => `${invariant} ${record}: ${text}`);

test("a history that is true has no violation", () => {
  expect(history.items.length).toBeGreaterThan(150);
  expect(told(history)).toEqual([]);
});

test("the story of a deal tells what happened in order, with causes, receipts, commands and their answers", () => {
  const text = story(history, deal);
  const places = ["lead.captured", "lead.qualified", "quote.accepted", "order.billed", "invoice.paid"].map(
    (type) => text.indexOf(`  ${type}\n`),
  );
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places[0]).toBeGreaterThan(0);
  for (const part of [
    "by reaction place-order after quo_",
    "receipt http:ann:key-",
    "-> issue-invoice: delivered;",
    "      409 ",
  ])
    expect(text).toContain(part);
});

/** The same run, in which one reaction never did its work and a person finds why among the dead letters. */
async function runWithout(reaction: string): Promise<{ readonly left: History; readonly putAway: History }> {
  await createTable(engine.client, reaction);
  const run = new Run(engine, reaction, 4);
  const messages = await run.sellWithout(reaction);
  const left = { ...(await run.history()), finished: [], dead: messages };
  const event = eventOf(left, "quote.accepted").id;
  await run.ask(discardDeadLetter, { reaction, event, tries: 8, reason: "Sold by telephone" });
  return { left, putAway: { ...(await run.history()), finished: [] } };
}

test("what does not follow because its message is among the dead letters is told there and is no violation, and is one when it is not there", async () => {
  const { left: stuck, putAway } = await runWithout("place-order");
  expect(told(putAway)).toEqual([]);
  expect(told(stuck)).toEqual([]);
  expect(stuck.dead).toHaveLength(1);
  const all = { crowd: { failures: [] }, keeper: { failures: [] } };
  expect(troublesOf(all, { stuck: [] }, putAway)).toEqual([]);
  expect(troublesOf(all, { stuck: [] }, stuck)).toEqual([
    `Stuck: place-order has given up quote.accepted ${eventOf(stuck, "quote.accepted").id}`,
  ]);
  const lost = judgeHistory({ ...stuck, dead: [] });
  expect([...new Set(lost.map(({ invariant }) => invariant))]).toEqual(["I2", "I4"]);
  const [violation] = lost;
  expect(violation?.deal).toMatch(/^dea_/);
  expect(story(stuck, violation?.deal ?? "")).toContain("place-order: quote.accepted");
});

test("an answer that was lost, a refusal that heals, and being too busy are no violation", () => {
  const [asked] = history.commands;
  if (asked === undefined) throw new Error("nothing was asked");
  const answers = ["lost" as const, { status: 503, body: {} }, ...asked.answers, { status: 429, body: {} }];
  const lost = { ...asked, key: "never-arrived", answers: ["lost" as const] };
  const healed = { ...asked, answers: [{ status: 409, body: {} }, ...answers] };
  const commands = [...history.commands.filter((each) => each !== asked), healed, lost];
  expect(told({ ...history, commands })).toEqual([]);
});

test("a mark that stayed when its events were out is no violation: the sweeper takes it away", () => {
  const event = eventOf(history, "lead.captured");
  expect(told(plus(history, { pk: "unpublished#0", sk: `${event.at}#${event.record}` }))).toEqual([]);
});

describe("the checker names", () => {
  const plants = [
    ...commandPlants,
    ...flowPlants,
    ...recordPlants,
    ...dealPlants,
    ...intakePlants,
    ...feedPlants,
  ];
  test.each(plants)("%s", (_, wanted, plant) => {
    const found = judgeHistory(plant(history));
    const names = [...new Set(found.map(({ invariant }) => invariant))];
    expect(names).toEqual(wanted);
  });
});

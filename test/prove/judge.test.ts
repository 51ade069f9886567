import { afterAll, beforeAll, expect, test } from "vitest";
import type { History } from "../../local/prove/history.ts";
import { judgeHistory } from "../../local/prove/judge-history.ts";
import { story } from "../../local/prove/story.ts";
import { createTable, type Engine, startEngine } from "../support/engine.ts";
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
  expect(
    history.commands.some(({ answers }) => answers.some((each) => each !== "lost" && each.status === 409)),
  ).toBe(true);
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

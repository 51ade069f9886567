import * as fc from "fast-check";
import { expect, test } from "vitest";
import { flow } from "../../domain/flow.ts";
import { stages } from "../../domain/stages.ts";
import { anyhow, Deliveries, inOrder } from "../support/deliveries.ts";
import { diceOf } from "../support/dice.ts";
import { Memory } from "../support/memory.ts";
import { endOf } from "./end.ts";
import { judge, judgeHistory } from "./judge.ts";
import { step } from "./walk.ts";

const seed = fc.integer({ min: 0, max: 2 ** 31 - 1 });

/** People act while events are still on their way. */
function hurried(memory: Memory, seeds: readonly number[], chance: number): Deliveries {
  const dice = diceOf(chance);
  const deliveries = new Deliveries(memory, anyhow(dice));
  for (const each of seeds) {
    step(memory, each);
    if (dice.chance(50)) deliveries.some(dice.int(8));
  }
  return deliveries;
}

test("whatever people do, and however events arrive, nothing is stuck and everything adds up", () => {
  const script = fc.array(seed, { minLength: 1, maxLength: 80, size: "max" });
  fc.assert(
    fc.property(script, seed, (seeds, chance) => {
      const memory = new Memory();
      hurried(memory, seeds, chance).all();
      expect(judge(memory)).toEqual([]);
    }),
    { numRuns: 70 },
  );
});

test("each event delivered one to three times in any order ends as each delivered once in order", () => {
  const bursts = fc.array(fc.array(seed, { minLength: 1, maxLength: 4 }), {
    minLength: 5,
    maxLength: 25,
    size: "max",
  });
  fc.assert(
    fc.property(bursts, seed, (script, chance) => {
      const calm = new Memory();
      const wild = new Memory();
      const calmly = new Deliveries(calm, inOrder);
      const wildly = new Deliveries(wild, anyhow(diceOf(chance)));
      for (const burst of script) {
        for (const each of burst) {
          step(calm, each);
          step(wild, each);
        }
        calmly.all();
        wildly.all();
      }
      expect(endOf(wild)).toEqual(endOf(calm));
    }),
    { numRuns: 40 },
  );
});

test("a replay of all events changes nothing", () => {
  const script = fc.array(seed, { minLength: 20, maxLength: 60, size: "max" });
  fc.assert(
    fc.property(script, seed, (seeds, chance) => {
      const memory = new Memory();
      const deliveries = hurried(memory, seeds, chance);
      deliveries.all();
      const before = memory.log.length;
      deliveries.again();
      expect(memory.log.length).toBe(before);
    }),
    { numRuns: 15 },
  );
});

test("even without receipts a repeat makes no second order, invoice, account, contact, opportunity or revision", () => {
  const script = fc.array(seed, { minLength: 20, maxLength: 60, size: "max" });
  const made = new Set(["account", "contact", "opportunity", "quote", "order", "invoice"]);
  fc.assert(
    fc.property(script, seed, (seeds, chance) => {
      const memory = new Memory({ receipts: false });
      const deliveries = hurried(memory, seeds, chance);
      deliveries.all();
      const count = () => memory.records().filter(({ stage }) => made.has(stage.name)).length;
      const before = count();
      deliveries.again();
      expect(count()).toBe(before);
      expect(judgeHistory(memory)).toEqual([]);
    }),
    { numRuns: 15 },
  );
});

test("what a reaction asks is always a valid input: it may come too early, never wrong", () => {
  const script = fc.array(seed, { minLength: 20, maxLength: 60, size: "max" });
  fc.assert(
    fc.property(script, seed, (seeds, chance) => {
      const memory = new Memory();
      hurried(memory, seeds, chance).all();
      const asked = memory.log.flatMap((event) =>
        flow
          .filter(({ types }) => types.includes(event.type))
          .flatMap((reaction) => reaction.commands(event).map(({ input }) => reaction.action.prepare(input))),
      );
      expect(asked.filter(({ ok }) => !ok)).toEqual([]);
    }),
    { numRuns: 15 },
  );
});

test("every status is reached and every event happens, the ends of deals often", () => {
  const seen = new Map<string, number>();
  for (let run = 0; run < 60; run += 1) {
    const dice = diceOf(run);
    const memory = new Memory();
    const seeds = Array.from({ length: 80 }, () => dice.int(2 ** 31));
    hurried(memory, seeds, run).all();
    const statuses = memory.records().map(({ stage, status }) => `${stage.name} ${status}`);
    for (const name of [...statuses, ...memory.log.map(({ type }) => type)]) {
      seen.set(name, (seen.get(name) ?? 0) + 1);
    }
  }
  const all = stages.flatMap(({ stage }) => [
    ...stage.statuses.map((status) => `${stage.name} ${status}`),
    ...Object.keys(stage.events),
  ]);
  expect(all.filter((name) => !seen.has(name))).toEqual([]);
  for (const end of [
    "invoice paid",
    "invoice cancelled",
    "order invoiced",
    "opportunity won",
    "opportunity lost",
  ]) {
    expect({ end, reached: seen.get(end) }).toEqual({
      end,
      reached: expect.toSatisfy((count) => count >= 5),
    });
  }
});

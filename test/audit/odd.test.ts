import { expect, test } from "vitest";
import { judgeDeal } from "../../domain/audit/deal.ts";
import { judgeNumbers, numberedBy } from "../../domain/audit/numbers.ts";
import { judgeRecord } from "../../domain/audit/record.ts";
import { Envelope } from "../../domain/kernel/event.ts";
import { captureStep } from "../laws/capture-walk.ts";
import { memoryOf, step } from "../laws/walk.ts";
import { anyhow, Deliveries } from "../support/deliveries.ts";
import { type Dice, diceOf } from "../support/dice.ts";
import { runs } from "../support/runs.ts";

const dice = diceOf(Number(process.env["LAW_SEED"] ?? 9));
const odd: readonly unknown[] = [
  null,
  undefined,
  -1,
  1.5,
  "",
  "x",
  "9e9",
  [],
  [null],
  {},
  { minor: "1" },
  true,
];

/** Something somewhere in a value is another thing. */
function spoilt(value: unknown, dice: Dice): unknown {
  if (typeof value !== "object" || value === null || dice.chance(15)) return dice.one(odd);
  if (Array.isArray(value)) {
    if (value.length === 0) return [dice.one(odd)];
    const at = dice.int(value.length);
    return value.map((each: unknown, index) => (index === at ? spoilt(each, dice) : each));
  }
  const fields = Object.entries(value);
  if (fields.length === 0) return { other: dice.one(odd) };
  const [name] = dice.one(fields);
  if (dice.chance(20)) return Object.fromEntries(fields.filter(([each]) => each !== name));
  return Object.fromEntries(fields.map(([each, of]) => [each, each === name ? spoilt(of, dice) : of]));
}

function business(seed: number) {
  const memory = memoryOf(seed);
  const deliveries = new Deliveries(memory, anyhow(dice));
  for (let steps = 0; steps < 60; steps += 1) {
    (dice.chance(15) ? captureStep : step)(memory, dice.int(2 ** 31));
    deliveries.some(dice.int(8));
  }
  deliveries.all();
  return memory;
}

test("records and events that say anything at all are judged without a throw, and those that were spoilt are named", () => {
  let [spoiltRecords, named] = [0, 0];
  for (let run = 0; run < runs(8); run += 1) {
    const memory = business(run);
    const events = Map.groupBy(memory.log, ({ record }) => record);
    for (const { stage, stored } of memory.records()) {
      const own = events.get(stored.id) ?? [];
      const state = spoilt(stored.state, dice);
      spoiltRecords += 1;
      named += judgeRecord(stage, { ...stored, state }, own).length > 0 ? 1 : 0;
      judgeRecord(stage, spoilt(stored, dice), own);
      judgeRecord(
        stage,
        stored,
        own.map((event) => (dice.chance(30) ? spoilt(event, dice) : event)),
      );
    }
  }
  // What is spoilt can be what says nothing, such as an empty list instead of none.
  expect(named / spoiltRecords).toBeGreaterThan(0.8);
});

test("a deal with records and events that say anything at all is judged without a throw, and so are its numbers", () => {
  let found = 0;
  for (let run = 0; run < runs(8); run += 1) {
    const memory = business(run);
    for (let times = 0; times < 20; times += 1) {
      const records = memory.records().map(({ stage, stored }) => {
        const state = dice.chance(20) ? spoilt(stored.state, dice) : stored.state;
        return { stage, stored: { ...stored, state } };
      });
      const events = memory.log.map((event) => {
        const read = Envelope.safeParse({
          ...event,
          data: dice.chance(20) ? spoilt(event.data, dice) : event.data,
        });
        return read.success ? read.data : event;
      });
      const some = records.filter(() => dice.chance(95));
      found += judgeDeal(some, events).length;
      judgeNumbers(events.flatMap((event) => numberedBy(event, new Map()) ?? []));
    }
  }
  expect(found).toBeGreaterThan(100);
});

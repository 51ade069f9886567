import { describe, expect, test } from "vitest";
import { judgeRecord } from "../../domain/audit/record.ts";
import type { Finding } from "../../domain/audit/finding.ts";
import { stages } from "../../domain/stages.ts";
import { anyhow, Deliveries } from "../support/deliveries.ts";
import { diceOf } from "../support/dice.ts";
import { captureStep } from "../laws/capture-walk.ts";
import { memoryOf, step } from "../laws/walk.ts";

/** A business in which all kinds of things have happened. */
function business(seed: number) {
  const dice = diceOf(seed);
  const memory = memoryOf(seed);
  const deliveries = new Deliveries(memory, anyhow(dice));
  for (let steps = 0; steps < 80; steps += 1) {
    (dice.chance(25) ? captureStep : step)(memory, dice.int(2 ** 31));
    deliveries.some(dice.int(6));
  }
  deliveries.all();
  return memory.records().map(({ stage, stored }) => ({
    stage,
    stored,
    events: memory.log.filter(({ record }) => record === stored.id),
  }));
}

const named = (findings: readonly Finding[]) => findings.map(({ invariant, text }) => `${invariant} ${text}`);
const records = business(7);
const long = records.filter(({ events }) => events.length > 2);
const [some] = long;
if (some === undefined) throw new Error("No record has three events");
const { stage, stored, events } = some;
const judged = (record: unknown, log: readonly unknown[]) =>
  judgeRecord(stage, record, log).map(({ invariant }) => invariant);

describe("a record that is what its events say", () => {
  test("has no finding, whatever happened to it", () => {
    expect(long.length).toBeGreaterThan(5);
    expect(records.flatMap((each) => named(judgeRecord(each.stage, each.stored, each.events)))).toEqual([]);
  });
});

describe("a finding names", () => {
  test("an event that is missing, doubled or renumbered", () => {
    expect(judged(stored, events.toSpliced(1, 1))).toContain("I3");
    expect(judged(stored, [...events, ...events.slice(-1)])).toContain("I3");
    const last = events.length - 1;
    const renumbered = events.map((event, index) =>
      index === last ? { ...event, seq: event.seq + 1 } : event,
    );
    expect(judged(stored, renumbered)).toContain("I3");
  });

  test("a last event that is missing: the record has another version", () => {
    expect(judged(stored, events.slice(0, -1))).toContain("I3");
  });

  test("an event that goes back in time, or is of another record", () => {
    const early = events.map((event, index) =>
      index === 1 ? { ...event, at: "2001-01-01T00:00:00.000Z" } : event,
    );
    expect(judged(stored, early)).toEqual(["I3"]);
    const foreign = events.map((event, index) =>
      index === 1 ? { ...event, record: "lea_9999999999" } : event,
    );
    expect(judged(stored, foreign)).toEqual(["I3"]);
  });

  test("a record without events, and events without a record", () => {
    expect(judged(stored, [])).toEqual(["I1"]);
    expect(judged(undefined, events)).toEqual(["I1"]);
    expect(judged(undefined, [])).toEqual([]);
  });
});

test("whatever of a record or an event cannot be read is a finding, not a throw", () => {
  const odd: unknown[] = [
    null,
    7,
    "x",
    [],
    {},
    { id: 3 },
    { ...stored, state: null },
    { ...stored, state: { status: "x" } },
  ];
  for (const each of odd) expect(judged(each, events).length).toBeGreaterThan(0);
  for (const each of odd) expect(judged(stored, [each, ...events.slice(1)]).length).toBeGreaterThan(0);
  for (const other of stages) expect(() => judgeRecord(other.stage, stored, events)).not.toThrow();
});

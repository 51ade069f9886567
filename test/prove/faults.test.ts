import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import * as z from "zod";
import { randomFrom } from "../../local/bench/random.ts";
import { deaths } from "../../local/prove/faults/death.ts";
import { lateDeliveries } from "../../local/prove/faults/late.ts";
import { staleReads } from "../../local/prove/faults/stale.ts";
import { orderOf } from "../../local/prove/incidents/happenings.ts";
import { faultNames, planOf } from "../../local/prove/plan.ts";
import { addPoints, readPoints } from "../../local/prove/points.ts";
import { callOf, meetOf, replyOf } from "./met.ts";

const Sent = z.object({
  Entries: z.array(z.object({ Id: z.string(), DelaySeconds: z.int().optional() })),
});
const message = { Id: "0", MessageBody: "{}" };
const taken = (input: unknown) =>
  replyOf({ Successful: Sent.parse(input).Entries.map(({ Id }) => ({ Id })), Failed: [] });

/** What a queue was given over many calls of the bus, with so many seconds left. */
async function lateOnes(leftSeconds: number) {
  const fault = lateDeliveries(() => leftSeconds);
  const random = randomFrom(3);
  const call = callOf("bus", "SendMessageBatch", { QueueUrl: "q", Entries: [message] });
  const outcomes = [];
  for (let nth = 0; nth < 600; nth += 1) outcomes.push(await meetOf(fault, call, random, taken));
  return outcomes.filter(({ isMet }) => isMet);
}

describe("deliveries that are late", () => {
  test("come one to ten minutes late or come again so late, and their bus hears of its own messages only", async () => {
    const met = await lateOnes(1000);
    expect(met.length).toBeGreaterThan(8);
    const sent = met.map(({ asked }) => Sent.parse(asked[0]).Entries);
    expect(new Set(sent.map(({ length }) => length))).toEqual(new Set([1, 2]));
    for (const entries of sent) {
      const delay = entries.at(-1)?.DelaySeconds ?? 0;
      expect(delay).toBeGreaterThanOrEqual(60);
      expect(delay).toBeLessThanOrEqual(600);
      expect(entries.slice(0, -1).every(({ DelaySeconds }) => DelaySeconds === undefined)).toBe(true);
    }
    for (const { answer } of met) expect(answer).toMatchObject({ Successful: [{ Id: "0" }], Failed: [] });
  });

  test("are there before faults end, or are none", async () => {
    const met = await lateOnes(150);
    const delays = met.flatMap(({ asked }) =>
      Sent.parse(asked[0]).Entries.map(({ DelaySeconds = 0 }) => DelaySeconds),
    );
    expect(Math.max(...delays)).toBeLessThanOrEqual(150);
    expect(await lateOnes(50)).toEqual([]);
  });
});

describe("a stale read", () => {
  const query = callOf("get", "Query", { IndexName: "board", Limit: 3 }, { service: "table" });

  test("counts when it made a difference, and the next one sees what is there", async () => {
    const fault = staleReads();
    const random = randomFrom(1);
    let version = 0;
    const ask = () => meetOf(fault, query, random, () => replyOf({ version }));
    expect(await ask()).toMatchObject({ isMet: false, answer: { version: 0 } });
    for (let nth = 0; nth < 20; nth += 1) {
      const { answer, noted } = await ask();
      expect({ answer, noted }).toEqual({ answer: { version: 0 }, noted: [] });
    }
    version = 1;
    const answers = [];
    for (let nth = 0; nth < 20; nth += 1) answers.push(await ask());
    const older = answers.filter(({ noted }) => noted.length > 0);
    expect(older.map(({ answer, noted }) => ({ answer, noted }))).toEqual([
      { answer: { version: 0 }, noted: ["stale-reads-older"] },
    ]);
    expect(answers.at(-1)?.answer).toEqual({ version: 1 });
  });
});

describe("a point of death", () => {
  const call = callOf(
    "place-order",
    "TransactWriteItems",
    {},
    { instance: "place-order~1", service: "table" },
  );
  const [before, after] = ["before", "after"].map(
    (when) => `${when} place-order: call 1, TransactWriteItems`,
  );
  const die = (earlier = {}) => {
    const dying = deaths({ rate: 1, isBlind: true, earlier });
    return { ...dying, once: () => meetOf(dying.fault, call, randomFrom(2), () => replyOf({})) };
  };

  test("is reached once before and once after its call", async () => {
    const dying = die();
    expect((await dying.once()).steps).toEqual(["died", "hung up"]);
    expect((await dying.once()).steps).toEqual(["asked", "died", "hung up"]);
    expect(await dying.once()).toMatchObject({ isMet: false });
    expect([...dying.died().keys()]).toEqual([before, after]);
  });

  test("at which a function died in an earlier run gives way to those that are left", async () => {
    const dying = die({ [`${before}`]: { died: 2, seen: "2026-11-26" } });
    expect((await dying.once()).steps).toEqual(["asked", "died", "hung up"]);
    expect(await dying.once()).toMatchObject({ isMet: false });
  });

  test("adds up over runs in a ledger, and a file that is none is not overwritten", () => {
    const folder = mkdtempSync(join(tmpdir(), "points-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, "made", "points.json");
    expect(readPoints(file)).toEqual({});
    addPoints(file, { known: ["a", "b"], died: new Map([["a", 2]]) }, "2026-11-26");
    addPoints(
      file,
      {
        known: ["a", "c"],
        died: new Map([
          ["a", 1],
          ["c", 1],
        ]),
      },
      "2026-11-27",
    );
    expect(readPoints(file)).toEqual({
      a: { died: 3, seen: "2026-11-27" },
      b: { died: 0, seen: "2026-11-26" },
      c: { died: 1, seen: "2026-11-27" },
    });
    const other = join(folder, "other.json");
    writeFileSync(other, "[1]");
    expect(() => readPoints(other)).toThrow("no ledger of points");
  });
});

describe("a mixed campaign", () => {
  const manner = { rate: 1, minutes: 2, leftSeconds: () => 0, points: {} };

  test("has every incident once before any comes again, and a full disk among the first five", () => {
    const { incidents } = planOf([], manner);
    for (let seed = 1; seed <= 20; seed += 1) {
      const names = orderOf(incidents, randomFrom(seed)).map(({ name }) => name);
      expect(new Set(names.slice(0, incidents.length)).size).toBe(incidents.length);
      expect(names.indexOf("disk-full")).toBeLessThan(5);
      expect(names).toHaveLength(incidents.reduce((sum, { weight }) => sum + weight, 0));
    }
  });

  test("has deliveries that are minutes late only when it is long enough, and says that they can be asked for", () => {
    const names = (minutes: number) => planOf([], { ...manner, minutes }).faults.map(({ name }) => name);
    expect(names(1)).not.toContain("late-deliveries");
    expect(names(2)).toContain("late-deliveries");
    expect(faultNames()).toContain("late-deliveries");
  });

  test("of hundreds of deals lets calls go wrong less often", () => {
    const hits = (rate: number) => {
      const conflicts = planOf(["conflicts"], { ...manner, rate }).faults[0];
      const call = callOf("place", "TransactWriteItems", { TransactItems: [{}, {}] });
      const random = randomFrom(9);
      return Array.from({ length: 3000 }, () => conflicts?.meet(call, random)).filter(Boolean).length;
    };
    expect(hits(1)).toBeGreaterThan(100);
    expect(hits(0.2)).toBeLessThan(hits(1) / 3);
    expect(hits(0.2)).toBeGreaterThan(0);
  });
});

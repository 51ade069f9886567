import * as fc from "fast-check";
import { expect, test } from "vitest";
import { capture } from "../../domain/capture/capture.ts";
import { childId } from "../../domain/kernel/id.ts";
import { lead } from "../../domain/lead/lead.ts";
import { enterSubmission } from "../../domain/submission/actions.ts";
import { submission } from "../../domain/submission/submission.ts";
import { anyhow, Deliveries, inOrder } from "../support/deliveries.ts";
import { diceOf } from "../support/dice.ts";
import type { Memory } from "../support/memory.ts";
import { runs } from "../support/runs.ts";
import { captureStep } from "./capture-walk.ts";
import { judgeHistory } from "./judge.ts";
import { unless, type Verdict } from "./verdict.ts";
import { memoryOf } from "./walk.ts";

const seed = fc.noBias(fc.integer({ min: 0, max: 2 ** 31 - 1 }));
const script = fc.array(seed, { minLength: 5, maxLength: 60, size: "max" });

function business(chance: number): Memory {
  const memory = memoryOf(chance);
  memory.process = { ...memory.process, steps: {}, reasons: {} };
  return memory;
}

/** Things come in and people act while events are still on their way. */
function hurried(memory: Memory, seeds: readonly number[], chance: number): Deliveries {
  const dice = diceOf(chance);
  const deliveries = new Deliveries(memory, anyhow(dice));
  for (const each of seeds) {
    captureStep(memory, each);
    if (dice.chance(50)) deliveries.some(dice.int(8));
  }
  return deliveries;
}

/** Nothing that came in is without a verdict, each lead of a submission is there once, and what was merged is told where it went, unless it was sent twice. */
function judgeCapture(memory: Memory): Verdict {
  const leads = new Map(memory.all(lead).map((each) => [each.id, each]));
  const ids = new Set(memory.records().map(({ stored }) => stored.id));
  const verdicts = memory.all(submission).flatMap((each) => {
    // Only what must be read first may still wait for its reader.
    if (each.status === "received") return unless(each.source !== "web", `${each.id} has no verdict`);
    if (each.status === "accepted") {
      return unless(leads.get(each.lead)?.submission === each.id, `${each.id} has no lead of its own`);
    }
    if (each.status !== "merged") return unless(each.reasons.length > 0, `${each.id} has no reason`);
    const told = memory.log.some(
      ({ record, data }) => record === each.into.id && data["submission"] === each.id,
    );
    const isRepeat = each.reasons.some(({ code }) => code === "repeat");
    return [
      ...unless(ids.has(each.into.id), `${each.id} went into ${each.into.id}, which is not there`),
      ...unless(
        each.into.stage !== "lead" || told || isRepeat,
        `${each.into.id} does not tell of ${each.id}`,
      ),
    ];
  });
  const sources = [...leads.values()].flatMap((each) => each.submission ?? []);
  return [...verdicts, ...unless(new Set(sources).size === sources.length, "two leads of one submission")];
}

test("whatever comes in, and however events arrive, it has a verdict, and nothing is lost, doubled or stuck", () => {
  fc.assert(
    fc.property(script, seed, (seeds, chance) => {
      const memory = business(chance);
      hurried(memory, seeds, chance).all();
      expect([...judgeCapture(memory), ...judgeHistory(memory)]).toEqual([]);
    }),
    { numRuns: runs(120) },
  );
});

test("a replay of all events makes no second lead and no second activity", () => {
  fc.assert(
    fc.property(script, seed, (seeds, chance) => {
      const memory = business(chance);
      const deliveries = hurried(memory, seeds, chance);
      deliveries.all();
      const before = memory.log.length;
      deliveries.again();
      expect(memory.log.length).toBe(before);
    }),
    { numRuns: runs(40) },
  );
});

test("the same address, however often and over whatever it writes, is one lead while nobody says otherwise", () => {
  const source = fc.constantFrom("web", "email", "card", "import");
  const address = fc.constantFrom(
    "ann@example.com",
    "ANN@example.com",
    "ann+tag@example.com",
    "Ann@Example.COM",
  );
  fc.assert(
    fc.property(
      fc.array(fc.record({ source, address }), { minLength: 2, maxLength: 20 }),
      seed,
      (list, chance) => {
        const memory = business(chance);
        const deliveries = new Deliveries(memory, anyhow(diceOf(chance)));
        for (const [index, { source, address: email }] of list.entries()) {
          const mail = { authentic: true, from: email, messageId: `<${index}@example.com>` };
          const input = { source, fields: { email }, ...(source === "email" && { mail }) };
          enterOne(memory, input);
          deliveries.some(diceOf(chance + index).int(4));
        }
        deliveries.all();
        expect(memory.all(lead)).toHaveLength(1);
        const [only] = memory.all(lead);
        const named = memory.all(submission).map((each) => {
          if (each.status === "accepted") return each.lead;
          return each.status === "merged" ? each.into.id : undefined;
        });
        expect(named).toEqual(list.map(() => only?.id));
      },
    ),
    { numRuns: runs(60) },
  );
});

function enterOne(memory: Memory, input: object): void {
  const answer = memory.ask({ action: enterSubmission, input });
  if (!answer.ok) throw new Error(answer.message);
}

test("a lead is found under the id of its submission, and what it says is never overwritten by what comes later", () => {
  fc.assert(
    fc.property(script, seed, (seeds, chance) => {
      const memory = business(chance);
      const dice = diceOf(chance);
      const deliveries = new Deliveries(memory, dice.chance(50) ? inOrder : anyhow(dice));
      for (const each of seeds) captureStep(memory, each);
      deliveries.all();
      const made = memory.all(lead).filter(({ submission: of }) => of !== undefined);
      expect(made.map(({ id }) => id)).toEqual(made.map(({ submission: of = "" }) => childId("lea", of)));
      const enriched = memory.log.filter(({ type }) => type === "lead.enriched");
      for (const { record, seq, data } of enriched) {
        const before = lead.fold(memory.log.filter((event) => event.record === record && event.seq < seq));
        const filled = Object.keys(Object(data["filled"])).filter((field) => !together.has(field));
        expect(filled.filter((field) => Object(before)[field] !== undefined)).toEqual([]);
      }
    }),
    { numRuns: runs(40) },
  );
});

/** Joined with what is there instead of set. */
const together = new Set(["consents", "answers", "provenance", "score", "also", "mergedLeads"]);

test("every verdict is reached, and every event of what comes in happens", () => {
  const seen = new Set<string>();
  for (let run = 0; run < 60; run += 1) {
    const memory = business(run);
    const dice = diceOf(run);
    hurried(
      memory,
      Array.from({ length: 60 }, () => dice.int(2 ** 31)),
      run,
    ).all();
    for (const { type } of memory.log) seen.add(type);
    for (const { stage, status } of memory.records()) seen.add(`${stage.name} ${status}`);
  }
  const all = [submission, capture].flatMap(({ name, statuses, events }) => [
    ...statuses.map((status) => `${name} ${status}`),
    ...Object.keys(events),
  ]);
  const merging = ["lead merged", "lead.absorbed", "lead.merged", "lead.passed-on", "lead.told-apart"];
  expect([...all, ...merging, "lead.enriched"].filter((name) => !seen.has(name))).toEqual([]);
});

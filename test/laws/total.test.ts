import * as fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../support/runs.ts";
import { stages } from "../../domain/stages.ts";
import { anyhow, Deliveries } from "../support/deliveries.ts";
import { diceOf } from "../support/dice.ts";
import type { Memory } from "../support/memory.ts";
import { inputFor } from "./arbitrary.ts";
import { captureStep } from "./capture-walk.ts";
import { judgeHistory } from "./judge.ts";
import { memoryOf, step } from "./walk.ts";

const actions = stages.flatMap((stage) => stage.actions);

/** Any action with an input of its own, of the nth record of its stage; of none when there are not so many. */
const ask = fc.oneof(
  ...actions.map((action) =>
    fc.record({ action: fc.constant(action), input: inputFor(action.input), nth: fc.nat(7) }),
  ),
);
const asks = fc.array(ask, { minLength: 30, maxLength: 60, size: "max" });

/** Records in all kinds of statuses. */
function someRecords(seed: number): Memory {
  const dice = diceOf(seed);
  const memory = memoryOf(seed);
  const deliveries = new Deliveries(memory, anyhow(dice));
  for (let steps = 0; steps < 50; steps += 1) {
    const act = dice.chance(25) ? captureStep : step;
    act(memory, dice.int(2 ** 31));
    deliveries.some(dice.int(6));
  }
  return memory;
}

/** The input with ids of records that there are, as far as there are such records: most ids shall be found. */
function withRealIds(input: unknown, memory: Memory): unknown {
  const ids = Map.groupBy(
    memory.records().map(({ stored }) => stored.id),
    (id) => id.slice(0, "lea".length),
  );
  const text = JSON.stringify(input ?? null).replaceAll(
    /"([a-z]{3})_0*(\d{1,2})"/g,
    (id, prefix: string, nth: string) => {
      const known = ids.get(prefix) ?? [];
      return known.length === 0 ? id : `"${known[Number(nth) % known.length]}"`;
    },
  );
  return JSON.parse(text);
}

test("any input to any action in any record that can be gives events or a refusal, and never a throw", () => {
  const answers = new Set<string>();
  fc.assert(
    fc.property(asks, fc.noBias(fc.nat(2 ** 31 - 1)), (list, seed) => {
      const memory = someRecords(seed);
      for (const { action, input, nth } of list) {
        const own = memory.records().filter(({ stage }) => stage === action.home);
        const fit = own.filter(({ status }) => action.from.includes(status));
        // Most are asked of a record that is in the right status; some of any, or of none.
        const id = [...fit, ...fit, ...own][nth]?.stored.id ?? `${action.home.prefix}_9999999999`;
        const answer = memory.ask({
          action,
          input: withRealIds(input, memory),
          ...(!action.creates && { id }),
        });
        answers.add(answer.ok ? action.name : answer.code);
      }
      // What follows from it may be refused, and waits; a throw would be stuck for ever.
      new Deliveries(memory, anyhow(diceOf(seed))).some(100);
      expect(judgeHistory(memory)).toEqual([]);
    }),
    { numRuns: runs(120) },
  );
  const accepted = actions.filter(({ name }) => answers.has(name));
  expect(accepted.length).toBeGreaterThan(actions.length * 0.5);
  expect([...answers]).toEqual(
    expect.arrayContaining(["invalid_input", "not_found", "wrong_state", "rule_broken"]),
  );
});

test("what may be done now is told for every record without a throw, and by its status first", () => {
  fc.assert(
    fc.property(fc.nat(2 ** 31 - 1), (seed) => {
      const memory = someRecords(seed);
      for (const { stage, status, stored } of memory.records()) {
        const own = actions.filter(({ home }) => home === stage);
        const told = own.map((action) => ({
          action,
          blocked: action.blocked(stored, memory.facts(action, [])),
        }));
        const wrong = told.filter(({ blocked }) => blocked?.code === "wrong_state");
        expect(wrong.map(({ action }) => action)).toEqual(own.filter(({ from }) => !from.includes(status)));
        const others = told.filter(({ blocked }) => blocked !== undefined && blocked.code !== "wrong_state");
        const codes = others.map(({ blocked }) => blocked?.code ?? "none");
        expect(codes.filter((code) => !["rule_broken", "forbidden", "conflict"].includes(code))).toEqual([]);
      }
    }),
    { numRuns: runs(10) },
  );
});

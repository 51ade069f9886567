import { expect, test } from "vitest";

import { tooLarge } from "../../functions/runtime/limits.ts";
import { type Change, writesOf } from "../../functions/runtime/transaction.ts";

const meta = { id: "lea_1", version: 1, deal: "dea_1", createdAt: "", updatedAt: "" };

function change(more: Partial<Change>): Change {
  return {
    stage: "lead",
    before: { ...meta, state: undefined },
    after: { ...meta, state: { status: "new" } },
    events: [],
    commandId: "c",
    receipt: { hash: "h", stage: "lead", id: "lea_1", version: 1, expiresAt: 0 },
    nowSeconds: 0,
    checks: [],
    ...more,
  };
}

const event = (bytes: number) => ({
  id: "lea_1#1",
  type: "lead.captured",
  v: 1,
  stage: "lead",
  record: "lea_1",
  seq: 1,
  at: "",
  deal: "",
  actor: { type: "user" as const, id: "ann" },
  traceId: "",
  data: { text: "ế".repeat(bytes / 3) },
});

test("a record is measured in bytes, not in characters, and refused above what an item takes", () => {
  const state = (bytes: number) => ({ status: "new", note: "ế".repeat(bytes / 3) });
  expect(tooLarge(change({ after: { ...meta, state: state(350_000) } }))).toBeUndefined();
  expect(tooLarge(change({ after: { ...meta, state: state(400_000) } }))).toMatchObject({
    code: "too_large",
  });
});

test("an event is refused above what the bus takes", () => {
  expect(tooLarge(change({ events: [event(230_000)] }))).toBeUndefined();
  expect(tooLarge(change({ events: [event(255_000)] }))).toMatchObject({
    code: "too_large",
    details: { limit: 240_000 },
  });
});

test("a change of more items than a transaction takes is refused", () => {
  const checks = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ key: { pk: `${n}`, sk: "" }, version: 1 }));
  expect(tooLarge(change({ checks: checks(98) }))).toBeUndefined();
  expect(tooLarge(change({ checks: checks(99) }))).toMatchObject({
    code: "too_large",
    details: { size: 101 },
  });
});

test.each([
  ["nothing happened", {}],
  ["something happened", { events: [event(30), event(60)] }],
  ["a number is given", { events: [event(30)], series: { key: { pk: "s", sk: "s" }, last: 7 } }],
])("the count of a change is just what the table is asked to do when %s", (_what, more) => {
  const key = { pk: "lead#lea_2", sk: "RECORD" };
  const full = (count: number) =>
    change({ ...more, checks: Array.from({ length: count }, () => ({ key, version: 1 })) });
  const fits = Array.from({ length: 120 }, (_, count) => full(count)).filter((each) => !tooLarge(each));
  expect(Math.max(...fits.map((each) => writesOf("journal", each).length))).toBe(100);
  expect(writesOf("journal", full(fits.length))).toHaveLength(101);
});

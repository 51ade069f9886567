import * as fc from "fast-check";
import * as z from "zod";
import { describe, expect, test } from "vitest";
import { judgeRecord } from "../../domain/audit/record.ts";
import { event } from "../../domain/kernel/event.ts";
import { seal } from "../../domain/kernel/seal.ts";
import { inNewest, inVersion, liveVersions, translate } from "../../domain/kernel/version.ts";
import { records } from "../../domain/stages.ts";
import { superseded } from "../../domain/superseded.ts";
import { callEvent, calls, callVersions } from "../support/versioned.ts";

const word = fc.stringMatching(/^[A-Za-z]{1,8}$/);
const note = fc.option(word, { nil: undefined });
const told = (data: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
const older = fc.oneof(
  fc.record({ names: fc.array(word, { minLength: 1, maxLength: 3 }), note }).map(({ names, note: said }) => ({
    v: 1,
    data: told({ name: names.join(" "), note: said }),
  })),
  fc.record({ first: word, last: word, note }).map((data) => ({ v: 2, data: told(data) })),
);
const newest = fc
  .record({
    person: fc.record({ first: word, last: word }),
    by: fc.constantFrom("phone", "mail", "unknown"),
    note,
  })
  .map((data) => ({ v: 3, data: told(data) }));
const history = fc
  .array(fc.oneof(older, newest), { minLength: 1, maxLength: 12 })
  .map((said) => said.map(({ v, data }, index) => callEvent(v, data, index + 1)));

describe("an event of an older version", () => {
  test("becomes one of today, over all versions in between", () => {
    const event = callEvent(1, { name: "Maria Anders" });
    expect(inNewest(event, callVersions)).toEqual(
      callEvent(3, { person: { first: "Maria", last: "Anders" }, by: "unknown" }),
    );
  });

  test("loses nothing that it knew on the way up and down again", () => {
    fc.assert(
      fc.property(older, ({ v, data }) => {
        const event = callEvent(v, data);
        const today = inNewest(event, callVersions);
        expect(today.v).toBe(3);
        expect(inVersion(today, v, callVersions)).toEqual(event);
      }),
    );
  });

  test("is the same in the newest version by whichever way it went there", () => {
    fc.assert(
      fc.property(older, ({ v, data }) => {
        const event = callEvent(v, data);
        const second = inVersion(event, 2, callVersions);
        expect(second && inNewest(second, callVersions)).toEqual(inNewest(event, callVersions));
      }),
    );
  });

  test("keeps its id, its place and all else that is not its data", () => {
    const { data: _, v: __, ...rest } = callEvent(1, { name: "Maria" });
    expect(inVersion(callEvent(1, { name: "Maria" }), 2, callVersions)).toEqual({
      ...rest,
      v: 2,
      data: { first: "Maria", last: "" },
    });
  });

  test("that does not fit its own contract is not made into another one", () => {
    expect(() => inNewest(callEvent(1, { nom: "Maria" }), callVersions)).toThrow(z.ZodError);
  });
});

describe("a record", () => {
  test("is the same from events of mixed versions as from the newest of them", () => {
    fc.assert(
      fc.property(history, (events) => {
        const today = events.map((each) => inNewest(each, callVersions));
        expect(calls.fold(events)).toEqual(calls.fold(today));
        expect(calls.fold(events)).toMatchObject({ status: "new", calls: today.map(({ data }) => data) });
      }),
    );
  });

  test("of mixed versions is found sound by the audit", () => {
    fc.assert(
      fc.property(history, (events) => {
        const [{ id: _, at, record, deal } = callEvent(1, {})] = events;
        const stored = { id: record, version: events.length, deal, createdAt: at, updatedAt: at };
        expect(judgeRecord(calls, { ...stored, state: calls.fold(events) }, events)).toEqual([]);
      }),
    );
  });

  test("is found unsound when an old event says what its own contract does not", () => {
    const events = [callEvent(1, { name: "Maria", by: "phone" })];
    const [{ at, record, deal } = callEvent(1, {})] = events;
    const stored = { id: record, version: 1, deal, createdAt: at, updatedAt: at, state: calls.fold(events) };
    expect(judgeRecord(calls, stored, events)).toMatchObject([
      { invariant: "I3", text: expect.stringContaining("/by, which is not in its contract") },
    ]);
  });

  test("is read, told and followed by what an old event means today", () => {
    const old = callEvent(2, { first: "Maria", last: "Anders" });
    expect(calls.readEvent("lead.called", old)).toMatchObject({ v: 3, data: { by: "unknown" } });
    expect(calls.tell(old)).toBe("Maria was called by unknown");
  });
});

describe("a version that is not known here", () => {
  const future = callEvent(4, { person: { first: "Maria", last: "Anders" }, by: "phone" });

  test("is refused by whoever must understand it: it is tried again after the deployment", () => {
    expect(() => calls.fold([future])).toThrow("Version 4 is not known here: the newest is 3");
    expect(() => calls.readEvent("lead.called", future)).toThrow("Version 4");
    expect(() => calls.tell(future)).toThrow("Version 4");
    expect(() => translate({ v: 1, data: z.object({}), since: undefined, older: [] }, {}, 0, 1)).toThrow(
      "Version 0",
    );
  });

  test("is passed on as it is, and in no other version", () => {
    expect(inNewest(future, callVersions)).toBe(future);
    expect(inVersion(future, 3, callVersions)).toBeUndefined();
    expect(inVersion(callEvent(1, { name: "Maria" }), 9, callVersions)).toBeUndefined();
    expect(inVersion(callEvent(1, { why: "" }, 2, "lead.closed"), 2, callVersions)).toBeUndefined();
  });
});

describe("versions live side by side", () => {
  test.each([
    ["2026-12-31", [1, 2, 3]],
    ["2027-01-01", [2, 3]],
    ["2027-06-30", [2, 3]],
    ["2027-07-01", [3]],
  ])("on %s these are published: %j", (day, versions) => {
    expect(liveVersions("lead.called", day, callVersions)).toEqual(versions);
  });

  test("an event without older versions is published as it is", () => {
    expect(liveVersions("lead.closed", "2026-12-31", callVersions)).toEqual([1]);
  });
});

describe("a chain of versions", () => {
  const one = z.object({ a: z.string() });
  const step = { v: 1, data: one, up: () => ({ a: "" }), down: () => ({ a: "" }), sunset: "2027-01-01" };
  const made = (v: number, ...older: (typeof step & { since?: string })[]) =>
    event(["none"], one, () => "", { v, since: "2026-12-20", older });

  test("counts from 1 without gaps, and each has a day as its sunset", () => {
    expect(made(2, step).older).toHaveLength(1);
    expect(() => made(3, step)).toThrow("Version 3 needs 2 older ones, not 1");
    expect(() => made(2, { ...step, v: 2 })).toThrow("Version 2 stands where version 1 belongs");
    expect(() => made(2, { ...step, sunset: "soon" })).toThrow("needs a day");
    expect(() => made(2, { ...step, sunset: "2027-02-30" })).toThrow("needs a day");
  });

  test("has a later day for each version, since which it is current, and the one before it lives for that day at least", () => {
    const second = { ...step, v: 2, since: "2026-12-10", sunset: "2027-02-01" };
    expect(made(3, step, second)).toMatchObject({ since: "2026-12-20", older: [{ v: 1 }, { v: 2 }] });
    expect(() => made(2, { ...step, since: "2026-12-01" })).toThrow("Version 1 has no since");
    expect(() => made(3, step, { ...second, since: "soon" })).toThrow("Version 2 needs the day since");
    expect(() => made(3, step, { ...step, v: 2 })).toThrow("Version 2 needs the day since");
    expect(() => made(3, step, { ...second, since: "2026-12-20" })).toThrow(
      "Version 3 is not since a later day",
    );
    expect(() => made(2, { ...step, sunset: "2026-12-19" })).toThrow(
      "Version 1 ends before version 2 begins",
    );
    expect(() => made(3, step, { ...second, sunset: "2026-12-31" })).toThrow(
      "Version 2 ends before version 1",
    );
  });

  test("is named in domain/superseded.ts, and nothing else is", () => {
    const defs = records.flatMap(({ events }) => Object.entries(events));
    const versioned = defs.filter(([, { older: before }]) => before.length > 0);
    expect([...superseded].map(([type, { v }]) => [type, v])).toEqual(
      versioned.map(([type, { v }]) => [type, v]),
    );
    expect(defs.filter(([, { v, older: before }]) => v !== before.length + 1)).toEqual([]);
  });

  test("ends in the version of what happens now", () => {
    const { data, record, deal, at, actor, traceId } = callEvent(3, { person: {}, by: "mail" });
    const before = { id: record, version: 0, deal, createdAt: at, updatedAt: at, state: undefined };
    const events = [{ type: "lead.called", data }];
    const done = { ok: true as const, events, state: { status: "new" } };
    expect(seal(calls, before, done, { actor, traceId }, at)).toEqual([callEvent(3, data)]);
  });
});

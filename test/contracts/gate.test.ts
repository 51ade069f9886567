import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { describe, expect, test } from "vitest";
import { breaksBetween } from "../../contracts/compare.ts";
import { contractOf } from "../../contracts/events.ts";
import { paths } from "../../contracts/paths.ts";
import { releaseProblems, told } from "../../contracts/release.ts";
import { eventSchema, type Schema } from "../../contracts/schema.ts";
import { currentSchemas } from "../../contracts/schemas.ts";
import { releasedSchemas } from "../../contracts/released.ts";

const today = new Date().toISOString().slice(0, 10);

const schemaOf = (data: z.ZodType): Schema =>
  eventSchema({
    type: "tea.poured",
    v: 1,
    stage: "tea",
    description: "Tea was poured.",
    data,
    since: "2026-11-26",
  });

const Cup = z.object({ size: z.int(), note: z.string().optional() });

const base = {
  what: z.enum(["green", "black"]),
  number: z.string(),
  amount: z.int().min(1).max(100),
  code: z.string().min(2).max(10),
  id: z.string().regex(/^tea_[0-9]+$/),
  on: z.iso.date(),
  kind: z.literal("pot"),
  note: z.string().optional(),
  cup: Cup,
  cups: z.array(Cup).min(1).max(9),
  prices: z.record(z.string().regex(/^[A-Z]{3}$/), z.string()),
  with: z.union([z.object({ milk: z.boolean() }), z.object({ sugar: z.int() })]),
  sure: z.boolean(),
};

const before = schemaOf(z.object(base));

/** The event with other fields. */
const after = (change: z.ZodRawShape) => schemaOf(z.object({ ...base, ...change }));
const { number: _, ...withoutNumber } = base;
const { note: __, ...withoutNote } = base;

const reversed: z.ZodRawShape = Object.fromEntries(Object.entries(base).toReversed());

const breaking: readonly (readonly [string, Schema, string])[] = [
  ["a field is removed", schemaOf(z.object(withoutNumber)), "data.number"],
  ["a field that may be left out is removed", schemaOf(z.object(withoutNote)), "data.note"],
  ["a field is renamed", schemaOf(z.object({ ...withoutNumber, no: z.string() })), "data.number"],
  ["a field may be left out now", after({ number: z.string().optional() }), "data.number"],
  ["a field may be null now", after({ number: z.string().nullable() }), "data.number"],
  ["a text is a number now", after({ number: z.int() }), "data.number"],
  ["a whole number may have a fraction now", after({ amount: z.number().min(1).max(100) }), "data.amount"],
  ["a value more is possible", after({ what: z.enum(["green", "black", "white"]) }), "data.what"],
  ["any text is possible instead of two", after({ what: z.string() }), "data.what"],
  ["a fixed value is another one", after({ kind: z.literal("cup") }), "data.kind"],
  ["a text may be longer", after({ code: z.string().min(2).max(11) }), "data.code"],
  ["a text has no longest length any more", after({ code: z.string().min(2) }), "data.code"],
  ["a text may be shorter", after({ code: z.string().min(1).max(10) }), "data.code"],
  ["a number may be larger", after({ amount: z.int().min(1).max(101) }), "data.amount"],
  ["a number may be smaller", after({ amount: z.int().min(0).max(100) }), "data.amount"],
  ["a day is an instant now", after({ on: z.iso.datetime() }), "data.on"],
  ["an id has another form", after({ id: z.string().regex(/^cup_[0-9]+$/) }), "data.id"],
  ["an id has no form any more", after({ id: z.string() }), "data.id"],
  ["an object loses a field", after({ cup: Cup.omit({ size: true }) }), "data.cup.size"],
  [
    "rows of a list lose a field",
    after({
      cups: z
        .array(Cup.omit({ note: true }))
        .min(1)
        .max(9),
    }),
    "data.cups[].note",
  ],
  ["a list may be longer", after({ cups: z.array(Cup).min(1).max(10) }), "data.cups"],
  ["a list may be empty", after({ cups: z.array(Cup).max(9) }), "data.cups"],
  ["a list is one thing now", after({ cups: Cup }), "data.cups"],
  [
    "entries of a map are numbers now",
    after({ prices: z.record(z.string().regex(/^[A-Z]{3}$/), z.int()) }),
    "data.prices.*",
  ],
  [
    "keys of a map have another form",
    after({ prices: z.record(z.string(), z.string()) }),
    "data.prices.* (name)",
  ],
  [
    "a choice more is possible",
    after({ with: z.union([...base.with.options, z.object({ lemon: z.boolean() })]) }),
    "data.with",
  ],
  [
    "a choice is another one",
    after({ with: z.union([z.object({ milk: z.boolean() }), z.object({ sugar: z.string() })]) }),
    "data.with",
  ],
  ["one thing is a choice now", after({ sure: z.union([z.boolean(), z.string()]) }), "data.sure"],
  ["a field can be anything now", after({ sure: z.unknown() }), "data.sure"],
];

const compatible: readonly (readonly [string, Schema])[] = [
  ["nothing changes", after({})],
  ["a field more may be there", after({ later: z.string().optional() })],
  ["a field more is always there", after({ later: z.string() })],
  ["a field that could be left out is always there", after({ note: z.string() })],
  ["a value is never used any more", after({ what: z.enum(["green"]) })],
  ["one value is left", after({ what: z.literal("green") })],
  ["a text is shorter at most", after({ code: z.string().min(2).max(9) })],
  ["a text is longer at least", after({ code: z.string().min(3).max(10) })],
  ["a number is within closer limits", after({ amount: z.int().min(2).max(99) })],
  ["a text has a form that it had not", after({ number: z.string().regex(/^[0-9]+$/) })],
  ["a list is never as long", after({ cups: z.array(Cup).min(1).max(8) })],
  [
    "rows of a list have a field more",
    after({
      cups: z
        .array(Cup.extend({ hot: z.boolean() }))
        .min(1)
        .max(9),
    }),
  ],
  ["a choice is never made any more", after({ with: base.with.options[0] })],
  ["choices are in another order", after({ with: z.union([base.with.options[1], base.with.options[0]]) })],
  ["fields are in another order", schemaOf(z.object(reversed))],
  [
    "fields are described and marked",
    after({ number: z.string().meta({ description: "No.", "x-personal-data": true }) }),
  ],
];

describe("A consumer is broken when", () => {
  test.each(breaking)("%s", (_, changed, path) => {
    expect([...new Set(breaksBetween(before, changed).map((each) => each.path))]).toEqual([path]);
  });

  test("the envelope has no trace any more", () => {
    const { traceId: _, ...properties } = before.properties ?? {};
    expect(breaksBetween(before, { ...before, properties })).toEqual([{ path: "traceId", what: "is gone" }]);
  });
});

describe("A consumer does not notice when", () => {
  test.each(compatible)("%s", (_, changed) => {
    expect(breaksBetween(before, changed)).toEqual([]);
  });

  test("a part gets a name under which others use it too", () => {
    const { cup = {}, ...rest } = Object(before.properties?.["data"]).properties;
    const named = { ...before, $defs: { ...before.$defs, Cup: cup } };
    const data = {
      ...Object(before.properties?.["data"]),
      properties: { ...rest, cup: { $ref: "#/$defs/Cup" } },
    };
    expect(breaksBetween(before, { ...named, properties: { ...before.properties, data } })).toEqual([]);
  });
});

describe("An event type", () => {
  const released = (more: Schema = {}) => new Map([["tea.poured.v1", { ...before, ...more }]]);

  test("that is released cannot go without a sunset, nor before it, and can after it", () => {
    expect(releaseProblems(released(), new Map(), "2030-01-01")).toMatchObject([
      { name: "tea.poured.v1", what: "is published no longer, but it was released without a sunset" },
    ]);
    const ending = released({ "x-sunset": "2027-03-31" });
    expect(releaseProblems(ending, new Map(), "2027-03-31")).toHaveLength(1);
    expect(releaseProblems(ending, new Map(), "2027-04-01")).toEqual([]);
  });

  test("ends no earlier than was announced, and not before anybody was told", () => {
    const ending = (sunset: string) => released({ "x-sunset": sunset });
    const problems = (now: string, was = released()) => releaseProblems(was, ending(now), "2026-12-01");
    expect(problems("2027-03-30", ending("2027-03-31"))).toMatchObject([
      { what: "ends on 2027-03-30, but its sunset was 2027-03-31" },
    ]);
    expect(problems("2026-11-30")).toMatchObject([
      { what: "ends on 2026-11-30, but nobody was told before that day" },
    ]);
    expect(problems("2026-12-01")).toEqual([]);
    expect(problems("2027-04-01", ending("2027-03-31"))).toEqual([]);
    expect(problems("2026-11-30", ending("2026-11-30"))).toEqual([]);
  });

  const second = (since: string) => {
    const data = z.object({ tea: z.string() });
    return eventSchema({
      type: "tea.poured",
      v: 2,
      stage: "tea",
      description: "Tea was poured.",
      data,
      since,
    });
  };
  const beside = (next: Schema) =>
    new Map([
      ["tea.poured.v1", before],
      ["tea.poured.v2", next],
    ]);

  test("gets a new version beside the old one, which stays as it was", () => {
    const next = second("2027-01-11");
    expect(releaseProblems(released(), beside(next), "2027-01-11")).toEqual([]);
    const alone = new Map([["tea.poured.v2", next]]);
    expect(releaseProblems(released(), alone, "2027-01-11")).toHaveLength(1);
  });

  test("gets a new version that is of no day before its release, since some keep to the contracts of such a day", () => {
    const problems = (since: string, now: string) =>
      releaseProblems(released(), beside(second(since)), now).map(told);
    expect(problems("2027-01-12", "2027-01-11")).toEqual([]);
    expect(problems("2027-01-10", "2027-01-11")).toEqual([
      expect.stringContaining("tea.poured.v2 is current since 2027-01-10, but that day is over"),
    ]);
    expect(problems("2026-11-26", "2026-11-01")).toEqual([
      expect.stringContaining("is current since 2026-11-26, but there are contracts of 2026-11-26"),
    ]);
  });

  test("is refused without the day since which it is current", () => {
    const { "x-since": _, ...dayless } = second("2027-01-11");
    expect(releaseProblems(released(), beside(dayless), "2027-01-11").map(told)).toEqual([
      "tea.poured.v2 says no day since which it is current: give it one",
    ]);
  });

  test("is current since the day that was released, for ever", () => {
    const problems = (now: Schema) => releaseProblems(released(), new Map([["tea.poured.v1", now]]), today);
    const { "x-since": _, ...dayless } = before;
    expect(problems({ ...before, "x-since": "2026-11-27" }).map(told)).toEqual([
      "tea.poured.v1 is current since 2026-11-27, but was released as current since 2026-11-26: leave that day as it was",
    ]);
    expect(problems(dayless)).toHaveLength(1);
    expect(releaseProblems(new Map([["tea.poured.v1", dayless]]), released(), today)).toEqual([]);
  });

  test("that will end says so in its schema", () => {
    const placed = contractOf("order.placed");
    const deprecated = { sunset: "2027-03-31", instead: "order.entered" };
    expect(placed && eventSchema({ ...placed, deprecated })).toMatchObject({
      deprecated: true,
      "x-sunset": "2027-03-31",
      "x-instead": "order.entered",
    });
  });
});

describe("What is published", () => {
  test("breaks no consumer of what was released", () => {
    expect(releaseProblems(releasedSchemas(), currentSchemas(), today).map(told)).toEqual([]);
  });

  test("was released, as far as files say, under the name of its type and version", () => {
    const files = readdirSync(paths.released).filter((name) => name.endsWith(".json"));
    expect(files.length).toBeGreaterThan(120);
    for (const file of files) {
      const schema: unknown = JSON.parse(readFileSync(join(paths.released, file), "utf8"));
      const [type, v] = [file.replace(/\.v\d+\.json$/, ""), /v(\d+)\.json$/.exec(file)?.[1]];
      expect(schema).toMatchObject({ $id: `urn:salesline:event:${type}:v${v}`, title: type });
    }
  });
});

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { documentNumber } from "../../domain/document/number.ts";
import type { ProcessBook } from "../../domain/kernel/process.ts";
import { NumberFormat } from "../../domain/kernel/terms.ts";
import { changeProcess } from "../../domain/process/actions.ts";
import { readFormat, sharedNumber } from "../../domain/process/number-formats.ts";
import { bookIn, process } from "../../domain/process/process.ts";
import { shippedBook } from "../../domain/process/shipped.ts";
import { given, leanProcess } from "../support/given.ts";
import { runs } from "../support/runs.ts";

const lean = leanProcess();
const CN = "CN-{year}-{seq:6}";

type Numbers = Readonly<Record<string, readonly [invoice: string, creditNote: string]>>;

function bookOf(numbers: Numbers): ProcessBook {
  const processes = Object.entries(numbers).map(([name, [invoice, creditNote]]) => [
    name,
    { ...lean, numbers: { invoice, creditNote } },
  ]);
  return { choose: [], fallback: "lean", processes: Object.fromEntries(processes) };
}

const changing = (numbers: Numbers) =>
  given(process).when(changeProcess, bookOf(numbers), { roles: ["admin"] });

const at = (name: string, of: string) => `/processes/${name}/numbers/${of}`;

describe("the numbers of documents", () => {
  test("of invoices and of credit notes cannot look the same: each has a series of its own", () => {
    changing({ lean: ["{year}-{seq}", "{year}-{seq}"] }).refused(
      "rule_broken",
      `could give the same number as "{year}-{seq}" of ${at("lean", "invoice")}, such as 2026-1: begin them differently`,
      [at("lean", "creditNote")],
    );
    changing({ lean: ["D-{year}-{seq:6}", "D-{year}-{seq:5}"] }).refused(
      "rule_broken",
      "such as D-2026-11111",
    );
    changing({ lean: ["A{year}-{seq}", CN], other: ["B{year}-{seq}", "A{year}-{seq}"] }).refused(
      "rule_broken",
      undefined,
      [at("other", "creditNote")],
    );
  });

  test("of two processes cannot look the same: they take turns in one series", () => {
    changing({ lean: ["R{year}-{seq}", CN], other: ["R{year}-1{seq}", CN] }).refused(
      "rule_broken",
      "such as R2026-11",
      [at("other", "invoice")],
    );
    changing({ lean: ["R{year}-{seq}", CN], other: ["R{year}-{seq}1", CN] }).refused("rule_broken");
    changing({ lean: ["R{year}-{seq:3}", CN], other: ["R{year}-1{seq:2}", CN] }).refused("rule_broken");
  });

  test.each<[string, Numbers]>([
    ["one format for all processes", { lean: ["R{year}-{seq}", CN], other: ["R{year}-{seq}", CN] }],
    ["with more zeros in one", { lean: ["R{year}-{seq:3}", CN], other: ["R{year}-{seq:6}", CN] }],
    [
      "with letters for each branch",
      { lean: ["A-{year}-{seq}", CN], other: ["B-{year}-{seq}", "G{year}-{seq}"] },
    ],
    ["with a digit for each kind", { lean: ["{year}1{seq:5}", "{year}2{seq:5}"] }],
    [
      "with a digit for each branch in front",
      { lean: ["1{year}{seq:5}", CN], other: ["2{year}{seq:5}", CN] },
    ],
    ["with other letters at the end", { lean: ["{year}/{seq}", "{year}/{seq}C"] }],
  ])("may be %s", (_, numbers) => {
    changing(numbers).accepted(["process.changed"]);
  });

  test("cannot look like those of before, which deals that are open keep", () => {
    const stored = { type: "process.changed", data: { after: bookOf({ lean: ["R{year}-{seq}", CN] }) } };
    const put = (numbers: Numbers) =>
      given(process, stored).when(changeProcess, bookOf(numbers), { roles: ["admin"] });
    put({ lean: ["R{year}-1{seq}", CN] }).refused("rule_broken", "which deals that are open keep", [
      at("lean", "invoice"),
    ]);
    put({ lean: [CN, "R{year}-{seq}"] }).refused("rule_broken", "which deals that are open keep");
    put({ lean: ["S{year}-{seq}", CN] }).accepted(["process.changed"]);
  });

  test("that look the same in a book that is stored can be read, and told apart from then on", () => {
    const book = bookOf({ lean: ["{year}-{seq}", "{year}-{seq}"] });
    const stored = given(process, { type: "process.changed", data: { after: book } });
    const put = (after: ProcessBook) => stored.when(changeProcess, after, { roles: ["admin"] });
    const { record } = put(bookOf({ lean: ["{year}-{seq}", "CN{year}-{seq}"] })).accepted([
      "process.changed",
    ]);
    expect(record.status === "active" && bookIn(record).processes["lean"]?.numbers.creditNote).toBe(
      "CN{year}-{seq}",
    );
    const { fallback, ...rest } = book;
    put({ ...rest, fallback }).refused("rule_broken", undefined, [at("lean", "creditNote")]);
  });

  test("are refused in no time in a book with as many processes as fit", () => {
    const name = (nth: number) => `p${nth}`;
    const prefix = (nth: number) => `${"A".repeat(15)}${String(nth).padStart(3, "0")}`;
    const many = Array.from({ length: 500 }, (_, nth) => [
      name(nth),
      [`${prefix(nth)}{year}-{seq}`, `C${prefix(nth)}{year}-{seq}`] as const,
    ]);
    const began = performance.now();
    given(process)
      .when(changeProcess, { ...bookOf(Object.fromEntries(many)), fallback: "p0" }, { roles: ["admin"] })
      .accepted(["process.changed"]);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  test("of what ships are apart", () => {
    given(process)
      .when(changeProcess, shippedBook, { roles: ["admin"] })
      .accepted(["process.changed"]);
  });
});

const part = fc.constantFrom("", "", "", "", "", "1", "2", "0", "-");
const format = fc
  .record({ before: part, between: part, after: part, digits: fc.constantFrom("", ":1", ":2", ":3") })
  .map(({ before, between, after, digits }) => `${before}{year}${between}{seq${digits}}${after}`);
const kind = fc.constantFrom("invoice" as const, "creditNote" as const);

/** All numbers that a format gives in ten years, with their places. */
function numbersOf(form: string): Map<string, string> {
  const all = new Map<string, string>();
  for (let year = 2020; year < 2030; year += 1) {
    for (let number = 1; number <= 400; number += 1) {
      all.set(documentNumber(form, `${year}-01-01`, number), `${year} ${number}`);
    }
  }
  return all;
}

test("two formats are refused when some number is the same, and only then", () => {
  const seen = { shared: 0, apart: 0 };
  fc.assert(
    fc.property(format, format, kind, kind, (one, other, of, otherOf) => {
      expect(NumberFormat.safeParse(one).success).toBe(true);
      const shared = sharedNumber(readFormat(of, one), readFormat(otherOf, other));
      const given = numbersOf(other);
      const doubles = [...numbersOf(one)].filter(
        ([text, at]) => given.has(text) && (of !== otherOf || given.get(text) !== at),
      );
      seen[shared === undefined ? "apart" : "shared"] += 1;
      expect(doubles.length === 0 || shared !== undefined).toBe(true);
      // What is named is a number of both, at two places of one series or in two series.
      const at = [one, other].map((form) => shared && placeIn(form, shared));
      const [a, b] = at.map((found) => found && `${found.year} ${found.number}`);
      const again = [one, other].map((form, nth) => {
        const found = at[nth];
        return found && documentNumber(form, `${found.year}-01-01`, found.number);
      });
      expect(again).toEqual([shared, shared]);
      expect(shared !== undefined && of === otherOf && a === b).toBe(false);
    }),
    { numRuns: runs(200) },
  );
  expect(Math.min(seen.shared, seen.apart)).toBeGreaterThan(10);
}, 60_000);

function placeIn(form: string, text: string) {
  const pattern = form
    .replace("{year}", "(?<year>20[0-9]{2})")
    .replace(/\{seq(?::[1-9])?\}/, "(?<seq>[0-9]+)");
  const { year, seq } = new RegExp(`^${pattern}$`).exec(text)?.groups ?? {};
  return year === undefined ? undefined : { year, number: Number(seq) };
}

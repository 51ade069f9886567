import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { readLines } from "../../../domain/card/photo/read-lines.ts";
import { plainName } from "../../../domain/person/names.ts";
import { ReadFields } from "../../../domain/submission/intake.ts";

const Line = z.object({
  text: z.string(),
  confidence: z.number(),
  left: z.number(),
  top: z.number(),
  width: z.number(),
  height: z.number(),
});
const Read = z.array(
  z.object({
    layout: z.string(),
    lines: z.array(Line),
    person: z.object({ name: z.string(), company: z.string(), email: z.string(), lastName: z.string() }),
  }),
);

/** Lines as the reader gave them of cards that were drawn (npm run is told in docs/cards.md), with its mistakes. */
const cards = Read.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, "../../fixtures/cards/lines.json"), "utf8")),
);

let place = 0;
const line = (text: string, more: Partial<z.output<typeof Line>> = {}) => {
  place = (place + 0.1) % 1;
  return { text, confidence: 95, left: 0.05, top: place, width: 0.4, height: 0.04, ...more };
};
const fieldsOf = (texts: readonly string[], home = "") =>
  readLines(
    texts.map((text) => line(text)),
    home,
  ).fields;

describe("the lines of a photographed card", () => {
  test.each(cards)("$layout, of $person.name", ({ lines, person }) => {
    const { fields, confidence, provenance } = readLines(lines, "");
    expect(plainName(`${fields.lastName} ${fields.firstName}`.split(" ").toSorted().join(" "))).toBe(
      plainName(person.name.split(" ").toSorted().join(" ")),
    );
    expect(plainName(fields.company ?? "")).toBe(plainName(person.company));
    expect(fields.email).toBe(person.email);
    expect(fields.phone).toMatch(/\d{3}/);
    expect(confidence).toBeGreaterThanOrEqual(60);
    expect(Object.keys(provenance).toSorted()).toEqual(Object.keys(fields).toSorted());
  });

  test("keep all that was read as text", () => {
    const { text } = readLines([line("Ann Devon"), line("Tea since 1900"), line("ann@devon.com")], "");
    expect(text).toBe("Ann Devon\nTea since 1900\nann@devon.com");
  });

  test("with further numbers keep them by what they are", () => {
    const { fields, answers } = readLines(
      [line("Tel +44 20 7946 0958 Fax +44 20 7946 0959"), line("M: +44 7700 900123")],
      "",
    );
    expect(fields.phone).toBe("+44 20 7946 0958");
    expect(answers).toEqual({ Fax: "+44 20 7946 0959", "Phone mobile": "+44 7700 900123" });
  });

  test("with a number of the country are read by the end of the mail address, by the letters, or by the organisation", () => {
    expect(fieldsOf(["024 3825 1234", "an@traviet.vn"]).phone).toBe("024 3825 1234");
    expect(fieldsOf(["Giám đốc", "024 3825 1234"]).phone).toBe("024 3825 1234");
    expect(fieldsOf(["020 7946 0958"], "GB").phone).toBe("020 7946 0958");
    expect(fieldsOf(["020 7946 0958"]).phone).toBeUndefined();
  });

  test("a house number and a postal code are no phone numbers", () => {
    expect(fieldsOf(["Tel: +1 503 555 0174 516 Main Street", "12209 Berlin"], "DE").phone).toBe(
      "+1 503 555 0174",
    );
  });

  test.each([
    ["maria.anders @ futterkiste.de", "maria.anders@futterkiste.de"],
    ["E-mail: Maria@Futterkiste. de", "maria@futterkiste.de"],
    ["maria©futterkiste.de", "maria@futterkiste.de"],
  ])("an address that was read with a slip is mended: %s", (written, email) => {
    expect(fieldsOf([written]).email).toBe(email);
  });

  test("a Vietnamese name begins with the name of the family", () => {
    expect(fieldsOf(["Trần Thị Hoa", "Trưởng phòng"])).toMatchObject({
      lastName: "Trần",
      firstName: "Thị Hoa",
      jobTitle: "Trưởng phòng",
    });
  });

  test("an address is told apart into street, town, state, postal code and country", () => {
    expect(fieldsOf(["2732 Baker Blvd", "Eugene, OR 97403", "USA"]).address).toEqual({
      street: "2732 Baker Blvd",
      city: "Eugene",
      region: "OR",
      postalCode: "97403",
    });
    expect(fieldsOf(["Obere Str. 57", "12209 Berlin"]).address).toEqual({
      street: "Obere Str. 57",
      postalCode: "12209",
      city: "Berlin",
    });
  });
});

describe("how sure a reading is", () => {
  const whole = [
    line("Ann Devon", { height: 0.08 }),
    line("Sales Agent"),
    line("Devon Ltd"),
    line("ann@devon.com"),
    line("+44 20 7946 0958"),
  ];
  const sure = (lines: readonly z.output<typeof Line>[]) => readLines(lines, "").confidence;

  test("is more than the least that is accepted for a whole card", () => {
    expect(sure(whole)).toBeGreaterThan(80);
  });

  test("is too little without a name, and without a way to reach somebody", () => {
    expect(sure(whole.slice(2))).toBeLessThan(60);
    expect(sure(whole.slice(0, 3))).toBeLessThan(60);
  });

  test("is too little when the letters were not clear", () => {
    expect(sure(whole.map((each) => ({ ...each, confidence: 50 })))).toBeLessThan(60);
  });

  test("is too little for a page that is no card", () => {
    const page = [
      "Chapter 1",
      "It was a bright cold day in April and the clocks",
      "were striking thirteen. He was tired.",
      "12 13 14 15",
    ];
    expect(sure(page.map((text) => line(text)))).toBeLessThan(60);
  });
});

test("whatever is read gives fields that can be stored, and never a fault", () => {
  const anyLine = fc.record({
    text: fc.oneof(
      fc.string({ unit: "binary", maxLength: 400 }),
      fc.constantFrom("Tel +44 20 7946 0958", "a@b.co", "www.", "Dr.", "1 St", "GmbH"),
    ),
    confidence: fc.double({ min: 0, max: 100, noNaN: true }),
    left: fc.double({ min: 0, max: 1, noNaN: true }),
    top: fc.double({ min: 0, max: 1, noNaN: true }),
    width: fc.double({ min: 0, max: 1, noNaN: true }),
    height: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(anyLine, { maxLength: 12 }), (lines) => {
      const { fields, confidence } = readLines(lines, "DE");
      expect(ReadFields.safeParse(fields).success).toBe(true);
      expect(Number.isInteger(confidence) && confidence >= 0 && confidence <= 100).toBe(true);
    }),
    { numRuns: 300, seed: 4 },
  );
});

test("a line of nothing but separators is read in bounded time", () => {
  const began = performance.now();
  for (const text of [
    "a.".repeat(5000),
    "1 ".repeat(5000),
    "@ . ".repeat(5000),
    "Aa ".repeat(5000),
    "+1 (0) ".repeat(3000),
  ])
    readLines([line(text)], "US");
  expect(performance.now() - began).toBeLessThan(3000);
});

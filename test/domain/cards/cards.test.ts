import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cardsIn } from "../../../domain/card/cards-in.ts";
import { readingOf } from "../../../domain/card/from-properties.ts";
import { ReadFields } from "../../../domain/submission/intake.ts";
import { ofCodes } from "./codes.ts";
import { ofPhones } from "./phones.ts";
import { ofPrograms } from "./programs.ts";
import { vcard } from "./written.ts";

const all = [...ofPhones, ...ofPrograms, ...ofCodes];
const bytesOf = (card: string | Uint8Array) =>
  typeof card === "string" ? new TextEncoder().encode(card) : card;
const read = (card: string | Uint8Array) => cardsIn(bytesOf(card)).map(readingOf);

describe("a card", () => {
  test("there are at least sixty of them", () => {
    expect(all.length).toBeGreaterThanOrEqual(60);
  });

  test.each(all)("by $by is read", ({ card, fields, answers, text, files }) => {
    const [reading, ...others] = read(card);
    expect(others).toEqual([]);
    expect(reading?.fields).toMatchObject(fields);
    // What a card is not asked for is as it was read.
    expect(reading?.answers).toEqual(answers ?? reading?.answers);
    expect(reading?.text).toBe(text ?? reading?.text);
    expect(reading?.files.length).toBe(files ?? reading?.files.length);
    expect(Object.keys(reading?.provenance ?? {})).toEqual(Object.keys(reading?.fields ?? {}));
  });

  test("says of each field what it was read from", () => {
    const [vcf] = read(vcard("3.0", "N:Doe;Jane"));
    const [code] = read("MECARD:N:Doe,Jane;;");
    expect(vcf?.provenance).toEqual({ lastName: { from: "vcard" }, firstName: { from: "vcard" } });
    expect(code?.provenance).toEqual({ lastName: { from: "mecard" }, firstName: { from: "mecard" } });
  });

  test("is one of several in a file", () => {
    const file = all
      .filter(({ card }) => typeof card === "string" && !/MECARD|BIZCARD/i.test(card))
      .map(({ card }) => String(card));
    expect(read(file.join("\r\n")).length).toBe(file.length);
    expect(read("MECARD:N:A,B;;\nMECARD:N:C,D;;").map(({ fields }) => fields.lastName)).toEqual(["A", "C"]);
  });

  test("of a file that holds no card is none", () => {
    expect(read("hello")).toEqual([]);
    expect(read(new Uint8Array(1000))).toEqual([]);
    expect(read("")).toEqual([]);
  });
});

const lines = fc.array(
  fc.oneof(
    fc.constantFrom(
      "BEGIN:VCARD",
      "END:VCARD",
      "VERSION:2.1",
      "AGENT:",
      "N;ENCODING=QUOTED-PRINTABLE:=4D=",
      "=BC=",
      " ",
      "PHOTO;BASE64:AAAA",
      'TEL;TYPE="work',
    ),
    fc.string({ unit: "binary" }),
    fc
      .tuple(fc.constantFrom("N", "FN", "TEL", "EMAIL", "ADR", "ORG", "URL", "LANG", "X-Y"), fc.string())
      .map(([name, value]) => `${name}:${value}`),
  ),
  { maxLength: 40 },
);

describe("whatever comes", () => {
  test("is read without a fault, and never gives a field that cannot be stored", () => {
    fc.assert(
      fc.property(lines, (written) => {
        for (const { fields, answers, text } of read(`BEGIN:VCARD\n${written.join("\n")}`)) {
          expect(ReadFields.safeParse(fields).success).toBe(true);
          expect(Object.keys(answers).length).toBeLessThanOrEqual(40);
          expect(text.length).toBeLessThanOrEqual(16_000);
        }
      }),
      { numRuns: 500, seed: 4 },
    );
  });

  test("as bytes is read without a fault", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(
          read(Uint8Array.from([...new TextEncoder().encode("BEGIN:VCARD\nN:"), ...bytes])).length,
        ).toBeGreaterThan(0);
        read(Uint8Array.from([...new TextEncoder().encode("MECARD:N:"), ...bytes]));
      }),
      { numRuns: 500, seed: 4 },
    );
  });

  test.each([
    ["a line without end", `BEGIN:VCARD\nNOTE:${"x".repeat(4_000_000)}`],
    ["a million folded lines", `BEGIN:VCARD\nNOTE:a\n${" b\n".repeat(1_000_000)}`],
    ["soft line breaks without end", `BEGIN:VCARD\nNOTE;QUOTED-PRINTABLE:=\n${"=41=\n".repeat(800_000)}`],
    ["nothing but quotes", `BEGIN:VCARD\nN;${'"'.repeat(2_000_000)}:x`],
    ["nothing but parameters", `BEGIN:VCARD\nN${";a=b".repeat(900_000)}:x`],
    ["cards inside of cards", "BEGIN:VCARD\nAGENT:\n".repeat(200_000)],
    ["a MeCard of backslashes", `MECARD:N:${"\\".repeat(4_000_000)}`],
  ])("is read in bounded time: %s", (_, card) => {
    const began = performance.now();
    expect(read(card).length).toBeGreaterThan(0);
    expect(performance.now() - began).toBeLessThan(5000);
  });
});

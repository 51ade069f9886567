import { stringify } from "csv-stringify/sync";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Encoding } from "../../domain/import/layout.ts";
import { guarded, unguarded } from "../../domain/import/formula.ts";
import { type CsvRow, QuoteNotClosed, readRows } from "../../functions/runtime/capture/lists/csv-rows.ts";
import { bytesOf, inPieces } from "./written.ts";

async function rowsOf(
  bytes: Uint8Array,
  format: Parameters<typeof readRows>[1],
  from = 0,
  piece = 7,
): Promise<CsvRow[]> {
  const rows: CsvRow[] = [];
  for await (const row of readRows(inPieces(bytes.subarray(from), piece), format, from)) rows.push(row);
  return rows;
}

const encodings = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const satisfies readonly Encoding[];
const LATIN = "aZ09 .,;\t|\"'\n\r@+=-äöüßéñ€";
const letters = (encoding: Encoding) =>
  encoding === "windows-1252"
    ? fc.string({ unit: fc.constantFrom(...LATIN.split("")), maxLength: 12 })
    : fc.oneof(
        fc.string({
          unit: fc.constantFrom(...LATIN.split(""), "ế", "Đ", "😀", "漢", "\uFEFF"),
          maxLength: 12,
        }),
        fc.string({ unit: "grapheme", maxLength: 8 }),
      );

/** A table as somebody may write it; an empty row cannot be told from none. */
const written = fc.constantFrom(...encodings).chain((encoding) =>
  fc.record({
    encoding: fc.constant(encoding),
    delimiter: fc.constantFrom(",", ";", "\t", "|"),
    newline: fc.constantFrom("\r\n", "\n", "\r"),
    rows: fc
      .array(fc.array(letters(encoding), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 })
      .map((rows) => rows.filter((cells) => cells.some((cell) => cell.trim() !== ""))),
    piece: fc.integer({ min: 1, max: 9 }),
  }),
);

function textOf({
  rows,
  delimiter,
  newline,
}: {
  rows: string[][];
  delimiter: string;
  newline: string;
}): string {
  return stringify(rows, { delimiter, record_delimiter: newline, quoted: true });
}

describe("A table", () => {
  test("is read back as it was written, whatever its encoding, its delimiter and the pieces that it comes in", async () => {
    await fc.assert(
      fc.asyncProperty(written, async ({ encoding, delimiter, newline, rows, piece }) => {
        const bytes = bytesOf(textOf({ rows, delimiter, newline }), encoding);
        const read = await rowsOf(bytes, { encoding, delimiter }, 0, piece);
        expect(read.map(({ cells }) => cells)).toEqual(rows);
      }),
    );
  });

  test("gives the same rows from the end of any of them on", async () => {
    await fc.assert(
      fc.asyncProperty(written, async ({ encoding, delimiter, newline, rows, piece }) => {
        const bytes = bytesOf(textOf({ rows, delimiter, newline }), encoding);
        const whole = await rowsOf(bytes, { encoding, delimiter }, 0, piece);
        for (const [at, { end }] of whole.entries()) {
          expect(await rowsOf(bytes, { encoding, delimiter }, end, piece)).toEqual(whole.slice(at + 1));
        }
      }),
    );
  });

  test("with a quote that is never closed says so, in bounded memory", async () => {
    const bytes = Buffer.from(`a,b\n1,"two\n${"x,y\n".repeat(500_000)}`);
    const format = { encoding: "utf-8", delimiter: "," } as const;
    await expect(rowsOf(bytes, format, 0, 65_536)).rejects.toThrow(QuoteNotClosed);
    await expect(rowsOf(Buffer.from('a,b\n1,"two'), format)).rejects.toThrow(QuoteNotClosed);
  });

  test("that is not quite UTF-8 keeps its places", async () => {
    const bytes = Buffer.concat([
      Buffer.from("a;b\nM"),
      Buffer.from([0xfc, 0xff]),
      Buffer.from("ller;x\nlast;y\n"),
    ]);
    const read = await rowsOf(bytes, { encoding: "utf-8", delimiter: ";" });
    expect(read.map(({ cells }) => cells[1])).toEqual(["b", "x", "y"]);
    expect(read.map(({ end }) => end)).toEqual([4, 14, 21]);
  });
});

describe("A cell of an export", () => {
  const dangerous = fc.constantFrom(
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "＝",
    "＋",
    "－",
    "＠",
    " =",
    "'",
    "''=",
    "0",
    "(0",
  );

  test("is never calculated by a spreadsheet, and comes back as it was", () => {
    fc.assert(
      fc.property(fc.oneof(dangerous, fc.constant("")), fc.string({ unit: "grapheme" }), (first, rest) => {
        const cell = guarded(`${first}${rest}`);
        expect(cell.trimStart()).not.toMatch(/^[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u);
        expect(cell).not.toMatch(/^[\t\r\n]/);
        expect(unguarded(cell)).toBe(`${first}${rest}`);
      }),
    );
  });

  test.each([
    ["+49 30 901820", "'+49 30 901820"],
    ["030 901820", "'030 901820"],
    ["(030) 901820", "'(030) 901820"],
    ["01067", "'01067"],
    ["4930901820123", "'4930901820123"],
    ['=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'],
    ["Chai", "Chai"],
    ["12.50", "12.50"],
    ["O'Hara", "O'Hara"],
  ])("%s is written as %s", (value, cell) => {
    expect(guarded(value)).toBe(cell);
    expect(unguarded(cell)).toBe(value);
  });
});

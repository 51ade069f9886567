import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Line } from "../../domain/document/line.ts";
import { type Comparable, compareQuotes } from "../../domain/quote/compare.ts";
import { QuoteTerms } from "../../domain/quote/terms.ts";
import { eur, terms } from "../support/samples.ts";

const first = QuoteTerms.parse(terms);
const [chai, advice] = first.lines;
const numbered = (lines: readonly (Line | undefined)[]) =>
  lines.flatMap((line, index) => (line === undefined ? [] : [{ ...line, line: index + 1 }]));
const withLines = (...lines: readonly (Line | undefined)[]): Comparable => ({
  ...first,
  lines: numbered(lines),
});
const written = (description: string, more: Partial<Line> = {}): Line => ({
  line: 1,
  description,
  quantity: "1",
  unitPrice: "10",
  discountPercent: "0",
  taxPercent: "0",
  net: eur(1000),
  ...more,
});

describe("two quotes", () => {
  test("that say the same differ in nothing, whatever revision they are", () => {
    expect(compareQuotes(first, { ...first, revision: 2 })).toEqual({
      same: true,
      lines: { added: [], removed: [], changed: [] },
      fields: [],
    });
  });

  test("differ in lines that were added, removed and changed", () => {
    const more = written("Delivery");
    const dearer = chai && { ...chai, unitPrice: "15.00", net: eur(4275) };
    const { same, lines, fields } = compareQuotes(first, withLines(dearer, more));
    expect({ same, fields }).toEqual({ same: false, fields: [] });
    expect(lines.added).toEqual([{ ...more, line: 2 }]);
    expect(lines.removed).toEqual([advice]);
    expect(lines.changed).toEqual([
      {
        before: chai,
        after: dearer,
        changes: [
          { field: "unitPrice", before: "14.00", after: "15.00" },
          { field: "net", before: eur(3990), after: eur(4275) },
        ],
      },
    ]);
  });

  test("do not differ by a line that only moved, also when another came before it", () => {
    expect(compareQuotes(first, withLines(advice, chai)).same).toBe(true);
    const { lines } = compareQuotes(first, withLines(written("Delivery"), chai, advice));
    expect([lines.added.length, lines.removed, lines.changed]).toEqual([1, [], []]);
  });

  test("do not differ by lines of one kind that changed places", () => {
    const [one, two] = [written("Chai"), written("Chai", { quantity: "2", net: eur(2000) })];
    expect(compareQuotes(withLines(one, two), withLines(two, one)).same).toBe(true);
  });

  test("tell what changed in the order of the lines", () => {
    const product = "pro_0000000001" as const;
    const priced = (unitPrice: string) => [
      written("Milk", { unitPrice }),
      written("Chai", { product, unitPrice }),
    ];
    const { changed } = compareQuotes(withLines(...priced("1")), withLines(...priced("2"))).lines;
    expect(changed.map(({ after }) => after.line)).toEqual([1, 2]);
  });

  test("have the same product in one line, whatever it is called", () => {
    const product = "pro_0000000001";
    const before = withLines(written("Chai", { product }), written("Milk"));
    const after = withLines(written("Milk"), written("Masala chai", { product }));
    const { changed, added, removed } = compareQuotes(before, after).lines;
    expect(changed.map(({ changes }) => changes)).toEqual([
      [{ field: "description", before: "Chai", after: "Masala chai" }],
    ]);
    expect([added, removed]).toEqual([[], []]);
  });

  test("have a written-in line with another description in the same place", () => {
    const { changed } = compareQuotes(withLines(written("Advice")), withLines(written("Training"))).lines;
    expect(changed.map(({ changes }) => changes)).toEqual([
      [{ field: "description", before: "Advice", after: "Training" }],
    ]);
  });

  test("of the same product twice go together in their order", () => {
    const product = "pro_0000000001";
    const of = (...quantities: readonly string[]) =>
      withLines(...quantities.map((quantity) => written("Chai", { product, quantity })));
    const { changed, added, removed } = compareQuotes(of("1", "2"), of("1", "3", "4")).lines;
    expect(changed.map(({ changes }) => changes)).toEqual([[{ field: "quantity", before: "2", after: "3" }]]);
    expect([added.map(({ quantity }) => quantity), removed]).toEqual([["4"], []]);
  });

  test.each([
    ["account", { account: "acc_0000000002" as const }],
    ["contact", { contact: "con_0000000002" as const }],
    ["currency", { currency: "USD" }],
    ["discount", { discount: { percent: "5" } }],
    ["charges", { charges: [{ description: "Freight", amount: eur(500), taxPercent: "19" }] }],
    ["totals", { totals: { ...first.totals, net: eur(1) } }],
    ["validUntil", { validUntil: "2026-12-31" }],
    ["paymentTerms", { paymentTerms: { days: 14 } }],
    ["topic", { topic: "Coffee" }],
    ["note", { note: "Free delivery" }],
  ])("differ in %s, with what was before and after", (field, other) => {
    const after: Comparable = { ...first, ...other };
    const was = Object.entries(first).find(([name]) => name === field)?.[1];
    const is = Object.entries(after).find(([name]) => name === field)?.[1];
    expect(compareQuotes(first, after).fields).toEqual([
      { field, after: is, ...(was !== undefined && { before: was }) },
    ]);
    expect(compareQuotes(after, first).fields).toEqual([
      { field, before: is, ...(was !== undefined && { after: was }) },
    ]);
  });
});

const line = fc
  .record({
    description: fc.constantFrom("Chai", "Milk", "Advice"),
    quantity: fc.constantFrom("1", "2"),
    product: fc.constantFrom(undefined, "pro_0000000001" as const, "pro_0000000002" as const),
  })
  .map(({ product, ...fields }) => written("", { ...fields, ...(product && { product }) }));
const lines = fc.array(line, { maxLength: 6 });
const bare = (of: readonly Line[]) => of.map((each) => JSON.stringify({ ...each, line: 0 })).toSorted();

test("what was, less what was removed, changed and with what was added, is what is now; and back again", () => {
  fc.assert(
    fc.property(lines, lines, (was, is) => {
      const [before, after] = [withLines(...was), withLines(...is)];
      const { added, removed, changed } = compareQuotes(before, after).lines;
      const gone = new Set([...removed, ...changed.map((each) => each.before)]);
      const kept = before.lines.filter((each) => !gone.has(each));
      const now = [...kept, ...added, ...changed.map((each) => each.after)];
      expect(bare(now)).toEqual(bare(after.lines));
      expect(changed.every(({ changes }) => changes.length > 0)).toBe(true);
      const back = compareQuotes(after, before);
      expect([back.lines.added.length, back.lines.removed.length, back.lines.changed.length]).toEqual([
        removed.length,
        added.length,
        changed.length,
      ]);
    }),
    { numRuns: 1000 },
  );
});

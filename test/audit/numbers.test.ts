import { describe, expect, test } from "vitest";
import { judgeNumbers, type Numbered } from "../../domain/audit/numbers.ts";

const numbered = (place: number): Numbered => ({
  series: "invoice#2026",
  place,
  number: String(place),
  record: `inv_${place}`,
  deal: "dea_1",
  at: "2026-11-26T08:00:00.000Z",
});

describe("Numbers of a year", () => {
  test("are judged however many there are", () => {
    const given = Array.from({ length: 300_000 }, (_, index) => numbered(index + 1));
    expect(judgeNumbers(given, new Map([["invoice#2026", 300_000]]))).toEqual([]);
    const texts = judgeNumbers(given, new Map([["invoice#2026", 300_007]])).map(({ text }) => text);
    expect(texts).toEqual(["No document has 300001, 300002, 300003, 300004, 300005 of 300007 numbers"]);
  });

  test("are judged when one of them, or the last that was given, is beyond all reason", () => {
    const far = judgeNumbers([numbered(1), numbered(1e20)], new Map([["invoice#2026", 1]]));
    expect(far.map(({ text }) => text)).toEqual([
      "It gave 100000000000000000000, and says that 1 was the last",
      "No document has 2, 3, 4, 5, 6 of 100000000000000000000 numbers",
    ]);
    const last = judgeNumbers([numbered(1)], new Map([["invoice#2026", Number.MAX_SAFE_INTEGER]]));
    expect(last.map(({ text }) => text)).toEqual([
      `No document has 2, 3, 4, 5, 6 of ${Number.MAX_SAFE_INTEGER} numbers`,
    ]);
  });
});

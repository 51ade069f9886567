import { describe, expect, test } from "vitest";
import { judgeMemory, trendOf } from "../../local/bench/memory.ts";

const MB = 2 ** 20;
/** Megabytes at the end of tenths: first what 20,000 deals really held, then put together from shorter runs. */
const breathing = [
  [2212, 2234, 2236, 2163, 2083, 2216, 2187, 2196, 2196, 2202],
  [224, 226, 227, 227, 227, 227, 244, 148, 259, 157],
  [2081, 2028, 1836, 2081, 2028, 1836, 2081, 2028, 1836, 2081],
  [1836, 1836, 1836, 1836, 2081, 2028, 2081, 2081, 2028, 2081],
  [1980, 1980, 1980, 1980, 2167, 2258, 2167, 2258, 2258, 2258],
];
const bytes = (megabytes: readonly number[]) => megabytes.map((each) => each * MB);
/** So many megabytes more with each tenth. */
const rising = (from: number, more: number) => Array.from({ length: 10 }, (_, tenth) => from + tenth * more);

const looksOf = (held: Readonly<Record<string, readonly number[]>>) =>
  Array.from({ length: 10 }, (_, tenth) =>
    Object.entries(held).map(([name, megabytes], pid) => {
      const now = (megabytes[tenth] ?? 0) * MB;
      return { pid, name, cpuSeconds: 0, peakBytes: now, bytes: now };
    }),
  );

describe("Memory over a long run", () => {
  test.each(breathing)("is flat when a heap breathes: %i, %i, %i, %i ... MB", (...megabytes) => {
    expect(trendOf(bytes(megabytes)).isGrowing).toBe(false);
  });

  test("is flat when it settles in the first tenth, or falls", () => {
    expect(trendOf(bytes([400, ...rising(2000, 0).slice(1)])).isGrowing).toBe(false);
    expect(trendOf(bytes(rising(2000, -50))).isGrowing).toBe(false);
  });

  test("grows when every tenth adds its part, however noisy, or when it goes up late", () => {
    expect(trendOf(bytes(rising(1000, 60))).isGrowing).toBe(true);
    const noisy = rising(2000, 140).map((each, tenth) => each + (tenth % 2 === 0 ? 150 : -150));
    expect(trendOf(bytes(noisy)).isGrowing).toBe(true);
    expect(trendOf(bytes([...rising(2000, 0).slice(3), 2700, 2700, 2700])).isGrowing).toBe(true);
  });

  test("of a few megabytes is not judged by its part alone", () => {
    expect(trendOf(bytes(rising(10, 3))).isGrowing).toBe(false);
    expect(trendOf(bytes(rising(10, 8))).isGrowing).toBe(true);
  });
});

describe("The verdict on the memory of a system", () => {
  const flat = rising(2200, 0);

  test("names each part and what it held early and late", () => {
    expect(judgeMemory(looksOf({ runtime: flat, queues: rising(220, 1) }), 20_000)).toEqual({
      isGrowing: false,
      lines: [
        "Memory of runtime flat: 2200 MB in tenths 2 to 4, 2200 MB in the last three (+0 %)",
        "Memory of queues flat: 222 MB in tenths 2 to 4, 228 MB in the last three (+3 %)",
      ],
    });
  });

  test("is growing when any part is", () => {
    const { isGrowing, lines } = judgeMemory(looksOf({ runtime: flat, queues: rising(200, 20) }), 20_000);
    expect(isGrowing).toBe(true);
    expect(lines[1]).toBe(
      "Memory of queues GROWING: 240 MB in tenths 2 to 4, 360 MB in the last three (+50 %)",
    );
  });

  test("is none of a run that is too short, or of a system that runs elsewhere", () => {
    const growing = looksOf({ runtime: rising(200, 100) });
    expect(judgeMemory(growing, 5000)).toEqual({
      isGrowing: false,
      lines: ["Memory not judged: that takes 10000 deals"],
    });
    expect(
      judgeMemory(
        Array.from({ length: 10 }, () => []),
        20_000,
      ),
    ).toEqual({
      isGrowing: false,
      lines: ["Memory not judged: what processes hold is not known here"],
    });
  });
});

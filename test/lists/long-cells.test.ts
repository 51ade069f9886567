import { describe, expect, test } from "vitest";
import { readCell } from "../../domain/import/cell.ts";
import { looksLike } from "../../domain/import/guess.ts";

/** What a part of a list has time for many times over. */
const LONGEST_MS = 2000;

function timed<T>(work: () => T): { readonly result: T; readonly ms: number } {
  const began = performance.now();
  const result = work();
  return { result, ms: performance.now() - began };
}

describe("A cell of a hundred thousand characters", () => {
  test.each([
    ["commas", ",".repeat(100_000)],
    ["commas after an address", `ann@tea.example${",".repeat(100_000)}x`],
    ["dots", `a@${".".repeat(100_000)}`],
    ["dots between letters", `a@${"b.".repeat(50_000)}`],
    ["spaces in between", `a@b${" ".repeat(100_000)}c`],
  ])("that is all %s is no e-mail address, and that is found at once", (_, value) => {
    const read = timed(() => readCell("email", value));
    expect(read.result).toEqual({ ok: false, reason: "not-an-email" });
    expect(read.ms).toBeLessThan(LONGEST_MS);
    const guess = timed(() => looksLike(value));
    expect(guess.result).toBeUndefined();
    expect(guess.ms).toBeLessThan(LONGEST_MS);
  });
});

describe("A cell", () => {
  test.each([
    ["ann@tea.example, bob@tea.example", "ann@tea.example"],
    ["ann@tea.example;bob@tea.example; cy@tea.example", "ann@tea.example"],
    ["mailto:ann@tea.example", "ann@tea.example"],
    ["<ann@tea.example>;", "ann@tea.example"],
  ])("with %s has the address %s", (value, address) => {
    expect(readCell("email", value)).toEqual({ ok: true, value: address });
  });

  test.each([
    ["ann@mail.tea.example", "email"],
    ["<ann@tea.example>", "email"],
    ["ann@tea", undefined],
    ["https://www.tea.example/a.b", "website"],
    ["www.tea.example", "website"],
    ["https://tea", undefined],
  ])("with %s looks like %s", (value, field) => {
    expect(looksLike(value)).toBe(field);
  });
});

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { matcher } from "./bus-pattern-matcher.ts";
import { fitsByDefinition, type FlatField } from "./bus-pattern-reference.ts";

const matches = (pattern: unknown, event: unknown) => matcher(pattern)(event);
const fits = (test: unknown, value: unknown) => matches({ a: [test] }, { a: value });

const letters = fc.string({ unit: fc.constantFrom("a", "b", "A", "*", "\\", "😀"), maxLength: 6 });
const number = fc.integer({ min: -40, max: 40 }).map((n) => n / 8);
const scalar = fc.oneof(letters, number, fc.boolean(), fc.constant(null));
const escaped = (text: string) => text.replaceAll(/[*\\]/g, String.raw`\$&`);

test("anything-but a value is the complement of the value on present scalars", () => {
  fc.assert(
    fc.property(fc.oneof(letters, number), scalar, (excluded, value) => {
      expect(fits({ "anything-but": excluded }, value)).toBe(!fits(excluded, value));
    }),
  );
});

test("anything-but an operator is the complement of the operator on present scalars", () => {
  const operator = fc.constantFrom("prefix", "suffix", "equals-ignore-case", "wildcard");
  const operand = letters.filter((text) => text !== "").map(escaped);
  fc.assert(
    fc.property(operator, fc.array(operand, { minLength: 1, maxLength: 3 }), scalar, (name, texts, value) => {
      const any = texts.some((text) => fits({ [name]: text }, value));
      expect(fits({ "anything-but": { [name]: texts } }, value)).toBe(!any);
    }),
  );
});

test("prefix and suffix are those of the text, with case or without", () => {
  fc.assert(
    fc.property(letters, letters, (affix, text) => {
      expect(fits({ prefix: affix }, text)).toBe(text.startsWith(affix));
      expect(fits({ suffix: affix }, text)).toBe(text.endsWith(affix));
      const [low, lowText] = [affix.toLowerCase(), text.toLowerCase()];
      expect(fits({ prefix: { "equals-ignore-case": affix } }, text)).toBe(lowText.startsWith(low));
      expect(fits({ suffix: { "equals-ignore-case": affix } }, text)).toBe(lowText.endsWith(low));
    }),
  );
});

test("a wildcard is the regular expression with .* in its place", () => {
  fc.assert(
    fc.property(fc.array(letters, { minLength: 1, maxLength: 4 }), letters, (parts, text) => {
      const literals = [
        parts[0] ?? "",
        ...parts.slice(1).filter((part, at, all) => part !== "" || at === all.length - 1),
      ];
      const expression = new RegExp(
        `^${literals.map((part) => part.replaceAll(/[*\\]/g, String.raw`\$&`)).join(".*")}$`,
        "s",
      );
      expect(fits({ wildcard: literals.map(escaped).join("*") }, text)).toBe(expression.test(text));
    }),
  );
});

test("a numeric range is the two comparisons", () => {
  const lower = fc.constantFrom(">", ">=");
  const upper = fc.constantFrom("<", "<=");
  const compare = (value: number, operator: string, bound: number) =>
    operator.startsWith(">") ? value > bound : operator.startsWith("<") ? value < bound : false;
  const holds = (value: number, operator: string, bound: number) =>
    compare(value, operator, bound) || (operator.endsWith("=") && value === bound);
  fc.assert(
    fc.property(number, lower, number, upper, number, (value, over, bottom, under, top) => {
      fc.pre(bottom < top);
      expect(fits({ numeric: [over, bottom, under, top] }, value)).toBe(
        holds(value, over, bottom) && holds(value, under, top),
      );
      expect(fits({ numeric: [under, top] }, value)).toBe(holds(value, under, top));
      expect(fits({ numeric: ["=", top] }, value)).toBe(value === top);
    }),
  );
});

const name = fc.constantFrom("a", "b", "c");
const small = fc.constantFrom(1, 2);
const { event } = fc.letrec((tie) => ({
  event: fc.dictionary(name, tie("value"), { maxKeys: 3 }),
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    small,
    tie("event"),
    fc.array(tie("value"), { maxLength: 3 }),
  ),
}));
const fields: fc.Arbitrary<readonly FlatField[]> = fc.uniqueArray(
  fc.record({
    path: fc.array(name, { minLength: 1, maxLength: 3 }),
    values: fc.subarray([1, 2]),
    absent: fc.boolean(),
  }),
  { minLength: 1, maxLength: 4, selector: (field) => field.path.join(".") },
);

function patternOf(flat: readonly FlatField[], depth = 0): unknown {
  const leaf = flat.find((field) => field.path.length === depth);
  if (leaf !== undefined) return [...leaf.values, ...(leaf.absent ? [{ exists: false }] : [])];
  const below = Map.groupBy(flat, (field) => field.path[depth]);
  return Object.fromEntries([...below].map(([name, inside]) => [name, patternOf(inside, depth + 1)]));
}
const isTree = (flat: readonly FlatField[]) =>
  flat.every(
    (field) =>
      field.values.length + Number(field.absent) > 0 &&
      !flat.some(
        (other) => other !== field && `${other.path.join(".")}.`.startsWith(`${field.path.join(".")}.`),
      ),
  );

test("arrays and absent fields match as AWS defines it: one choice of values, never from two elements", () => {
  let matched = 0;
  fc.assert(
    fc.property(fields.filter(isTree), event, (flat, given) => {
      const expected = fitsByDefinition(flat, given);
      matched += Number(expected);
      expect(matches(patternOf(flat), given)).toBe(expected);
    }),
    { numRuns: 2000 },
  );
  expect(matched).toBeGreaterThan(100);
});

test("$or is the pattern once with each of its objects", () => {
  const part = fields.filter(isTree).map((flat) => patternOf(flat));
  fc.assert(
    fc.property(part, part, part, event, (beside, one, other, given) => {
      const each = [one, other].map((choice) => ({ x: choice, y: beside }));
      const either = { $or: [{ x: one }, { x: other }], y: beside };
      const wrapped = { x: given, y: given };
      expect(matches(either, wrapped)).toBe(each.some((pattern) => matches(pattern, wrapped)));
    }),
  );
});

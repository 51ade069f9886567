import { PatternFault } from "./pattern-fault.ts";
import { isRecord, type Scalar } from "./pattern-json.ts";
import { comparableNumber } from "./pattern-numeric.ts";
import { onlyEntry, type ReadOperand, type TextTest, type ValueTest } from "./pattern-operand.ts";
import { readEqualsIgnoreCase, readPrefix, readSuffix } from "./pattern-text.ts";
import { readWildcard } from "./pattern-wildcard.ts";

const NOT_A_VALUE = "Value of anything-but must be an array or single string/number value.";
const MIXED = "Inside anything but list, either all values are number or string, mixed type is not supported";

const NESTED: ReadonlyMap<string, ReadOperand<TextTest>> = new Map([
  ["prefix", readPrefix],
  ["suffix", readSuffix],
  ["equals-ignore-case", readEqualsIgnoreCase],
  ["wildcard", readWildcard],
]);

/** `{"anything-but": ...}`: a string, a number, a list of either, or one of four operators with a string or a list. */
export const readAnythingBut: ReadOperand<ValueTest> = (operand, field) => {
  if (isRecord(operand)) return readNested(operand, field);
  const values = Array.isArray(operand)
    ? operand.map((value) => readListed(value, field))
    : [single(operand, field)];
  const types = new Set(values.map((value) => typeof value));
  if (types.size !== 1) throw new PatternFault(MIXED, field);
  const excluded = new Set<Scalar>(values);
  return (value) => !excluded.has(value);
};

function single(value: unknown, field: readonly string[]): string | number {
  if (typeof value === "string") return value;
  if (typeof value !== "number") throw new PatternFault(NOT_A_VALUE, field);
  return comparableNumber(value, field);
}

function readListed(value: unknown, field: readonly string[]): string | number {
  if (typeof value !== "string" && typeof value !== "number")
    throw new PatternFault("Inside anything but list, start|null|boolean is not supported.", field);
  return single(value, field);
}

function readNested(operand: Readonly<Record<string, unknown>>, field: readonly string[]): ValueTest {
  const [operator, given] = onlyEntry(operand, "Anything-But expression name not found", field);
  const read = NESTED.get(operator);
  if (read === undefined) throw new PatternFault(`Unsupported anything-but pattern: ${operator}`, field);
  const texts: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (texts.length === 0) throw new PatternFault("Empty arrays are not allowed", field);
  const tests = texts.map((text) => {
    if (typeof text !== "string") throw new PatternFault(`${operator} match pattern must be a string`, field);
    if (text === "" && (operator === "prefix" || operator === "suffix"))
      throw new PatternFault("Null prefix/suffix not allowed", field);
    return read(text, field);
  });
  return (value) => typeof value !== "string" || !tests.some((test) => test(value));
}

import { PatternFault } from "./pattern-fault.ts";
import type { Scalar } from "./pattern-json.ts";
import type { ReadOperand, ValueTest } from "./pattern-operand.ts";

const LIMIT = 5e9;
const DECIMALS = 6;

const COMPARE: ReadonlyMap<unknown, (value: number, bound: number) => boolean> = new Map([
  ["=", (value: number, bound: number) => value === bound],
  ["<", (value: number, bound: number) => value < bound],
  ["<=", (value: number, bound: number) => value <= bound],
  [">", (value: number, bound: number) => value > bound],
  [">=", (value: number, bound: number) => value >= bound],
]);

/** `{"numeric": [operator, number]}`, or a range with the lower bound first. */
export const readNumeric: ReadOperand<ValueTest> = (operand, field) => {
  if (!Array.isArray(operand)) throw new PatternFault("Value of numeric must be an array.", field);
  const terms: readonly unknown[] = operand;
  const compare = COMPARE.get(terms[0]);
  if (compare === undefined)
    throw new PatternFault(`Unrecognized numeric range operator: ${JSON.stringify(terms[0])}`, field);
  const bound = readBound(terms[0], terms[1], field);
  if (terms.length === 2) return (value) => isComparable(value) && compare(value, bound);
  if (terms[0] !== ">" && terms[0] !== ">=")
    throw new PatternFault("Too many elements in numeric expression", field);
  const below = readUpperEnd(terms.slice(2), bound, field);
  return (value) => isComparable(value) && compare(value, bound) && below(value);
};

function readUpperEnd(
  [operator, value, ...more]: readonly unknown[],
  bottom: number,
  field: readonly string[],
): (value: number) => boolean {
  const compare = operator === "<" || operator === "<=" ? COMPARE.get(operator) : undefined;
  if (compare === undefined)
    throw new PatternFault(`Bad numeric range operator: ${JSON.stringify(operator)}`, field);
  if (more.length > 0) throw new PatternFault("Too many terms in numeric range expression", field);
  const top = readBound(operator, value, field);
  if (bottom >= top) throw new PatternFault("Bottom must be less than top", field);
  return (candidate) => compare(candidate, top);
}

function readBound(operator: unknown, value: unknown, field: readonly string[]): number {
  if (typeof value !== "number")
    throw new PatternFault(
      `Value of ${operator === "=" ? "equals" : String(operator)} must be numeric`,
      field,
    );
  return comparableNumber(value, field);
}

/** The number, if AWS can compare it: -5e9 to 5e9 with at most six decimals. */
export function comparableNumber(value: number, field: readonly string[]): number {
  if (Math.abs(value) > LIMIT)
    throw new PatternFault("Value must be between -5.0E9 and 5.0E9, inclusive", field);
  if (!isComparable(value)) throw new PatternFault("Only values upto 6 decimals are supported", field);
  return value;
}

/** A number of an event that AWS cannot compare fits no numeric expression. */
function isComparable(value: Scalar): value is number {
  return (
    typeof value === "number" &&
    (Number.isInteger(value) || Number(value.toFixed(DECIMALS)) === value) &&
    Math.abs(value) <= LIMIT
  );
}

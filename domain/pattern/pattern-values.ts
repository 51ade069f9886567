import { PatternFault } from "./pattern-fault.ts";
import { ipHex } from "./pattern-ip.ts";
import { isRecord, isScalar, type Scalar } from "./pattern-json.ts";
import { onlyEntry, type ValueTest } from "./pattern-operand.ts";
import { OPERATORS } from "./pattern-operators.ts";
import type { Leaf } from "./pattern-tree.ts";

/** Reads the list of values and match expressions that a field may have. Throws PatternFault. */
export function readValues(values: readonly unknown[], field: readonly string[]): Leaf {
  if (values.length === 0) throw new PatternFault("Empty arrays are not allowed", field);
  const exact = new Set<Scalar>();
  const tests: ValueTest[] = [];
  let absent = false;
  for (const value of values) {
    if (isScalar(value)) {
      exact.add(value);
      tests.push(...sameAddress(value));
    } else if (isAbsence(value)) absent = true;
    else if (isRecord(value)) tests.push(readExpression(value, field));
    else throw new PatternFault("Match value must be String, number, true, false, or null", field);
  }
  return { accepts: (value) => exact.has(value) || tests.some((test) => test(value)), absent };
}

function isAbsence(value: unknown): boolean {
  return isRecord(value) && value["exists"] === false && Object.keys(value).length === 1;
}

function readExpression(expression: Readonly<Record<string, unknown>>, field: readonly string[]): ValueTest {
  const [operator, operand] = onlyEntry(expression, "Match expression name not found", field);
  const read = OPERATORS.get(operator);
  if (read === undefined) throw new PatternFault(`Unrecognized match type ${operator}`, field);
  return read(operand, field);
}

/** A plain IP address stands for every way of writing it. */
function sameAddress(value: Scalar): readonly ValueTest[] {
  const address = typeof value === "string" ? ipHex(value) : undefined;
  return address === undefined
    ? []
    : [(candidate) => typeof candidate === "string" && ipHex(candidate) === address];
}

import { readAnythingBut } from "./pattern-anything-but.ts";
import { PatternFault } from "./pattern-fault.ts";
import { readCidr } from "./pattern-ip.ts";
import { readNumeric } from "./pattern-numeric.ts";
import { forText, type ReadOperand, type TextTest, type ValueTest } from "./pattern-operand.ts";
import { readEqualsIgnoreCase, readExactly, readPrefix, readSuffix } from "./pattern-text.ts";
import { readWildcard } from "./pattern-wildcard.ts";

/** Every operator that a match expression may name. */
export const OPERATORS: ReadonlyMap<string, ReadOperand<ValueTest>> = new Map([
  ["exactly", onText(readExactly)],
  ["prefix", onText(readPrefix)],
  ["suffix", onText(readSuffix)],
  ["equals-ignore-case", onText(readEqualsIgnoreCase)],
  ["wildcard", onText(readWildcard)],
  ["cidr", onText(readCidr)],
  ["anything-but", readAnythingBut],
  ["numeric", readNumeric],
  ["exists", readExists],
]);

function onText(read: ReadOperand<TextTest>): ReadOperand<ValueTest> {
  return (operand, field) => forText(read(operand, field));
}

/** `{"exists": true}`; its opposite is not about values and is read with the list it stands in. */
function readExists(operand: unknown, field: readonly string[]): ValueTest {
  if (operand !== true) throw new PatternFault("exists match pattern must be either true or false.", field);
  return () => true;
}

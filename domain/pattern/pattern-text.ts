import { PatternFault } from "./pattern-fault.ts";
import { isRecord } from "./pattern-json.ts";
import { onlyEntry, textOf, type ReadOperand, type TextTest } from "./pattern-operand.ts";

const IGNORE_CASE = "equals-ignore-case";

/** `{"exactly": text}`, the long form of a plain string. */
export const readExactly: ReadOperand<TextTest> = (operand, field) => {
  const wanted = textOf(operand, "exact match pattern must be a string", field);
  return (text) => text === wanted;
};

/** `{"equals-ignore-case": text}`. */
export const readEqualsIgnoreCase: ReadOperand<TextTest> = (operand, field) => {
  const wanted = textOf(operand, `${IGNORE_CASE} match pattern must be a string`, field).toLowerCase();
  return (text) => text.toLowerCase() === wanted;
};

/** `{"prefix": text}` or `{"prefix": {"equals-ignore-case": text}}`; an empty one fits every string. */
export const readPrefix: ReadOperand<TextTest> = (operand, field) =>
  readAffix("prefix", operand, field, (text, affix) => text.startsWith(affix));

/** `{"suffix": text}` or `{"suffix": {"equals-ignore-case": text}}`; an empty one fits every string. */
export const readSuffix: ReadOperand<TextTest> = (operand, field) =>
  readAffix("suffix", operand, field, (text, affix) => text.endsWith(affix));

function readAffix(
  name: "prefix" | "suffix",
  operand: unknown,
  field: readonly string[],
  fits: (text: string, affix: string) => boolean,
): TextTest {
  if (!isRecord(operand)) {
    const affix = textOf(operand, `${name} match pattern must be a string`, field);
    return (text) => fits(text, affix);
  }
  const [inner, value] = onlyEntry(operand, `${name} expression name not found`, field);
  if (inner !== IGNORE_CASE) throw new PatternFault(`Unsupported ${name} pattern: ${inner}`, field);
  const affix = textOf(value, `${IGNORE_CASE} match pattern must be a string`, field).toLowerCase();
  return (text) => fits(text.toLowerCase(), affix);
}

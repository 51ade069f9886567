import { PatternFault } from "./pattern-fault.ts";
import { textOf, type ReadOperand, type TextTest } from "./pattern-operand.ts";

/** `{"wildcard": text}`: `*` stands for any run of characters, `\*` and `\\` for themselves. */
export const readWildcard: ReadOperand<TextTest> = (operand, field) => {
  const pattern = textOf(operand, "wildcard match pattern must be a string", field);
  const [first = "", ...rest] = literalsOf(pattern, field);
  const last = rest.pop();
  if (last === undefined) return (text) => text === first;
  return (text) =>
    text.startsWith(first) &&
    text.endsWith(last) &&
    inOrder(text, rest, first.length, text.length - last.length);
};

/** Each literal at its first place after the one before; that never misses a match, and takes linear steps. */
function inOrder(text: string, literals: readonly string[], start: number, end: number): boolean {
  let from = start;
  for (const literal of literals) {
    const found = text.indexOf(literal, from);
    if (found === -1) return false;
    from = found + literal.length;
  }
  return from <= end;
}

/** The literal texts between the wildcards. */
function literalsOf(pattern: string, field: readonly string[]): readonly string[] {
  const literals: string[] = [];
  let literal = "";
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    const next = pattern.charAt(at + 1);
    if (character === "*") {
      if (next === "*") throw new PatternFault(`Consecutive wildcard characters at pos ${at + 1}`, field);
      literals.push(literal);
      literal = "";
    } else if (character === "\\") {
      if (next !== "*" && next !== "\\")
        throw new PatternFault(`Invalid escape character at pos ${at + 1}`, field);
      literal += next;
      at++;
    } else literal += character;
  }
  return [...literals, literal];
}

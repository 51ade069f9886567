import { PatternFault } from "./pattern-fault.ts";
import type { Scalar } from "./pattern-json.ts";

/** Whether one scalar of an event fits. */
export type ValueTest = (value: Scalar) => boolean;

/** Whether one string of an event fits. */
export type TextTest = (text: string) => boolean;

/** Reads the operand of an operator of the field at that path. Throws PatternFault. */
export type ReadOperand<Test> = (operand: unknown, field: readonly string[]) => Test;

/** A test that holds only for strings. */
export function forText(test: TextTest): ValueTest {
  return (value) => typeof value === "string" && test(value);
}

/** The operand as a string, or the fault that AWS names. */
export function textOf(operand: unknown, fault: string, field: readonly string[]): string {
  if (typeof operand !== "string") throw new PatternFault(fault, field);
  return operand;
}

/** The one entry of an object that must have exactly one. */
export function onlyEntry(
  object: Readonly<Record<string, unknown>>,
  none: string,
  field: readonly string[],
): readonly [name: string, value: unknown] {
  const [entry, second] = Object.entries(object);
  if (entry === undefined) throw new PatternFault(none, field);
  if (second !== undefined) throw new PatternFault("Only one key allowed in match expression", field);
  return entry;
}

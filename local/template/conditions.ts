import { StartProblem } from "../problem.ts";
import { resolve, type Scope } from "./intrinsics.ts";
import { isObject, type Json } from "./json.ts";

type Operands = readonly Json[];

const operators: ReadonlyMap<string, (operands: Operands, scope: Scope) => boolean> = new Map([
  ["Fn::Equals", ([a = null, b = null]: Operands, scope: Scope) => resolve(a, scope) === resolve(b, scope)],
  ["Fn::And", (operands: Operands, scope: Scope) => operands.every((operand) => holds(operand, scope))],
  ["Fn::Or", (operands: Operands, scope: Scope) => operands.some((operand) => holds(operand, scope))],
  ["Fn::Not", ([operand = null]: Operands, scope: Scope) => !holds(operand, scope)],
]);

/** Whether a condition of a template holds. Throws StartProblem for an operator that is not known. */
export const holds = (condition: Json, scope: Scope): boolean => {
  const [key = "", operands] = isObject(condition) ? (Object.entries(condition)[0] ?? []) : [];
  if (key === "Condition" && typeof operands === "string") return scope.condition(operands);
  const operator = operators.get(key);
  if (operator === undefined || !Array.isArray(operands)) {
    throw new StartProblem(
      `${scope.where}: the condition ${JSON.stringify(condition)} cannot be decided locally`,
    );
  }
  return operator(operands, scope);
};

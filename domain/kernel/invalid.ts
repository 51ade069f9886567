import type * as z from "zod";
import { type FieldProblem, type Refusal, refuse } from "./refusal.ts";

const escape = (part: PropertyKey) => String(part).replaceAll("~", "~0").replaceAll("/", "~1");

/** The JSON pointer (RFC 6901) of a path. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${escape(part)}`).join("");
}

function problemsOf(issue: z.core.$ZodIssue, base: readonly PropertyKey[]): FieldProblem[] {
  const path = [...base, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      pointer: pointerOf([...path, key]),
      message: `"${key}" is not a field here: remove it or correct its name`,
    }));
  }
  if (issue.code === "invalid_union") {
    // The branch that got furthest says best what is wrong.
    const branches = issue.errors.map((errors) => errors.flatMap((inner) => problemsOf(inner, path)));
    const deepest = branches.sort((a, b) => depth(b) - depth(a))[0];
    if (deepest !== undefined && deepest.length > 0) return deepest;
  }
  return [{ pointer: pointerOf(path), message: issue.message }];
}

const depth = (problems: readonly FieldProblem[]) =>
  Math.max(0, ...problems.map((p) => p.pointer.split("/").length));

/** The refusal for an input that its schema rejects: one entry for each bad field. */
export function invalidInput(error: z.ZodError): Refusal {
  const fields = error.issues.flatMap((issue) => problemsOf(issue, []));
  const first = fields[0];
  const where = first === undefined || first.pointer === "" ? "The body" : first.pointer;
  return refuse("invalid_input", `${where}: ${first?.message ?? "is not valid"}`, { fields });
}

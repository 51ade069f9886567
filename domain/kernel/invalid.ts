import type * as z from "zod";
import { type FieldProblem, type Refusal, refuse } from "./refusal.ts";

const escape = (part: PropertyKey) => String(part).replaceAll("~", "~0").replaceAll("/", "~1");

/** The JSON pointer (RFC 6901) of a path. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${escape(part)}`).join("");
}

const wrongType = /^Invalid input: expected (\w+), received (\w+)$/;

/** The kinds of JSON that zod calls otherwise. */
const kinds: Readonly<Record<string, string>> = { record: "object", tuple: "array", int: "whole number" };

/** What zod says of a wrong type in plain words; every other message stays as it is. */
function plain(message: string): string {
  const [, expected, received] = wrongType.exec(message) ?? [];
  if (expected === undefined) return message;
  const kind = kinds[expected] ?? expected;
  if (received !== "undefined") return `must be of the type ${kind}, not ${received}`;
  return expected === "nonoptional" ? "is needed" : `is needed (${kind})`;
}

function problemsOf(issue: z.core.$ZodIssue): FieldProblem[] {
  const { path } = issue;
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      pointer: pointerOf([...path, key]),
      message: `"${key}" is not a field here: remove it or correct its name`,
    }));
  }
  // A bad key says best itself what a key must be.
  const message = issue.code === "invalid_key" ? issue.issues[0]?.message : undefined;
  return [{ pointer: pointerOf(path), message: message ?? plain(issue.message) }];
}

const MAX_FIELDS = 50;

/** The refusal for an input that its schema rejects: one entry for each bad field, up to 50 of them. */
export function invalidInput(error: z.ZodError): Refusal {
  const problems = new Map<string, FieldProblem>();
  for (const problem of error.issues.flatMap(problemsOf)) {
    // A body of 256 KB can hold tens of thousands of unknown fields: an answer that names all could not be sent.
    if (problems.size === MAX_FIELDS) break;
    // What is said first of a field is why the rest does not hold either.
    if (!problems.has(problem.pointer)) problems.set(problem.pointer, problem);
  }
  const fields = [...problems.values()];
  const first = fields[0];
  const where = first === undefined || first.pointer === "" ? "The body" : first.pointer;
  return refuse("invalid_input", `${where}: ${first?.message ?? "is not valid"}`, { fields });
}

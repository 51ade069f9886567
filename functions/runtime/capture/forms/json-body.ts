import * as z from "zod";
import { type Refusal, refuse } from "../../../../domain/kernel/refusal.ts";

const DEEPEST = 8;

/** How deep lists and objects lie in each other, without building any of them. */
function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  let inText = false;
  for (let index = 0; index < json.length; index += 1) {
    const char = json[index];
    if (inText) {
      if (char === "\\") index += 1;
      else if (char === '"') inText = false;
    } else if (char === '"') inText = true;
    else if (char === "{" || char === "[") deepest = Math.max(deepest, (depth += 1));
    else if (char === "}" || char === "]") depth -= 1;
  }
  return deepest;
}

const wrong = (message: string) =>
  refuse("invalid_input", `The body ${message}`, { fields: [{ pointer: "", message }] });

const Body = z.record(z.string(), z.unknown());

/** A value as a form would post it; what no form can post is kept as JSON. */
function textsOf(value: unknown): string[] {
  if (value === null || value === undefined || value === false) return [];
  if (value === true) return ["yes"];
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return [JSON.stringify(value)];
}

/** The fields of a JSON body, by name. */
export function jsonPairs(json: string): (readonly [string, string])[] | Refusal {
  if (depthOf(json) > DEEPEST)
    return wrong(`has more than ${DEEPEST} levels: send one object with a field for each value`);
  try {
    const body = Body.safeParse(JSON.parse(json));
    if (!body.success) return wrong("must be an object with a field for each value");
    return Object.entries(body.data).flatMap(([name, value]) =>
      textsOf(value).map((text) => [name, text] as const),
    );
  } catch {
    return wrong("is not valid JSON: check quotes, commas and brackets");
  }
}

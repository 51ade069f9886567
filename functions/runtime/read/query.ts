import * as z from "zod";
import { invalidInput } from "../../../domain/kernel/invalid.ts";
import { type Refusal, refuse } from "../../../domain/kernel/refusal.ts";
import type { HttpEvent } from "../edge.ts";

/** The most entries, and the usual number, on one page. */
export interface PageLimits {
  readonly most: number;
  readonly usual: number;
}

/** Of a list of records. */
export const LIST_LIMITS: PageLimits = { most: 100, usual: 50 };

/** Of a history. */
export const STORY_LIMITS: PageLimits = { most: 500, usual: 100 };

/** The number of entries on a page, as a text of digits. */
export function limitText({ most, usual }: PageLimits) {
  const error = `must be a whole number from 1 to ${most}`;
  return z
    .string()
    .regex(/^[1-9][0-9]{0,3}$/, { error })
    .transform(Number)
    .pipe(z.number().max(most, { error }))
    .prefault(String(usual));
}

function allowedOf(issue: z.core.$ZodIssue | undefined, schema: z.ZodObject): readonly string[] | undefined {
  if (issue?.code === "unrecognized_keys") return Object.keys(schema.shape);
  return issue?.code === "invalid_value" ? issue.values.map(String) : undefined;
}

/** The query parameters of a request, checked; names each bad one, and what would be allowed instead of the first. */
export function queryOf<S extends z.ZodObject>(
  event: HttpEvent,
  schema: S,
): { readonly ok: true; readonly query: z.output<S> } | Refusal {
  const parsed = schema.safeParse(event.queryStringParameters ?? {});
  if (parsed.success) return { ok: true, query: parsed.data };
  const { fields = [] } = invalidInput(parsed.error);
  const sentences = fields.map(({ pointer, message }) => `${pointer.slice(1)}: ${message}`);
  const allowed = allowedOf(parsed.error.issues[0], schema);
  return refuse("invalid_input", `In the query, ${sentences.join("; ")}`, {
    fields,
    ...(allowed && { allowed }),
  });
}

/** The query of a route that takes no parameters. */
export const NoQuery = z.strictObject({});

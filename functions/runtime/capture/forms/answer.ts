import type { Posted } from "../../../../domain/form/posted.ts";
import { own } from "../../../../domain/form/names.ts";
import { one } from "../../../../domain/form/posted.ts";
import { type Refusal, refusalStatus } from "../../../../domain/kernel/refusal.ts";
import { type Answer, type HttpEvent, json } from "../../edge.ts";
import { problemOf } from "../../problem.ts";
import { traceId } from "../../trace.ts";
import { pageHeaders, renderForm, type ShownForm } from "./page.ts";
import { visitIn } from "./visit.ts";

/** How a visitor is answered: a program in JSON, a browser with pages. */
export interface Voice {
  readonly asJson: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** Who asks for JSON, or sends it without asking for a page, gets it. */
export function wantsJson({ headers }: HttpEvent): boolean {
  const accept = headers["accept"] ?? "";
  if (accept.includes("text/html")) return false;
  return (
    accept.includes("application/json") || (headers["content-type"] ?? "").startsWith("application/json")
  );
}

function withHeaders(answer: Answer, headers: Readonly<Record<string, string>>): Answer {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

/** What was sent is here: 202 with its receipt, or on to the page that the form names. It says nothing of any verdict. */
export function sentAnswer(form: ShownForm, receipt: string, { asJson, headers }: Voice): Answer {
  const { redirect, successMessage: message, doubleOptIn: confirmation = false } = form;
  if (asJson) return json(202, { receipt, confirmation, message, redirect }, { ...headers });
  const location = redirect ?? `/f/${form.id}?sent=${receipt}`;
  return { statusCode: 303, headers: { ...headers, location, "cache-control": "no-store" }, body: "" };
}

/** What a browser shows again: all that was typed, but no passwords of ours. */
function typed({ values }: Posted): Record<string, string | readonly string[]> {
  return Object.fromEntries(
    [...values]
      .filter(([name]) => !name.startsWith("_"))
      .map(([name, list]) => [name, list.length === 1 ? (list[0] ?? "") : list]),
  );
}

const nameOf = (pointer: string) => pointer.slice(1).replaceAll("~1", "/").replaceAll("~0", "~");

/** What is shown of a form that was not taken. */
export interface Again {
  readonly form: ShownForm;
  readonly posted?: Posted;
  /** Seconds until it can be sent again. */
  readonly retryAfter?: number;
}

function pageAgain({ message, fields = [] }: Refusal, { form, posted }: Again): string {
  const told = fields.map((field) => [nameOf(field.pointer), field.message] as const);
  const nonce = posted && one(posted, own.nonce);
  const shown = posted && one(posted, own.shown);
  return renderForm(form, {
    errors: told.length > 0 ? Object.fromEntries(told) : { "": message },
    ...(posted && { values: typed(posted), visit: visitIn(posted) }),
    ...(nonce !== undefined && { nonce }),
    ...(shown !== undefined && { shown }),
  });
}

/** What was sent cannot be taken: a problem, or the form again with what is wrong at its fields. */
export function refusedAnswer(refusal: Refusal, { asJson, headers }: Voice, again?: Again): Answer {
  const problem = problemOf(refusal, traceId());
  const retry = again?.retryAfter === undefined ? {} : { "retry-after": String(again.retryAfter) };
  if (asJson || again === undefined) return withHeaders(problem, { ...headers, ...retry });
  return {
    statusCode: refusalStatus[refusal.code],
    headers: { ...pageHeaders(again.form), ...headers, ...retry },
    body: pageAgain(refusal, again),
  };
}

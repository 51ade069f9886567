import { randomUUID } from "node:crypto";
import { type Answer, edge, type HttpEvent, type HttpHandler } from "../../edge.ts";
import { languageOf } from "../../language.ts";
import { openDesk } from "./desk.ts";
import { findForm } from "./find-form.ts";
import { corsOf } from "./origin.ts";
import { pageHeaders, renderForm, renderNone, type ShownForm } from "./page.ts";
import { stampOf } from "./token.ts";
import { visitOf } from "./visit.ts";

function page(statusCode: number, body: string, form?: ShownForm): Answer {
  return { statusCode, headers: pageHeaders(form), body };
}

function show(event: HttpEvent, form: ShownForm | undefined, key: Buffer): Answer {
  if (form === undefined) return page(404, renderNone(languageOf(event), "unknown"));
  if (form.status === "retired") return page(410, renderNone(form.language, "retired"));
  const sent = event.queryStringParameters?.["sent"];
  if (sent !== undefined) return page(200, renderForm(form, { sent }), form);
  const shown = stampOf(key, form.id, new Date());
  return page(200, renderForm(form, { nonce: randomUUID(), shown, visit: visitOf(event) }), form);
}

/** What a browser asks before a page of another origin may send a form in a way that plain forms cannot (CORS). */
function permit(event: HttpEvent, form: ShownForm | undefined): Answer {
  const { allowed = false, headers = {} } = form === undefined ? {} : corsOf(form, event);
  if (!allowed) return { statusCode: 403, headers: { ...headers, "cache-control": "no-store" }, body: "" };
  return {
    statusCode: 204,
    headers: {
      ...headers,
      "access-control-allow-methods": "GET, POST",
      "access-control-allow-headers": "accept, content-type, idempotency-key",
      "access-control-max-age": "7200",
    },
  };
}

/** The Lambda function of the page of a form: GET /f/{formId}, and OPTIONS for pages of other origins. */
export function formPage(): HttpHandler {
  const desk = openDesk();
  return edge("form.page", async (event) => {
    const form = await findForm(event, desk.journal);
    if (event.requestContext.http.method === "OPTIONS") return permit(event, form);
    return show(event, form, await desk.key());
  });
}

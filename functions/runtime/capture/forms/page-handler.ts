import { randomUUID } from "node:crypto";
import { type Answer, edge, type HttpEvent, type HttpHandler } from "../../edge.ts";
import { languageOf } from "../../language.ts";
import { openReader } from "../../read/reader.ts";
import { formOf } from "./open-form.ts";
import { pageHeaders, renderForm, renderNone } from "./page.ts";
import { ownOrigin, visitOf } from "./visit.ts";
import type { ShownForm } from "./card.ts";

function page(statusCode: number, body: string, form?: ShownForm): Answer {
  return { statusCode, headers: pageHeaders(form), body };
}

function show(event: HttpEvent, form: ShownForm | undefined): Answer {
  if (form === undefined) return page(404, renderNone(languageOf(event), "unknown"));
  if (form.status === "retired") return page(410, renderNone(form.language, "retired"));
  const sent = event.queryStringParameters?.["sent"];
  const view = sent === undefined ? { nonce: randomUUID(), visit: visitOf(event) } : { sent };
  return page(200, renderForm(form, view), form);
}

/** What a browser asks before a page of another origin may send a form in a way that plain forms cannot (CORS). */
function permit(event: HttpEvent, form: ShownForm | undefined): Answer {
  const { origin } = event.headers;
  const allowed =
    form !== undefined &&
    origin !== undefined &&
    [ownOrigin(event), ...(form.origins ?? [])].includes(origin);
  const headers = { vary: "origin", "cache-control": "no-store" };
  if (!allowed) return { statusCode: 403, headers, body: "" };
  return {
    statusCode: 204,
    headers: {
      ...headers,
      "access-control-allow-origin": origin,
      "access-control-allow-methods": "GET, POST",
      "access-control-allow-headers": "accept, content-type",
      "access-control-max-age": "7200",
    },
  };
}

/** The Lambda function of the page of a form: GET /f/{formId}, and OPTIONS for pages of other origins. */
export function formPage(): HttpHandler {
  const reader = openReader();
  return edge("form.page", async (event) => {
    const form = await formOf(event, reader);
    return event.requestContext.http.method === "OPTIONS" ? permit(event, form) : show(event, form);
  });
}

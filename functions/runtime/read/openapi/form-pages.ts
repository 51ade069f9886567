import { problems } from "./problems.ts";
import type { Schema } from "./schemas.ts";

const text: Schema = { type: "string" };
const html = { "text/html": { schema: text } };

/** The page of a form. */
export const pageOperation = {
  operationId: "form.page",
  summary: "Show a form: a page that works without scripts too",
  description:
    "In the language of the form. Campaign parameters and click ids of its address are sent along with the form.",
  responses: {
    200: { description: "The form, or thanks for what was sent", content: html },
    404: { description: "A page: there is no such form", content: html },
    410: { description: "A page: the form takes nothing any more", content: html },
  },
};

/** The script that puts a form into a page. */
export const embedOperation = {
  operationId: "form.embed",
  summary: "Read the script that puts a form into any page, where its script element is",
  description:
    'Load it by <script src="..." async></script>; data-target="#id" names another place. The page must be of an origin that the form names.',
  responses: {
    200: {
      description: "The script, with the form in it",
      headers: { ETag: { schema: text } },
      content: { "text/javascript": { schema: text } },
    },
    304: { description: "It is the one that is known (If-None-Match)" },
    ...problems(404),
  },
};

/** What a browser asks before a page of another origin sends something. */
export function preflightOperation(path: string): object {
  return {
    operationId: path.endsWith("/challenge") ? "form.challenge-preflight" : "form.preflight",
    summary: "Read whether a page of another origin may send a form (CORS)",
    responses: {
      204: { description: "It may" },
      403: { description: "It may not: its origin is not one of those that the form names" },
    },
  };
}

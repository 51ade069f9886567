import { LIST_LIMITS, type PageLimits, STORY_LIMITS } from "../query.ts";
import { schemaRef } from "./names.ts";

const IDEMPOTENCY_KEY = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "Names this command for ever. Sent again with the same body it has no further effect and gets the first answer; with another body it is a conflict. Without one, each request is a new command.",
  schema: { type: "string", pattern: "^[!-~]{1,200}$" },
};

const IF_MATCH = {
  name: "If-Match",
  in: "header",
  required: false,
  description:
    "The ETag of the version that the caller has seen: refused as stale when there is a newer one.",
  schema: { type: "string", examples: ['"3"'] },
};

const IF_NONE_MATCH = {
  name: "If-None-Match",
  in: "header",
  required: false,
  description: "The ETag that the caller has: answered with 304 when it is still the last.",
  schema: { type: "string", examples: ['"3"'] },
};

const ACCEPT_LANGUAGE = {
  name: "Accept-Language",
  in: "header",
  required: false,
  description:
    "The language of sentences and labels: en or vi; the organisation's own labels in any. English when nothing is said.",
  schema: { type: "string", examples: ["vi"] },
};

const CURSOR = {
  name: "cursor",
  in: "query",
  required: false,
  description: "Where to go on: the cursor of the page before. The last page has none.",
  schema: { type: "string" },
};

function limit({ most, usual }: PageLimits) {
  return {
    name: "limit",
    in: "query",
    required: false,
    description: "The most entries on a page; a page of big ones may have fewer, and still a cursor.",
    schema: { type: "integer", minimum: 1, maximum: most, default: usual },
  };
}

/** The parameters that operations share. */
export const parameters = {
  IdempotencyKey: IDEMPOTENCY_KEY,
  IfMatch: IF_MATCH,
  IfNoneMatch: IF_NONE_MATCH,
  AcceptLanguage: ACCEPT_LANGUAGE,
  Cursor: CURSOR,
  ListLimit: limit(LIST_LIMITS),
  StoryLimit: limit(STORY_LIMITS),
};

/** A reference to a shared parameter. */
export function parameterRef(name: keyof typeof parameters): { readonly $ref: string } {
  return { $ref: `#/components/parameters/${name}` };
}

/** An id in the path. */
export function pathId(name: string, schema: string): object {
  return { name, in: "path", required: true, schema: schemaRef(schema) };
}

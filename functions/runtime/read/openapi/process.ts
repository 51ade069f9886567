import { ProcessBook } from "../../../../domain/kernel/process.ts";
import { roleNames } from "../../../../domain/kernel/role.ts";
import { MigrateInput } from "../../../../domain/process/actions.ts";
import { type ProcessRoute, processRoutes } from "../process-routes.ts";
import { parameterRef, pathId } from "./parameters.ts";
import { sentParts } from "./parts.ts";
import { problems } from "./problems.ts";
import { type Schema, schemasOf } from "./schemas.ts";
import type { Operation } from "./writes.ts";

const text: Schema = { type: "string" };

/** An object of which every property is always there, but for the optional ones. */
function object(properties: Record<string, Schema>, optional: readonly string[] = []): Schema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: "object", properties, required };
}

const list = (items: Schema): Schema => ({ type: "array", items });
const process = object({ name: text, version: { type: "integer", minimum: 0 } });
const record = { stage: text, id: text, status: text };
const steps = list(object({ stage: text, step: text, label: text }));

const Labels = object({
  language: text,
  process,
  labels: { type: "object", additionalProperties: text, examples: [{ "status.lead.new": "New" }] },
});

const finding = object(
  {
    ...record,
    deal: text,
    process,
    gone: { type: "boolean", description: "Its process would not be there any more" },
    missing: { ...steps, description: "Steps that it would have to do and has not to do now" },
    dropped: { ...steps, description: "Steps that would no longer be asked for" },
    approval: { type: "boolean", description: "It would have to be approved before it is sent" },
  },
  ["missing", "dropped", "approval"],
);

const Check = object(
  {
    version: { type: "integer", minimum: 0, description: "The version of the processes as they are now" },
    gone: { ...list(text), description: "Processes that would not be there any more" },
    retired: list(object({ process: text, kind: text, reason: text })),
    items: { ...list(finding), description: "The open records of this page for which something changes" },
    checked: { type: "integer", minimum: 0, description: "How many open records were looked at" },
    cursor: text,
  },
  ["cursor"],
);

const migrated = object({
  ...record,
  before: { ...process, description: "What it followed just before" },
  process: { ...process, description: "What it follows now" },
});

const Migrated = object({ deal: text, process, records: list(migrated) });

function ok(description: string, schema: Schema): Record<string, object> {
  return { 200: { description, content: { "application/json": { schema } } } };
}

function bodies() {
  const inputs = [
    [ProcessBook, { id: "book" }],
    [MigrateInput, { id: "migrate" }],
  ] as const;
  const made = schemasOf([...sentParts, ...inputs], "input");
  const of = (id: string, required: boolean) => ({
    required,
    content: { "application/json": { schema: made.get(id) ?? {} } },
  });
  return { book: of("book", true), migrate: of("migrate", false) };
}

function query(name: string, description: string): object {
  return { name, in: "query", required: false, description, schema: text };
}

function operations(): Readonly<Record<ProcessRoute["entry"], object>> {
  const { book, migrate } = bodies();
  return {
    "read-labels": {
      operationId: "labels",
      tags: ["process"],
      "x-roles": roleNames,
      summary: "Read what everything is called, in one language",
      description:
        "Stages, statuses, actions, fields and chosen values. What the organisation calls things goes before what ships; what has no label in the language is in English.",
      parameters: [
        parameterRef("AcceptLanguage"),
        query("language", 'Such as "vi"; without it the language of Accept-Language'),
        query("process", "The name of a process; without it the one that a new deal follows by default"),
      ],
      responses: { ...ok("All labels by key", Labels), ...problems(400, 401, 403, 422) },
    },
    "process-check": {
      operationId: "process.check",
      tags: ["process"],
      "x-roles": ["admin"],
      summary: "Read what a change of the sales processes would do to open records, before it is made",
      description:
        "Takes all processes as they are to be and changes nothing. Records keep the version that they began with: this is what migrating their deals would mean. Send the cursor of one page, with the same body, to get the next. Roles: admin.",
      parameters: [parameterRef("ListLimit"), parameterRef("Cursor"), parameterRef("AcceptLanguage")],
      requestBody: book,
      responses: { ...ok("What would change", Check), ...problems(400, 401, 403, 413, 415, 422) },
    },
    "deal-migrate": {
      operationId: "deal.migrate",
      tags: ["deal"],
      "x-roles": ["admin"],
      summary: "Have every open record of a deal follow its process as it is now, or another process",
      description:
        "Each record is migrated by itself. Asking again does what is left, and nothing when all is done. Roles: admin.",
      parameters: [pathId("deal", "DealId"), parameterRef("IdempotencyKey")],
      requestBody: migrate,
      responses: {
        ...ok("The open records of the deal, and what they follow", Migrated),
        ...problems(400, 401, 403, 404, 409, 413, 415, 422, 429),
      },
    },
  };
}

/** What may be asked of the sales processes beside the actions of one record. */
export function processOperations(): readonly Operation[] {
  const all = operations();
  return processRoutes.map(({ path, method, entry }): Operation => [path, method.toLowerCase(), all[entry]]);
}

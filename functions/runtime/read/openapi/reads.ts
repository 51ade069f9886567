import * as z from "zod";
import { filtersOf } from "../filters.ts";
import type { AnyStage } from "../../../../domain/kernel/stage.ts";
import { roleNames } from "../../../../domain/kernel/role.ts";
import { type ReadKind, type ReadRoute, readRoutes } from "../routes.ts";
import { pascal, schemaRef } from "./names.ts";
import { parameterRef, pathId } from "./parameters.ts";
import { problems } from "./problems.ts";
import type { Operation } from "./writes.ts";

const ETAG = { ETag: { $ref: "#/components/headers/ETag" } };

function ok(description: string, schema: object, headers?: object): Record<string, object> {
  return { 200: { description, ...(headers && { headers }), content: { "application/json": { schema } } } };
}

function page(item: object): object {
  return {
    type: "object",
    properties: { items: { type: "array", items: item }, cursor: { type: "string" } },
    required: ["items"],
  };
}

function status(home: AnyStage): object {
  const schema = { type: "string", enum: home.statuses };
  return { name: "status", in: "query", required: false, description: "Only those in this status", schema };
}

function filterParameters(home: AnyStage): object[] {
  return Object.entries(filtersOf(home)).map(([name, filter]) => {
    const { $schema: _, ...schema } = z.toJSONSchema(filter);
    const description = `Only those with this ${name}; a page may then have fewer entries than its limit`;
    return { name, in: "query", required: false, description, schema };
  });
}

function otherOf(name: string): object {
  const description = `The ${name} to compare with: what is before`;
  return { name: "with", in: "query", required: true, description, schema: schemaRef(pascal(`${name}-id`)) };
}

const story = (description: string) => ok(description, schemaRef("History"));
const inWords = parameterRef("AcceptLanguage");
const paging = [parameterRef("StoryLimit"), parameterRef("Cursor"), inWords];

function ofRecord(
  home: AnyStage,
): Record<
  "get" | "list" | "history" | "actions" | "account-history" | "activities" | "compare" | "ubl",
  object
> {
  const { name, plural } = home;
  const record = schemaRef(pascal(name));
  const ids = home.singleton === undefined ? [pathId("id", pascal(`${name}-id`))] : [];
  return {
    get: {
      summary: `Read one ${name}`,
      parameters: [...ids, parameterRef("IfNoneMatch")],
      responses: {
        ...ok("The record as it is now", record, ETAG),
        304: { description: "The caller has it already", headers: ETAG },
        ...problems(400, 401, 403, 404),
      },
    },
    list: {
      summary: `List ${plural}, newest first`,
      description: "A board may lag behind a change by a moment; what it shows is read anew.",
      parameters: [
        status(home),
        ...filterParameters(home),
        parameterRef("ListLimit"),
        parameterRef("Cursor"),
      ],
      responses: { ...ok(`Some ${plural}`, page(record)), ...problems(400, 401, 403) },
    },
    history: {
      summary: `Read the events of one ${name}, oldest first`,
      parameters: [...ids, ...paging],
      responses: { ...story("What happened to it"), ...problems(400, 401, 403, 404) },
    },
    actions: {
      summary: `Read what may be done with one ${name} now, and for the rest why not`,
      parameters: [...ids, inWords],
      responses: {
        ...ok("All actions, those allowed and those not", schemaRef("Offers"), ETAG),
        ...problems(400, 401, 403, 404),
      },
    },
    compare: {
      summary: `Read what changed from another ${name} of the same opportunity to this one`,
      description:
        "Lines are paired by product, then by description, then by number and price; a line that only moved has not changed.",
      parameters: [...ids, otherOf(name)],
      responses: {
        ...ok("Lines added, removed and changed, and all other terms that differ", schemaRef("Comparison")),
        ...problems(400, 401, 403, 404, 422),
      },
    },
    ubl: {
      summary: `Read the ${name.replace("-", " ")} as UBL 2.1 (EN 16931, Peppol BIS Billing 3.0)`,
      description:
        "As it was issued; refused when something is missing that the standard asks for, with each rule that would be broken.",
      parameters: ids,
      responses: {
        200: { description: "The document", content: { "application/xml": { schema: { type: "string" } } } },
        ...problems(400, 401, 403, 404, 422),
      },
    },
    activities: {
      summary: `Read the activities of one ${name}, oldest first`,
      description: "All that are not deleted: a new one is there at once.",
      parameters: [...ids, parameterRef("ListLimit"), parameterRef("Cursor")],
      responses: {
        ...ok("Its notes, calls, meetings, e-mails and tasks", page(schemaRef(pascal("activity")))),
        ...problems(400, 401, 403, 404),
      },
    },
    "account-history": {
      summary: "Read the story of a customer: all events of all its deals, oldest first",
      description:
        "Every deal that has a record of this account is told whole, from the first lead on, also what happened before the account was there.",
      parameters: [...ids, ...paging],
      responses: { ...story("What happened with this customer"), ...problems(400, 401, 403, 404) },
    },
  };
}

function ofAll(kind: ReadKind): object {
  return kind === "deal-history"
    ? {
        summary: "Read the story of a deal: all events of all its records, oldest first",
        description:
          "A deal goes from the lead to the paid invoices; an event may appear a moment after its change.",
        parameters: [pathId("deal", "DealId"), ...paging],
        responses: { ...story("What happened in this deal"), ...problems(400, 401, 403, 404) },
      }
    : {
        summary: "Read this description",
        security: [],
        responses: { ...ok("OpenAPI 3.1", { type: "object" }), ...problems() },
      };
}

function operationOf({ kind, home }: ReadRoute): object {
  if (home === undefined || kind === "deal-history" || kind === "openapi") {
    const roles = kind === "openapi" ? {} : { "x-roles": roleNames };
    return { operationId: kind, tags: [kind === "openapi" ? "api" : "deal"], ...roles, ...ofAll(kind) };
  }
  const operationId = `${home.name}.${kind === "account-history" ? "history" : kind}`;
  return { operationId, tags: [home.name], "x-roles": roleNames, ...ofRecord(home)[kind] };
}

/** What may be read. */
export function readOperations(): readonly Operation[] {
  return readRoutes.map((route): Operation => [route.path, "get", operationOf(route)]);
}

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

const story = (description: string) => ok(description, schemaRef("History"));
const paging = [parameterRef("StoryLimit"), parameterRef("Cursor")];

function ofRecord(
  home: AnyStage,
): Record<"get" | "list" | "history" | "actions" | "account-history", object> {
  const { name, plural } = home;
  const record = schemaRef(pascal(name));
  const id = pathId("id", pascal(`${name}-id`));
  return {
    get: {
      summary: `Read one ${name}`,
      parameters: [id, parameterRef("IfNoneMatch")],
      responses: {
        ...ok("The record as it is now", record, ETAG),
        304: { description: "The caller has it already", headers: ETAG },
        ...problems(400, 401, 403, 404),
      },
    },
    list: {
      summary: `List ${plural}, newest first`,
      description: "A board may lag behind a change by a moment; what it shows is read anew.",
      parameters: [status(home), parameterRef("ListLimit"), parameterRef("Cursor")],
      responses: { ...ok(`Some ${plural}`, page(record)), ...problems(400, 401, 403) },
    },
    history: {
      summary: `Read the events of one ${name}, oldest first`,
      parameters: [id, ...paging],
      responses: { ...story("What happened to it"), ...problems(400, 401, 403, 404) },
    },
    actions: {
      summary: `Read what may be done with one ${name} now, and for the rest why not`,
      parameters: [id],
      responses: {
        ...ok("All actions, those allowed and those not", schemaRef("Offers"), ETAG),
        ...problems(400, 401, 403, 404),
      },
    },
    "account-history": {
      summary: "Read the story of a customer: all events of all its deals, oldest first",
      description:
        "Every deal that has a record of this account is told whole, from the first lead on, also what happened before the account was there.",
      parameters: [id, ...paging],
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

import type { Action } from "../../../../domain/kernel/action.ts";
import { type WriteRoute, writeRoutes } from "../routes.ts";
import { examples } from "./examples.ts";
import { pascal, schemaRef } from "./names.ts";
import { parameterRef, pathId } from "./parameters.ts";
import { sentParts } from "./parts.ts";
import { problems } from "./problems.ts";
import { shownBeside } from "./secrets.ts";
import { type Schema, schemasOf } from "./schemas.ts";

/** A path, a method, and what is said of it. */
export type Operation = readonly [path: string, method: string, operation: object];

/** Several actions may take the same input: the actions' inputs by the schema that they share. */
function inputNames(): Map<Action["input"], string> {
  return new Map(writeRoutes.map(({ action }) => [action.input, `input of ${action.name}`]));
}

/** A body to begin with; under a record it does not say what it is about. */
function exampleOf(name: string, isUnder: boolean): object | undefined {
  const whole = examples[name];
  if (whole === undefined || !isUnder) return whole;
  return Object.fromEntries(Object.entries(whole).filter(([field]) => field !== "regarding"));
}

function bodyOf({ action, under }: WriteRoute, schema: Schema): object {
  const example = exampleOf(action.name, under !== undefined);
  return {
    // A request without a body is one with an empty object.
    required: !action.input.safeParse({}).success,
    content: { "application/json": { schema, ...(example && { example }) } },
  };
}

function answerOf({ name, creates, home }: Action): Record<string, object> {
  const headers = {
    ETag: { $ref: "#/components/headers/ETag" },
    "Idempotency-Replayed": { $ref: "#/components/headers/IdempotencyReplayed" },
  };
  const location = { description: "Where the record is", schema: { type: "string" } };
  const schema = { allOf: [schemaRef(pascal(home.name)), schemaRef("Next"), ...shownBeside(name)] };
  return creates
    ? {
        201: {
          description: "The record that was made",
          headers: { ...headers, Location: location },
          content: { "application/json": { schema } },
        },
      }
    : {
        200: { description: "The record as it is now", headers, content: { "application/json": { schema } } },
      };
}

function described({ creates, home, from, roles }: Action): string {
  const when = creates
    ? `Makes a new ${home.name}.`
    : `Possible while the ${home.name} is ${from.join(" or ")}.`;
  return `${when} Roles: ${roles.join(", ")}; admin may do everything.`;
}

/** The record in the path is what the body is about. */
function withoutRegarding({ properties = {}, required = [], ...input }: Schema): Schema {
  const { regarding: _, ...rest } = properties;
  return { ...input, properties: rest, required: required.filter((name) => name !== "regarding") };
}

function operationOf(route: WriteRoute, whole: Schema): object {
  const { action, under } = route;
  const { name, home, summary, roles, creates } = action;
  const input = under === undefined ? whole : withoutRegarding(whole);
  const wrong = creates
    ? [400, 401, 403, 404, 409, 413, 415, 422, 429]
    : [400, 401, 403, 404, 409, 412, 413, 415, 422, 429];
  return {
    operationId: under === undefined ? name : `${under.name}.${name}`,
    tags: [home.name],
    summary,
    description: described(action),
    "x-roles": [...new Set([...roles, "admin"])],
    parameters: [
      ...(under === undefined ? [] : [pathId("id", pascal(`${under.name}-id`))]),
      ...(creates || home.singleton !== undefined ? [] : [pathId("id", pascal(`${home.name}-id`))]),
      ...(creates ? [] : [parameterRef("IfMatch")]),
      parameterRef("IdempotencyKey"),
      // A refusal names the steps that are missing by their labels.
      parameterRef("AcceptLanguage"),
    ],
    requestBody: bodyOf(route, input),
    responses: { ...answerOf(action), ...problems(...wrong) },
  };
}

/** What may be asked of records, and the schemas that the bodies share. */
export function writeOperations(): {
  readonly operations: readonly Operation[];
  readonly schemas: Record<string, Schema>;
} {
  const names = inputNames();
  const inputs = [...names].map(([input, id]) => [input, { id }] as const);
  const made = schemasOf([...sentParts, ...inputs], "input");
  const operations = writeRoutes.map((route): Operation => {
    const { path, method, action } = route;
    const input = made.get(names.get(action.input) ?? "") ?? {};
    return [path, method.toLowerCase(), operationOf(route, input)];
  });
  const shared = sentParts.map(([, { id }]): [string, Schema] => [id, made.get(id) ?? {}]);
  return { operations, schemas: Object.fromEntries(shared) };
}

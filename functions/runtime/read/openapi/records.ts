import type { AnyStage } from "../../../../domain/kernel/stage.ts";
import { records } from "../../../../domain/stages.ts";
import { pascal, schemaRef } from "./names.ts";
import { answeredParts } from "./parts.ts";
import { type Schema, schemasOf } from "./schemas.ts";

const Instant: Schema = { type: "string", format: "date-time" };

/** What every record carries before its fields. */
function metaOf(home: AnyStage): Record<string, Schema> {
  return {
    id: schemaRef(pascal(`${home.name}-id`)),
    stage: { type: "string", const: home.name },
    status: {},
    version: { type: "integer", minimum: 1, description: "The number of its last event" },
    deal: schemaRef("DealId"),
    createdAt: Instant,
    updatedAt: Instant,
  };
}

function withMeta(home: AnyStage, state: Schema): Schema {
  const meta = metaOf(home);
  const { properties = {}, required = [] } = state;
  return {
    type: "object",
    properties: { ...meta, ...properties },
    required: [...new Set([...Object.keys(meta), ...required])],
  };
}

function statusOf(state: Schema): string {
  const status = state.properties?.["status"];
  if (typeof status === "object" && typeof status.const === "string") return status.const;
  throw new Error("A state of a record has no status of its own");
}

/** A record is one of its statuses, each with the fields that it has: one component for each. */
function componentsOf(home: AnyStage, { oneOf: states = [] }: Schema): [string, Schema][] {
  const name = pascal(home.name);
  const parts = states.map((state): [string, Schema, string] => {
    const status = statusOf(state);
    return [`${name}${pascal(status)}`, withMeta(home, state), status];
  });
  const mapping = Object.fromEntries(parts.map(([part, , status]) => [status, schemaRef(part).$ref]));
  const whole: Schema = {
    oneOf: parts.map(([part]) => schemaRef(part)),
    discriminator: { propertyName: "status", mapping },
  };
  return [[name, whole], ...parts.map(([part, schema]): [string, Schema] => [part, schema])];
}

/** The schemas of all records as they are answered, and what they share. */
export function recordSchemas(): Record<string, Schema> {
  const states = records.map((home) => [home.record, { id: home.name }] as const);
  const schemas = schemasOf([...answeredParts, ...states], "output");
  const components = records.flatMap((home) => componentsOf(home, schemas.get(home.name) ?? {}));
  const shared = answeredParts.map(([, { id }]): [string, Schema] => [id, schemas.get(id) ?? {}]);
  return Object.fromEntries([...shared, ...components]);
}

import * as z from "zod";
import { schemaRef } from "./names.ts";
import type { Part } from "./parts.ts";

/** A JSON Schema (2020-12), as OpenAPI 3.1 takes it. */
export type Schema = z.core.JSONSchema.JSONSchema;

const FORMATS = new Set(["date", "date-time", "email"]);

const NAMES = new Set(["$schema", "$id", "id"]);

/** Leaves out what says nothing to a reader: how a format is checked, and the edges of exact numbers. */
function tidy(schema: Schema, io: "input" | "output"): void {
  if (schema.format !== undefined && FORMATS.has(schema.format)) delete schema.pattern;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  // Answers may gain fields at any time: a client that refuses what it does not know would break.
  if (io === "output" && schema.additionalProperties === false) delete schema.additionalProperties;
}

/** Within a document, only its place names a schema. */
function bare(schema: Schema): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => !NAMES.has(name)));
}

/** Makes JSON Schemas, by name, of schemas that refer to each other by their names. */
export function schemasOf(
  named: readonly (readonly [z.ZodType, Part])[],
  io: "input" | "output",
): Map<string, Schema> {
  const registry = z.registry<Part>();
  for (const [schema, part] of named) registry.add(schema, part);
  const { schemas } = z.toJSONSchema(registry, {
    io,
    metadata: registry,
    uri: (id) => schemaRef(id).$ref,
    override: ({ jsonSchema }) => tidy(jsonSchema, io),
  });
  return new Map(Object.entries(schemas).map(([name, schema]) => [name, bare(schema)]));
}

import * as z from "zod";
import { Envelope } from "../domain/kernel/event.ts";
import { nameOf } from "./names.ts";

/** A JSON Schema, of draft 2020-12 or draft-04. */
export type Schema = z.core.JSONSchema.JSONSchema;

/** What JSON Schemas are written in: the current draft, or the one that the EventBridge Schema Registry takes. */
export type Draft = "2020-12" | "draft-04";

/** What a schema says of one version of an event type. */
export interface Described {
  readonly type: string;
  readonly v: number;
  readonly stage: string;
  readonly description: string;
  readonly data: z.ZodType;
  /** The day since which it is the current version. */
  readonly since: string;
  /** The last day on which it is published, and what takes its place. */
  readonly deprecated?: { readonly sunset: string; readonly instead?: string } | undefined;
}

const FORMATS = new Set(["date", "date-time", "email"]);

/** Marks of the domain's schemas that their consumers see. */
const PERSONAL = "x-personal-data";

const envelopeWords: Readonly<Record<string, string>> = {
  id: "The id of the event: <record>#<seq>. The same each time that it is delivered: deduplicate on it.",
  type: "What happened.",
  v: "The version of the data.",
  stage: "What kind of record it happened to.",
  record: "The id of the record that it happened to.",
  seq: "Its number among the events of its record, from 1 and without gaps.",
  at: "When it happened, in UTC.",
  actor: "Who did it.",
  deal: "The id that all records from the lead to the invoice share.",
  causedBy: "The id of the event that it followed from.",
  traceId: "The request that it began with; the logs have it too.",
  data: "What there is to know of it.",
};

/** The whole event: the envelope, with the type, the version and the data of this one. */
function wholeOf({ type, v, stage, data }: Described) {
  return Envelope.extend({ type: z.literal(type), v: z.literal(v), stage: z.literal(stage), data });
}

/** Leaves out what binds only the writer: events gain fields, formats are checked by their name, numbers are exact anyhow. */
function open(schema: Schema): void {
  if (schema.format !== undefined && FORMATS.has(schema.format)) delete schema.pattern;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.additionalProperties === false) delete schema.additionalProperties;
}

function mark(zodSchema: z.core.$ZodType, schema: Schema): void {
  if (z.globalRegistry.get(zodSchema)?.[PERSONAL] === true) schema[PERSONAL] = true;
}

/** The parts that most events share, by name: they stand once in a schema, under `$defs`. */
function partsOf(): z.core.$ZodRegistry<{ id?: string | undefined }> {
  const registry = z.registry<{ id?: string | undefined }>();
  for (const [schema, id] of nameOf) registry.add(schema, { id });
  return registry;
}

function daysOf({ since, deprecated }: Described): Schema {
  if (deprecated === undefined) return { "x-since": since };
  const { sunset, instead } = deprecated;
  return {
    deprecated: true,
    "x-since": since,
    "x-sunset": sunset,
    ...(instead !== undefined && { "x-instead": instead }),
  };
}

/** The stable name of a schema: a URN, since no server of ours has to answer for it. */
export function schemaId(type: string, v: number, draft: Draft = "2020-12"): string {
  const name = `urn:salesline:event:${type}:v${v}`;
  return draft === "draft-04" ? `${name}:draft-04` : name;
}

function described(name: string, schema: Schema | boolean): Schema | boolean {
  const description = envelopeWords[name];
  return typeof schema === "boolean" || description === undefined ? schema : { description, ...schema };
}

/** The JSON Schema of a whole event, from the schema that its own code parses it with; open to fields that come later. */
export function eventSchema(event: Described, draft: Draft = "2020-12"): Schema {
  const {
    $schema,
    properties = {},
    ...rest
  } = z.toJSONSchema(wholeOf(event), {
    io: "output",
    target: draft === "2020-12" ? "draft-2020-12" : draft,
    metadata: partsOf(),
    override({ zodSchema, jsonSchema }) {
      open(jsonSchema);
      mark(zodSchema, jsonSchema);
    },
  });
  const named = Object.entries(properties).map(([name, schema]) => [name, described(name, schema)] as const);
  return {
    ...($schema && { $schema }),
    [draft === "draft-04" ? "id" : "$id"]: schemaId(event.type, event.v, draft),
    title: event.type,
    description: event.description,
    ...(draft === "2020-12" && daysOf(event)),
    ...rest,
    properties: Object.fromEntries(named),
  };
}

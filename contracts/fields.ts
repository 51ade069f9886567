import type { Schema } from "./schema.ts";

/** One field of an event's data, by its path: `after.email`, `lines[].net`, `answers.*` for the entries of a map. */
export interface Field {
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly personal: boolean;
  /** It holds no fields of its own. */
  readonly leaf: boolean;
}

const MARK = "x-personal-data";

type Defs = Readonly<Record<string, Schema>>;

/** A schema in place of a reference to it. */
export function resolved(schema: Schema, defs: Defs): Schema {
  const name = schema.$ref?.split("/").at(-1);
  const found = name === undefined ? undefined : defs[name];
  if (found === undefined) return schema;
  const { $ref: _, ...beside } = schema;
  return { ...resolved(found, defs), ...beside };
}

const isSchema = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const shown = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

function typeOf(schema: Schema): string {
  if (schema.const !== undefined) return `\`${shown(schema.const)}\``;
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${shown(value)}\``).join(", ");
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return [...new Set(choices.filter(isSchema).map(typeOf))].join(" or ");
  const { type, format } = schema;
  if (type === undefined) return "anything";
  if (type === "object" && isSchema(schema.additionalProperties)) return "map";
  return typeof type === "string" ? (format ?? type) : type.join(" or ");
}

interface Place {
  readonly path: string;
  readonly required: boolean;
  readonly personal: boolean;
}

function inner(schema: Schema, { path }: Place): (readonly [string, Schema, boolean])[] {
  const { properties = {}, required = [], items, additionalProperties: entries } = schema;
  const named = Object.entries(properties).flatMap(([name, value]) =>
    isSchema(value)
      ? [[path === "" ? name : `${path}.${name}`, value, required.includes(name)] as const]
      : [],
  );
  const listed = isSchema(items) ? [[`${path}[]`, items, true] as const] : [];
  const mapped = isSchema(entries) ? [[path === "" ? "*" : `${path}.*`, entries, true] as const] : [];
  const chosen = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
    .filter(isSchema)
    .map((choice) => [path, choice, false] as const);
  return [...named, ...listed, ...mapped, ...chosen];
}

function walk(raw: Schema, place: Place, defs: Defs, into: Field[]): void {
  const schema = resolved(raw, defs);
  const personal = place.personal || schema[MARK] === true;
  const parts = inner(schema, place);
  const isKnown = into.some(({ path }) => path === place.path);
  if (place.path !== "" && !isKnown) {
    const { path, required } = place;
    into.push({ path, type: typeOf(schema), required, personal, leaf: parts.length === 0 });
  }
  for (const [path, part, required] of parts) walk(part, { path, required, personal }, defs, into);
}

/** All fields of an event's data, in the order of its schema; each one once, whatever its choices are. */
export function fieldsOf(schema: Schema): readonly Field[] {
  const data = schema.properties?.["data"];
  const into: Field[] = [];
  if (isSchema(data)) walk(data, { path: "", required: true, personal: false }, schema.$defs ?? {}, into);
  return into;
}

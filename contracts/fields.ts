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

/** How far fields are followed: to the last one, or up to the parts that have a name of their own, such as Money. */
export type Depth = "whole" | "named";

const MARK = "x-personal-data";

type Defs = Readonly<Record<string, Schema>>;

/** A schema in place of a reference to it. */
export function resolved(schema: Schema, defs: Defs): Schema {
  const name = partOf(schema);
  const found = name === undefined ? undefined : defs[name];
  if (found === undefined) return schema;
  const { $ref: _, ...beside } = schema;
  return { ...resolved(found, defs), ...beside };
}

const partOf = ({ $ref }: Schema) => $ref?.split("/").at(-1);

const isSchema = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const shown = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

function typeOf(schema: Schema): string {
  const part = partOf(schema);
  if (part !== undefined) return part;
  if (schema.const !== undefined) return `\`${shown(schema.const)}\``;
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${shown(value)}\``).join(", ");
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return [...new Set(choices.filter(isSchema).map(typeOf))].join(" or ");
  const { type, format } = schema;
  if (type === undefined) return "anything";
  if (type === "object" && isSchema(schema.additionalProperties)) return "map";
  if (type === "array" && isSchema(schema.items)) return `list of ${typeOf(schema.items)}`;
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

function walk(raw: Schema, place: Place, defs: Defs, depth: Depth, into: Field[]): void {
  const stays = depth === "named" && partOf(raw) !== undefined;
  const schema = stays ? raw : resolved(raw, defs);
  const personal = place.personal || resolved(raw, defs)[MARK] === true;
  const parts = stays ? [] : inner(schema, place);
  const isKnown = into.some(({ path }) => path === place.path);
  if (place.path !== "" && !isKnown) {
    const { path, required } = place;
    into.push({ path, type: typeOf(schema), required, personal, leaf: parts.length === 0 });
  }
  for (const [path, part, required] of parts) walk(part, { path, required, personal }, defs, depth, into);
}

/** All fields of a schema of data, in its order; each one once, whatever its choices are. */
export function fieldsIn(schema: Schema, defs: Defs, depth: Depth): readonly Field[] {
  const into: Field[] = [];
  walk(schema, { path: "", required: true, personal: false }, defs, depth, into);
  return into;
}

/** All fields of an event's data. */
export function fieldsOf(schema: Schema, depth: Depth = "whole"): readonly Field[] {
  const data = schema.properties?.["data"];
  return isSchema(data) ? fieldsIn(data, schema.$defs ?? {}, depth) : [];
}

import { resolved } from "./fields.ts";
import type { Schema } from "./schema.ts";

/** One thing that a consumer of the schema before could not take of the schema after. */
export interface Break {
  /** A path as in `Field`, of the whole event. */
  readonly path: string;
  readonly what: string;
}

type Defs = Readonly<Record<string, Schema>>;

/** Two schemas of the same place, each with the parts that it refers to. */
interface Pair {
  readonly path: string;
  readonly before: Schema;
  readonly after: Schema;
  readonly beforeDefs: Defs;
  readonly afterDefs: Defs;
}

const isSchema = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const shown = (value: unknown) => JSON.stringify(value) ?? "nothing";

/** What says something to people and nothing to a validator, or is compared by a rule of its own. */
const judged = new Set([
  "$schema",
  "$id",
  "$defs",
  "$ref",
  "title",
  "description",
  "examples",
  "default",
  "deprecated",
  "x-personal-data",
  "x-since",
  "x-sunset",
  "x-instead",
  "type",
  "const",
  "enum",
  "format",
  "pattern",
  "properties",
  "required",
  "additionalProperties",
  "propertyNames",
  "items",
  "prefixItems",
  "anyOf",
  "oneOf",
  "minLength",
  "maxLength",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "minItems",
  "maxItems",
]);

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** The values that a schema allows, when it names them. */
function valuesOf({ const: only, enum: values }: Schema): readonly unknown[] | undefined {
  return only === undefined ? values : [only];
}

function values({ path, before, after }: Pair): Break[] {
  const allowed = valuesOf(before)?.map(shown);
  if (allowed === undefined) return [];
  const now = valuesOf(after);
  if (now === undefined) return [{ path, what: `was one of ${allowed.join(", ")} and can be anything now` }];
  const more = now.map(shown).filter((value) => !allowed.includes(value));
  return more.length === 0 ? [] : [{ path, what: `can be ${more.join(", ")} now, which it could not` }];
}

function types({ path, before, after }: Pair): Break[] {
  if (before.type === undefined) return [];
  const allowed = listOf(before.type);
  const fits = (type: unknown) =>
    allowed.includes(type) || (type === "integer" && allowed.includes("number"));
  if (after.type === undefined && valuesOf(after) !== undefined) return [];
  if (after.type !== undefined && listOf(after.type).every(fits)) return [];
  return [{ path, what: `was ${shown(before.type)} and is ${shown(after.type)}` }];
}

/** A form that values had must stay: whether another one is narrower cannot be told. */
function forms({ path, before, after }: Pair): Break[] {
  const names = ["format", "pattern"] as const;
  return names
    .filter((name) => before[name] !== undefined && before[name] !== after[name])
    .map((name) => ({ path, what: `had the ${name} ${shown(before[name])} and has ${shown(after[name])}` }));
}

const tops = ["maxLength", "maximum", "exclusiveMaximum", "maxItems"] as const;
const floors = ["minLength", "minimum", "exclusiveMinimum", "minItems"] as const;

function limits({ path, before, after }: Pair): Break[] {
  const wider = (name: (typeof tops)[number] | (typeof floors)[number], sign: number) => {
    const [was, is] = [before[name], after[name]];
    if (typeof was !== "number" || (typeof is === "number" && is * sign <= was * sign)) return [];
    return [{ path, what: `had the ${name} ${was} and has ${shown(is)}` }];
  };
  return [...tops.flatMap((name) => wider(name, 1)), ...floors.flatMap((name) => wider(name, -1))];
}

const within = (path: string, name: string) => (path === "" ? name : `${path}.${name}`);

function fields(pair: Pair): Break[] {
  const { properties: was = {}, required: needed = [] } = pair.before;
  const { properties: is = {}, required: given = [] } = pair.after;
  return Object.entries(was).flatMap(([name, before]) => {
    const path = within(pair.path, name);
    const after = is[name];
    if (after === undefined) return [{ path, what: "is gone" }];
    const lost = needed.includes(name) && !given.includes(name);
    return [
      ...(lost ? [{ path, what: "was always there and may be left out now" }] : []),
      ...(isSchema(before) && isSchema(after) ? breaks({ ...pair, path, before, after }) : []),
    ];
  });
}

/** Entries of maps and lists, and the names of entries. */
function entries(pair: Pair): Break[] {
  const names = ["additionalProperties", "propertyNames", "items"] as const;
  const suffix = { additionalProperties: ".*", propertyNames: ".* (name)", items: "[]" };
  return names.flatMap((name) => {
    const [before, after] = [pair.before[name], pair.after[name]];
    if (!isSchema(before) || Object.keys(before).length === 0) return [];
    const path = `${pair.path}${suffix[name]}`;
    return isSchema(after)
      ? breaks({ ...pair, path, before, after })
      : [{ path, what: "can be anything now" }];
  });
}

const choicesOf = ({ anyOf, oneOf }: Schema) => (anyOf ?? oneOf)?.filter(isSchema);

/** Each choice that there is must be one that there was. */
function choices(pair: Pair): Break[] | undefined {
  const [was, is] = [choicesOf(pair.before), choicesOf(pair.after)];
  if (was === undefined && is === undefined) return undefined;
  return (is ?? [pair.after]).flatMap((after, at) => {
    const tried = (was ?? [pair.before]).map((before) => breaks({ ...pair, before, after }));
    const [first] = tried.toSorted((a, b) => a.length - b.length);
    if (first === undefined || first.length === 0) return [];
    const [only] = first;
    const why = tried.length === 1 && only !== undefined ? `: ${only.path} ${only.what}` : "";
    return [{ path: pair.path, what: `has a choice (number ${at + 1}) that it had not${why}` }];
  });
}

/** What this comparison has no rule for must not change. */
function others({ path, before, after }: Pair): Break[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)].filter((name) => !judged.has(name)));
  return [...names]
    .filter((name) => shown(before[name]) !== shown(after[name]))
    .map((name) => ({ path, what: `had ${name} ${shown(before[name])} and has ${shown(after[name])}` }));
}

function tuples({ path, before, after }: Pair): Break[] {
  if (before.prefixItems === undefined || shown(before.prefixItems) === shown(after.prefixItems)) return [];
  return [{ path, what: "has other items at fixed places" }];
}

function breaks(raw: Pair): Break[] {
  const before = resolved(raw.before, raw.beforeDefs);
  const after = resolved(raw.after, raw.afterDefs);
  const pair = { ...raw, before, after };
  const chosen = choices(pair);
  if (chosen !== undefined) return chosen;
  const retyped = types(pair);
  if (retyped.length > 0) return retyped;
  return [values, forms, limits, fields, entries, tuples, others].flatMap((rule) => rule(pair));
}

/**
 * What a consumer of an event by its schema before could not take of one by its schema after: every event that is
 * published now must be one that was possible then, and have all that was in it. New fields break nothing.
 */
export function breaksBetween(before: Schema, after: Schema): readonly Break[] {
  return breaks({
    path: "",
    before,
    after,
    beforeDefs: before.$defs ?? {},
    afterDefs: after.$defs ?? {},
  });
}

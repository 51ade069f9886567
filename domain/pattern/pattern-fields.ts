import { PatternFault } from "./pattern-fault.ts";
import { isRecord } from "./pattern-json.ts";
import { OPERATORS } from "./pattern-operators.ts";
import type { Leaf, PatternNode } from "./pattern-tree.ts";
import { readValues } from "./pattern-values.ts";

/** The fields of one alternative by path; a later value for the same path replaces the earlier one, as AWS does it. */
type Alternative = ReadonlyMap<string, { readonly path: readonly string[]; readonly leaf: Leaf }>;
type Path = readonly string[];

/** How "$or" is read: as the operator, as the operator with us inside it, or as the name of a field. */
type Reading = "operator" | "inside" | "name";

const OR = "$or";
const MOST_ALTERNATIVES = 1000;

/** Names that AWS keeps free inside `$or`, besides those of its operators. */
const RESERVED = new Set(
  (
    "= < <= > >= regex not-wildcard not-equals-ignore-case date-after date-on-or-after date-before " +
    "date-on-or-before in-date-range ip-address-in-range ip-address-not-in-range"
  ).split(" "),
);

/** The alternatives of a pattern: an event matches it when it fits one of them. Throws PatternFault. */
export function readPattern(pattern: unknown): readonly PatternNode[] {
  if (!isRecord(pattern)) throw new PatternFault("Filter is not an object", []);
  return readAlternatives(pattern).map((alternative) => treeOf([...alternative.values()], 0));
}

/** A "$or" that cannot be the operator is the name of a field, as AWS keeps it for patterns older than the operator. */
function readAlternatives(pattern: Readonly<Record<string, unknown>>): readonly Alternative[] {
  try {
    return readFields([new Map()], [], pattern, "operator");
  } catch (fault) {
    try {
      return readFields([new Map()], [], pattern, "name");
    } catch {
      throw fault;
    }
  }
}

function readFields(
  soFar: readonly Alternative[],
  path: Path,
  fields: Readonly<Record<string, unknown>>,
  reading: Reading,
): readonly Alternative[] {
  const entries = Object.entries(fields);
  if (entries.length === 0) throw new PatternFault("Empty objects are not allowed", path);
  return entries.reduce(
    (alternatives, [name, value]) =>
      name === OR && reading !== "name"
        ? readOr(alternatives, path, value)
        : readField(alternatives, [...path, name], value, reading),
    soFar,
  );
}

function readField(
  soFar: readonly Alternative[],
  path: Path,
  value: unknown,
  reading: Reading,
): readonly Alternative[] {
  const name = path.at(-1) ?? "";
  if (reading === "inside" && (OPERATORS.has(name) || RESERVED.has(name)))
    throw new PatternFault(`${name} is Ruler reserved fieldName which cannot be used inside $or.`, path);
  if (isRecord(value)) return readFields(soFar, path, value, reading);
  if (!Array.isArray(value)) throw new PatternFault(`"${name}" must be an object or an array`, path);
  const leaf = readValues(value, path);
  return soFar.map((alternative) => new Map(alternative).set(JSON.stringify(path), { path, leaf }));
}

function readOr(soFar: readonly Alternative[], path: Path, members: unknown): readonly Alternative[] {
  const at = [...path, OR];
  if (!Array.isArray(members)) throw new PatternFault("It must be an Array followed with $or.", at);
  if (members.length < 2)
    throw new PatternFault("There must have at least 2 Objects in $or relationship.", at);
  const alternatives: Alternative[] = [];
  for (const member of members) {
    if (!isRecord(member))
      throw new PatternFault("Only JSON object is allowed in array of $or relationship.", at);
    alternatives.push(...readFields(soFar, path, member, "inside"));
    if (alternatives.length > MOST_ALTERNATIVES)
      throw new PatternFault(`More than ${MOST_ALTERNATIVES} rule combinations from $or`, at);
  }
  return alternatives;
}

function treeOf(fields: readonly { readonly path: Path; readonly leaf: Leaf }[], depth: number): PatternNode {
  const below = Map.groupBy(
    fields.filter((field) => field.path.length > depth),
    (field) => field.path[depth] ?? "",
  );
  return {
    leaf: fields.find((field) => field.path.length === depth)?.leaf,
    fields: [...below].map(([name, inside]) => [name, treeOf(inside, depth + 1)]),
  };
}

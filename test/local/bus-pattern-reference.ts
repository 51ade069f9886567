/**
 * What AWS says a match is, computed the slow way: the event as a list of values, each with its path and with the array
 * elements it lies in, and a search for one value per field of the pattern, no two from different elements of one array.
 */

/** One field of a flat pattern: the values allowed, and whether the field may be absent. */
export interface FlatField {
  readonly path: readonly string[];
  readonly values: readonly unknown[];
  readonly absent: boolean;
}

interface Found {
  readonly path: string;
  readonly value: unknown;
  readonly elements: ReadonlyMap<object, number>;
}

/** True when the event fits all fields at once. */
export function fitsByDefinition(fields: readonly FlatField[], event: unknown): boolean {
  return search(fields, [], flatten(event, [], new Map()), new Map());
}

function search(
  fields: readonly FlatField[],
  absent: readonly string[],
  found: readonly Found[],
  chosen: ReadonlyMap<object, number>,
): boolean {
  const [field, ...rest] = fields;
  if (field === undefined)
    return !found.some((one) => absent.includes(one.path) && agree(one.elements, chosen));
  const path = JSON.stringify(field.path);
  if (field.absent && search(rest, [...absent, path], found, chosen)) return true;
  return found.some(
    (one) =>
      one.path === path &&
      field.values.includes(one.value) &&
      agree(one.elements, chosen) &&
      search(rest, absent, found, new Map([...chosen, ...one.elements])),
  );
}

function agree(some: ReadonlyMap<object, number>, others: ReadonlyMap<object, number>): boolean {
  return some.entries().every(([array, index]) => (others.get(array) ?? index) === index);
}

function flatten(value: unknown, path: readonly string[], elements: ReadonlyMap<object, number>): Found[] {
  if (Array.isArray(value))
    return value.flatMap((element, index) => flatten(element, path, new Map([...elements, [value, index]])));
  if (typeof value === "object" && value !== null)
    return Object.entries(value).flatMap(([name, inner]) => flatten(inner, [...path, name], elements));
  return [{ path: JSON.stringify(path), value, elements }];
}

interface Money {
  readonly minor: number;
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
const isMoney = (value: object): value is Money => "minor" in value;

/** Whether a value says as much as nothing: what is written in one version of a record and left out in another. */
function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isObject(value)) return isMoney(value) && value.minor === 0;
  return value === undefined || value === "0" || value === 0 || value === false;
}

/** A difference of two JSON values: where, and what each says there. */
export interface Difference {
  readonly at: string;
  readonly a: unknown;
  readonly b: unknown;
}

function fieldsOf(value: object): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(value));
}

/** Where two JSON values first differ, as a JSON pointer; undefined when they say the same. */
export function differenceOf(a: unknown, b: unknown, at = ""): Difference | undefined {
  if (Object.is(a, b) || (isEmpty(a) && b === undefined) || (a === undefined && isEmpty(b))) return undefined;
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) return { at, a, b };
  const [left, right] = [fieldsOf(a), fieldsOf(b)];
  for (const name of new Set([...left.keys(), ...right.keys()])) {
    const found = differenceOf(left.get(name), right.get(name), `${at}/${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A value as a person reads it. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

/** A JSON value that is neither an array nor an object. */
export type Scalar = string | number | boolean | null;

/** True for JSON objects: not null, not an array. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True for strings, numbers, booleans and null. */
export function isScalar(value: unknown): value is Scalar {
  return (
    value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean"
  );
}

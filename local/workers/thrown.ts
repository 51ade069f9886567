import { types } from "node:util";

/** An error as Lambda reports it. */
export interface ThrownShape {
  readonly errorType: string;
  readonly errorMessage: string;
}

/** Lambda's description of anything that a handler throws: `undefined` and `null` become the text "handled". */
export function describeThrown(thrown: unknown): ThrownShape {
  if (thrown === undefined || thrown === null) return { errorType: "string", errorMessage: "handled" };
  try {
    if (types.isNativeError(thrown) || thrown instanceof Error) {
      return { errorType: textOf(thrown.name), errorMessage: textOf(thrown.message) };
    }
    return { errorType: typeof thrown, errorMessage: textOf(thrown) };
  } catch {
    return { errorType: "handled", errorMessage: "The function threw an error that cannot be read" };
  }
}

/** An object is only known by its tag, "[object Object]". */
function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean")
    return String(value);
  return Object.prototype.toString.call(value);
}

import { type Break, breaksBetween } from "./compare.ts";
import type { Schema } from "./schema.ts";

/** A schema under its name: `quote.accepted.v1`. */
export type Schemas = ReadonlyMap<string, Schema>;

/** Why what is published now cannot follow what was released. */
export interface Problem extends Break {
  /** "quote.accepted.v1". */
  readonly name: string;
}

const sunsetOf = (schema: Schema) => {
  const sunset = schema["x-sunset"];
  return typeof sunset === "string" ? sunset : undefined;
};

function gone(name: string, released: Schema, today: string): Problem[] {
  const sunset = sunsetOf(released);
  if (sunset !== undefined && sunset < today) return [];
  const until = sunset === undefined ? "it was released without a sunset" : `its sunset is ${sunset}`;
  return [{ name, path: "", what: `is published no longer, but ${until}` }];
}

/** What of the released contracts does not hold any more on this day: changed so that consumers break, or gone before its sunset. */
export function releaseProblems(released: Schemas, current: Schemas, today: string): readonly Problem[] {
  return [...released].flatMap(([name, before]) => {
    const after = current.get(name);
    if (after === undefined) return gone(name, before, today);
    return breaksBetween(before, after).map((each) => ({ name, ...each }));
  });
}

/** A problem as a line, with what to do. */
export function told({ name, path, what }: Problem): string {
  const where = path === "" ? name : `${name} ${path}`;
  return `${where} ${what}: keep it as it was, or make a new version of the event`;
}

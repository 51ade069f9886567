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

/** An end that was announced can be put off and not brought forward; one that was not must leave time to move. */
function ends(name: string, released: Schema, current: Schema, today: string): Problem[] {
  const [was, is] = [sunsetOf(released), sunsetOf(current)];
  if (is === undefined || is >= (was ?? today)) return [];
  const before = was === undefined ? "nobody was told before that day" : `its sunset was ${was}`;
  return [{ name, path: "", what: `ends on ${is}, but ${before}` }];
}

/** What of the released contracts does not hold any more on this day: changed so that consumers break, or ending or gone before its sunset. */
export function releaseProblems(released: Schemas, current: Schemas, today: string): readonly Problem[] {
  return [...released].flatMap(([name, before]) => {
    const after = current.get(name);
    if (after === undefined) return gone(name, before, today);
    const broken = breaksBetween(before, after).map((each) => ({ name, ...each }));
    return [...broken, ...ends(name, before, after, today)];
  });
}

/** A problem as a line, with what to do. */
export function told({ name, path, what }: Problem): string {
  const where = path === "" ? name : `${name} ${path}`;
  return `${where} ${what}: keep it as it was, or make a new version of the event`;
}

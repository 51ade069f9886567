import { type Break, breaksBetween } from "./compare.ts";
import type { Schema } from "./schema.ts";

/** A schema under its name: `quote.accepted.v1`. */
export type Schemas = ReadonlyMap<string, Schema>;

/** Why what is published now cannot follow what was released. */
export interface Problem extends Break {
  /** What to do about it, when it is not to leave it as it was. */
  readonly todo?: string;
  /** "quote.accepted.v1". */
  readonly name: string;
}

function dayIn(schema: Schema, name: "x-since" | "x-sunset"): string | undefined {
  const day = schema[name];
  return typeof day === "string" ? day : undefined;
}

const sunsetOf = (schema: Schema) => dayIn(schema, "x-sunset");
const sinceOf = (schema: Schema) => dayIn(schema, "x-since");

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

/** A version is current since one day, for ever: whoever keeps to the contracts of a day gets the same by it. */
function moved(name: string, released: Schema, current: Schema): Problem[] {
  const [was, is] = [sinceOf(released), sinceOf(current)];
  if (was === undefined || was === is) return [];
  const what = `is current since ${is ?? "no day"}, but was released as current since ${was}`;
  return [{ name, path: "", what, todo: "leave that day as it was" }];
}

/** A new version may only be one of days to come: nobody who keeps to the contracts of a day before would expect it. */
function begun(name: string, current: Schema, released: Schemas, today: string): Problem[] {
  const since = sinceOf(current);
  const problem = (what: string, todo: string) => [{ name, path: "", what, todo }];
  if (since === undefined) return problem("says no day since which it is current", "give it one");
  if (name.endsWith(".v1")) return [];
  const newest =
    [...released.values()]
      .map((schema) => sinceOf(schema) ?? "")
      .toSorted()
      .at(-1) ?? "";
  if (since > newest && since >= today) return [];
  const before = since > newest ? "that day is over" : `there are contracts of ${newest}`;
  const why = "who keeps to the contracts of a day before must not be given it";
  return problem(`is current since ${since}, but ${before}: ${why}`, "give it the day of its release");
}

/** What of the released contracts does not hold any more on this day: changed so that consumers break, ending or gone before its sunset, or current since another day. */
export function releaseProblems(released: Schemas, current: Schemas, today: string): readonly Problem[] {
  const kept = [...released].flatMap(([name, before]) => {
    const after = current.get(name);
    if (after === undefined) return gone(name, before, today);
    const broken = breaksBetween(before, after).map((each) => ({ name, ...each }));
    return [...broken, ...moved(name, before, after), ...ends(name, before, after, today)];
  });
  const fresh = [...current].filter(([name]) => !released.has(name));
  return [...kept, ...fresh.flatMap(([name, schema]) => begun(name, schema, released, today))];
}

/** A problem as a line, with what to do. */
export function told({ name, path, what, todo }: Problem): string {
  const where = path === "" ? name : `${name} ${path}`;
  return `${where} ${what}: ${todo ?? "keep it as it was, or make a new version of the event"}`;
}

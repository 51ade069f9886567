import type { HTTPMethod } from "find-my-way";
import findMyWay from "find-my-way";
import type { RouteSpec } from "../model.ts";
import { StartProblem } from "../problem.ts";

/** The route of a request, with the path parameters URL-decoded. */
export interface FoundRoute {
  readonly route: RouteSpec;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** Finds the route of a request; undefined when there is none, and no `$default`. */
export type FindRoute = (method: string, path: string) => FoundRoute | undefined;

const methods = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"] as const satisfies HTTPMethod[];
type Method = (typeof methods)[number];
const isMethod = (method: string): method is Method => methods.some((known) => known === method);

/** A route as the router knows it: its parameters are named by position, as two routes may name a place differently. */
interface Entry {
  readonly route: RouteSpec;
  readonly method: string;
  readonly path: string;
  /** Name of a parameter by its name in the router. */
  readonly names: ReadonlyMap<string, string>;
}

function entryOf(route: RouteSpec): Entry | undefined {
  const [method = "", path] = route.routeKey.split(" ");
  if (path === undefined) return undefined;
  if (!isMethod(method) && method !== "ANY") {
    throw new StartProblem(`The route ${route.routeKey} has a method that an HTTP API does not know`);
  }
  const names = new Map<string, string>();
  const segments = path.split("/").map((segment, index) => {
    const [, name, greedy] = /^\{([^{}+]+)(\+)?\}$/.exec(segment) ?? [];
    if (name === undefined) return segment.replaceAll(":", "::");
    names.set(greedy === undefined ? `p${index}` : "*", name);
    return greedy === undefined ? `:p${index}` : "*";
  });
  return { route, method, path: segments.join("/"), names };
}

/** The methods that each entry answers: ANY is for those that no other route of the same path has. */
function methodsOf(entry: Entry, all: readonly Entry[]): readonly Method[] {
  if (isMethod(entry.method)) return [entry.method];
  const others = new Set(all.filter((other) => other.path === entry.path).map((other) => other.method));
  return methods.filter((method) => !others.has(method));
}

const named = (entry: Entry, params: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries([...entry.names].map(([inRouter, name]) => [name, params[inRouter] ?? ""]));

/** Matches as an HTTP API does: exact before `{name}` before `{name+}` before `$default`, a method before ANY. */
export function routeTable(routes: readonly RouteSpec[]): FindRoute {
  const router = findMyWay({ maxParamLength: 8000 });
  const entries = routes.map(entryOf).filter((entry) => entry !== undefined);
  const byHandler = new Map<unknown, Entry>();
  for (const entry of entries) {
    const handler = (): void => undefined;
    byHandler.set(handler, entry);
    for (const method of methodsOf(entry, entries)) router.on(method, entry.path, handler);
  }
  const route = routes.find(({ routeKey }) => routeKey === "$default");
  const fallback = route && { route, pathParameters: {} };
  return (method, path) => {
    const found = isMethod(method) ? router.find(method, path) : null;
    const entry = byHandler.get(found?.handler);
    // A greedy parameter stands for at least one character.
    if (found === null || entry === undefined || found.params["*"] === "") return fallback;
    return { route: entry.route, pathParameters: named(entry, found.params) };
  };
}

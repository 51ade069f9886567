import { type Refusal, refuse } from "../../../domain/kernel/refusal.ts";
import { edge, type HttpEvent, type HttpHandler } from "../edge.ts";
import { exportRoutes } from "../export/routes.ts";
import { feedRoutes } from "../feed/routes.ts";
import { processRoutes } from "./process-routes.ts";
import { readRoutes, writeRoutes } from "./routes.ts";

const routes = [...readRoutes, ...processRoutes, ...exportRoutes, ...feedRoutes, ...writeRoutes].map(
  ({ method, path }) => ({
    method,
    path,
    parts: path.split("/"),
  }),
);

const isParameter = (part: string) => part.startsWith("{");

/** The routes of a path, whatever their method. */
function routesAt(path: string) {
  const parts = path.split("/");
  return routes.filter(
    (route) =>
      route.parts.length === parts.length &&
      route.parts.every((part, n) => (isParameter(part) ? parts[n] !== "" : part === parts[n])),
  );
}

const MAX_SHOWN = 100;

function shown(path: string): string {
  return path.length > MAX_SHOWN ? `${path.slice(0, MAX_SHOWN)}…` : path;
}

/** What the path may have been meant to be: without a slash at its end, in small letters, with the plural. */
function meant(path: string): string | undefined {
  const [, first = "", ...rest] = path.replace(/\/+$/, "").split("/");
  const plural = first.toLowerCase();
  const candidates = [first, plural, `${plural}s`, plural.replace(/y$/, "ies")];
  return candidates.map((root) => ["", root, ...rest].join("/")).find((other) => routesAt(other).length > 0);
}

function refusalFor({ rawPath, requestContext: { http } }: HttpEvent): Refusal {
  const methods = [...new Set(routesAt(rawPath).map(({ method }) => method))].sort();
  if (methods.length > 0) {
    const message = `${shown(rawPath)} cannot be asked with ${http.method}: use ${methods.join(" or ")}`;
    return refuse("method_not_allowed", message, { allowed: methods });
  }
  const other = meant(rawPath);
  const hint = other === undefined ? "" : `; did you mean ${shown(other)}?`;
  return refuse(
    "not_found",
    `There is no ${shown(rawPath)}: /openapi.json describes every route that there is${hint}`,
  );
}

/** The Lambda function of every request that no route takes: says what there is instead. */
export function unknownRoute(): HttpHandler {
  return edge("read.unknown", (event) => Promise.resolve(refusalFor(event)));
}

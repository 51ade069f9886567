import type { Action } from "../../../domain/kernel/action.ts";
import type { AnyStage } from "../../../domain/kernel/stage.ts";
import { records, stages } from "../../../domain/stages.ts";

/** What is read; each has its own function. */
export type ReadKind =
  | "get"
  | "list"
  | "history"
  | "actions"
  | "deal-history"
  | "account-history"
  | "openapi";

/** A route that reads. */
export interface ReadRoute {
  readonly method: "GET";
  readonly path: string;
  readonly kind: ReadKind;
  /** The stage that it belongs to. */
  readonly home?: AnyStage;
}

/** A route that asks for an action. */
export interface WriteRoute {
  readonly method: "POST" | "PATCH" | "PUT";
  readonly path: string;
  readonly action: Action;
}

function readsOf(home: AnyStage): ReadRoute[] {
  const root = `/${home.plural}`;
  // Under an account, its whole chain of deals is told.
  const history = home.name === "account" ? "account-history" : "history";
  return [
    { method: "GET", path: root, kind: "list", home },
    { method: "GET", path: `${root}/{id}`, kind: "get", home },
    { method: "GET", path: `${root}/{id}/history`, kind: history, home },
    { method: "GET", path: `${root}/{id}/actions`, kind: "actions", home },
  ];
}

/** All routes that read. */
export const readRoutes: readonly ReadRoute[] = [
  ...records.flatMap(readsOf),
  { method: "GET", path: "/deals/{deal}/history", kind: "deal-history" },
  { method: "GET", path: "/openapi.json", kind: "openapi" },
];

/** All routes that ask for an action. */
export const writeRoutes: readonly WriteRoute[] = stages.flatMap(({ actions }) =>
  actions.flatMap((action) => (action.route === undefined ? [] : [{ ...action.route, action }])),
);

import { type Action, routeUnder } from "../../../domain/kernel/action.ts";
import type { AnyStage } from "../../../domain/kernel/stage.ts";
import { activity } from "../../../domain/activity/activity.ts";
import { regardingStages } from "../../../domain/activity/regarding.ts";
import { quote } from "../../../domain/quote/quote.ts";
import { records, stages } from "../../../domain/stages.ts";

/** What is read; each has its own function. */
export type ReadKind =
  | "get"
  | "list"
  | "history"
  | "actions"
  | "deal-history"
  | "account-history"
  | "activities"
  | "compare"
  | "ubl"
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
  /** The stage of the record in the path, which the new one is about. */
  readonly under?: AnyStage;
}

function readsOf(home: AnyStage): ReadRoute[] {
  const root = `/${home.plural}`;
  if (home.singleton !== undefined) {
    return [
      { method: "GET", path: root, kind: "get", home },
      { method: "GET", path: `${root}/history`, kind: "history", home },
      { method: "GET", path: `${root}/actions`, kind: "actions", home },
    ];
  }
  // Under an account, its whole chain of deals is told.
  const history = home.name === "account" ? "account-history" : "history";
  return [
    { method: "GET", path: root, kind: "list", home },
    { method: "GET", path: `${root}/{id}`, kind: "get", home },
    { method: "GET", path: `${root}/{id}/history`, kind: history, home },
    { method: "GET", path: `${root}/{id}/actions`, kind: "actions", home },
  ];
}

/** The activities of a record. */
const activitiesOf = ({ plural }: AnyStage) => ({
  method: "GET" as const,
  path: `/${plural}/{id}/${activity.plural}`,
});

/** Stages whose records are documents for the customer, written in UBL. */
const documents = new Set(["invoice", "credit-note"]);

/** All routes that read. */
export const readRoutes: readonly ReadRoute[] = [
  ...records.flatMap(readsOf),
  { method: "GET", path: "/quotes/{id}/compare", kind: "compare", home: quote },
  ...records
    .filter(({ name }) => documents.has(name))
    .map((home): ReadRoute => ({ method: "GET", path: `/${home.plural}/{id}/ubl`, kind: "ubl", home })),
  ...regardingStages.map((home): ReadRoute => ({ ...activitiesOf(home), kind: "activities", home })),
  { method: "GET", path: "/deals/{deal}/history", kind: "deal-history" },
  { method: "GET", path: "/openapi.json", kind: "openapi" },
];

function writesOf(action: Action): WriteRoute[] {
  const { route, under } = action;
  if (route === undefined) return [];
  return [
    { ...route, action },
    ...under.map((home) => ({ ...routeUnder(home, action), action, under: home })),
  ];
}

/** All routes that ask for an action. */
export const writeRoutes: readonly WriteRoute[] = stages.flatMap(({ actions }) => actions.flatMap(writesOf));

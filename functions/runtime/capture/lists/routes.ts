/** A route of lists that asks no action of one record by itself. */
export interface ListRoute {
  readonly method: "GET" | "POST";
  readonly path: string;
  /** The name of its function: "capture-create-import" for functions/capture/create-import.ts. */
  readonly entry:
    | "capture-create-import"
    | "capture-analyse-import"
    | "capture-import-rows"
    | "capture-export-leads";
}

/** The routes of lists beside the actions of an import. */
export const listRoutes: readonly ListRoute[] = [
  { method: "POST", path: "/imports", entry: "capture-create-import" },
  { method: "POST", path: "/imports/{id}/analyse", entry: "capture-analyse-import" },
  { method: "GET", path: "/imports/{id}/rows", entry: "capture-import-rows" },
  { method: "GET", path: "/leads/export", entry: "capture-export-leads" },
];

/** A route of the sales processes that asks no action of one record. */
export interface ProcessRoute {
  readonly method: "GET" | "POST";
  readonly path: string;
  /** The name of its function: "process-check" for functions/process/check.ts. */
  readonly entry: "read-labels" | "process-check" | "deal-migrate";
}

/** The routes of the sales processes that ask no action of one record. */
export const processRoutes: readonly ProcessRoute[] = [
  { method: "GET", path: "/labels", entry: "read-labels" },
  { method: "POST", path: "/process/check", entry: "process-check" },
  { method: "POST", path: "/deals/{deal}/migrate", entry: "deal-migrate" },
];

/** A route of exports and of the snapshot that asks no action of a record. */
export interface ExportRoute {
  readonly method: "GET";
  readonly path: string;
  /** The name of its function: "read-snapshot" for functions/read/snapshot.ts. */
  readonly entry: "read-snapshot" | "read-export-files";
}

/** The routes of exports beside their actions, and the snapshot. */
export const exportRoutes: readonly ExportRoute[] = [
  { method: "GET", path: "/snapshot", entry: "read-snapshot" },
  { method: "GET", path: "/exports/{id}/files", entry: "read-export-files" },
];

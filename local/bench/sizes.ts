import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { textTable } from "../text-table.ts";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));

/** Prints the size of each function's bundle, the biggest first. Throws when there are none. */
export const printSizes = (): void => {
  const names = existsSync(dist) ? readdirSync(dist) : [];
  if (names.length === 0) throw new Error('There are no bundles in dist/: run "npm run build" first');
  const sizes = names
    .map((name) => ({ name, bytes: statSync(join(dist, name, "index.mjs")).size }))
    .toSorted((a, b) => b.bytes - a.bytes);
  const rows = sizes.map(({ name, bytes }) => [name, (bytes / 1024).toFixed(1)]);
  const columns = [{ heading: "function" }, { heading: "KB", align: "right" }] as const;
  for (const line of textTable(columns, rows)) console.log(line);
};

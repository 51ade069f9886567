import { join } from "node:path";

const root = join(import.meta.dirname, "..");

/** Where the released schemas are kept, and where the pages and documents are written. */
export const paths = {
  released: join(root, "contracts", "released"),
  docs: join(root, "docs", "events"),
} as const;

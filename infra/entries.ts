import { readdirSync } from "node:fs";
import { join, sep } from "node:path";

/** A file in functions/ that becomes a function of its own. */
export interface Entry {
  /** Its path with dashes: "quote-send" for functions/quote/send.ts. */
  readonly name: string;
  /** Its path from the root of the project, with slashes. */
  readonly file: string;
}

/** The entry files on disk, in order of their names: all of functions/ but what they share, functions/runtime/. */
export function readEntries(root: string): readonly Entry[] {
  return readdirSync(join(root, "functions"), { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll(sep, "/"))
    .filter((path) => path.endsWith(".ts") && !path.startsWith("runtime/"))
    .map((path) => ({ name: path.slice(0, -".ts".length).replaceAll("/", "-"), file: `functions/${path}` }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

import { createHash } from "node:crypto";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

const Stamp = z.object({ sources: z.string(), templates: z.string() });

/** All that the bundles and templates are made of. */
const sources = ["{domain,functions,infra,web}/**/*", "{cdk,package,package-lock,tsconfig}.json"];

const hashOf = (folder: string, patterns: readonly string[]) => {
  const hash = createHash("sha256");
  const files = globSync(patterns, { cwd: folder, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const file of files.map(({ parentPath, name }) => join(parentPath, name)).toSorted()) {
    hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
};

const file = (assembly: string) => join(assembly, "built-from.json");

const templatesOf = (assembly: string) =>
  hashOf(assembly, ["manifest.json", "*.template.json", "*.assets.json"]);

/** Identifies the present sources. */
export const sourcesOf = (root: string): string => hashOf(root, sources);

/** Notes what the assembly was made from: the sources as they were before the build began. */
export const markBuilt = (assembly: string, from: string): void =>
  writeFileSync(file(assembly), JSON.stringify({ sources: from, templates: templatesOf(assembly) }));

/** Whether the assembly was made from these sources, and nobody has written to it since. */
export const isBuiltFrom = (assembly: string, from: string): boolean => {
  try {
    const stamp = Stamp.parse(JSON.parse(readFileSync(file(assembly), "utf8")));
    return stamp.sources === from && stamp.templates === templatesOf(assembly);
  } catch {
    return false;
  }
};

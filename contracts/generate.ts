import { globSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { contractFiles } from "./pages/files.ts";
import { paths } from "./paths.ts";
import { release } from "./released.ts";
import { currentSchemas } from "./schemas.ts";

/** Written by hand: what generating leaves alone. */
const BY_HAND = new Set(["README.md"]);

/** What an own build of the catalog leaves behind. */
const BUILT =
  /^catalog\/(?:node_modules|dist|\.eventcatalog-core|package-lock\.json|events\/[^/]+\/schema\.json)/;

/** The generated files that lie in docs/events, by path within it. */
export function presentFiles(): readonly string[] {
  const all = globSync("{*,{schemas,catalog}/**/*,catalog/.*}", { cwd: paths.docs, withFileTypes: true });
  return all
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(paths.docs.length + 1))
    .filter((path) => !BY_HAND.has(path) && !BUILT.test(path))
    .toSorted();
}

function write(folder: string, files: Iterable<readonly [string, string]>): void {
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function generate(): void {
  mkdirSync(paths.docs, { recursive: true });
  const files = contractFiles();
  for (const path of presentFiles()) if (!files.has(path)) rmSync(join(paths.docs, path));
  write(paths.docs, files);
  console.log(`${files.size} files in docs/events`);
}

function releaseAll(): void {
  const problems = release(new Date().toISOString().slice(0, 10));
  if (problems.length === 0) return console.log("Released: contracts/released has the schemas of today");
  for (const problem of problems) console.error(problem);
  process.exitCode = 1;
}

/** Writes the schemas of draft-04, which are not kept, into a folder. */
function writeDraft04(folder: string): void {
  const files = [...currentSchemas("draft-04")].map(
    ([name, schema]) => [`${name}.json`, `${JSON.stringify(schema, undefined, 2)}\n`] as const,
  );
  write(folder, files);
  console.log(`${files.length} schemas of draft-04 in ${folder}`);
}

if (import.meta.main) {
  const [command, folder] = process.argv.slice(2);
  if (command === "release") releaseAll();
  else if (command === "draft-04" && folder !== undefined) writeDraft04(folder);
  else if (command === undefined) generate();
  else {
    console.error("npm run contracts [-- release | -- draft-04 <folder>]");
    process.exitCode = 2;
  }
}

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { licencesOf } from "./licences.ts";

const own = join(import.meta.dirname, "..");
const root = join(own, "..");
const tsc = join(root, "node_modules/typescript/bin/tsc");

const RELATIVE = /(?<=\bfrom ")(?<path>\.[^"]+)\.ts(?=")/g;

/** The files that a declaration file leads to, with itself; the names of imports are made those of the built files. */
function declarations(types: string, file: string, found = new Map<string, string>()): Map<string, string> {
  if (found.has(file)) return found;
  const text = readFileSync(join(types, file), "utf8");
  found.set(file, text.replaceAll(RELATIVE, "$<path>.js"));
  for (const { groups } of text.matchAll(RELATIVE)) {
    declarations(types, join(file, "..", `${groups?.["path"]}.d.ts`), found);
  }
  return found;
}

/** What the types of the package need, and nothing of what is behind them. */
function buildTypes(folder: string): void {
  const types = join(folder, "dist/types");
  execFileSync(process.execPath, [tsc, "-p", own, "--outDir", types], { stdio: "inherit" });
  const kept = declarations(types, "src/salesline-events.d.ts");
  for (const name of readdirSync(types, { recursive: true, encoding: "utf8" })) {
    if (name.endsWith(".d.ts") && !kept.has(name)) rmSync(join(types, name));
  }
  for (const [name, text] of kept) writeFileSync(join(types, name), text);
}

/** Builds the package in a folder: its own, or one that gets all that belongs into it. */
export async function buildPackage(folder = own): Promise<void> {
  rmSync(join(folder, "dist"), { recursive: true, force: true });
  mkdirSync(join(folder, "dist"), { recursive: true });
  if (folder !== own) {
    for (const name of ["package.json", "README.md", "LICENSE"]) cpSync(join(own, name), join(folder, name));
  }
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["salesline-events/src/salesline-events.ts"],
    outfile: join(folder, "dist/salesline-events.js"),
    bundle: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "node20",
    metafile: true,
    logLevel: "warning",
  });
  writeFileSync(join(folder, "dist/THIRD-PARTY.txt"), licencesOf(root, Object.keys(metafile.inputs)));
  buildTypes(folder);
}

if (import.meta.main) await buildPackage();

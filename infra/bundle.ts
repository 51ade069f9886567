import { isBuiltin } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Metafile, type Plugin, stop } from "esbuild";
import { updateDist } from "./dist.ts";
import { type Entry, readEntries } from "./entries.ts";
import {
  onlyVersions,
  phonesWithoutFormats,
  pureDomain,
  withoutFreeMail,
  withoutHtmlWriter,
  withoutJsonSchema,
  withoutPhones,
} from "./lean.ts";
import { webFiles } from "./web.ts";

/** One function as it is deployed. */
export interface BundledFunction extends Entry {
  /** Bytes of its index.mjs. */
  readonly bytes: number;
}

type Output = Metafile["outputs"][string];

/** A bundle is read whole at every cold start: one that is bigger imports what it does not need. */
const usual = 500 * 1024;
/** Who says or describes what may be asked knows all stages, and what they are called in each language: every stage adds to it. */
const offering = 560 * 1024;
/** Who compares or rates people needs the domains at which everybody has an address: 135 KB; what comes in may be about any stage. */
const comparing = 656 * 1024;
/** Who takes files and mails in reads formats and speaks to more services; nobody waits for most of them. */
const reading = 1024 * 1024;

/** A mail is pages as well, with all that characters are named in them. */
const mails = 1280 * 1024;

const comparers = new Set([
  "lead-capture",
  "lead-change",
  "lead-merge",
  "react-add-activity",
  "react-capture-lead",
  "react-decide-submission",
  "react-enrich-lead",
  "react-pass-on",
  "submission-release",
]);

/** Who speaks to a bucket, whose client streams. */
const storing = new Set(["export-run", "read-export-files"]);

/** The most bytes that a bundle may have. */
export function maxBytesOf({ name }: Pick<Entry, "name">): number {
  if (name === "capture-mail") return mails;
  if (name.startsWith("capture-") && name !== "capture-change") return reading;
  if (name === "read-openapi" || name.startsWith("read-actions-")) return offering;
  if (storing.has(name)) return reading;
  return comparers.has(name) ? comparing : usual;
}

const kilobytes = (bytes: number) => `${Math.ceil(bytes / 1024)} KB`;

/** What packages of the older kind (CommonJS) ask Node for at run time, they ask by this. */
const banner = `import{createRequire as nodeRequire}from"node:module";const require=nodeRequire(import.meta.url);`;

type Kind = "describe" | "offer" | "act" | "take";

/** What a function does with the actions: only who describes them needs JSON Schema, and who only reads takes no phone number in. */
function kindOf({ name }: Entry): Kind {
  if (name === "read-openapi") return "describe";
  if (maxBytesOf({ name }) >= reading) return "take";
  return name.startsWith("read-") ? "offer" : "act";
}

/**
 * Bundles each entry of `<root>/functions` to `<outdir>/<name>/index.mjs` and removes the bundles of entries that are
 * gone. Throws when one does not build, has no handler or is bigger than it may be.
 */
export async function bundle(
  root = fileURLToPath(new URL("../", import.meta.url)),
  outdir = join(root, "dist"),
): Promise<readonly BundledFunction[]> {
  const entries = readEntries(root);
  const { describe = [], offer = [], act = [], take = [] } = Object.groupBy(entries, kindOf);
  const built = await Promise.all([
    buildAll(root, outdir, describe, [withoutPhones, withoutFreeMail]),
    buildAll(root, outdir, offer, [withoutJsonSchema, withoutPhones, withoutFreeMail]),
    buildAll(root, outdir, act, [withoutJsonSchema]),
    buildAll(root, outdir, take, [withoutJsonSchema], []),
    // Its own process would keep the memory that it took for as long as this one runs.
  ]).finally(stop);
  const bundled = measure(
    entries,
    built.flatMap(({ metafile }) => Object.values(metafile.outputs)),
  );
  const files = built.flatMap(({ outputFiles }) => outputFiles);
  await updateDist(outdir, files, new Set(entries.map(({ name }) => name)));
  return bundled;
}

/** Loaded only by operations that stream, which S3 has, and DynamoDB, SQS and EventBridge have not. */
const streams = ["@smithy/core/event-streams"];

function buildAll(
  root: string,
  outdir: string,
  entries: readonly Entry[],
  plugins: readonly Plugin[],
  external = streams,
) {
  return build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(entries.map(({ name, file }) => [`${name}/index`, file])),
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    minify: true,
    platform: "node",
    target: "node24",
    format: "esm",
    banner: { js: banner },
    // The SDK's ES modules can be shaken; its CommonJS, which esbuild prefers for Node, cannot.
    mainFields: ["module", "main"],
    alias: { "@aws-sdk/credential-provider-node": join(root, "functions/runtime/credentials.ts") },
    external,
    // The first one that takes a file has it.
    plugins: [...plugins, pureDomain, phonesWithoutFormats, onlyVersions, withoutHtmlWriter, webFiles],
    legalComments: "none",
    metafile: true,
    logLevel: "silent",
    write: false,
  });
}

function measure(entries: readonly Entry[], outputs: readonly Output[]): readonly BundledFunction[] {
  const byEntry = new Map(outputs.map((output) => [output.entryPoint, output]));
  return entries.map((entry) => {
    const output = byEntry.get(entry.file);
    if (output?.exports.includes("handler") !== true) {
      throw new Error(`${entry.file} exports no handler: a function is called by that name`);
    }
    const missing = output.imports.find(
      ({ path, kind, external }) => external === true && kind === "import-statement" && !isBuiltin(path),
    );
    if (missing !== undefined) {
      throw new Error(`The bundle of ${entry.name} needs ${missing.path}, which is not in it`);
    }
    if (output.bytes > maxBytesOf(entry)) throw new Error(tooBig(entry, output));
    return { ...entry, bytes: output.bytes };
  });
}

function tooBig({ name, file }: Entry, { bytes, inputs }: Output): string {
  const packages = new Map<string, number>();
  for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
    const from = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path;
    packages.set(from, (packages.get(from) ?? 0) + bytesInOutput);
  }
  const biggest = [...packages].sort(([, a], [, b]) => b - a).slice(0, 5);
  const list = biggest.map(([from, size]) => `${from} ${kilobytes(size)}`).join(", ");
  return `The bundle of ${name} has ${kilobytes(bytes)}, more than ${kilobytes(maxBytesOf({ name }))}: import less in ${file}. Biggest: ${list}`;
}

if (import.meta.main) {
  try {
    for (const { name, bytes } of await bundle()) console.log(`${kilobytes(bytes).padStart(7)}  ${name}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

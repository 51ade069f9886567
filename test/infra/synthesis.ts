import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { App } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import * as z from "zod";
import { readEntries } from "../../infra/entries.ts";
import { type Plan, plan } from "../../infra/plan.ts";
import { readLocalContext } from "../../infra/settings.ts";
import { createSystem } from "../../infra/system.ts";
import type { SystemSpec } from "../../local/model.ts";
import { readSystem } from "../../local/template/system.ts";

export const root = fileURLToPath(new URL("../../", import.meta.url));

/** What is different from the system that is deployed. */
export interface Change {
  readonly plan?: Plan;
  /** Functions that have no entry file. */
  readonly bundles?: readonly string[];
  readonly context?: Record<string, unknown>;
  /** Whether the templates are checked against what CloudFormation takes: seconds. */
  readonly validated?: boolean;
  readonly plant?: (app: App) => void;
}

/** Resources of a template as they are written, with their intrinsics. */
export const Resources = z.record(
  z.string(),
  z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }),
);
const Json = z.record(z.string(), z.unknown());
const TemplateJson = z.looseObject({ Resources: Resources.default({}) });

/** The system as it would be deployed. */
export interface Synthesised {
  readonly stacks: ReadonlyMap<string, Template>;
  readonly resources: ReadonlyMap<string, z.output<typeof Resources>>;
  readonly protectedStacks: readonly string[];
  /** What runs, with every reference between the stacks resolved. */
  readonly system: SystemSpec;
}

/** The system as templates, from bundles that hold nothing but their name: a clean clone has no others. */
export function synthesise(change: Change = {}): Synthesised {
  const folder = mkdtempSync(join(tmpdir(), "salesline-infra-"));
  try {
    const dist = join(folder, "dist");
    const names = [...readEntries(root).map(({ name }) => name), ...(change.bundles ?? [])];
    for (const name of names) {
      mkdirSync(join(dist, name), { recursive: true });
      writeFileSync(join(dist, name, "index.mjs"), `export const handler = async () => "${name}";\n`);
    }
    return read(synthesiseTo(join(folder, "out"), dist, change));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function synthesiseTo(outdir: string, dist: string, change: Change) {
  const app = new App({
    outdir,
    context: {
      ...readLocalContext(join(root, "cdk.json")),
      // Bundles stay where they are: their folder then names the function.
      "aws:cdk:disable-asset-staging": true,
      ...change.context,
    },
    analyticsReporting: false,
    treeMetadata: false,
    builtinCloudFormationValidation: change.validated ?? false,
  });
  createSystem(app, change.plan ?? plan, dist);
  change.plant?.(app);
  return app.synth();
}

function read(assembly: ReturnType<App["synth"]>): Synthesised {
  const templates = assembly.stacks.map(({ stackName, templateFullPath }): [string, string] => [
    stackName,
    readFileSync(templateFullPath, "utf8"),
  ]);
  const endpoints = { queueEndpoint: "http://127.0.0.1:1", apiUrl: "http://127.0.0.1:2" };
  return {
    stacks: new Map(templates.map(([name, text]) => [name, Template.fromJSON(Json.parse(JSON.parse(text)))])),
    resources: new Map(
      templates.map(([name, text]) => [name, TemplateJson.parse(JSON.parse(text)).Resources]),
    ),
    protectedStacks: assembly.stacks
      .filter(({ terminationProtection }) => terminationProtection === true)
      .map(({ stackName }) => stackName),
    system: readSystem(assembly.directory, endpoints).spec,
  };
}

/** The name of a function: the folder of its bundle. */
export function functionNames({ system }: Synthesised): ReadonlyMap<string, string> {
  return new Map(system.functions.map(({ arn, codeDir }) => [arn, basename(codeDir)]));
}

/** The value under a key; fails the test that asks for what is not there. */
export function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`There is no ${what}`);
  return value;
}

/** All resources of a type, in all stacks. */
export function ofType({ resources }: Synthesised, type: string) {
  return [...resources].flatMap(([stack, all]) =>
    Object.entries(all)
      .filter(([, { Type }]) => Type === type)
      .map(([id, { Properties }]) => ({ stack, id, properties: Properties })),
  );
}

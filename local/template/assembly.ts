import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as z from "zod";
import { messageOf, StartProblem } from "../problem.ts";
import { Json, JsonObject } from "./json.ts";

const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      environment: z.string().optional(),
      properties: z
        .object({
          templateFile: z.string().optional(),
          stackName: z.string().optional(),
          file: z.string().optional(),
          directoryName: z.string().optional(),
        })
        .optional(),
    }),
  ),
});

const Assets = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string().optional() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

const Template = z.object({
  Resources: z
    .record(
      z.string(),
      z.object({ Type: z.string(), Condition: z.string().optional(), Properties: JsonObject.optional() }),
    )
    .default({}),
  Outputs: z
    .record(z.string(), z.object({ Value: Json, Export: z.object({ Name: Json }).optional() }))
    .default({}),
  Parameters: z.record(z.string(), z.object({ Default: Json.optional() })).default({}),
  Conditions: z.record(z.string(), Json).default({}),
});
type Template = z.infer<typeof Template>;

/** One synthesised stack: its template as written, and where the files of its assets lie. */
export interface Stack {
  readonly name: string;
  /** Undefined when the stack is not bound to a region. */
  readonly region: string | undefined;
  readonly template: Template;
  /** Object key in the assets bucket -> absolute path of the folder or file on this machine. */
  readonly assets: ReadonlyMap<string, string>;
}

const read = <T>(file: string, schema: z.ZodType<T>): T => {
  try {
    return schema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    const reason =
      error instanceof z.ZodError ? z.prettifyError(error).replaceAll("\n", " ") : messageOf(error);
    throw new StartProblem(`Cannot read ${file} (${reason}); run "npm run synth" to write it anew`);
  }
};

const assetsOf = (folder: string, file: string): [string, string][] =>
  Object.values(read(join(folder, file), Assets).files).flatMap(({ source, destinations }) => {
    const { path } = source;
    if (path === undefined) return [];
    return Object.values(destinations).map(({ objectKey }): [string, string] => [
      objectKey,
      resolve(folder, path),
    ]);
  });

const regionOf = (environment: string | undefined) => {
  const region = environment?.split("/").at(-1);
  return region === undefined || region === "unknown-region" ? undefined : region;
};

/** Reads the stacks of a cloud assembly (`cdk.out`), those of nested stages included. Throws StartProblem. */
export const readAssembly = (folder: string): readonly Stack[] => {
  if (!existsSync(join(folder, "manifest.json"))) {
    throw new StartProblem(`There is no synthesised app in ${folder}; run "npm run synth" to write it`);
  }
  const artifacts = Object.entries(read(join(folder, "manifest.json"), Manifest).artifacts);
  const ofType = (type: string) => artifacts.filter(([, artifact]) => artifact.type === type);
  const assets = new Map(
    ofType("cdk:asset-manifest").flatMap(([, { properties }]) =>
      properties?.file === undefined ? [] : assetsOf(folder, properties.file),
    ),
  );
  const stacks = ofType("aws:cloudformation:stack").flatMap(([id, { environment, properties }]) => {
    if (properties?.templateFile === undefined) return [];
    const template = read(join(folder, properties.templateFile), Template);
    return [{ name: properties.stackName ?? id, region: regionOf(environment), template, assets }];
  });
  const nested = ofType("cdk:cloud-assembly").flatMap(([, { properties }]) =>
    properties?.directoryName === undefined ? [] : readAssembly(join(folder, properties.directoryName)),
  );
  return [...stacks, ...nested];
};

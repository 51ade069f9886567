import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import type { FunctionSpec } from "../model.ts";
import { StartProblem } from "../problem.ts";
import type { Resource, World } from "./world.ts";

const Properties = z.object({
  Code: z.object({ S3Key: z.string() }),
  Handler: z.string(),
  Runtime: z.string().startsWith("nodejs"),
  Timeout: z.coerce.number().default(3),
  MemorySize: z.coerce.number().default(128),
  Environment: z
    .object({ Variables: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}) })
    .optional(),
});

const codeDirOf = (resource: Resource, key: string) => {
  const folder = resource.stack.assets.get(key);
  if (folder === undefined || !existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new StartProblem(
      `${resource.where}: its code (asset ${key}) is not a folder of the synthesised app`,
    );
  }
  return folder;
};

const functionOf = (resource: Resource): FunctionSpec => {
  const { Code, Handler, Timeout, MemorySize, Environment } = resource.read(Properties);
  const variables = Object.entries(Environment?.Variables ?? {});
  const codeDir = codeDirOf(resource, Code.S3Key);
  const [file = ""] = Handler.split(".");
  if (![".mjs", ".js", ".cjs"].some((extension) => existsSync(join(codeDir, file + extension)))) {
    throw new StartProblem(`${resource.where}: there is no ${file}.mjs in ${codeDir}; run "npm run synth"`);
  }
  return {
    name: resource.name,
    arn: resource.identity.attributes["Arn"] ?? resource.name,
    codeDir,
    handler: Handler,
    environment: Object.fromEntries(variables.map(([name, value]) => [name, String(value)])),
    timeoutSeconds: Timeout,
    memoryMb: MemorySize,
  };
};

/** The functions of the templates. */
export const functionsOf = (world: World): FunctionSpec[] =>
  world.ofType("AWS::Lambda::Function").map(functionOf);

const Pointer = z.object({ FunctionName: z.string() });
const invocation = /functions\/(arn:[^/]+)\/invocations$/;

/** ARN of the function that a name, an ARN, an alias, a version or an integration address means. Throws StartProblem. */
export const functionArnOf = (world: World, reference: string, where: string): string => {
  const wanted = invocation.exec(reference)?.[1] ?? reference;
  for (const { name, identity } of world.ofType("AWS::Lambda::Function")) {
    const { Arn = "" } = identity.attributes;
    if (wanted === name || wanted === Arn) return Arn;
  }
  const pointer = world
    .ofType("AWS::Lambda::Alias", "AWS::Lambda::Version")
    .find((p) => p.identity.ref === wanted);
  if (pointer !== undefined) return functionArnOf(world, pointer.read(Pointer).FunctionName, where);
  throw new StartProblem(
    `${where}: ${reference} is not a function of the templates; it cannot be run locally`,
  );
};

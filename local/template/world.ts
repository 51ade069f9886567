import * as z from "zod";
import { StartProblem } from "../problem.ts";
import type { Stack } from "./assembly.ts";
import { holds } from "./conditions.ts";
import { generatedName, identify, namePropertyOf, type Identity, type Place } from "./identity.ts";
import { resolve, type Scope } from "./intrinsics.ts";
import type { Json, JsonObject } from "./json.ts";

/** A resource of a template whose properties can be read with every intrinsic resolved. */
export interface Resource {
  /** "<stack>/<logical id>". */
  readonly where: string;
  readonly stack: Stack;
  readonly logicalId: string;
  readonly type: string;
  readonly name: string;
  readonly identity: Identity;
  /** Resolves and checks the properties that the schema names; the others are never looked at. Throws StartProblem. */
  readonly read: <Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>) => z.infer<z.ZodObject<Shape>>;
}

/** All resources of all stacks, as they exist in one place. */
export interface World {
  readonly place: Place;
  readonly resources: readonly Resource[];
  readonly ofType: (...types: string[]) => readonly Resource[];
}

type Lookup = (stack: Stack, logicalId: string) => Resource | undefined;

const pseudo = (stack: Stack, { account, region }: Place): Readonly<Record<string, Json>> => ({
  "AWS::AccountId": account,
  "AWS::Region": region,
  "AWS::Partition": "aws",
  "AWS::URLSuffix": "amazonaws.com",
  "AWS::StackName": stack.name,
  "AWS::StackId": `arn:aws:cloudformation:${region}:${account}:stack/${stack.name}/local`,
  "AWS::NotificationARNs": [],
});

const scopeOf = (
  stack: Stack,
  logicalId: string,
  world: { place: Place; stacks: readonly Stack[]; find: Lookup },
) => {
  const where = `${stack.name}/${logicalId}`;
  const missing = (what: string): never => {
    throw new StartProblem(`${where}: ${what} is not in the templates; it cannot be run locally`);
  };
  const scope: Scope = {
    where,
    ref: (name) =>
      name === "AWS::NoValue"
        ? undefined
        : (pseudo(stack, world.place)[name] ??
          stack.template.Parameters[name]?.Default ??
          world.find(stack, name)?.identity.ref ??
          missing(`Ref ${name}`)),
    attribute: (id, attribute) => {
      const resource = world.find(stack, id) ?? missing(`Fn::GetAtt ${id}.${attribute}`);
      return resource.identity.attributes[attribute] ?? `${resource.name}/${attribute}`;
    },
    imported: (name) => exported(name, world) ?? missing(`Fn::ImportValue ${name}`),
    condition: (name) => holds(stack.template.Conditions[name] ?? missing(`the condition ${name}`), scope),
  };
  return scope;
};

const exported = (name: string, world: Parameters<typeof scopeOf>[2]): Json | undefined => {
  for (const stack of world.stacks) {
    for (const [id, { Export, Value }] of Object.entries(stack.template.Outputs)) {
      const scope = scopeOf(stack, id, world);
      if (Export !== undefined && resolve(Export.Name, scope) === name) return resolve(Value, scope);
    }
  }
  return undefined;
};

const reader =
  (properties: JsonObject, scope: Scope): Resource["read"] =>
  (schema) => {
    const wanted = Object.keys(schema.shape).flatMap((key): [string, Json | undefined][] => {
      const value = properties[key];
      return value === undefined ? [] : [[key, resolve(value, scope)]];
    });
    const parsed = schema.safeParse(Object.fromEntries(wanted));
    if (parsed.success) return parsed.data;
    const reason = z.prettifyError(parsed.error).replaceAll(/\s+/g, " ");
    throw new StartProblem(`${scope.where}: these properties cannot be run locally: ${reason}`);
  };

const nameOf = (type: string, given: Json | undefined, stack: Stack, logicalId: string) =>
  typeof given === "string" ? given : generatedName(type, stack.name, logicalId);

/** Opens the templates of all stacks as one world. */
export const openWorld = (stacks: readonly Stack[], place: Place): World => {
  const resources = new Map<string, Resource>();
  const find: Lookup = (stack, logicalId) => resources.get(`${stack.name}/${logicalId}`);
  for (const stack of stacks) {
    for (const [logicalId, { Type: type, Condition, Properties = {} }] of Object.entries(
      stack.template.Resources,
    )) {
      const scope = scopeOf(stack, logicalId, { place, stacks, find });
      if (Condition !== undefined && !scope.condition(Condition)) continue;
      const given = Properties[namePropertyOf(type) ?? ""];
      const base = { where: scope.where, stack, logicalId, type };
      // Names are read on demand: they may refer to resources that come later.
      const name = () =>
        nameOf(type, given === undefined ? undefined : resolve(given, scope), stack, logicalId);
      resources.set(scope.where, {
        ...base,
        read: reader(Properties, scope),
        get name() {
          return name();
        },
        get identity() {
          return identify(type, name(), place);
        },
      });
    }
  }
  const all = [...resources.values()];
  return { place, resources: all, ofType: (...types) => all.filter(({ type }) => types.includes(type)) };
};

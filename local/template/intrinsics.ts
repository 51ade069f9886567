import { StartProblem } from "../problem.ts";
import { isObject, type Json, type JsonObject } from "./json.ts";

/** What an intrinsic may ask for; every function throws StartProblem when there is no such thing. */
export interface Scope {
  /** "<stack>/<logical id>" of the resource being resolved, for messages. */
  readonly where: string;
  /** Value of a pseudo parameter, parameter or resource; undefined for AWS::NoValue. */
  readonly ref: (name: string) => Json | undefined;
  readonly attribute: (logicalId: string, attribute: string) => Json;
  readonly imported: (exportName: string) => Json;
  readonly condition: (name: string) => boolean;
}

type Intrinsic = (argument: Json, scope: Scope) => Json | undefined;

const fail = (scope: Scope, intrinsic: string, reason: string): never => {
  throw new StartProblem(`${scope.where}: ${intrinsic} ${reason}; it cannot be run locally`);
};

const text = (value: Json, scope: Scope, intrinsic: string): string => {
  const resolved = resolve(value, scope);
  if (typeof resolved === "string") return resolved;
  if (typeof resolved === "number" || typeof resolved === "boolean") return String(resolved);
  return fail(scope, intrinsic, `needs text, not ${JSON.stringify(resolved)}`);
};

const list = (value: Json | undefined, scope: Scope, intrinsic: string): Json[] => {
  const resolved = value === undefined ? undefined : resolve(value, scope);
  return Array.isArray(resolved)
    ? resolved
    : fail(scope, intrinsic, `needs a list, not ${JSON.stringify(resolved)}`);
};

/** The arguments as written: a list of at least `count` values. */
const parts = (argument: Json, count: number, scope: Scope, intrinsic: string): [Json, Json, ...Json[]] => {
  const [first, second, ...rest] = Array.isArray(argument) ? argument : [];
  if (first === undefined || second === undefined || rest.length + 2 < count) {
    return fail(scope, intrinsic, `needs a list of ${count} arguments`);
  }
  return [first, second, ...rest];
};

const getAtt: Intrinsic = (argument, scope) => {
  if (typeof argument === "string") {
    const [id = "", ...attribute] = argument.split(".");
    return scope.attribute(id, attribute.join("."));
  }
  const [id, attribute] = parts(argument, 2, scope, "Fn::GetAtt");
  return scope.attribute(text(id, scope, "Fn::GetAtt"), text(attribute, scope, "Fn::GetAtt"));
};

const join: Intrinsic = (argument, scope) => {
  const [separator, values] = parts(argument, 2, scope, "Fn::Join");
  return list(values, scope, "Fn::Join")
    .map((value) => text(value, scope, "Fn::Join"))
    .join(text(separator, scope, "Fn::Join"));
};

const substitute: Intrinsic = (argument, scope) => {
  const [template, variables] = Array.isArray(argument) ? argument : [argument, {}];
  if (typeof template !== "string" || !isObject(variables))
    return fail(scope, "Fn::Sub", "needs text and variables");
  return template.replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => {
    if (name.startsWith("!")) return `\${${name.slice(1)}}`;
    const own = variables[name];
    if (own !== undefined) return text(own, scope, "Fn::Sub");
    return text(name.includes(".") ? { "Fn::GetAtt": name } : { Ref: name }, scope, "Fn::Sub");
  });
};

const select: Intrinsic = (argument, scope) => {
  const [index, values] = parts(argument, 2, scope, "Fn::Select");
  const chosen = list(values, scope, "Fn::Select")[Number(text(index, scope, "Fn::Select"))];
  return chosen ?? fail(scope, "Fn::Select", `has no value number ${JSON.stringify(index)}`);
};

const split: Intrinsic = (argument, scope) => {
  const [separator, value] = parts(argument, 2, scope, "Fn::Split");
  return text(value, scope, "Fn::Split").split(text(separator, scope, "Fn::Split"));
};

const choose: Intrinsic = (argument, scope) => {
  const [condition, yes, no = null] = parts(argument, 3, scope, "Fn::If");
  return resolve(scope.condition(text(condition, scope, "Fn::If")) ? yes : no, scope);
};

const intrinsics: ReadonlyMap<string, Intrinsic> = new Map([
  ["Ref", (name, scope) => (typeof name === "string" ? scope.ref(name) : fail(scope, "Ref", "needs a name"))],
  ["Fn::GetAtt", getAtt],
  ["Fn::Join", join],
  ["Fn::Sub", substitute],
  ["Fn::Select", select],
  ["Fn::Split", split],
  ["Fn::If", choose],
  ["Fn::ImportValue", (name, scope) => scope.imported(text(name, scope, "Fn::ImportValue"))],
]);

const resolveObject = (value: JsonObject, scope: Scope): Json | undefined => {
  const [key, ...others] = Object.keys(value);
  if (key !== undefined && others.length === 0 && (key === "Ref" || key.startsWith("Fn::"))) {
    const intrinsic = intrinsics.get(key);
    return intrinsic === undefined ? fail(scope, key, "is not known") : intrinsic(value[key] ?? null, scope);
  }
  const entries = Object.entries(value).flatMap(([name, part]): [string, Json][] => {
    const resolved = resolve(part, scope);
    return resolved === undefined ? [] : [[name, resolved]];
  });
  return Object.fromEntries(entries);
};

/** The value with every intrinsic replaced; undefined when it is AWS::NoValue. Throws StartProblem naming stack, logical id and intrinsic. */
export const resolve = (value: Json, scope: Scope): Json | undefined => {
  if (Array.isArray(value)) {
    return value.flatMap((part) => {
      const resolved = resolve(part, scope);
      return resolved === undefined ? [] : [resolved];
    });
  }
  if (isObject(value)) return resolveObject(value, scope);
  if (typeof value === "string" && value.includes("{{resolve:")) {
    return fail(scope, value, "is a dynamic reference");
  }
  return value;
};

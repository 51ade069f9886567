import { describe, expect, it } from "vitest";
import * as z from "zod";
import { functionNames, must, ofType, synthesise } from "./synthesis.ts";

const made = synthesise();

const list = <T extends z.ZodType>(item: T) => z.union([item.transform((one) => [one]), z.array(item)]);
const Statement = z.object({
  Effect: z.literal("Allow"),
  Action: list(z.string()),
  Resource: list(z.union([z.string(), z.record(z.string(), z.unknown())])),
});
const Policy = z.object({
  PolicyDocument: z.object({ Statement: z.array(Statement) }),
  Roles: z.tuple([z.object({ Ref: z.string() })]),
});
const Role = z.object({ Role: z.object({ "Fn::GetAtt": z.tuple([z.string(), z.literal("Arn")]) }) });

interface Right {
  readonly name: string;
  readonly action: string;
  readonly resource: string;
}

const roleOf = (properties: unknown) => Role.parse(properties).Role["Fn::GetAtt"][0];
const functions = ofType(made, "AWS::Lambda::Function");
const byLogicalId = new Map(
  [...functionNames(made)].map(([arn, name]) => [arn.slice(arn.lastIndexOf(":") + 1), name]),
);
const names = new Map(
  functions.map(({ stack, id, properties }) => [
    `${stack}/${roleOf(properties)}`,
    must(byLogicalId.get(`${stack}-${id}`), `function ${stack}/${id}`),
  ]),
);

const rights: readonly Right[] = ofType(made, "AWS::IAM::Policy").flatMap(({ stack, properties }) => {
  const { PolicyDocument, Roles } = Policy.parse(properties);
  const name = must(names.get(`${stack}/${Roles[0].Ref}`), `function of ${Roles[0].Ref}`);
  return PolicyDocument.Statement.flatMap(({ Action, Resource }) =>
    Action.flatMap((action) =>
      Resource.map((resource) => ({
        name,
        action,
        resource: typeof resource === "string" ? resource : JSON.stringify(resource),
      })),
    ),
  );
});
const whoMay = (action: string) =>
  [...new Set(rights.filter((right) => right.action === action).map(({ name }) => name))].toSorted();

describe("Access", () => {
  it("is by a role of its own for each function, without policies that AWS or anybody else maintains", () => {
    const roles = functions.map(({ stack, properties }) => `${stack}/${roleOf(properties)}`);
    expect(new Set(roles).size).toBe(functions.length);
    const all = ofType(made, "AWS::IAM::Role");
    expect(all).toHaveLength(functions.length);
    expect(
      all.filter(({ properties }) => "ManagedPolicyArns" in properties || "Policies" in properties),
    ).toEqual([]);
  });

  it("is never to a whole family of actions", () => {
    expect(rights.filter(({ action }) => action.includes("*"))).toEqual([]);
  });

  it("is to named resources, but for X-Ray, which has none", () => {
    const everywhere = rights.filter(({ resource }) => resource.includes("*"));
    expect(new Set(everywhere.map(({ action }) => action))).toEqual(
      new Set(["xray:PutTraceSegments", "xray:PutTelemetryRecords"]),
    );
  });

  it("to put events is for the publisher only", () => {
    expect(whoMay("events:PutEvents")).toEqual(["publish"]);
  });

  it("to change the journal is for actions and reactions only", () => {
    const writers = [...names.values()].filter((name) => name !== "publish" && !name.startsWith("read-"));
    expect(whoMay("dynamodb:PutItem")).toEqual(writers.toSorted());
    expect(whoMay("dynamodb:ConditionCheckItem")).toEqual(writers.toSorted());
  });

  it("to advance a series of numbers is for what gives numbers only", () => {
    expect(whoMay("dynamodb:UpdateItem")).toEqual(["react-issue-invoice"]);
  });

  it("to delete from the journal is for nobody", () => {
    expect(whoMay("dynamodb:DeleteItem")).toEqual([]);
  });

  it("to a queue is for the reaction that it feeds", () => {
    const queues = rights.filter(({ action }) => action === "sqs:ReceiveMessage");
    expect(new Set(queues.map(({ resource }) => resource)).size).toBe(queues.length);
    expect(queues.map(({ name }) => name).toSorted()).toEqual(
      [...names.values()].filter((name) => name.startsWith("react-")).toSorted(),
    );
  });

  it("to the description of the API and to unknown routes comes without any right to data", () => {
    const open = rights.filter(({ name }) => ["read-openapi", "read-unknown"].includes(name));
    expect(open.filter(({ action }) => !/^(logs|xray):/.test(action))).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import * as z from "zod";
import { plan } from "../../infra/plan.ts";
import { functionNames, must, ofType, synthesise } from "./synthesis.ts";

const made = synthesise();

const list = <T extends z.ZodType>(item: T) => z.union([item.transform((one) => [one]), z.array(item)]);
const Statement = z.object({
  Effect: z.literal("Allow"),
  Action: list(z.string()),
  Resource: list(z.union([z.string(), z.record(z.string(), z.unknown())])),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
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
  readonly condition: unknown;
}

const roleOf = (properties: unknown) => Role.parse(properties).Role["Fn::GetAtt"][0];
const functions = ofType(made, "AWS::Lambda::Function");
const byLogicalId = new Map(
  [...functionNames(made)].map(([arn, name]) => [arn.slice(arn.lastIndexOf(":") + 1), name]),
);
const schedules = ofType(made, "AWS::IAM::Role").filter(({ properties }) =>
  JSON.stringify(properties).includes("scheduler.amazonaws.com"),
);
const names = new Map([
  ...functions.map(({ stack, id, properties }): [string, string] => [
    `${stack}/${roleOf(properties)}`,
    must(byLogicalId.get(`${stack}-${id}`), `function ${stack}/${id}`),
  ]),
  ...schedules.map(({ stack, id }): [string, string] => [`${stack}/${id}`, "schedules"]),
]);

const rights: readonly Right[] = ofType(made, "AWS::IAM::Policy").flatMap(({ stack, properties }) => {
  const { PolicyDocument, Roles } = Policy.parse(properties);
  const name = must(names.get(`${stack}/${Roles[0].Ref}`), `function of ${Roles[0].Ref}`);
  return PolicyDocument.Statement.flatMap(({ Action, Resource, Condition: condition }) =>
    Action.flatMap((action) =>
      Resource.map((resource) => ({
        name,
        action,
        resource: typeof resource === "string" ? resource : JSON.stringify(resource),
        condition,
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
    expect(schedules).toHaveLength(1);
    expect(all).toHaveLength(functions.length + schedules.length);
    expect(
      all.filter(({ properties }) => "ManagedPolicyArns" in properties || "Policies" in properties),
    ).toEqual([]);
  });

  it("is never to a whole family of actions", () => {
    expect(rights.filter(({ action }) => action.includes("*"))).toEqual([]);
  });

  it("is to named resources, but for X-Ray and Textract, which have none, and schedules and objects, which are yet to be named", () => {
    const everywhere = rights.filter(({ resource }) => resource.includes("*"));
    expect(new Set(everywhere.map(({ action }) => action))).toEqual(
      new Set([
        "xray:PutTraceSegments",
        "xray:PutTelemetryRecords",
        "scheduler:CreateSchedule",
        "scheduler:UpdateSchedule",
        "scheduler:DeleteSchedule",
        "s3:GetObject",
        "s3:PutObject",
        "textract:DetectDocumentText",
      ]),
    );
  });

  it("to objects is below a prefix, and to see that one is missing below it", () => {
    const objects = rights.filter(({ name, action }) => name === "capture-mail" && action.startsWith("s3:"));
    expect(objects.map(({ action }) => action)).toEqual(["s3:GetObject", "s3:PutObject", "s3:ListBucket"]);
    expect(
      objects
        .filter(({ action }) => action !== "s3:ListBucket")
        .every(({ resource }) => resource.includes("/mail/*")),
    ).toBe(true);
    expect(objects.find(({ action }) => action === "s3:ListBucket")?.condition).toEqual({
      StringLikeIfExists: { "s3:prefix": "mail/*" },
    });
  });

  it("to schedules is for the timers only, in the group of the timers", () => {
    const kept = rights.filter(({ action }) => action.startsWith("scheduler:"));
    expect(kept.filter(({ resource }) => !resource.includes(":schedule/salesline-timers/*"))).toEqual([]);
    expect(whoMay("scheduler:CreateSchedule")).toEqual(["timers-fire", "timers-set"]);
    expect(whoMay("scheduler:DeleteSchedule")).toEqual(["timers-set"]);
  });

  it("to put events is for the publisher only", () => {
    expect(whoMay("events:PutEvents")).toEqual(["publish"]);
  });

  it("to change the journal is for actions, reactions and timers only", () => {
    const others = new Set([
      "publish",
      "timers-set",
      "schedules",
      "process-check",
      "capture-submission-file",
      "capture-import-rows",
      "capture-export-leads",
    ]);
    const writers = [...new Set(names.values())].filter(
      (name) => !others.has(name) && !name.startsWith("read-"),
    );
    expect(whoMay("dynamodb:PutItem")).toEqual(writers.toSorted());
    expect(whoMay("dynamodb:ConditionCheckItem")).toEqual(writers.toSorted());
  });

  it("to advance a series of numbers is for what gives numbers only", () => {
    expect(whoMay("dynamodb:UpdateItem")).toEqual([
      "invoice-write",
      "react-issue-credit-note",
      "react-issue-invoice",
    ]);
  });

  it("to delete from the journal is for copies of records only, under the keys of their own stage", () => {
    const deleting = rights.filter(({ action }) => action === "dynamodb:DeleteItem");
    const homes = new Map<string, string>([
      // What takes cards in enters submissions.
      ["capture-cards", "submission"],
      ["capture-read-card", "submission"],
      // What takes mails in enters submissions.
      ["capture-mail", "submission"],
      ...plan.stages.flatMap(({ actions }) => actions.map(({ name, home }) => [name, home.name] as const)),
      ...plan.flow.map(({ name, action }) => [`react.${name}`, action.home.name] as const),
    ]);
    const stageOf = (name: string) =>
      [...homes].find(([key]) => key.replaceAll(".", "-") === name)?.[1] ??
      // What a source takes in is a submission.
      (name.startsWith("capture-") ? "submission" : undefined);
    expect(deleting.length).toBeGreaterThan(8);
    expect(deleting.map(({ condition }) => condition)).toEqual(
      deleting.map(({ name }) => ({
        "ForAllValues:StringLike": { "dynamodb:LeadingKeys": [`lookup#${stageOf(name)}#*`] },
        Null: { "dynamodb:LeadingKeys": "false" },
      })),
    );
  });

  it("to a queue is for the reaction, the timers or the source that it feeds", () => {
    const queues = rights.filter(({ action }) => action === "sqs:ReceiveMessage");
    expect(new Set(queues.map(({ resource }) => resource)).size).toBe(queues.length);
    expect(queues.map(({ name }) => name).toSorted()).toEqual(
      [...names.values()]
        .filter((name) => /^(?:react|timers)-|^capture-(?:mail|run-lists|read-card)$/.test(name))
        .toSorted(),
    );
  });

  it("to the description of the API and to unknown routes comes without any right to data", () => {
    const open = rights.filter(({ name }) => ["read-openapi", "read-unknown"].includes(name));
    expect(open.filter(({ action }) => !/^(logs|xray):/.test(action))).toEqual([]);
  });
});

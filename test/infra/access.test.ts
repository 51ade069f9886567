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
/** Who may do something with any item; what is bound to some keys is looked at by itself. */
const whoMay = (action: string) => {
  const free = rights.filter((right) => right.action === action && right.condition === undefined);
  return [...new Set(free.map(({ name }) => name))].toSorted();
};
const Keys = z.object({
  "ForAllValues:StringLike": z.object({ "dynamodb:LeadingKeys": z.array(z.string()) }),
});
const keysOf = (condition: unknown) =>
  Keys.parse(condition)["ForAllValues:StringLike"]["dynamodb:LeadingKeys"];

/** What makes deliveries, sends them, and sends them again. */
const webhookWriters = ["dispatch", "follow", "lane", "slow-lane"].map((name) => `webhooks-${name}`);

describe("Access", () => {
  it("is by a role of its own for each function, without policies that AWS or anybody else maintains", () => {
    const roles = functions.map(({ stack, properties }) => `${stack}/${roleOf(properties)}`);
    expect(new Set(roles).size).toBe(functions.length);
    const all = ofType(made, "AWS::IAM::Role");
    expect(schedules).toHaveLength(2);
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

  it.each(["capture-run-lists", "capture-import-rows", "capture-analyse-import"])(
    "to objects lets %s see that a file of lists is missing, which a forbidden one looks like without",
    (of) => {
      const sees = rights.filter(({ name, action }) => name === of && action === "s3:ListBucket");
      expect(sees.map(({ condition }) => condition)).toEqual([
        { StringLikeIfExists: { "s3:prefix": "imports/*" } },
      ]);
    },
  );

  it("to what the stream gives up is for the event source of the publisher only, which may add to it", () => {
    const kept = rights.filter(({ name, action }) => name === "publish" && action.startsWith("s3:"));
    expect(kept.map(({ action }) => action)).toEqual(["s3:PutObject", "s3:ListBucket"]);
    expect(kept[0]?.resource).toContain("/aws/lambda/*");
    const others = rights.filter(({ name, resource }) => name !== "publish" && /GivenUp/.test(resource));
    expect(others).toEqual([]);
  });

  it("to objects of forms is below the prefix of their source", () => {
    const objects = rights.filter(({ name, action }) => name === "capture-form" && action.startsWith("s3:"));
    expect(objects.map(({ action }) => action)).toEqual(["s3:PutObject"]);
    expect(objects.every(({ resource }) => resource.includes("/forms/*"))).toBe(true);
  });

  it("to counters, marks and keys of this installation, and to the feed, is to them alone", () => {
    const below = (action: string) =>
      rights
        .filter((right) => right.action === action && right.condition !== undefined)
        .map(({ name, condition }): [string, string[]] => [name, keysOf(condition)])
        .toSorted((a, b) => a.join(" ").localeCompare(b.join(" ")));
    expect(below("dynamodb:UpdateItem")).toEqual([
      ["capture-confirm-mail", ["rate#*"]],
      ["capture-form", ["rate#*"]],
      ["webhooks-lane", ["webhook#*"]],
      ["webhooks-slow-lane", ["webhook#*"]],
      ["webhooks-sweep", ["webhook#*"]],
    ]);
    expect(below("dynamodb:PutItem")).toEqual([
      ["capture-challenge", ["secret#*"]],
      ["capture-confirm-mail", ["mark#*"]],
      ["capture-confirm-mail", ["secret#*"]],
      ["capture-form", ["mark#*"]],
      ["capture-page", ["secret#*"]],
      ["feed-append", ["feed#*"]],
      ["sweep", ["feed#*"]],
      ...webhookWriters.map((name) => [name, ["webhook#*"]]),
    ]);
  });

  it("to send mails is for what asks visitors to confirm only, from its one address", () => {
    expect(whoMay("ses:SendEmail")).toEqual(["capture-confirm-mail"]);
    const from = rights.filter(({ action }) => action === "ses:SendEmail").map(({ resource }) => resource);
    expect(from.every((resource) => /identity\/(?:forms@)?salesline\.example/.test(resource))).toBe(true);
  });

  it("to schedules is for the timers and for lanes that wait, each in their own group", () => {
    const kept = rights.filter(({ action }) => action.startsWith("scheduler:"));
    const groupOf = (name: string) =>
      name.startsWith("timers-") ? "salesline-timers" : "salesline-webhooks";
    expect(kept.filter(({ name, resource }) => !resource.includes(`:schedule/${groupOf(name)}/*`))).toEqual(
      [],
    );
    expect(whoMay("scheduler:CreateSchedule")).toEqual([
      "timers-fire",
      "timers-set",
      "webhooks-lane",
      "webhooks-slow-lane",
    ]);
    expect(whoMay("scheduler:DeleteSchedule")).toEqual(["timers-set"]);
  });

  it("to put events is for the publisher and the sweeper only", () => {
    expect(whoMay("events:PutEvents")).toEqual(["publish", "sweep"]);
  });

  it("to write many items at once is for those two, and only to the marks of what is not out yet", () => {
    const batches = rights.filter(({ action }) => action === "dynamodb:BatchWriteItem");
    expect(batches.map(({ name, condition }) => [name, keysOf(condition)])).toEqual([
      ["publish", ["unpublished#*"]],
      ["sweep", ["unpublished#*"]],
    ]);
    const onTable = rights.filter(
      ({ name, action }) =>
        ["publish", "sweep"].includes(name) && /^dynamodb:(?:Batch|Query|Put|Update|Delete)/.test(action),
    );
    const done = new Set(onTable.map(({ name, action }) => `${name} ${action.slice("dynamodb:".length)}`));
    const swept = ["BatchGetItem", "BatchWriteItem", "PutItem", "Query"].map((action) => `sweep ${action}`);
    expect(done).toEqual(new Set(["publish BatchWriteItem", ...swept]));
  });

  it("to change the journal is for actions, reactions and timers only", () => {
    const others = new Set([
      "publish",
      "sweep",
      "timers-set",
      "schedules",
      "process-check",
      "capture-submission-file",
      "capture-import-rows",
      "capture-export-leads",
      "capture-challenge",
      "capture-confirm-mail",
      "capture-page",
      "capture-embed",
      "feed-append",
      "webhooks-dispatch",
      "webhooks-follow",
      "webhooks-deliveries",
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
    const all = rights.filter(({ action }) => action === "dynamodb:DeleteItem");
    const [ofDeliveries, deleting] = [true, false].map((wanted) =>
      all.filter(({ condition }) => keysOf(condition).includes("webhook#*") === wanted),
    );
    expect(ofDeliveries?.map(({ name }) => name).toSorted()).toEqual(webhookWriters);
    const homes = new Map<string, string>([
      // What takes cards in enters submissions.
      ["capture-cards", "submission"],
      ["capture-read-card", "submission"],
      // What takes mails in enters submissions.
      ["capture-mail", "submission"],
      // What visitors send and confirm are submissions.
      ["capture-form", "submission"],
      ["capture-confirm", "submission"],
      ...plan.stages.flatMap(({ actions }) => actions.map(({ name, home }) => [name, home.name] as const)),
      ...plan.flow.map(({ name, action }) => [`react.${name}`, action.home.name] as const),
      // What writes exports notes how far they are.
      ["export-run", "export"] as const,
      // What sends notes on subscriptions how their receivers do.
      ["webhooks-lane", "subscription"] as const,
      ["webhooks-slow-lane", "subscription"] as const,
      ["webhooks-sweep", "subscription"] as const,
      // Of all that time changes, only leads are found by keys.
      ["timers.fire", "lead"] as const,
    ]);
    const stageOf = (name: string) =>
      [...homes].find(([key]) => key.replaceAll(".", "-") === name)?.[1] ??
      // What a source takes in is a submission.
      (name.startsWith("capture-") ? "submission" : undefined);
    expect(deleting?.length).toBeGreaterThan(8);
    expect(deleting?.map(({ condition }) => condition)).toEqual(
      deleting?.map(({ name }) => ({
        "ForAllValues:StringLike": { "dynamodb:LeadingKeys": [`lookup#${stageOf(name)}#*`] },
        Null: { "dynamodb:LeadingKeys": "false" },
      })),
    );
  });

  it("to a queue is for the reaction, the timers, the feed or the source that it feeds", () => {
    const queues = rights.filter(({ action }) => action === "sqs:ReceiveMessage");
    expect(new Set(queues.map(({ resource }) => resource)).size).toBe(queues.length);
    expect(queues.map(({ name }) => name).toSorted()).toEqual(
      [...names.values()]
        .filter((name) =>
          /^(?:react|timers)-|^(?:feed-append|export-run)$|^webhooks-(?:dispatch|follow|lane|slow-lane)$|^capture-(?:(?:confirm-)?mail|run-lists|read-card)$/.test(
            name,
          ),
        )
        .toSorted(),
    );
  });

  it("to the description of the API and to unknown routes comes without any right to data", () => {
    const open = rights.filter(({ name }) => ["read-openapi", "read-unknown"].includes(name));
    expect(open.filter(({ action }) => !/^(logs|xray):/.test(action))).toEqual([]);
  });
});

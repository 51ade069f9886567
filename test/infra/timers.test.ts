import { describe, expect, it } from "vitest";
import * as z from "zod";
import { plan } from "../../infra/plan.ts";
import { functionNames, must, ofType, synthesise } from "./synthesis.ts";

const made = synthesise({ context: { timeZone: "Asia/Ho_Chi_Minh" } });
const { rules, queues, queueSources, scheduleGroups, functions } = made.system;
const names = functionNames(made);
const flow = must(made.resources.get("salesline-flow"), "stack of the flow");

const sourceOf = (name: string) =>
  must(
    queueSources.find(({ functionArn }) => names.get(functionArn) === name),
    `queue that feeds ${name}`,
  );
const functionOf = (name: string) =>
  must(
    functions.find(({ arn }) => names.get(arn) === name),
    `function ${name}`,
  );
const queueOf = (name: string) => {
  const { queueArn } = sourceOf(name);
  return must(
    queues.find(({ arn }) => arn === queueArn),
    `queue of ${name}`,
  );
};
const Redrive = z.object({ deadLetterTargetArn: z.string() });
const deadLettersOf = (name: string) =>
  Redrive.parse(JSON.parse(must(queueOf(name).attributes["RedrivePolicy"], "redrive policy")))
    .deadLetterTargetArn;

const Role = z.looseObject({
  AssumeRolePolicyDocument: z.object({
    Statement: z.tuple([
      z.object({ Principal: z.object({ Service: z.string() }), Condition: z.unknown().optional() }),
    ]),
  }),
});
const Policy = z.object({
  Roles: z.tuple([z.object({ Ref: z.string() })]),
  PolicyDocument: z.object({ Statement: z.array(z.record(z.string(), z.unknown())) }),
});
const trustOf = (properties: unknown) => Role.parse(properties).AssumeRolePolicyDocument.Statement[0];
const schedulesRole = must(
  ofType(made, "AWS::IAM::Role").find(
    ({ properties }) => trustOf(properties).Principal.Service === "scheduler.amazonaws.com",
  ),
  "role of the schedules",
);
const statementsOf = (role: string) =>
  ofType(made, "AWS::IAM::Policy")
    .map(({ properties }) => Policy.parse(properties))
    .filter(({ Roles: [{ Ref }] }) => Ref === role)
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
const idOf = (prefix: string, type: string) =>
  must(
    Object.entries(flow).find(([id, { Type }]) => Type === type && id.startsWith(prefix))?.[0],
    `${type} ${prefix}`,
  );
const arnOf = (id: string) => ({ "Fn::GetAtt": [id, "Arn"] });

describe("Timers", () => {
  it("are set and cleared by the events that they wait for, and by no others", () => {
    const { queueArn } = sourceOf("timers-set");
    const feeding = rules.filter(({ targets }) => targets.some((target) => target.queueArn === queueArn));
    const types = [...new Set(plan.timers.flatMap((timer) => timer.types))];
    expect(feeding.map(({ pattern }) => pattern)).toEqual([
      { source: ["salesline"], "detail-type": types, detail: { v: [1] } },
    ]);
    expect(types).toEqual(
      expect.arrayContaining(["quote.sent", "quote.accepted", "invoice.issued", "invoice.paid"]),
    );
  });

  it("have a group of their own, in which their schedules are kept", () => {
    expect(scheduleGroups).toEqual(["salesline-timers", "salesline-webhooks"]);
    for (const name of ["timers-set", "timers-fire"]) {
      expect(functionOf(name).environment).toMatchObject({
        TIMER_GROUP: "salesline-timers",
        TIMER_QUEUE_ARN: sourceOf("timers-fire").queueArn,
        TIMER_DEAD_LETTERS_ARN: deadLettersOf("timers-fire"),
        TIME_ZONE: "Asia/Ho_Chi_Minh",
      });
    }
  });

  it("that fire on one day by the thousand leave room for those who work", () => {
    expect(sourceOf("timers-fire").maximumConcurrency).toBe(5);
    expect(sourceOf("timers-fire").reportsItemFailures).toBe(true);
  });

  it("need no entry of their own: what is deployed is two functions, however many timers there are", () => {
    expect([...names.values()].filter((name) => name.startsWith("timers-")).toSorted()).toEqual([
      "timers-fire",
      "timers-set",
    ]);
    expect(plan.timers.map(({ name }) => name)).toEqual([
      "expire-quote",
      "mark-overdue",
      "miss-response",
      "give-waiting",
    ]);
  });
});

describe("What a schedule may do", () => {
  it("is to put its message into the queue of the timers, or into its dead letters", () => {
    const dead = arnOf(idOf("firetimersfailed", "AWS::SQS::Queue"));
    const queue = arnOf(idOf("firetimersqueue", "AWS::SQS::Queue"));
    expect(statementsOf(schedulesRole.id)).toEqual([
      { Action: "sqs:SendMessage", Effect: "Allow", Resource: [dead, queue] },
    ]);
  });

  it("is lent to EventBridge Scheduler for schedules of this group in this account only", () => {
    expect(trustOf(schedulesRole.properties)).toEqual({
      Principal: { Service: "scheduler.amazonaws.com" },
      Condition: {
        StringEquals: {
          "aws:SourceAccount": { Ref: "AWS::AccountId" },
          "aws:SourceArn": arnOf(idOf("timers", "AWS::Scheduler::ScheduleGroup")),
        },
      },
    });
  });

  it("is handed on by nobody but those who make schedules, and only to EventBridge Scheduler", () => {
    const passing = ofType(made, "AWS::IAM::Policy").flatMap(({ properties }) => {
      const { Roles, PolicyDocument } = Policy.parse(properties);
      const passed = PolicyDocument.Statement.filter(({ Action }) => Action === "iam:PassRole");
      return passed.map((statement) => ({ by: Roles[0].Ref, statement }));
    });
    const nameOf = (by: string) => by.replace(/role\w{8}$/, "");
    expect(passing.map(({ by }) => nameOf(by)).toSorted()).toEqual([
      "firetimers",
      "lane",
      "settimers",
      "slowlane",
    ]);
    // Those of the lanes have a role of their own, in another stack.
    for (const { statement } of passing.filter(({ by }) => nameOf(by).endsWith("timers"))) {
      expect(statement).toEqual({
        Action: "iam:PassRole",
        Effect: "Allow",
        Resource: arnOf(schedulesRole.id),
        Condition: { StringEquals: { "iam:PassedToService": "scheduler.amazonaws.com" } },
      });
    }
  });
});

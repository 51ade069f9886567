import { Stack, Validations } from "aws-cdk-lib";
import { PolicyStatement, type Role } from "aws-cdk-lib/aws-iam";
import type { Function } from "aws-cdk-lib/aws-lambda";
import type { ScheduleGroup } from "aws-cdk-lib/aws-scheduler";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { WEBHOOK_PREFIX } from "../functions/runtime/webhooks/keys.ts";
import { allowBelow, bindTable, type TimerParts } from "./bind.ts";
import type { JournalTable } from "./table.ts";

const writes = {
  /** Make deliveries, and set when each is due. */
  put: ["dynamodb:PutItem", "dynamodb:DeleteItem"],
  /** Take a lane and give it back. */
  lane: ["dynamodb:UpdateItem"],
} as const;

/** Lets a function read the feed and the subscriptions, and work on deliveries: it writes there and nowhere else. */
export function bindDeliveries(
  fn: Function,
  table: JournalTable,
  uses: readonly (keyof typeof writes)[],
): void {
  bindTable(fn, table, ["get", "query"]);
  for (const action of uses.flatMap((use) => writes[use])) allowBelow(fn, table, action, WEBHOOK_PREFIX);
}

/** Lets a function put messages into a queue of this installation, which it finds by a variable. */
export function bindOutbox(fn: Function, variable: string, queue: Queue): void {
  fn.addEnvironment(variable, queue.queueUrl);
  fn.addToRolePolicy(new PolicyStatement({ actions: ["sqs:SendMessage"], resources: [queue.queueArn] }));
}

/** The queues of the lanes. */
export interface LaneQueues {
  readonly quick: Queue;
  readonly slow: Queue;
}

/** Lets a function wake lanes. */
export function bindLanes(fn: Function, { quick, slow }: LaneQueues): void {
  bindOutbox(fn, "LANE_QUEUE_URL", quick);
  bindOutbox(fn, "SLOW_LANE_QUEUE_URL", slow);
}

/** Lets a function have lanes woken by schedules, in their own group and with no other role than theirs. */
export function bindWakes(fn: Function, { group, role, queue, failed }: TimerParts): void {
  fn.addEnvironment("TIMER_GROUP", group.scheduleGroupName);
  fn.addEnvironment("TIMER_ROLE_ARN", role.roleArn);
  fn.addEnvironment("TIMER_QUEUE_ARN", queue.queueArn);
  fn.addEnvironment("TIMER_DEAD_LETTERS_ARN", failed.queueArn);
  const resourceName = `${group.scheduleGroupName}/*`;
  fn.addToRolePolicy(
    new PolicyStatement({
      actions: ["scheduler:CreateSchedule"],
      resources: [Stack.of(fn).formatArn({ service: "scheduler", resource: "schedule", resourceName })],
    }),
  );
  passRole(fn, role);
  acknowledge(fn, group);
}

function passRole(fn: Function, role: Role): void {
  fn.addToRolePolicy(
    new PolicyStatement({
      actions: ["iam:PassRole"],
      resources: [role.roleArn],
      conditions: { StringEquals: { "iam:PassedToService": "scheduler.amazonaws.com" } },
    }),
  );
}

function acknowledge({ role, node }: Function, { scheduleGroupName }: ScheduleGroup): void {
  if (role === undefined) throw new Error(`${node.path} has no role of its own`);
  const arn = "arn:<AWS::Partition>:scheduler:<AWS::Region>:<AWS::AccountId>:schedule";
  Validations.of(role).acknowledge({
    id: `AwsSolutions-IAM5[Resource::${arn}/${scheduleGroupName}/*]`,
    reason: "Schedules are named after lanes that are yet to wait; their group holds nothing else",
  });
}

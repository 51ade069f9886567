import { type Stack, Validations } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Function } from "aws-cdk-lib/aws-lambda";
import { ScheduleGroup } from "aws-cdk-lib/aws-scheduler";
import type { Timer } from "../domain/kernel/timer.ts";
import { bindAction, bindSchedules, bindSettings, type TimerParts } from "./bind.ts";
import { createFunction, timeouts } from "./function.ts";
import type { ReactionProps } from "./reaction.ts";
import { collect, consume, createWorkQueue, type WorkQueue } from "./work-queue.ts";

/** The group that holds the schedules of the timers and nothing else. */
const GROUP = "salesline-timers";

/** On one day thousands of quotes may lapse; who works at that moment must not be held up. */
const FIRED_AT_ONCE = 5;

/**
 * Adds what time brings: the group of the schedules, the function that sets and clears them as events say, and the one
 * that does what a timer asks when its day has come, each with its queue, its dead letters and their alarm.
 */
export function addTimers(stack: Stack, timers: readonly Timer[], props: ReactionProps): void {
  const { bus, settings } = props;
  const group = new ScheduleGroup(stack, "timers", { scheduleGroupName: GROUP });
  const fired = createWorkQueue(stack, "fire-timers", "Timers whose action could not be done", settings);
  const role = createRole(stack, group, fired);
  const parts = { group, role, queue: fired.queue, failed: fired.failed };
  addFiring(stack, timers, props, fired, parts);

  const events = createWorkQueue(stack, "set-timers", "Events that could not set a timer", settings);
  const types = [...new Set(timers.flatMap((timer) => timer.types))];
  const description = `Set and clear: ${timers.map(({ name }) => name).join(", ")}`;
  collect(stack, "set-timers", events, { bus, types, description });
  const set = createFunction(stack, "set-timers", {
    name: "timers-set",
    summary: "Keeps a schedule for each record that waits for a day",
    timeout: timeouts.queue,
    dist: props.dist,
  });
  bindSettings(set, settings);
  bindSchedules(set, parts, ["set", "clear"]);
  acknowledge(set);
  consume(set, events);
}

function addFiring(
  stack: Stack,
  timers: readonly Timer[],
  { table, settings, dist }: ReactionProps,
  fired: WorkQueue,
  parts: TimerParts,
): void {
  const fire = createFunction(stack, "fire-timers", {
    name: "timers-fire",
    summary: timers.map(({ action }) => action.summary).join("; "),
    timeout: timeouts.queue,
    dist,
  });
  for (const { action } of timers) bindAction(fire, action, table, settings);
  bindSchedules(fire, parts, ["set"]);
  acknowledge(fire);
  consume(fire, fired, FIRED_AT_ONCE);
}

/** The role of the schedules: it may only put messages into the queue of the timers, and only for this group. */
function createRole(stack: Stack, group: ScheduleGroup, { queue, failed }: WorkQueue): Role {
  const role = new Role(stack, "timers-role", {
    assumedBy: new ServicePrincipal("scheduler.amazonaws.com", {
      conditions: {
        StringEquals: { "aws:SourceAccount": stack.account, "aws:SourceArn": group.scheduleGroupArn },
      },
    }),
  });
  role.addToPolicy(
    new PolicyStatement({ actions: ["sqs:SendMessage"], resources: [queue.queueArn, failed.queueArn] }),
  );
  return role;
}

function acknowledge({ role, node }: Function): void {
  if (role === undefined) throw new Error(`${node.path} has no role of its own`);
  const arn = "arn:<AWS::Partition>:scheduler:<AWS::Region>:<AWS::AccountId>:schedule";
  Validations.of(role).acknowledge({
    id: `AwsSolutions-IAM5[Resource::${arn}/${GROUP}/*]`,
    reason: "Schedules are named after records that are yet to come; their group holds nothing else",
  });
}

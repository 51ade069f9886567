import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type CreateScheduleCommandInput,
  CreateScheduleCommand,
  SchedulerClient,
} from "@aws-sdk/client-scheduler";
import type { FauxqsServer } from "fauxqs";
import { clientOptions } from "../../local/provision/client.ts";
import { startScheduler } from "../../local/scheduler/scheduler.ts";
import { bodiesOf, startQueues } from "./bus-world.ts";

export const region = "eu-central-1";
export const account = "000000000000";
export const group = "timers";
export const arnOf = (queue: string) => `arn:aws:sqs:${region}:${account}:${queue}`;

/** A schedule that puts its own name into the queue "fired" at this time of UTC. */
export function schedule(
  Name: string,
  at: string,
  more: Partial<CreateScheduleCommandInput> = {},
): CreateScheduleCommandInput {
  return {
    Name,
    GroupName: group,
    ScheduleExpression: `at(${at})`,
    FlexibleTimeWindow: { Mode: "OFF" },
    ActionAfterCompletion: "DELETE",
    Target: { Arn: arnOf("fired"), RoleArn: `arn:aws:iam::${account}:role/timers`, Input: Name },
    ...more,
  };
}

/** The clock of this machine, in place of one that stands still. */
export const running = "running";

/** A scheduler that can be stopped and started again on the same folder, its queues, its client and its clock. */
export async function startWorld(begin = "2026-11-24T12:00:00Z", queueEndpoint?: string) {
  const folder = mkdtempSync(join(tmpdir(), "salesline-scheduler-"));
  const clock = { now: Date.parse(begin) };
  const now = begin === running ? Date.now : () => clock.now;
  let queues: FauxqsServer = await startQueues(["fired", "slow"]);
  const start = () =>
    startScheduler({
      file: join(folder, "schedules.db"),
      groups: [group],
      queues: ["fired", "slow"].map((name) => ({
        arn: arnOf(name),
        url: `${queues.address}/${account}/${name}`,
      })),
      region,
      account,
      queueEndpoint: queueEndpoint ?? queues.address,
      now,
    });
  let scheduler = await start();
  const clientOf = () => new SchedulerClient({ ...clientOptions(scheduler.url, region), maxAttempts: 1 });
  let client = clientOf();
  const { port } = queues;
  return {
    file: join(folder, "schedules.db"),
    client: () => client,
    scheduler: () => scheduler,
    create: (...given: Parameters<typeof schedule>) =>
      client.send(new CreateScheduleCommand(schedule(...given))),
    /** What was fired until this moment of UTC, in order. */
    async at(moment: string, queue = "fired"): Promise<readonly string[]> {
      clock.now = Date.parse(moment);
      await scheduler.wake();
      return bodiesOf(queues, queue);
    },
    address: () => queues.address,
    fired: (queue = "fired") => bodiesOf(queues, queue),
    stopQueues: () => queues.stop(),
    startQueues: async () => void (queues = await startQueues(["fired", "slow"], port)),
    stop: () => scheduler.stop(),
    /** After `stop`: as it starts at this moment of UTC. */
    async start(moment: string) {
      client.destroy();
      clock.now = Date.parse(moment);
      scheduler = await start();
      client = clientOf();
    },
    async [Symbol.asyncDispose]() {
      client.destroy();
      await scheduler.stop().catch(() => undefined);
      await queues.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

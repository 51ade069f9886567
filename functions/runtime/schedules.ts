import { createHash } from "node:crypto";
import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  ResourceNotFoundException,
  SchedulerClient,
  UpdateScheduleCommand,
} from "@aws-sdk/client-scheduler";
import * as z from "zod";
import { Day } from "../../domain/kernel/text.ts";
import type { When } from "../../domain/kernel/timer.ts";
import { quiet } from "./quiet.ts";
import { required } from "./settings.ts";

const About = z.object({
  timer: z.string(),
  record: z.string(),
  /** Which of the two names of the timer it has: see `nameOf`. */
  again: z.boolean(),
  /** It is one of several of its record. */
  several: z.boolean().optional(),
  /** The event that set it. */
  event: z.string(),
  at: z.iso.datetime(),
  deal: z.string(),
  traceId: z.string(),
});

/** What a schedule puts into the queue when its time has come: which timer of which record, and what set it. */
export const Due = z.union([About.extend({ day: Day }), About.extend({ instant: z.iso.datetime() })]);
export type Due = z.output<typeof Due>;

/** The schedules of records, kept by EventBridge Scheduler. */
export interface Schedules {
  /** Puts `due` into the queue of the timers when its time has come, at once when it has already; takes the place of one with its name. */
  set(due: Due, today: string): Promise<void>;
  /** Removes the schedule of a record, if there is one. */
  clear(timer: string, record: string): Promise<void>;
}

/** In every time zone there is such a time on each day: clocks are put forward before it. */
const HOUR = "05:00:00";
const SOON_MS = 60_000;
const LONGEST_NAME = 64;

/**
 * The name of a schedule: the same for the same record, so that a repeat makes no second one. A timer that asked too
 * early takes the other of its two names: the schedule that has fired is still being deleted by EventBridge.
 */
export function nameOf(timer: string, record: string, again: boolean): string {
  const name = `${timer}.${record}${again ? ".again" : ""}`;
  if (name.length <= LONGEST_NAME) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 16);
  return `${name.slice(0, LONGEST_NAME - 17)}-${hash}`;
}

/** The name of one of several schedules of a record: the same for the same second. */
function nameAt(timer: string, record: string, instant: string): string {
  return nameOf(timer, `${record}.${Math.ceil(Date.parse(instant) / 1000).toString(36)}`, false);
}

function nameOfDue(due: Due): string {
  if (due.several === true && "instant" in due) return nameAt(due.timer, due.record, due.instant);
  return nameOf(due.timer, due.record, due.again);
}

const inUtc = (ms: number) => ({
  ScheduleExpression: `at(${new Date(ms).toISOString().slice(0, 19)})`,
  ScheduleExpressionTimezone: "UTC",
});

/** A time that has passed, or does before the schedule is there, may be refused: then in a minute. */
const SHORTEST_MS = 2000;

/** When an instant is announced: in the second that begins with it or after it. */
export function momentOf(instant: string, now: Date) {
  const second = Math.ceil(Date.parse(instant) / 1000) * 1000;
  return inUtc(second - now.getTime() < SHORTEST_MS ? now.getTime() + SOON_MS : second);
}

/** When a day is announced: in the morning of it, or in a minute when it has come, since a time that has passed may be refused. */
export function whenOf(day: string, today: string, now: Date, timeZone: string) {
  if (day > today) return { ScheduleExpression: `at(${day}T${HOUR})`, ScheduleExpressionTimezone: timeZone };
  return inUtc(now.getTime() + SOON_MS);
}

function expressionOf(when: When, today: string, now: Date, timeZone: string) {
  return "day" in when ? whenOf(when.day, today, now, timeZone) : momentOf(when.instant, now);
}

function targetOf(due: Due) {
  return {
    Arn: required("TIMER_QUEUE_ARN"),
    RoleArn: required("TIMER_ROLE_ARN"),
    Input: JSON.stringify(due),
    // Handing a message to a queue fails only while SQS is away, or for good: for that there are the dead letters.
    DeadLetterConfig: { Arn: required("TIMER_DEAD_LETTERS_ARN") },
    RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
  };
}

/** The schedules of this installation: its group, with what each needs to reach the queue of the timers. */
export function openSchedules(timeZone: string, now: () => Date): Schedules {
  const client = quiet(new SchedulerClient({}));
  const GroupName = required("TIMER_GROUP");

  async function remove(Name: string): Promise<boolean> {
    try {
      await client.send(new DeleteScheduleCommand({ GroupName, Name }));
      return true;
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return false;
      throw error;
    }
  }

  return {
    async set(due, today) {
      const schedule = {
        GroupName,
        Name: nameOfDue(due),
        ...expressionOf(due, today, now(), timeZone),
        FlexibleTimeWindow: { Mode: "OFF" as const },
        ActionAfterCompletion: "DELETE" as const,
        Target: targetOf(due),
      };
      try {
        await client.send(new CreateScheduleCommand(schedule));
      } catch (error) {
        if (!(error instanceof ConflictException)) throw error;
        await client.send(new UpdateScheduleCommand(schedule));
      }
    },
    async clear(timer, record) {
      // The second is only made by the first when that has fired, and then it is gone.
      const removed = await remove(nameOf(timer, record, false));
      if (!removed) await remove(nameOf(timer, record, true));
    },
  };
}

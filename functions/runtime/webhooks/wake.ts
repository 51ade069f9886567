import { ConflictException, CreateScheduleCommand, SchedulerClient } from "@aws-sdk/client-scheduler";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import * as z from "zod";
import { quiet } from "../quiet.ts";
import { momentOf, nameOf } from "../schedules.ts";
import { required } from "../settings.ts";

/** What wakes a lane. */
export const Wake = z.strictObject({ lane: z.string() });

/** Wakes lanes: whoever takes the message works on what is due. */
export interface Wakes {
  /** At once; a slow lane by functions of its own. */
  now(subscription: string, slow: boolean): Promise<void>;
  /** At an instant: by a delayed message when it is near, by a schedule when it is not. */
  at(subscription: string, instant: string, now: Date): Promise<void>;
}

/** The longest that SQS delays a message. */
const LONGEST_DELAY_SECONDS = 900;

/** Opens what wakes the lanes of this installation. */
export function openWakes(): Wakes {
  const queues = quiet(new SQSClient({ useQueueUrlAsEndpoint: false }));
  const schedules = quiet(new SchedulerClient({}));
  const urls = { quick: required("LANE_QUEUE_URL"), slow: required("SLOW_LANE_QUEUE_URL") };

  async function schedule(subscription: string, instant: string, now: Date): Promise<void> {
    const seconds = Math.ceil(Date.parse(instant) / 1000).toString(36);
    const made = {
      GroupName: required("TIMER_GROUP"),
      Name: nameOf("lane", `${subscription}.${seconds}`, false),
      ...momentOf(instant, now),
      FlexibleTimeWindow: { Mode: "OFF" as const },
      ActionAfterCompletion: "DELETE" as const,
      Target: {
        Arn: required("TIMER_QUEUE_ARN"),
        RoleArn: required("TIMER_ROLE_ARN"),
        Input: JSON.stringify({ lane: subscription }),
        DeadLetterConfig: { Arn: required("TIMER_DEAD_LETTERS_ARN") },
        RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
      },
    };
    try {
      await schedules.send(new CreateScheduleCommand(made));
    } catch (error) {
      // One of this name is of the same second.
      if (!(error instanceof ConflictException)) throw error;
    }
  }

  async function send(QueueUrl: string, subscription: string, DelaySeconds: number): Promise<void> {
    const MessageBody = JSON.stringify({ lane: subscription });
    await queues.send(new SendMessageCommand({ QueueUrl, MessageBody, DelaySeconds }));
  }

  return {
    now: (subscription, slow) => send(slow ? urls.slow : urls.quick, subscription, 0),
    async at(subscription, instant, now) {
      const seconds = Math.max(0, Math.ceil((Date.parse(instant) - now.getTime()) / 1000));
      if (seconds > LONGEST_DELAY_SECONDS) await schedule(subscription, instant, now);
      else await send(urls.quick, subscription, seconds);
    },
  };
}

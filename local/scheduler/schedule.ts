import * as z from "zod";
import { instantOf, isTimeZone } from "./at-expression.ts";

const Name = z.string().regex(/^[0-9a-zA-Z\-_.]{1,64}$/, "must have 1 to 64 letters, digits, - _ or .");
const Arn = z.string().startsWith("arn:").max(1600);
const bytes = (limit: number) => (text: string) => Buffer.byteLength(text) <= limit;

const Target = z.strictObject({
  Arn,
  RoleArn: Arn,
  Input: z
    .string()
    .min(1)
    .refine(bytes(256 * 1024), "must have at most 256 KB")
    .refine((text) => !text.includes("<aws.scheduler."), "context attributes are not replaced locally"),
  // Without effect here: a message is sent again until its queue has it.
  DeadLetterConfig: z.strictObject({ Arn: Arn.optional() }).optional(),
  RetryPolicy: z
    .strictObject({
      MaximumEventAgeInSeconds: z.int().min(60).max(86_400).optional(),
      MaximumRetryAttempts: z.int().min(0).max(185).optional(),
    })
    .optional(),
});

/** The body of CreateSchedule and UpdateSchedule, as far as it runs here: once, at a time, into a queue. */
const Body = z.strictObject({
  ScheduleExpression: z.string().min(1).max(256),
  ScheduleExpressionTimezone: z.string().refine(isTimeZone, "is no time zone").default("UTC"),
  FlexibleTimeWindow: z.strictObject({ Mode: z.literal("OFF") }),
  Target,
  GroupName: Name.default("default"),
  State: z.enum(["ENABLED", "DISABLED"]).default("ENABLED"),
  ActionAfterCompletion: z.enum(["NONE", "DELETE"]).default("NONE"),
  Description: z.string().max(512).optional(),
  ClientToken: z.string().min(1).max(64).optional(),
});

/** A schedule as it was asked for; the rest of it is `StoredSchedule`. */
export const Schedule = Body.omit({ ClientToken: true }).extend({ Name });
export type Schedule = z.output<typeof Schedule>;

/** A schedule that can be kept, or why not. */
export type ReadSchedule =
  | { readonly ok: true; readonly schedule: Schedule; readonly due: number; readonly token: string }
  | { readonly ok: false; readonly message: string };

const invalid = (message: string): ReadSchedule => ({ ok: false, message });

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Reads what a client asks for a schedule of this name; `due` is when it fires, in milliseconds since 1970. */
export const readSchedule = (name: string, text: string): ReadSchedule => {
  const body = Body.extend({ Name }).safeParse({ ...Object(parsed(text)), Name: name });
  if (!body.success) {
    const reasons = body.error.issues.map(({ path, message }) => `Value at '${path.join(".")}': ${message}`);
    return invalid(`${reasons.length} validation error detected: ${reasons.join("; ")}`);
  }
  const { ClientToken = "", ...schedule } = body.data;
  const { ScheduleExpression, ScheduleExpressionTimezone } = schedule;
  const due = instantOf(ScheduleExpression, ScheduleExpressionTimezone);
  if (due !== undefined) return { ok: true, schedule, due, token: ClientToken };
  const recurring = /^(?:rate|cron)\(/.test(ScheduleExpression) ? " Only at(...) runs locally." : "";
  return invalid(`Invalid Schedule Expression ${ScheduleExpression}.${recurring}`);
};

import { Stack } from "aws-cdk-lib";
import type { JournalTable } from "./table.ts";
import type { EventBus } from "aws-cdk-lib/aws-events";
import { PolicyStatement, type Role } from "aws-cdk-lib/aws-iam";
import type { Function } from "aws-cdk-lib/aws-lambda";
import type { ScheduleGroup } from "aws-cdk-lib/aws-scheduler";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Action } from "../domain/kernel/action.ts";
import {
  COUNTER_PREFIX,
  FEED_PREFIX,
  lookupPrefix,
  MARK_PREFIX,
  SECRET_PREFIX,
  UNPUBLISHED_PREFIX,
} from "../functions/runtime/keys.ts";
import { EXPORT_PREFIX } from "../functions/runtime/export/kept.ts";
import { DEFAULT_RECEIPT_DAYS } from "../functions/runtime/receipt-days.ts";
import type { Settings } from "./settings.ts";

// Each function here binds one thing: how the code finds it, and what the role may do with it, in one call.

function allow(fn: Function, actions: readonly string[], resource: string): void {
  fn.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [resource] }));
}

const tableActions = {
  get: ["dynamodb:BatchGetItem"],
  query: ["dynamodb:Query"],
  /** Load and commit (a TransactWriteItems is checked part by part); a repeat reads the events of its first answer. */
  command: ["dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:PutItem", "dynamodb:ConditionCheckItem"],
  /** Advance the series of numbers in the same commit. */
  number: ["dynamodb:UpdateItem"],
} as const;

/** What a function does with the items of the table. */
export type TableUse = keyof typeof tableActions;

/** Lets a function use the table. */
export function bindTable(fn: Function, table: JournalTable, uses: readonly TableUse[]): void {
  fn.addEnvironment("TABLE_NAME", table.tableName);
  allow(
    fn,
    uses.flatMap((use) => tableActions[use]),
    table.tableArn,
  );
}

/** Lets a function query one index of the table. */
export function bindIndex(fn: Function, table: JournalTable, index: string): void {
  fn.addEnvironment("TABLE_NAME", table.tableName);
  allow(fn, ["dynamodb:Query"], `${table.tableArn}/index/${index}`);
}

/** An action on the items whose partitions begin so, and on no other. */
export function allowBelow(fn: Function, { tableArn }: JournalTable, action: string, prefix: string): void {
  const keys = { "dynamodb:LeadingKeys": [`${prefix}*`] };
  const conditions = { "ForAllValues:StringLike": keys, Null: { "dynamodb:LeadingKeys": "false" } };
  fn.addToRolePolicy(new PolicyStatement({ actions: [action], resources: [tableArn], conditions }));
}

/** Lets a function count and mark what is of use for a while, such as posts of an address. */
export function bindCounters(fn: Function, table: JournalTable): void {
  allowBelow(fn, table, "dynamodb:UpdateItem", COUNTER_PREFIX);
  allowBelow(fn, table, "dynamodb:PutItem", MARK_PREFIX);
}

/** Lets a function put events into the feed: it may write there and nowhere else. */
export function bindFeed(fn: Function, table: JournalTable): void {
  allowBelow(fn, table, "dynamodb:PutItem", FEED_PREFIX);
}

const unpublishedActions = { find: "dynamodb:Query", remove: "dynamodb:BatchWriteItem" } as const;

/** Lets a function find the marks of commits that may not be out yet, or remove those that are, and set aside what never can be. */
export function bindUnpublished(
  fn: Function,
  table: JournalTable,
  uses: readonly (keyof typeof unpublishedActions)[],
): void {
  fn.addEnvironment("TABLE_NAME", table.tableName);
  for (const use of uses) allowBelow(fn, table, unpublishedActions[use], UNPUBLISHED_PREFIX);
}

/** Lets a function use a key of this installation, which it makes when it is the first to need it. */
export function bindSecret(fn: Function, table: JournalTable): void {
  bindTable(fn, table, ["get"]);
  allowBelow(fn, table, "dynamodb:PutItem", SECRET_PREFIX);
}

/** Lets a function perform an action: load, decide as the company has set, commit. */
export function bindAction(fn: Function, action: Action, table: JournalTable, settings: Settings): void {
  const { name, isLookedUp } = action.home;
  // What a changed record is no longer found by is deleted; nothing else ever is.
  if (isLookedUp) allowBelow(fn, table, "dynamodb:DeleteItem", lookupPrefix(name));
  bindTable(fn, table, action.series === undefined ? ["command"] : ["command", "number"]);
  bindSettings(fn, settings);
}

/** Lets a function decide as the company has set. */
export function bindSettings(fn: Function, settings: Settings): void {
  fn.addEnvironment("TIME_ZONE", settings.timeZone);
  fn.addEnvironment("CURRENCY", settings.currency);
  fn.addEnvironment("PAYMENT_DAYS", String(settings.paymentDays));
  fn.addEnvironment("COUNTRY", settings.country);
  fn.addEnvironment("RECEIPT_DAYS", String(DEFAULT_RECEIPT_DAYS));
}

/** Lets a function put events on the bus: the publisher, and nobody else. */
export function bindBus(fn: Function, bus: EventBus): void {
  fn.addEnvironment("BUS_NAME", bus.eventBusName);
  allow(fn, ["events:PutEvents"], bus.eventBusArn);
}

/** Lets a function set when a message of its own queue is shown again; its event source grants the rest. */
export function bindQueue(fn: Function, queue: Queue): void {
  fn.addEnvironment("QUEUE_URL", queue.queueUrl);
  allow(fn, ["sqs:ChangeMessageVisibility"], queue.queueArn);
}

const bucketActions = { get: ["s3:GetObject"], put: ["s3:PutObject"] } as const;

/** Lets a function read or write the files of exports. */
export function bindExports(
  fn: Function,
  bucket: Bucket,
  uses: readonly (keyof typeof bucketActions)[],
): void {
  fn.addEnvironment("EXPORT_BUCKET", bucket.bucketName);
  allow(
    fn,
    uses.flatMap((use) => bucketActions[use]),
    `${bucket.bucketArn}/${EXPORT_PREFIX}*`,
  );
}

/** Lets a function read or write what came in, below a prefix such as "mail/". */
export function bindBucket(
  fn: Function,
  bucket: Bucket,
  prefix: string,
  uses: readonly (keyof typeof bucketActions)[],
): void {
  fn.addEnvironment("INTAKE_BUCKET", bucket.bucketName);
  allow(
    fn,
    uses.flatMap((use) => bucketActions[use]),
    `${bucket.bucketArn}/${prefix}*`,
  );
}

/** Where Lambda puts what an event source gave up. */
const GIVEN_UP_PREFIX = "aws/lambda/";

/** Lets the event source of a function, which has the rights of the function, keep in a bucket what it gives up. */
export function bindGivenUp(fn: Function, bucket: Bucket): void {
  allow(fn, ["s3:PutObject"], `${bucket.bucketArn}/${GIVEN_UP_PREFIX}*`);
  allow(fn, ["s3:ListBucket"], bucket.bucketArn);
}

/** Lets a function see that an object below a prefix is not there: without this it looks like a forbidden one. */
export function bindMissing(fn: Function, bucket: Bucket, prefix: string): void {
  fn.addToRolePolicy(
    new PolicyStatement({
      actions: ["s3:ListBucket"],
      resources: [bucket.bucketArn],
      // A read of one object names no prefix.
      conditions: { StringLikeIfExists: { "s3:prefix": `${prefix}*` } },
    }),
  );
}

/** Lets a function have the letters of a picture read. */
export function bindTextract(fn: Function): void {
  allow(fn, ["textract:DetectDocumentText"], "*");
}

/** Lets a function send mails from one address, which SES has verified by itself or by its domain. */
export function bindMail(fn: Function, from: string): void {
  fn.addEnvironment("MAIL_FROM", from);
  for (const identity of new Set([from, from.slice(from.lastIndexOf("@") + 1)])) {
    const of = { service: "ses", resource: "identity", resourceName: identity };
    allow(fn, ["ses:SendEmail"], Stack.of(fn).formatArn(of));
  }
}

const scheduleActions = {
  /** One that is there already is brought up to date. */
  set: ["scheduler:CreateSchedule", "scheduler:UpdateSchedule"],
  clear: ["scheduler:DeleteSchedule"],
} as const;

/** What a schedule of a timer is made with. */
export interface TimerParts {
  readonly group: ScheduleGroup;
  /** What the schedules themselves may do. */
  readonly role: Role;
  /** Takes the message when the day has come. */
  readonly queue: Queue;
  /** Takes what the queue could not be given. */
  readonly failed: Queue;
}

/** Lets a function keep schedules of timers, in their own group and with no other role than theirs. */
export function bindSchedules(
  fn: Function,
  { group, role, queue, failed }: TimerParts,
  uses: readonly (keyof typeof scheduleActions)[],
): void {
  fn.addEnvironment("TIMER_GROUP", group.scheduleGroupName);
  fn.addEnvironment("TIMER_ROLE_ARN", role.roleArn);
  fn.addEnvironment("TIMER_QUEUE_ARN", queue.queueArn);
  fn.addEnvironment("TIMER_DEAD_LETTERS_ARN", failed.queueArn);
  const actions = uses.flatMap((use) => scheduleActions[use]);
  const resourceName = `${group.scheduleGroupName}/*`;
  allow(fn, actions, Stack.of(fn).formatArn({ service: "scheduler", resource: "schedule", resourceName }));
  fn.addToRolePolicy(
    new PolicyStatement({
      actions: ["iam:PassRole"],
      resources: [role.roleArn],
      conditions: { StringEquals: { "iam:PassedToService": "scheduler.amazonaws.com" } },
    }),
  );
}

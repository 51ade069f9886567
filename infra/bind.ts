import type { TableV2 } from "aws-cdk-lib/aws-dynamodb";
import type { EventBus } from "aws-cdk-lib/aws-events";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Function } from "aws-cdk-lib/aws-lambda";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Action } from "../domain/kernel/action.ts";
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
export function bindTable(fn: Function, table: TableV2, uses: readonly TableUse[]): void {
  fn.addEnvironment("TABLE_NAME", table.tableName);
  allow(
    fn,
    uses.flatMap((use) => tableActions[use]),
    table.tableArn,
  );
}

/** Lets a function query one index of the table. */
export function bindIndex(fn: Function, table: TableV2, index: string): void {
  fn.addEnvironment("TABLE_NAME", table.tableName);
  allow(fn, ["dynamodb:Query"], `${table.tableArn}/index/${index}`);
}

/** Lets a function perform an action: load, decide as the company has set, commit. */
export function bindAction(fn: Function, action: Action, table: TableV2, settings: Settings): void {
  bindTable(fn, table, action.series === undefined ? ["command"] : ["command", "number"]);
  bindSettings(fn, settings);
}

/** Lets a function decide as the company has set. */
export function bindSettings(fn: Function, settings: Settings): void {
  fn.addEnvironment("TIME_ZONE", settings.timeZone);
  fn.addEnvironment("CURRENCY", settings.currency);
  fn.addEnvironment("PAYMENT_DAYS", String(settings.paymentDays));
  fn.addEnvironment("COUNTRY", settings.country);
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

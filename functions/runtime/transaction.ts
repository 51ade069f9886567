import {
  type CancellationReason,
  TransactionCanceledException,
  type TransactWriteItem,
} from "@aws-sdk/client-dynamodb";
import type { Envelope } from "../../domain/kernel/event.ts";
import type { Held } from "../../domain/kernel/facts.ts";
import type { Stored } from "../../domain/kernel/record.ts";
import { claimItem, eventItem, lookupItem, type Receipt, receiptItem, recordItem, toItem } from "./items.ts";
import { formerLookupKey, type Key, lookupKey, recordKey } from "./keys.ts";
import { commitOf, markOf } from "./unpublished.ts";

/** What happened to a commit: done; done before by the same command; somebody else was faster; or the table was busy. */
export type Committed = "committed" | "repeated" | "conflict" | "busy";

/** One change: a record with its new events, the proof of the command, and what must still be as it was read. */
export interface Change {
  readonly stage: string;
  readonly before: Stored;
  readonly after: Stored & { readonly state: { readonly status: string } };
  readonly events: readonly Envelope[];
  readonly commandId: string;
  readonly receipt: Receipt;
  readonly nowSeconds: number;
  readonly series?: { readonly key: Key; readonly last: number };
  /** Keys under which the record is found from now on, and no longer. */
  readonly lookups?: {
    readonly put: readonly string[];
    readonly drop: readonly string[];
    /** Keys under which a copy of before may lie, under the id alone. */
    readonly forget: readonly string[];
    /** What is kept of the record under each. */
    readonly glimpse: object;
  };
  /** Keys that `holder` holds from now on, with who held them when they were read. */
  readonly claims?: {
    readonly stage: string;
    readonly holder: string;
    readonly at: string;
    readonly note: Held["note"];
    readonly keys: readonly { readonly key: string; readonly before: string | undefined }[];
  };
  /** Records that the decision looked at, with the version it saw; 0 when there was none. */
  readonly checks: readonly { readonly key: Key; readonly version: number }[];
}

const NOT_THERE = "attribute_not_exists(pk)";

function versionIs(version: number) {
  return version === 0
    ? { ConditionExpression: NOT_THERE }
    : {
        ConditionExpression: "version = :version",
        ExpressionAttributeValues: { ":version": { N: String(version) } },
      };
}

/** The one transaction of a change; the record comes first and the receipt second. */
export function writesOf(TableName: string, change: Change): TransactWriteItem[] {
  const { stage, before, after, events, commandId, receipt, series, checks, nowSeconds, lookups, claims } =
    change;
  const unchanged = versionIs(before.version);
  return [
    events.length > 0
      ? { Put: { TableName, Item: recordItem(stage, after), ...unchanged } }
      : { ConditionCheck: { TableName, Key: toItem(recordKey(stage, before.id)), ...unchanged } },
    {
      Put: {
        TableName,
        Item: receiptItem(commandId, receipt),
        ConditionExpression: `${NOT_THERE} OR expiresAt <= :now`,
        ExpressionAttributeValues: { ":now": { N: String(nowSeconds) } },
      },
    },
    ...eventsOf(TableName, events),
    ...checks.map(({ key, version }) => ({
      ConditionCheck: { TableName, Key: toItem(key), ...versionIs(version) },
    })),
    ...(lookups?.put ?? []).map((key) => ({
      Put: { TableName, Item: lookupItem(stage, key, after, lookups?.glimpse ?? {}) },
    })),
    ...(lookups?.drop ?? []).map((key) => ({
      Delete: { TableName, Key: toItem(lookupKey(stage, key, after)) },
    })),
    ...(lookups?.forget ?? []).map((key) => ({
      Delete: { TableName, Key: toItem(formerLookupKey(stage, key, after.id)) },
    })),
    ...(claims === undefined ? [] : claimsOf(TableName, claims)),
    ...(series === undefined ? [] : [{ Update: advance(TableName, series) }]),
  ];
}

/** The events, and the mark that they may not be out yet. */
function eventsOf(TableName: string, events: readonly Envelope[]): TransactWriteItem[] {
  const commit = commitOf(events);
  if (commit === undefined) return [];
  const { first, last } = commit;
  const puts = events.map((event) => ({
    Put: { TableName, Item: eventItem(event, { first, last }), ConditionExpression: NOT_THERE },
  }));
  return [...puts, { Put: { TableName, Item: toItem(markOf(commit)) } }];
}

function claimsOf(TableName: string, { stage, holder, at, note, keys }: NonNullable<Change["claims"]>) {
  return keys.map(({ key, before }) => ({
    Put: {
      TableName,
      Item: claimItem(stage, key, { holder, at, note }),
      ...(before === undefined
        ? { ConditionExpression: NOT_THERE }
        : {
            ConditionExpression: "holder = :before",
            ExpressionAttributeValues: { ":before": { S: before } },
          }),
    },
  }));
}

function advance(TableName: string, { key, last }: NonNullable<Change["series"]>) {
  return {
    TableName,
    Key: toItem(key),
    UpdateExpression: "SET #last = :next",
    ConditionExpression: last === 0 ? NOT_THERE : "#last = :last",
    ExpressionAttributeNames: { "#last": "last" },
    ExpressionAttributeValues: {
      ":next": { N: String(last + 1) },
      ...(last > 0 && { ":last": { N: String(last) } }),
    },
  };
}

const RECEIPT = 1;
const CHECK_FAILED = "ConditionalCheckFailed";
const BUSY = new Set(["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"]);

/** Reads the reasons by position: a receipt that is there is a repeat, whatever else has failed. */
function cancelledBecause(reasons: readonly CancellationReason[]): Committed | undefined {
  if (reasons[RECEIPT]?.Code === CHECK_FAILED) return "repeated";
  if (reasons.some(({ Code }) => Code === CHECK_FAILED)) return "conflict";
  return reasons.some(({ Code }) => Code !== undefined && BUSY.has(Code)) ? "busy" : undefined;
}

const BUSY_ERRORS = new Set([
  "TransactionInProgressException",
  "ThrottlingException",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
]);

/** What a failed transaction means; undefined when no further try can heal it. */
export function verdictOf(error: unknown): Committed | undefined {
  if (error instanceof TransactionCanceledException) return cancelledBecause(error.CancellationReasons ?? []);
  return error instanceof Error && BUSY_ERRORS.has(error.name) ? "busy" : undefined;
}

import {
  BatchGetItemCommand,
  type CancellationReason,
  DynamoDBClient,
  QueryCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { setTimeout as sleep } from "node:timers/promises";
import type { Envelope } from "../../domain/kernel/event.ts";
import type { Stored } from "../../domain/kernel/record.ts";
import { eventItem, type Item, readEvent, type Receipt, receiptItem, recordItem, toItem } from "./items.ts";
import { EVENT_PREFIX, type Key, recordKey, receiptKey, seqText } from "./keys.ts";

const KEYS_PER_GET = 100;
const MAX_GETS = 8;

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
  /** Records that the decision looked at, with the version it saw; 0 when there was none. */
  readonly checks: readonly { readonly key: Key; readonly version: number }[];
}

/** The journal: records, events and receipts in one table. */
export interface Journal {
  /** Reads items by key, strongly consistent, in one round trip (up to 100 keys); the answer is in the order of the keys. */
  load(keys: readonly Key[]): Promise<(Item | undefined)[]>;
  /** Commits a change whole or not at all. */
  commit(change: Change): Promise<Committed>;
  /** The events of a record up to a number, oldest first, strongly consistent. */
  events(stage: string, id: string, upTo: number): Promise<Envelope[]>;
}

const keyText = (key: Key) => `${key.pk}\n${key.sk}`;
const NOT_THERE = "attribute_not_exists(pk)";

function versionIs(version: number) {
  return version === 0
    ? { ConditionExpression: NOT_THERE }
    : {
        ConditionExpression: "version = :version",
        ExpressionAttributeValues: { ":version": { N: String(version) } },
      };
}

function writesOf(TableName: string, change: Change): TransactWriteItem[] {
  const { stage, before, after, events, commandId, receipt, series, checks, nowSeconds } = change;
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
    ...events.map((event) => ({
      Put: { TableName, Item: eventItem(event), ConditionExpression: NOT_THERE },
    })),
    ...checks.map(({ key, version }) => ({
      ConditionCheck: { TableName, Key: toItem(key), ...versionIs(version) },
    })),
    ...(series === undefined ? [] : [{ Update: advance(TableName, series) }]),
  ];
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
function verdictOf(reasons: readonly CancellationReason[]): Committed | undefined {
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

/** Opens the journal on a table. */
export function openJournal(client: DynamoDBClient, tableName: string): Journal {
  async function fetch(keys: readonly Key[]): Promise<Map<string, Item>> {
    const found = new Map<string, Item>();
    let open: Item[] = keys.map(toItem);
    for (let tries = 0; open.length > 0; tries += 1) {
      if (tries === MAX_GETS) throw new Error("The table did not answer all keys: it is throttled");
      if (tries > 0) await sleep(Math.random() * 20 * 2 ** tries);
      const request = { [tableName]: { Keys: open.slice(0, KEYS_PER_GET), ConsistentRead: true } };
      const answer = await client.send(new BatchGetItemCommand({ RequestItems: request }));
      for (const item of answer.Responses?.[tableName] ?? []) {
        found.set(`${item["pk"]?.S}\n${item["sk"]?.S}`, item);
      }
      const unprocessed = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
      open = [...unprocessed, ...open.slice(KEYS_PER_GET)];
    }
    return found;
  }

  return {
    async load(keys) {
      const distinct = new Map(keys.map((key) => [keyText(key), key]));
      const found = await fetch([...distinct.values()]);
      return keys.map((key) => found.get(keyText(key)));
    },

    async commit(change) {
      const TransactItems = writesOf(tableName, change);
      try {
        await client.send(new TransactWriteItemsCommand({ TransactItems }));
        return "committed";
      } catch (error) {
        if (error instanceof TransactionCanceledException) {
          const verdict = verdictOf(error.CancellationReasons ?? []);
          if (verdict !== undefined) return verdict;
        }
        if (error instanceof Error && BUSY_ERRORS.has(error.name)) return "busy";
        throw error;
      }
    },

    async events(stage, id, upTo) {
      const events: Envelope[] = [];
      let ExclusiveStartKey: Item | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName: tableName,
            ConsistentRead: true,
            KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
            ExpressionAttributeValues: {
              ":pk": { S: recordKey(stage, id).pk },
              ":from": { S: EVENT_PREFIX },
              ":to": { S: `${EVENT_PREFIX}${seqText(upTo)}` },
            },
            ...(ExclusiveStartKey !== undefined && { ExclusiveStartKey }),
          }),
        );
        events.push(...(page.Items ?? []).map(readEvent));
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey !== undefined);
      return events;
    },
  };
}

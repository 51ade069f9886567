import {
  BatchGetItemCommand,
  type DynamoDBClient,
  QueryCommand,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { setTimeout as sleep } from "node:timers/promises";
import type { Envelope } from "../../domain/kernel/event.ts";
import { type Item, readEvent, toItem } from "./items.ts";
import { EVENT_PREFIX, type Key, recordKey, seqText } from "./keys.ts";
import { type Change, type Committed, verdictOf, writesOf } from "./transaction.ts";

const KEYS_PER_GET = 100;
const MAX_GETS = 8;

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
        const verdict = verdictOf(error);
        if (verdict !== undefined) return verdict;
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

import {
  BatchGetItemCommand,
  type DynamoDBClient,
  QueryCommand,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { setTimeout as sleep } from "node:timers/promises";
import type { Envelope } from "../../domain/kernel/event.ts";
import { type Item, readEvent, toItem } from "./items.ts";
import { EVENT_PREFIX, type Key, lookupPartition, recordKey, seqText } from "./keys.ts";
import { type Change, type Committed, verdictOf, writesOf } from "./transaction.ts";
import { Unavailable } from "./unavailable.ts";

const KEYS_PER_GET = 100;
const MAX_GETS = 8;

/** The journal: records, events and receipts in one table. */
export interface Journal {
  /** Reads items by key, strongly consistent, in one round trip (requests of up to 100 keys at the same time); the answer is in the order of the keys. */
  load(keys: readonly Key[]): Promise<(Item | undefined)[]>;
  /** The records of a stage that carry a key, strongly consistent: all, or the newest so many. */
  lookup(stage: string, key: string, newest?: number): Promise<Item[]>;
  /** Commits a change whole or not at all. */
  commit(change: Change): Promise<Committed>;
  /** The events of a record up to a number, oldest first, strongly consistent. */
  events(stage: string, id: string, upTo: number): Promise<Envelope[]>;
}

const keyText = (key: Key) => `${key.pk}\n${key.sk}`;

function pagesOf(keys: readonly Key[]): (readonly Key[])[] {
  const count = Math.ceil(keys.length / KEYS_PER_GET);
  return Array.from({ length: count }, (_, page) =>
    keys.slice(page * KEYS_PER_GET, (page + 1) * KEYS_PER_GET),
  );
}

/** Opens the journal on a table. */
export function openJournal(client: DynamoDBClient, tableName: string): Journal {
  /** At most `KEYS_PER_GET` keys. */
  async function fetch(keys: readonly Key[]): Promise<Map<string, Item>> {
    const found = new Map<string, Item>();
    let open: Item[] = keys.map(toItem);
    for (let tries = 0; open.length > 0; tries += 1) {
      if (tries === MAX_GETS) throw new Unavailable("The table did not answer all keys: it is throttled");
      if (tries > 0) await sleep(Math.random() * 20 * 2 ** tries);
      const request = { [tableName]: { Keys: open, ConsistentRead: true } };
      const answer = await client.send(new BatchGetItemCommand({ RequestItems: request }));
      for (const item of answer.Responses?.[tableName] ?? []) {
        found.set(`${item["pk"]?.S}\n${item["sk"]?.S}`, item);
      }
      open = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
    }
    return found;
  }

  async function query(
    condition: string,
    values: Record<string, string>,
    newest = Infinity,
  ): Promise<Item[]> {
    const items: Item[] = [];
    let ExclusiveStartKey: Item | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName: tableName,
          ConsistentRead: true,
          KeyConditionExpression: condition,
          ExpressionAttributeValues: toItem(values),
          ...(Number.isFinite(newest) && { ScanIndexForward: false, Limit: newest - items.length }),
          ...(ExclusiveStartKey !== undefined && { ExclusiveStartKey }),
        }),
      );
      items.push(...(page.Items ?? []));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined && items.length < newest);
    return items;
  }

  return {
    lookup: (stage, key, newest) => query("pk = :pk", { ":pk": lookupPartition(stage, key) }, newest),

    async load(keys) {
      const distinct = new Map(keys.map((key) => [keyText(key), key]));
      const pages = await Promise.all(pagesOf([...distinct.values()]).map(fetch));
      const found = new Map(pages.flatMap((page) => [...page]));
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
      const items = await query("pk = :pk AND sk BETWEEN :from AND :to", {
        ":pk": recordKey(stage, id).pk,
        ":from": EVENT_PREFIX,
        ":to": `${EVENT_PREFIX}${seqText(upTo)}`,
      });
      return items.map((item) => readEvent(item));
    },
  };
}

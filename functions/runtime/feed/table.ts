import { type DynamoDBClient, QueryCommand, type QueryCommandInput } from "@aws-sdk/client-dynamodb";
import { type Item, toItem } from "../items.ts";
import { type Key, seqText } from "../keys.ts";

/** A part of one partition: what lies between two sort keys, both of which belong to it. */
export interface Slice {
  readonly of: string;
  readonly from: string;
  readonly to: string;
  /** How many; Infinity for all. */
  readonly limit: number;
  readonly newestFirst?: boolean;
}

/** After all numbers. */
export const LAST_NUMBER = seqText(9_999_999_999);

/** Reads a slice of the table, strongly consistent, in the order of its sort keys. */
export async function readSlice(
  client: DynamoDBClient,
  TableName: string,
  slice: Slice,
): Promise<readonly Item[]> {
  const { of, from, to, limit, newestFirst = false } = slice;
  const input: QueryCommandInput = {
    TableName,
    ConsistentRead: true,
    KeyConditionExpression: "pk = :of AND sk BETWEEN :from AND :to",
    ExpressionAttributeValues: toItem({ ":of": of, ":from": from, ":to": to }),
    ScanIndexForward: !newestFirst,
  };
  const items: Item[] = [];
  let ExclusiveStartKey: Item | undefined;
  do {
    const Limit = limit - items.length;
    const page = await client.send(
      new QueryCommand({
        ...input,
        ...(Number.isFinite(Limit) && { Limit }),
        ...(ExclusiveStartKey && { ExclusiveStartKey }),
      }),
    );
    items.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined && items.length < limit);
  return items;
}

/** A put that must find nothing in its place. */
export function putNew(TableName: string, Item: Item) {
  return { Put: { TableName, Item, ConditionExpression: "attribute_not_exists(pk)" } };
}

/** Sets the last number of a key, which must still be the one that was read; 0 when there was none. */
export function advance(
  TableName: string,
  key: Key,
  last: number,
  next: { readonly last: number } & Readonly<Record<string, string | number>>,
) {
  return {
    Put: {
      TableName,
      Item: toItem({ ...key, ...next }),
      ...(last === 0
        ? { ConditionExpression: "attribute_not_exists(pk)" }
        : {
            ConditionExpression: "#last = :last",
            ExpressionAttributeNames: { "#last": "last" },
            ExpressionAttributeValues: toItem({ ":last": last }),
          }),
    },
  };
}

import { BatchWriteItemCommand, type DynamoDBClient, type WriteRequest } from "@aws-sdk/client-dynamodb";
import { setTimeout as sleep } from "node:timers/promises";
import { toItem } from "./items.ts";
import type { Key } from "./keys.ts";

const WRITES_PER_CALL = 25;
const MAX_CALLS = 4;

/** Puts and deletes at most 25 items, in any order; throws when the table does not take them all. */
export async function batchWrite(
  client: DynamoDBClient,
  tableName: string,
  requests: readonly WriteRequest[],
): Promise<void> {
  let open = [...requests];
  for (let calls = 0; open.length > 0; calls += 1) {
    if (calls === MAX_CALLS) throw new Error(`The table did not take ${open.length} writes: it is throttled`);
    if (calls > 0) await sleep(Math.random() * 50 * 2 ** calls);
    const answer = await client.send(new BatchWriteItemCommand({ RequestItems: { [tableName]: open } }));
    open = answer.UnprocessedItems?.[tableName] ?? [];
  }
}

/** The deletion of items, in packs that one call takes; each key once. */
export function deletionsOf(keys: readonly Key[]): WriteRequest[][] {
  const distinct = new Map(keys.map(({ pk, sk }) => [`${pk}\n${sk}`, { pk, sk }]));
  const requests = [...distinct.values()].map((key) => ({ DeleteRequest: { Key: toItem(key) } }));
  return Array.from({ length: Math.ceil(requests.length / WRITES_PER_CALL) }, (_, pack) =>
    requests.slice(pack * WRITES_PER_CALL, (pack + 1) * WRITES_PER_CALL),
  );
}

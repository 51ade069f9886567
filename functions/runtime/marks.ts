import { type DynamoDBClient, QueryCommand, type WriteRequest } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { batchWrite, deletionsOf } from "./batch-write.ts";
import { type Item, toItem } from "./items.ts";
import { type Key, SET_ASIDE_PARTITION, unpublishedPartition } from "./keys.ts";
import { logger } from "./log.ts";
import { Commit, type Mark } from "./unpublished.ts";

const MARKS_PER_PAGE = 100;

/** An event that the bus refuses for good, and why. */
export interface RefusedEvent {
  readonly seq: number;
  readonly reason: string;
}

/** Marks in order, and the sort key after which more of them may lie. */
export interface Page {
  readonly marks: readonly Mark[];
  /** The instant of the first one, also when no more of it can be read: what stays for that must be seen to be old. */
  readonly oldest: string | undefined;
  readonly next: string | undefined;
}

/** The marks that events may not be out yet. */
export interface Marks {
  /** Removes marks, where they lie; throws when the table does not take it. */
  remove(marks: readonly Key[]): Promise<void>;
  /** The oldest marks of a part after a sort key, strongly consistent. */
  page(shard: number, after: string): Promise<Page>;
  /** Puts a commit where people see that events of it are refused, and removes its mark. */
  setAside(mark: Mark, refused: readonly RefusedEvent[], now: string): Promise<void>;
  /** How many commits are set aside: as many as a page holds when there are more. */
  countSetAside(): Promise<number>;
}

/** Opens the marks of a table. */
export function openMarks(client: DynamoDBClient, tableName: string): Marks {
  const write = (requests: readonly WriteRequest[]) => batchWrite(client, tableName, requests);

  async function query(pk: string, after: string) {
    const answer = await client.send(
      new QueryCommand({
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: "pk = :pk AND sk > :after",
        ExpressionAttributeValues: toItem({ ":pk": pk, ":after": after }),
        Limit: MARKS_PER_PAGE,
      }),
    );
    return { items: answer.Items ?? [], next: answer.LastEvaluatedKey?.["sk"]?.S };
  }

  async function remove(marks: readonly Key[]): Promise<void> {
    await Promise.all(deletionsOf(marks).map(write));
  }

  return {
    remove,
    async page(shard, after) {
      const { items, next } = await query(unpublishedPartition(shard), after);
      const [oldest] = items.flatMap(instantOf);
      return { marks: items.flatMap(readMark), oldest, next };
    },
    async setAside(mark, refused, now) {
      const Item = toItem({ ...mark, pk: SET_ASIDE_PARTITION, refused, setAsideAt: now });
      // First the one, then the other: of a batch any part may fail, and whoever dies in between does both again.
      await write([{ PutRequest: { Item } }]);
      await remove([mark]);
    },
    countSetAside: async () => (await query(SET_ASIDE_PARTITION, FIRST)).items.length,
  };
}

/** Before all instants. */
export const FIRST = "0";

const MarkItem = Commit.extend({ pk: z.string(), sk: z.string() });

const Sorted = z.object({ sk: z.object({ S: z.string() }) });

/** The instant that the sort key of a mark begins with. */
function instantOf(item: Item): string[] {
  const [at = ""] = Sorted.safeParse(item).data?.sk.S.split("#") ?? [];
  return Number.isNaN(Date.parse(at)) ? [] : [at];
}

/** One that cannot be read must not hold back the others; it stays, and is said each time. */
function readMark(item: Item): Mark[] {
  const parsed = MarkItem.safeParse(unmarshall(item));
  if (parsed.success) return [parsed.data];
  logger.error("mark unreadable", { sk: item["sk"]?.S, error: parsed.error });
  return [];
}

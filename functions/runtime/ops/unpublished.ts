import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { type Item, toItem } from "../items.ts";
import { SET_ASIDE_PARTITION, table, UNPUBLISHED_SHARDS, unpublishedPartition } from "../keys.ts";
import { Commit } from "../unpublished.ts";
import type { Ops } from "./ops.ts";
import { pagesOf } from "./pages.ts";

const Unpublished = Commit.extend({
  /** Why the bus refuses events of it for good. */
  refused: z.array(z.object({ seq: z.int(), reason: z.string() })).optional(),
  setAsideAt: z.string().optional(),
  /** Its sort key, where it lies. */
  sk: z.string(),
});

/** Events that were committed together and are not out. */
export type Unpublished = z.output<typeof Unpublished>;

/** After this many more there is something else to do than to read on. */
const MOST = 1000;

function readMark(item: Item): Unpublished[] {
  const read = Unpublished.safeParse(unmarshall(item));
  return read.success ? [read.data] : [];
}

/** The marks of one partition from its oldest on, before a sort key. */
async function marksOf(ops: Ops, pk: string, before: string): Promise<Unpublished[]> {
  const query = {
    ConsistentRead: true,
    KeyConditionExpression: "#pk = :pk AND #sk < :before",
    ExpressionAttributeNames: { "#pk": table.pk, "#sk": table.sk },
    ExpressionAttributeValues: toItem({ ":pk": pk, ":before": before }),
  };
  const found: Unpublished[] = [];
  for await (const { items } of pagesOf(ops, { query })) {
    found.push(...items.flatMap(readMark));
    if (found.length >= MOST) break;
  }
  return found;
}

/** What the bus refuses for good. */
export function refusedIn(ops: Ops): Promise<Unpublished[]> {
  return marksOf(ops, SET_ASIDE_PARTITION, "~");
}

/** What was committed so many minutes ago and has not gone out, and what the bus refuses for good; the oldest first. */
export async function unpublishedIn(ops: Ops, minutes: number): Promise<readonly Unpublished[]> {
  const before = new Date(ops.world.now().getTime() - minutes * 60_000).toISOString();
  const shards = Array.from({ length: UNPUBLISHED_SHARDS }, (_, shard) => unpublishedPartition(shard));
  const found = await Promise.all([...shards.map((pk) => marksOf(ops, pk, before)), refusedIn(ops)]);
  return found.flat().toSorted((a, b) => a.at.localeCompare(b.at));
}

import { ConditionalCheckFailedException, DeleteItemCommand } from "@aws-sdk/client-dynamodb";
import { type Item, toItem } from "../../items.ts";
import { fedKey, type Key, recordKey, table } from "../../keys.ts";
import type { Ops } from "../ops.ts";
import { pagesOf } from "../pages.ts";
import { LONGEST_WAIT_MS } from "./follow-ups.ts";
import type { Named } from "./subject.ts";

/** A copy or a claim of a record that is not there. */
interface Ghost extends Key {
  readonly of: string;
  /** Of a claim: when it was taken. */
  readonly at: string | undefined;
}

const CLAIMS = "claim#";
const LOOKUPS = "lookup#";

function askedFor(ids: readonly string[]) {
  const values = ids.map((id, nth) => [`:id${nth}`, id] as const);
  const list = values.map(([name]) => name).join(", ");
  return {
    scan: {
      ConsistentRead: true,
      FilterExpression: `(begins_with(#pk, :lookups) AND id IN (${list})) OR (begins_with(#pk, :claims) AND holder IN (${list}))`,
      ExpressionAttributeNames: { "#pk": table.pk, "#sk": table.sk, "#at": "at" },
      ExpressionAttributeValues: toItem({
        ":lookups": LOOKUPS,
        ":claims": CLAIMS,
        ...Object.fromEntries(values),
      }),
      ProjectionExpression: "#pk, #sk, id, holder, #at",
    },
  };
}

function ghostIn(item: Item): Ghost[] {
  const [pk, sk] = [item[table.pk]?.S, item[table.sk]?.S];
  const of = item["id"]?.S ?? item["holder"]?.S;
  return pk === undefined || sk === undefined || of === undefined ? [] : [{ pk, sk, of, at: item["at"]?.S }];
}

async function remove({ tables, place: { table: TableName } }: Ops, { pk, sk, of }: Ghost): Promise<void> {
  try {
    await tables.send(
      new DeleteItemCommand({
        TableName,
        Key: toItem({ pk, sk }),
        ConditionExpression: "#of = :of",
        ExpressionAttributeNames: { "#of": pk.startsWith(CLAIMS) ? "holder" : "id" },
        ExpressionAttributeValues: toItem({ ":of": of }),
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

/** The ids that have no record; of those that the feed does not know it may still be on its way. */
async function missing(ops: Ops, named: readonly Named[]) {
  const { journal } = ops.world;
  const [records, fed] = await Promise.all([
    journal.load(named.map(({ home, id }) => recordKey(home.name, id))),
    journal.load(named.map(({ home, id }) => fedKey(home.name, id))),
  ]);
  const idsOf = (some: readonly Named[]) => some.map(({ id }) => id);
  const gone = named.filter((_, nth) => records[nth] === undefined);
  return { gone: idsOf(gone), known: new Set(idsOf(named.filter((_, nth) => fed[nth] !== undefined))) };
}

/**
 * Looks through the whole table for copies and claims of records that are not there, as after an erasure by hand, and
 * removes them when asked to. Says how many there are.
 */
export async function sweepEverywhere(ops: Ops, named: readonly Named[], removes: boolean): Promise<number> {
  const { gone, known } = await missing(ops, named);
  if (gone.length === 0) return 0;
  const since = new Date(ops.world.now().getTime() - LONGEST_WAIT_MS).toISOString();
  let count = 0;
  for await (const page of pagesOf(ops, askedFor(gone))) {
    const found = page.items.flatMap(ghostIn);
    for (const ghost of found.filter(({ of, at }) => known.has(of) || at === undefined || at < since)) {
      count += 1;
      if (removes) await remove(ops, ghost);
    }
  }
  return count;
}

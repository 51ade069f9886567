import { DeleteItemCommand } from "@aws-sdk/client-dynamodb";
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { type Item, toItem } from "../../items.ts";
import { type Key, recordKey, table } from "../../keys.ts";
import type { Ops } from "../ops.ts";
import { pagesOf } from "../pages.ts";
import type { Named } from "./subject.ts";

/** A copy or a claim of a record that is not there. */
interface Ghost extends Key {
  readonly of: string;
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
      ExpressionAttributeNames: { "#pk": table.pk, "#sk": table.sk },
      ExpressionAttributeValues: toItem({
        ":lookups": LOOKUPS,
        ":claims": CLAIMS,
        ...Object.fromEntries(values),
      }),
      ProjectionExpression: "#pk, #sk, id, holder",
    },
  };
}

function ghostIn(item: Item): Ghost[] {
  const [pk, sk] = [item[table.pk]?.S, item[table.sk]?.S];
  const of = item["id"]?.S ?? item["holder"]?.S;
  return pk === undefined || sk === undefined || of === undefined ? [] : [{ pk, sk, of }];
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

/**
 * Looks through the whole table for copies and claims of records that are not there, as after an erasure by hand, and
 * removes them when asked to. Says how many there are.
 */
export async function sweepEverywhere(ops: Ops, named: readonly Named[], removes: boolean): Promise<number> {
  const items = await ops.world.journal.load(named.map(({ home, id }) => recordKey(home.name, id)));
  const ids = named.filter((_, nth) => items[nth] === undefined).map(({ id }) => id);
  if (ids.length === 0) return 0;
  let count = 0;
  for await (const page of pagesOf(ops, askedFor(ids))) {
    for (const ghost of page.items.flatMap(ghostIn)) {
      count += 1;
      if (removes) await remove(ops, ghost);
    }
  }
  return count;
}

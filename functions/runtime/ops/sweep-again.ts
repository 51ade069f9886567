import { DeleteItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { toItem } from "../items.ts";
import { SET_ASIDE_PARTITION, table } from "../keys.ts";
import { markOf } from "../unpublished.ts";
import type { Ops } from "./ops.ts";
import { refusedIn, type Unpublished } from "./unpublished.ts";

/**
 * Gives what the bus has refused back to the sweeper, which tries it within a minute: the mark is written first, then the
 * entry is removed. Who dies in between leaves both, and the next one does both again.
 */
export async function sweepAgain(ops: Ops, tell: (commit: Unpublished) => void): Promise<void> {
  const { tables, place } = ops;
  for (const commit of await refusedIn(ops)) {
    const { refused: _, ...plain } = commit;
    const mark = markOf(plain);
    await tables.send(new PutItemCommand({ TableName: place.table, Item: toItem(mark) }));
    const Key = toItem({ [table.pk]: SET_ASIDE_PARTITION, [table.sk]: mark.sk });
    await tables.send(new DeleteItemCommand({ TableName: place.table, Key }));
    tell(commit);
  }
}

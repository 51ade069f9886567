import { ConditionalCheckFailedException, DeleteItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { toItem } from "../items.ts";
import { SET_ASIDE_PARTITION, table, unpublishedKey } from "../keys.ts";
import type { Ops } from "./ops.ts";
import { refusedIn, type Unpublished } from "./unpublished.ts";

/** Unless the sweeper, which may be faster, has just set it aside again: then it stays there. */
async function forget({ tables, place }: Ops, { sk, setAsideAt = "" }: Unpublished): Promise<void> {
  try {
    await tables.send(
      new DeleteItemCommand({
        TableName: place.table,
        Key: toItem({ [table.pk]: SET_ASIDE_PARTITION, [table.sk]: sk }),
        ConditionExpression: "setAsideAt = :at",
        ExpressionAttributeValues: toItem({ ":at": setAsideAt }),
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

/**
 * Gives what the bus has refused back to the sweeper, which tries it within a minute: the mark is written first, then the
 * entry is removed. Who dies in between leaves both, and the next one does both again.
 */
export async function sweepAgain(ops: Ops, tell: (commit: Unpublished) => void): Promise<void> {
  const { tables, place } = ops;
  for (const commit of await refusedIn(ops)) {
    const { refused: _, setAsideAt: __, ...plain } = commit;
    const mark = { ...plain, [table.pk]: unpublishedKey(plain).pk };
    await tables.send(new PutItemCommand({ TableName: place.table, Item: toItem(mark) }));
    await forget(ops, commit);
    tell(commit);
  }
}

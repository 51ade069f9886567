import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { type Item, toItem } from "../items.ts";
import type { Journal } from "../journal.ts";
import { cursorKey } from "./keys.ts";

/** How far the feed has been dispatched: the last position of which all deliveries are there, and their lanes woken. */
export interface Cursor {
  read(): Promise<number>;
  /** Goes on from where it was read; false when another dispatcher has gone on already. */
  advance(from: number, to: number): Promise<boolean>;
}

const Stored = z.object({ position: z.int().min(0) });

/** The cursor as it was stored; 0 before the first page. */
export function readCursor(item: Item | undefined): number {
  return item === undefined ? 0 : Stored.parse(unmarshall(item)).position;
}

/** Opens the cursor in the table of the journal. */
export function openCursor(
  client: DynamoDBClient,
  TableName: string,
  journal: Pick<Journal, "load">,
): Cursor {
  return {
    async read() {
      const [item] = await journal.load([cursorKey]);
      return readCursor(item);
    },

    async advance(from, to) {
      try {
        await client.send(
          new PutItemCommand({
            TableName,
            Item: toItem({ ...cursorKey, position: to }),
            ConditionExpression: from === 0 ? "attribute_not_exists(pk)" : "#position = :from",
            ...(from > 0 && {
              ExpressionAttributeNames: { "#position": "position" },
              ExpressionAttributeValues: toItem({ ":from": from }),
            }),
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
  };
}

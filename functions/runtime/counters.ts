import { createHmac } from "node:crypto";
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { toItem } from "./items.ts";
import { counterKey, markKey } from "./keys.ts";

/** How often something happened within the current window, and how long that still lasts. */
export interface Count {
  readonly times: number;
  readonly secondsLeft: number;
}

/** What is counted and marked for a while; nothing of it is needed for longer. */
export interface Counters {
  /** Counts once more, and says how often it was within this window. */
  count(what: string, windowSeconds: number): Promise<Count>;
  /** Marks something for `holder`: false when another has it. */
  mark(what: string, holder: string, seconds: number): Promise<boolean>;
  /** Takes the mark of `holder` off again. */
  unmark(what: string, holder: string): Promise<void>;
}

const Counted = z.object({ times: z.int() });

/** The counters of a table; items of theirs are removed by its TTL. */
export function openCounters(client: DynamoDBClient, TableName: string, now = () => new Date()): Counters {
  async function put(what: string, holder: string, expiresAt: number, seconds: number): Promise<boolean> {
    try {
      await client.send(
        new PutItemCommand({
          TableName,
          Item: toItem({ ...markKey(what), holder, expiresAt }),
          ConditionExpression: "attribute_not_exists(pk) OR holder = :holder OR expiresAt <= :now",
          ExpressionAttributeValues: toItem({ ":holder": holder, ":now": seconds }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  return {
    async count(what, windowSeconds) {
      const seconds = Math.floor(now().getTime() / 1000);
      const window = Math.floor(seconds / windowSeconds);
      const end = (window + 1) * windowSeconds;
      const { Attributes = {} } = await client.send(
        new UpdateItemCommand({
          TableName,
          Key: toItem(counterKey(what, windowSeconds, window)),
          UpdateExpression: "ADD times :one SET expiresAt = :end",
          ExpressionAttributeValues: toItem({ ":one": 1, ":end": end + 3600 }),
          ReturnValues: "UPDATED_NEW",
        }),
      );
      return { times: Counted.parse(unmarshall(Attributes)).times, secondsLeft: end - seconds };
    },
    mark(what, holder, forSeconds) {
      const seconds = Math.floor(now().getTime() / 1000);
      return put(what, holder, seconds + forSeconds, seconds);
    },
    async unmark(what, holder) {
      await put(what, holder, 0, Math.floor(now().getTime() / 1000));
    },
  };
}

/** What stands for a value that must not be kept: the same for the same value, and of no use without the key. */
export function pseudonym(key: Buffer, value: string): string {
  return createHmac("sha256", key).update(value).digest("base64url").slice(0, 22);
}

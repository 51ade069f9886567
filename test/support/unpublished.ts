import { type DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBRecord } from "aws-lambda";
import * as z from "zod";
import { type Item, toItem } from "../../functions/runtime/items.ts";
import {
  EVENT_PREFIX,
  recordKey,
  SET_ASIDE_PARTITION,
  UNPUBLISHED_SHARDS,
  unpublishedPartition,
} from "../../functions/runtime/keys.ts";
import { Commit } from "../../functions/runtime/unpublished.ts";

async function query(client: DynamoDBClient, table: string, pk: string, prefix: string): Promise<Item[]> {
  const answer = await client.send(
    new QueryCommand({
      TableName: table,
      ConsistentRead: true,
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :sk)",
      ExpressionAttributeValues: toItem({ ":pk": pk, ":sk": prefix }),
    }),
  );
  return answer.Items ?? [];
}

/** The commits that are marked in a table as perhaps not out yet, oldest first. */
export async function markedIn(client: DynamoDBClient, table: string): Promise<Commit[]> {
  const shards = Array.from({ length: UNPUBLISHED_SHARDS }, (_, shard) => unpublishedPartition(shard));
  const items = await Promise.all(shards.map((pk) => query(client, table, pk, "2")));
  return items
    .flat()
    .map((item) => Commit.parse(unmarshall(item)))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}

const SetAside = Commit.extend({
  refused: z.array(z.object({ seq: z.int(), reason: z.string() })),
  setAsideAt: z.iso.datetime(),
});

/** What is set aside in a table, as people see it. */
export async function setAsideIn(
  client: DynamoDBClient,
  table: string,
): Promise<z.output<typeof SetAside>[]> {
  const items = await query(client, table, SET_ASIDE_PARTITION, "2");
  return items.map((item) => SetAside.parse(unmarshall(item)));
}

const Stored = z.object({
  envelope: z.string(),
  commit: z.object({ first: z.int(), last: z.int() }).optional(),
});

let sequence = 1000;

/** The events of a record as the stream of its table gives them, in order. */
export async function streamOf(
  client: DynamoDBClient,
  table: string,
  { stage, id }: { readonly stage: string; readonly id: string },
): Promise<DynamoDBRecord[]> {
  const items = await query(client, table, recordKey(stage, id).pk, EVENT_PREFIX);
  return items.map((item) => recordOf(Stored.parse(unmarshall(item))));
}

function recordOf({ envelope, commit }: z.output<typeof Stored>): DynamoDBRecord {
  sequence += 1;
  const number = (n: number) => ({ N: String(n) });
  return {
    eventName: "INSERT",
    dynamodb: {
      SequenceNumber: String(sequence),
      NewImage: {
        envelope: { S: envelope },
        ...(commit && { commit: { M: { first: number(commit.first), last: number(commit.last) } } }),
      },
    },
  };
}

/** The same events as they were stored before there were marks. */
export function withoutMarks(records: readonly DynamoDBRecord[]): DynamoDBRecord[] {
  return records.map(({ eventName, dynamodb }) => ({
    ...(eventName && { eventName }),
    dynamodb: { ...dynamodb, NewImage: { envelope: { S: dynamodb?.NewImage?.["envelope"]?.S ?? "" } } },
  }));
}

const Event = z.object({ id: z.string() });

/** The ids of events as they went out. */
export const idsOf = (details: readonly string[]): string[] =>
  details.map((detail) => Event.parse(JSON.parse(detail)).id);

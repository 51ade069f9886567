import { type AttributeValue, type DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import {
  ChangeMessageVisibilityCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Dead, History, Waiting } from "./history.ts";

/** A queue with its dead letters, by the name of who takes from it. */
export interface ReadQueue {
  readonly queue: string;
  readonly url: string;
  readonly deadUrl: string;
}

/** Where what is judged lies. */
export interface Sources {
  readonly dynamodb: DynamoDBClient;
  readonly table: string;
  readonly sqs: SQSClient;
  readonly queues: readonly ReadQueue[];
}

/** Every item of a table, page by page, strongly consistent. */
export async function readItems(client: DynamoDBClient, TableName: string): Promise<History["items"]> {
  const items: Record<string, unknown>[] = [];
  let from: Record<string, AttributeValue> | undefined;
  do {
    const start = from !== undefined && { ExclusiveStartKey: from };
    const page = await client.send(new ScanCommand({ TableName, ConsistentRead: true, ...start }));
    for (const item of page.Items ?? []) items.push(unmarshall(item));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return items;
}

const HIDDEN_SECONDS = 120;

/** The messages of a queue from which nobody takes; they are there again afterwards. */
async function look(client: SQSClient, QueueUrl: string): Promise<Message[]> {
  const seen: Message[] = [];
  for (;;) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: HIDDEN_SECONDS }),
    );
    if (Messages.length === 0) break;
    seen.push(...Messages);
  }
  for (const { ReceiptHandle } of seen) {
    await client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
  }
  return seen;
}

/** What lies in the dead letters of a queue. */
export async function readDead(client: SQSClient, { queue, deadUrl }: ReadQueue): Promise<Dead[]> {
  return (await look(client, deadUrl)).map(({ Body = "" }) => ({ queue, body: Body }));
}

const counts = [
  "ApproximateNumberOfMessages",
  "ApproximateNumberOfMessagesNotVisible",
  "ApproximateNumberOfMessagesDelayed",
] as const;

/** How many messages wait in a queue, be they visible, taken or delayed. */
export async function readWaiting(client: SQSClient, { queue, url }: ReadQueue): Promise<Waiting> {
  const ask = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...counts] });
  const { Attributes = {} } = await client.send(ask);
  return { queue, messages: counts.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0) };
}

/** Reads what the table and the queues hold; all else was written down on the way. */
export async function readHistory(
  { dynamodb, table, sqs, queues }: Sources,
  noted: Pick<History, "published" | "delivered" | "commands" | "finished">,
): Promise<History> {
  const [items, dead, waiting] = await Promise.all([
    readItems(dynamodb, table),
    Promise.all(queues.map((each) => readDead(sqs, each))),
    Promise.all(queues.map((each) => readWaiting(sqs, each))),
  ]);
  return { ...noted, items, dead: dead.flat(), waiting };
}

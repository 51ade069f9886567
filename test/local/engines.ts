import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateTableCommand, DynamoDBClient, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { engineBinary } from "../../local/engines/binary.ts";
import { startDynoxide } from "../../local/engines/dynoxide.ts";
import { startQueues } from "../../local/engines/queues.ts";
import { clientOptions } from "../../local/provision/client.ts";

export const region = "eu-central-1";

/** The real engines in a temporary folder, with what tests of event sources do to them. */
export interface TestEngines {
  readonly folder: string;
  readonly dynamodb: string;
  readonly sqs: string;
  createTable(name: string): Promise<void>;
  /** One transaction that puts `{ pk, sk, n }` for each of the keys. */
  put(table: string, ...sortKeys: string[]): Promise<void>;
  createQueue(name: string, attributes?: Record<string, string>): Promise<{ url: string; arn: string }>;
  createBucket(name: string): Promise<{ name: string; objects(): Promise<{ key: string; text: string }[]> }>;
  send(queueUrl: string, ...bodies: string[]): Promise<void>;
  /** Takes what is there now, waiting up to a second for it. */
  bodies(queueUrl: string): Promise<string[]>;
  /** Messages that can be received now, and those that are hidden by their visibility timeout. */
  count(queueUrl: string): Promise<{ visible: number; hidden: number }>;
  stop(): Promise<void>;
}

export async function startTestEngines(): Promise<TestEngines> {
  const folder = mkdtempSync(join(tmpdir(), "salesline-engines-"));
  const database = join(folder, "tables.db");
  const dynoxide = await startDynoxide({
    binary: engineBinary(undefined),
    database,
    log: join(folder, "log"),
  });
  const queues = await startQueues(join(folder, "queues"));
  const tables = new DynamoDBClient(clientOptions(dynoxide.endpoint, region));
  const sqs = new SQSClient(clientOptions(queues.endpoint, region));
  const s3 = new S3Client({ ...clientOptions(queues.endpoint, region), forcePathStyle: true });
  return {
    folder,
    dynamodb: dynoxide.endpoint,
    sqs: queues.endpoint,
    createTable: async (name) => void (await tables.send(new CreateTableCommand(tableInput(name)))),
    put: async (table, ...keys) => {
      const TransactItems = keys.map((sk) => ({
        Put: { TableName: table, Item: { pk: { S: "deal" }, sk: { S: sk } } },
      }));
      await tables.send(new TransactWriteItemsCommand({ TransactItems }));
    },
    createQueue: async (name, attributes = {}) => {
      const { QueueUrl = "" } = await sqs.send(
        new CreateQueueCommand({ QueueName: name, Attributes: attributes }),
      );
      return { url: QueueUrl, arn: `arn:aws:sqs:${region}:000000000000:${name}` };
    },
    createBucket: async (Bucket) => {
      await s3.send(new CreateBucketCommand({ Bucket }));
      return { name: Bucket, objects: () => objectsIn(s3, Bucket) };
    },
    send: async (QueueUrl, ...bodies) => {
      const Entries = bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
      const { Failed = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
      if (Failed.length > 0) throw new Error(Failed[0]?.Message);
    },
    bodies: async (QueueUrl) => {
      const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 });
      return ((await sqs.send(command)).Messages ?? []).map((message) => message.Body ?? "");
    },
    count: async (QueueUrl) => {
      const { Attributes = {} } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }),
      );
      return {
        visible: Number(Attributes["ApproximateNumberOfMessages"]),
        hidden: Number(Attributes["ApproximateNumberOfMessagesNotVisible"]),
      };
    },
    stop: async () => {
      tables.destroy();
      sqs.destroy();
      s3.destroy();
      await Promise.all([dynoxide.stop(), queues.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function objectsIn(s3: S3Client, Bucket: string) {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  return Promise.all(
    Contents.map(async ({ Key = "" }) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      return { key: Key, text: (await Body?.transformToString()) ?? "" };
    }),
  );
}

const tableInput = (name: string) => ({
  TableName: name,
  BillingMode: "PAY_PER_REQUEST" as const,
  KeySchema: [
    { AttributeName: "pk", KeyType: "HASH" as const },
    { AttributeName: "sk", KeyType: "RANGE" as const },
  ],
  AttributeDefinitions: [
    { AttributeName: "pk", AttributeType: "S" as const },
    { AttributeName: "sk", AttributeType: "S" as const },
  ],
  StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" as const },
});

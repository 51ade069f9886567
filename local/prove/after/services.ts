import { DynamoDBClient, paginateQuery, paginateScan } from "@aws-sdk/client-dynamodb";
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { clientOptions } from "../../provision/client.ts";
import type { Up } from "../host/orders.ts";

const counted = [
  "ApproximateNumberOfMessages",
  "ApproximateNumberOfMessagesNotVisible",
  "ApproximateNumberOfMessagesDelayed",
] as const;

/** How long a dead letter that was read is hidden. */
const HIDDEN_SECONDS = 5;

/** The tables and queues of a running system, past the door. */
export interface Services {
  /** Every item of the journal. */
  readonly items: () => Promise<Record<string, unknown>[]>;
  /** The items of a partition. */
  readonly itemsOf: (partition: string) => Promise<Record<string, unknown>[]>;
  /** Messages in a queue, hidden and delayed ones too. */
  readonly count: (url: string) => Promise<number>;
  readonly send: (url: string, body: string) => Promise<void>;
  /** What lies in a queue; it stays there, hidden for some seconds. */
  readonly receive: (url: string) => Promise<Message[]>;
  /** Has a message come back in a second that somebody has. */
  readonly giveBack: (url: string, receipt: string) => Promise<void>;
  readonly remove: (url: string, message: Message) => Promise<void>;
  readonly close: () => void;
}

/** Opens the tables and queues of a running system. */
export const openServices = ({ dynamodb, sqs, region, table }: Up): Services => {
  const client = new DynamoDBClient(clientOptions(dynamodb, region));
  const queues = new SQSClient({ ...clientOptions(sqs, region), useQueueUrlAsEndpoint: false });

  const receive = async (QueueUrl: string) => {
    const found: Message[] = [];
    for (;;) {
      const command = new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: HIDDEN_SECONDS,
      });
      const { Messages = [] } = await queues.send(command);
      if (Messages.length === 0) return found;
      found.push(...Messages);
    }
  };

  return {
    async items() {
      const items: Record<string, unknown>[] = [];
      for await (const page of paginateScan({ client }, { TableName: table, ConsistentRead: true }))
        items.push(...(page.Items ?? []).map((item) => unmarshall(item)));
      return items;
    },
    async itemsOf(partition) {
      const items: Record<string, unknown>[] = [];
      const asked = {
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": { S: partition } },
      };
      for await (const page of paginateQuery({ client }, asked))
        items.push(...(page.Items ?? []).map((item) => unmarshall(item)));
      return items;
    },
    async count(QueueUrl) {
      const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...counted] });
      const { Attributes = {} } = await queues.send(command);
      return counted.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
    },
    send: async (QueueUrl, MessageBody) =>
      void (await queues.send(new SendMessageCommand({ QueueUrl, MessageBody }))),
    receive,
    giveBack: async (QueueUrl, ReceiptHandle) => {
      // Not 0: with a folder for its data, fauxqs loses the message then.
      const asked = { QueueUrl, ReceiptHandle, VisibilityTimeout: 1 };
      await queues.send(new ChangeMessageVisibilityCommand(asked));
    },
    remove: async (QueueUrl, { ReceiptHandle }) =>
      void (await queues.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))),
    close: () => {
      client.destroy();
      queues.destroy();
    },
  };
};

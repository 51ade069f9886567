import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import type { SQSEvent } from "aws-lambda";
import { startFauxqs } from "fauxqs";

/** A real SQS server, for functions that are called directly. */
export async function startQueues() {
  const server = await startFauxqs({ port: 0, logger: false });
  const endpoint = `http://127.0.0.1:${server.port}`;
  const client = new SQSClient({
    endpoint,
    useQueueUrlAsEndpoint: false,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  return {
    endpoint,
    create: (name: string) => createQueue(client, name),
    async stop() {
      client.destroy();
      await server.stop();
    },
  };
}

async function createQueue(client: SQSClient, QueueName: string) {
  const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName }));
  if (QueueUrl === undefined) throw new Error("no queue");
  return {
    QueueUrl,
    /** Puts messages into the queue and takes them out again as a function gets them. */
    async deliver(bodies: readonly unknown[], expected = bodies.length): Promise<SQSEvent> {
      for (const body of bodies) {
        await client.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(body) }));
      }
      const Records: SQSEvent["Records"] = [];
      while (Records.length < expected) {
        const { Messages = [] } = await client.send(
          new ReceiveMessageCommand({
            QueueUrl,
            MaxNumberOfMessages: 10,
            MessageSystemAttributeNames: ["All"],
          }),
        );
        for (const { MessageId = "", ReceiptHandle = "", Body = "", Attributes = {} } of Messages) {
          Records.push({
            messageId: MessageId,
            receiptHandle: ReceiptHandle,
            body: Body,
            attributes: {
              ApproximateReceiveCount: Attributes.ApproximateReceiveCount ?? "1",
              SentTimestamp: Attributes.SentTimestamp ?? "0",
              SenderId: Attributes.SenderId ?? "",
              ApproximateFirstReceiveTimestamp: Attributes.ApproximateFirstReceiveTimestamp ?? "0",
            },
            messageAttributes: {},
            md5OfBody: "",
            eventSource: "aws:sqs",
            eventSourceARN: "arn:aws:sqs:us-east-1:000000000000:reaction",
            awsRegion: "us-east-1",
          });
        }
      }
      return { Records };
    },
  };
}

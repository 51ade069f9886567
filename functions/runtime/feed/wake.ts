import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { quiet } from "../quiet.ts";

/** Tells whoever follows the feed that it has grown, and where it ends now. It may be told twice, and later than others have read it. */
export type Wake = (end: number) => Promise<void>;

/** Tells it to the queue DISPATCH_QUEUE_URL; nobody, while there is none. */
export function openWake(): Wake {
  const QueueUrl = process.env["DISPATCH_QUEUE_URL"];
  if (QueueUrl === undefined || QueueUrl === "") return () => Promise.resolve();
  const queues = quiet(new SQSClient({ useQueueUrlAsEndpoint: false }));
  return async (end) => {
    await queues.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify({ end }) }));
  };
}

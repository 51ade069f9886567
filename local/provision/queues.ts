import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  QueueDoesNotExist,
  SetQueueAttributesCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import type { QueueSpec } from "../model.ts";

const attributesOf = async (client: SQSClient, url: string) => {
  try {
    const answer = await client.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["All"] }),
    );
    return answer.Attributes ?? {};
  } catch (error) {
    if (error instanceof QueueDoesNotExist) return undefined;
    throw error;
  }
};

const provisionQueue = async (client: SQSClient, { name, url, attributes }: QueueSpec) => {
  const existing: Readonly<Record<string, string | undefined>> | undefined = await attributesOf(client, url);
  if (existing === undefined) {
    await client.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
  } else if (Object.entries(attributes).some(([key, value]) => existing[key] !== value)) {
    await client.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: attributes }));
  }
};

/** Creates the queues that are missing and gives those that are there their present attributes; messages are kept. */
export const provisionQueues = async (client: SQSClient, queues: readonly QueueSpec[]): Promise<void> => {
  // A dead-letter queue comes before the queue that names it, as in a deployment.
  const [dead, others] = [
    queues.filter(({ attributes }) => attributes["RedrivePolicy"] === undefined),
    queues.filter(({ attributes }) => attributes["RedrivePolicy"] !== undefined),
  ];
  await Promise.all(dead.map((queue) => provisionQueue(client, queue)));
  await Promise.all(others.map((queue) => provisionQueue(client, queue)));
};

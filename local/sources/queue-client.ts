import type { Message } from "@aws-sdk/client-sqs";
import { DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { QueueSourceSpec } from "../model.ts";
import { batchesOf } from "./batches.ts";
import { unsignedOptions } from "./client.ts";

const mostPerCall = 10;

/** The longest that SQS keeps a call open for messages to come. */
export const longestPollSeconds = 20;

/** Takes messages from one queue and deletes those that are done. */
export class QueueClient {
  readonly #spec: QueueSourceSpec;
  readonly #sqs: SQSClient;
  readonly #signal: AbortSignal;

  /** The signal ends a waiting call; deleting goes on. */
  constructor(spec: QueueSourceSpec, endpoint: string, region: string, signal: AbortSignal) {
    this.#spec = spec;
    const options = unsignedOptions(endpoint, region);
    this.#sqs = new SQSClient({ ...options, md5: false, useQueueUrlAsEndpoint: false });
    this.#signal = signal;
  }

  /** Messages for one invocation: the first that come, and what else comes within the batching window. */
  async gather(patienceSeconds: number): Promise<readonly Message[]> {
    const { batchSize, maximumBatchingWindowSeconds } = this.#spec;
    const messages = [...(await this.#receive(batchSize, patienceSeconds))];
    const end = performance.now() + maximumBatchingWindowSeconds * 1000;
    while (messages.length > 0 && messages.length < batchSize) {
      const seconds = Math.min(longestPollSeconds, Math.ceil((end - performance.now()) / 1000));
      if (seconds <= 0) break;
      // What is here already must not be held up because the next call fails.
      const more = await this.#receive(batchSize - messages.length, seconds).catch(() => undefined);
      if (more === undefined) break;
      messages.push(...more);
    }
    return messages;
  }

  /** A message that could not be deleted comes again: functions must bear that anyway. */
  async delete(receiptHandles: readonly string[]): Promise<void> {
    const { queueUrl } = this.#spec;
    for (const part of batchesOf(receiptHandles, mostPerCall, () => 0)) {
      const Entries = part.map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle }));
      await this.#sqs
        .send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }))
        .catch(() => undefined);
    }
  }

  close(): void {
    this.#sqs.destroy();
  }

  async #receive(most: number, waitSeconds: number): Promise<readonly Message[]> {
    const command = new ReceiveMessageCommand({
      QueueUrl: this.#spec.queueUrl,
      MaxNumberOfMessages: Math.min(most, mostPerCall),
      WaitTimeSeconds: waitSeconds,
      MessageSystemAttributeNames: ["All"],
      MessageAttributeNames: ["All"],
    });
    const { Messages = [] } = await this.#sqs.send(command, { abortSignal: this.#signal });
    return Messages;
  }
}

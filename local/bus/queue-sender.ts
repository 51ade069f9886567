import { setTimeout as wait } from "node:timers/promises";
import { SendMessageBatchCommand, type SendMessageBatchResult, SQSClient } from "@aws-sdk/client-sqs";

const MOST_MESSAGES = 10;
const MOST_BYTES = 1024 * 1024;
const WAITS_MS = [50, 200];

/** Sends messages to queues and says which ones a queue does not have. */
export interface QueueSender {
  /** Sends the bodies in order; gives the reason for each, by its index, that was not taken after a few tries. Never throws. */
  send(queueUrl: string, bodies: readonly string[]): Promise<ReadonlyMap<number, string>>;
  /** Ends all connections; what is under way fails. */
  stop(): void;
}

interface Message {
  readonly index: number;
  readonly body: string;
}

interface Failure {
  readonly message: Message;
  readonly reason: string;
  readonly final: boolean;
}

/** A sender for the queues of one SQS endpoint. */
export function queueSender(endpoint: string, region: string): QueueSender {
  const sqs = new SQSClient({
    endpoint,
    region,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
    md5: false,
    // The endpoint, not the host of the queue's URL: somebody may stand in between.
    useQueueUrlAsEndpoint: false,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true },
  });
  return {
    send: async (queueUrl, bodies) => {
      const reasons = new Map<number, string>();
      for (const batch of batchesOf(bodies))
        for (const { message, reason } of await sendBatch(sqs, queueUrl, batch))
          reasons.set(message.index, reason);
      return reasons;
    },
    stop: () => sqs.destroy(),
  };
}

function batchesOf(bodies: readonly string[]): readonly (readonly Message[])[] {
  const batches: Message[][] = [];
  let room = 0;
  for (const [index, body] of bodies.entries()) {
    const bytes = Buffer.byteLength(body);
    const last = batches.at(-1);
    if (last === undefined || last.length === MOST_MESSAGES || bytes > room) {
      batches.push([{ index, body }]);
      room = MOST_BYTES - bytes;
    } else {
      last.push({ index, body });
      room -= bytes;
    }
  }
  return batches;
}

/** A message may be taken and its answer lost, so a queue may get it twice, but never not at all. */
async function sendBatch(
  sqs: SQSClient,
  queueUrl: string,
  batch: readonly Message[],
): Promise<readonly Failure[]> {
  let failures = await tryBatch(sqs, queueUrl, batch);
  for (const milliseconds of WAITS_MS) {
    const again = failures.filter((failure) => !failure.final).map((failure) => failure.message);
    if (again.length === 0) break;
    await wait(milliseconds * (0.5 + Math.random()));
    const final = failures.filter((failure) => failure.final);
    failures = [...final, ...(await tryBatch(sqs, queueUrl, again))];
  }
  return failures;
}

async function tryBatch(
  sqs: SQSClient,
  queueUrl: string,
  batch: readonly Message[],
): Promise<readonly Failure[]> {
  try {
    const Entries = batch.map(({ index, body }) => ({ Id: String(index), MessageBody: body }));
    const answer = await sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    return answer.Successful?.length === batch.length ? [] : failuresIn(answer, queueUrl, batch);
  } catch (error) {
    const reason = `${queueUrl}: ${error instanceof Error ? error.message || error.name : String(error)}`;
    return batch.map((message) => ({ message, reason, final: false }));
  }
}

function failuresIn(
  { Successful = [], Failed = [] }: Partial<SendMessageBatchResult>,
  queueUrl: string,
  batch: readonly Message[],
): readonly Failure[] {
  const taken = new Set(Successful.map((entry) => entry.Id));
  const failed = new Map(Failed.map((entry) => [entry.Id, entry]));
  return batch
    .filter((message) => !taken.has(String(message.index)))
    .map((message) => {
      const entry = failed.get(String(message.index));
      const reason = `${queueUrl}: ${entry?.Message ?? entry?.Code ?? "no answer for the message"}`;
      return { message, reason, final: entry?.SenderFault === true };
    });
}

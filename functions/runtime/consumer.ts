import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import { ChangeMessageVisibilityCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { logger } from "./log.ts";
import { count, measured } from "./metrics.ts";
import { required } from "./settings.ts";
import { subjectOf } from "./subject.ts";
import { about, traceId } from "./trace.ts";

const FIRST_WAIT_SECONDS = 1;
const LONGEST_WAIT_SECONDS = 900;

/** Seconds to wait after the nth try: what came too early heals soon, what is broken does not press. */
export function waitSeconds(tries: number): number {
  return Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (tries - 1));
}

/** What a function knows of a message beside its body. */
export interface MessageInfo {
  /** The same each time that it comes. */
  readonly id: string;
  /** Milliseconds that the function still has. */
  readonly remainingMs: () => number;
}

/** A Lambda function that a queue feeds. */
export type QueueHandler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

function contentOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/**
 * The Lambda function of the queue QUEUE_URL: each message (its body as JSON, or as text where it is none) on its own,
 * with how often it has come. One that throws comes back, each time later, and ends in the dead-letter queue.
 */
export function consumer(
  name: string,
  take: (body: unknown, tries: number, message: MessageInfo) => Promise<void>,
  options: { readonly parallel: boolean },
): QueueHandler {
  // The client's own endpoint, not the host of the queue's URL: locally that host has no address.
  const queues = new SQSClient({ useQueueUrlAsEndpoint: false });
  const QueueUrl = required("QUEUE_URL");
  const processor = new BatchProcessor(EventType.SQS);

  async function comeBackLater({ receiptHandle: ReceiptHandle, attributes }: SQSRecord): Promise<void> {
    const VisibilityTimeout = waitSeconds(Number(attributes.ApproximateReceiveCount));
    try {
      await queues.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
    } catch (error) {
      // The queue's own timeout brings the message back as well, only later.
      logger.warn("visibility unchanged", { error });
    }
  }

  async function taken(record: SQSRecord, content: unknown, context: Context): Promise<void> {
    const tries = Number(record.attributes.ApproximateReceiveCount);
    const remainingMs = () => context.getRemainingTimeInMillis();
    try {
      await take(content, tries, { id: record.messageId, remainingMs });
    } catch (error) {
      count("MessagesFailed");
      logger.error("message failed", { tries, error });
      await comeBackLater(record);
      throw error instanceof Error ? error : new Error(String(error));
    }
  }

  function handle(record: SQSRecord, context: Context): Promise<void> {
    const content = contentOf(record.body);
    const { messageId } = record;
    const what = { traceId: traceId(), messageId, ...subjectOf(content) };
    return about(what, () => taken(record, content, context));
  }

  return (event, context) =>
    about({ consumer: name }, () =>
      measured(() =>
        processPartialResponse(event, (record: SQSRecord) => handle(record, context), processor, {
          context,
          processInParallel: options.parallel,
          throwOnFullBatchFailure: false,
        }),
      ),
    );
}

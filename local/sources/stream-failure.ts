import { randomUUID } from "node:crypto";
import type { StreamEventRecord } from "./stream-record.ts";

/** What is known of a batch that is given up. */
export interface GivenUp {
  readonly requestId: string;
  readonly functionArn: string;
  readonly shardId: string;
  readonly invokeCount: number;
  /** It answered, but with failed items; otherwise it threw. */
  readonly answered: boolean;
  readonly batch: readonly [StreamEventRecord, ...StreamEventRecord[]];
}

const iso = (seconds: number): string => new Date(seconds * 1000).toISOString().replace(".000Z", "Z");

/** Lambda's on-failure document for a batch of a DynamoDB stream: it says where the records are, not what is in them. */
export function failureDocument(givenUp: GivenUp, now: Date): object {
  const { batch } = givenUp;
  const first = batch[0];
  const last = batch.at(-1) ?? first;
  return {
    requestContext: {
      requestId: givenUp.requestId,
      functionArn: givenUp.functionArn,
      condition: "RetryAttemptsExhausted",
      approximateInvokeCount: givenUp.invokeCount,
    },
    responseContext: {
      statusCode: 200,
      executedVersion: "$LATEST",
      ...(!givenUp.answered && { functionError: "Unhandled" }),
    },
    version: "1.0",
    timestamp: now.toISOString(),
    DDBStreamBatchInfo: {
      shardId: givenUp.shardId,
      startSequenceNumber: first.dynamodb.SequenceNumber,
      endSequenceNumber: last.dynamodb.SequenceNumber,
      approximateArrivalOfFirstRecord: iso(first.dynamodb.ApproximateCreationDateTime),
      approximateArrivalOfLastRecord: iso(last.dynamodb.ApproximateCreationDateTime),
      batchSize: batch.length,
      streamArn: first.eventSourceARN,
    },
  };
}

/** The same for a bucket: with the whole event that the function was given, as text. */
export function failureObject(givenUp: GivenUp, now: Date): object {
  return { ...failureDocument(givenUp, now), payload: JSON.stringify({ Records: givenUp.batch }) };
}

/** The name of such an object, as Lambda gives it. */
export function failureKey(mapping: string, { shardId }: GivenUp, now: Date): string {
  const second = now.toISOString().slice(0, 19).replaceAll(":", ".");
  return `aws/lambda/${mapping}/${shardId}/${second}-${randomUUID()}`;
}

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
export function failureDocument(givenUp: GivenUp, now: Date): unknown {
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

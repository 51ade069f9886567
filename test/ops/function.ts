import type { SQSEvent } from "aws-lambda";
import { vi } from "vitest";
import type { Installation } from "./installation.ts";

/** Has the functions of this process work on an installation, on the queue of one line. */
export function worksOn({ ops, endpoints, urlOf }: Installation, line: string): void {
  vi.stubEnv("TABLE_NAME", ops.place.table);
  vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", endpoints.dynamodb);
  vi.stubEnv("AWS_ENDPOINT_URL_SQS", endpoints.sqs);
  vi.stubEnv("AWS_REGION", "us-east-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "local");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "local");
  vi.stubEnv("POWERTOOLS_LOG_LEVEL", "SILENT");
  vi.stubEnv("QUEUE_URL", urlOf(line, "queue"));
}

const record: (body: string, nth: number) => SQSEvent["Records"][number] = (body, nth) => ({
  messageId: String(nth),
  receiptHandle: "none",
  body,
  attributes: {
    ApproximateReceiveCount: "1",
    SentTimestamp: "0",
    SenderId: "",
    ApproximateFirstReceiveTimestamp: "0",
  },
  messageAttributes: {},
  md5OfBody: "",
  eventSource: "aws:sqs",
  eventSourceARN: "arn:aws:sqs:us-east-1:000000000000:place-order",
  awsRegion: "us-east-1",
});

/** Messages as a function gets them. */
export const batchOf = (bodies: readonly string[]): SQSEvent => ({ Records: bodies.map(record) });

import { randomUUID } from "node:crypto";
import type { Service } from "./call.ts";

/** An answer as it goes over the wire. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

const jsonReply = (status: number, value: unknown, type?: string): Reply => ({
  status,
  headers: {
    "content-type": "application/x-amz-json-1.0",
    "x-amzn-requestid": randomUUID(),
    ...(type && { "x-amzn-errortype": type }),
  },
  body: Buffer.from(JSON.stringify(value)),
});

const xmlReply = (status: number, code: string, text: string): Reply => ({
  status,
  headers: { "content-type": "application/xml", "x-amz-request-id": randomUUID() },
  body: Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${text}</Message></Error>`,
  ),
});

const failure = (status: number, type: string, message: string) =>
  jsonReply(status, { __type: type, message }, type.split("#").at(-1));

const dynamo = "com.amazonaws.dynamodb.v20120810#";
const tooFast = "Rate exceeded";

/** How each service says that there is too much of it. */
export const throttled: Readonly<Record<Service, readonly [Reply, ...Reply[]]>> = {
  table: [
    failure(400, "com.amazon.coral.availability#ThrottlingException", "Rate of requests exceeds the allowed"),
    failure(
      400,
      `${dynamo}ProvisionedThroughputExceededException`,
      "The level of configured provisioned throughput for the table was exceeded.",
    ),
    failure(400, `${dynamo}RequestLimitExceeded`, "Throughput exceeds the current throughput limit"),
  ],
  stream: [failure(400, `${dynamo}LimitExceededException`, "Too many operations for a given subscriber.")],
  bus: [failure(400, "ThrottlingException", tooFast)],
  queues: [failure(400, "com.amazonaws.sqs#RequestThrottled", tooFast)],
  objects: [xmlReply(503, "SlowDown", "Please reduce your request rate.")],
  other: [failure(429, "ThrottlingException", tooFast)],
};

const unknown = "The request processing has failed because of an unknown error, exception or failure.";

/** How each service says that something went wrong within it. */
export const failed: Readonly<Record<Service, readonly [Reply, ...Reply[]]>> = {
  table: [
    failure(500, `${dynamo}InternalServerError`, "Internal server error"),
    failure(503, "com.amazon.coral.availability#ServiceUnavailableException", "Service unavailable"),
  ],
  stream: [failure(500, `${dynamo}InternalServerError`, "Internal server error")],
  bus: [failure(500, "InternalException", unknown)],
  queues: [failure(500, "InternalFailure", unknown), failure(503, "ServiceUnavailable", unknown)],
  objects: [xmlReply(500, "InternalError", "We encountered an internal error. Please try again.")],
  other: [failure(500, "InternalServerException", unknown)],
};

/** A transaction that was cancelled because another one is at work on the items at these positions. */
export const conflicted = (items: number, positions: ReadonlySet<number>): Reply => {
  const reasons = Array.from({ length: items }, (_, index) =>
    positions.has(index)
      ? { Code: "TransactionConflict", Message: "Transaction is ongoing for the item" }
      : { Code: "None" },
  );
  const codes = reasons.map(({ Code }) => Code).join(", ");
  const Message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  const __type = `${dynamo}TransactionCanceledException`;
  return jsonReply(400, { __type, Message, CancellationReasons: reasons });
};

/** A good answer with another body. */
export const withBody = ({ status, headers }: Reply, value: unknown): Reply => ({
  status,
  headers: { ...headers, "x-amz-crc32": undefined },
  body: Buffer.from(JSON.stringify(value)),
});

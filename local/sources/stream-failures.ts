import { S3Client } from "@aws-sdk/client-s3";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { putObject } from "../../functions/runtime/put-object.ts";
import type { StreamSourceSpec } from "../model.ts";
import { clientOptions } from "../provision/client.ts";
import { unsignedOptions } from "./client.ts";
import { failureDocument, failureKey, failureObject, type GivenUp } from "./stream-failure.ts";

/** Where a stream source leaves what it gives up. */
export interface Failures {
  /** Resolves when the queue or the bucket has it, or when there is neither. */
  readonly keep: (givenUp: GivenUp) => Promise<void>;
  readonly close: () => void;
}

/** Opens the queue or the bucket that a stream source leaves its failures in; `endpoint` is that of both. */
export function openFailures(spec: StreamSourceSpec, endpoint: string, region: string): Failures {
  const { failureQueueUrl, failureBucket, id } = spec;
  const sqs = new SQSClient(unsignedOptions(endpoint, region));
  const s3 = new S3Client({ ...clientOptions(endpoint, region), forcePathStyle: true });
  return {
    async keep(givenUp) {
      const now = new Date();
      if (failureQueueUrl !== undefined) {
        const MessageBody = JSON.stringify(failureDocument(givenUp, now));
        await sqs.send(new SendMessageCommand({ QueueUrl: failureQueueUrl, MessageBody }));
      }
      if (failureBucket !== undefined) {
        const Body = Buffer.from(JSON.stringify(failureObject(givenUp, now)));
        const Key = failureKey(id, givenUp, now);
        await putObject(s3, { Bucket: failureBucket, Key, Body, ContentType: "application/json" });
      }
    },
    close() {
      sqs.destroy();
      s3.destroy();
    },
  };
}

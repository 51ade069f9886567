import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { Engines } from "../engines/engines.ts";
import type { LoadedSystem } from "../template/system.ts";
import { provisionBuckets } from "./buckets.ts";
import { clientOptions } from "./client.ts";
import { provisionQueues } from "./queues.ts";
import { provisionTables } from "./tables.ts";

/** Creates on the engines what the templates describe and is not there yet; existing data is kept. Throws StartProblem. */
export const provision = async (
  engines: Pick<Engines, "dynamodb" | "sqs">,
  { spec, buckets }: LoadedSystem,
): Promise<void> => {
  const tables = new DynamoDBClient(clientOptions(engines.dynamodb, spec.region));
  const queues = new SQSClient(clientOptions(engines.sqs, spec.region));
  try {
    await Promise.all([
      provisionTables(tables, spec.tables),
      provisionQueues(queues, spec.queues),
      provisionBuckets(engines.sqs, buckets),
    ]);
  } finally {
    tables.destroy();
    queues.destroy();
  }
};

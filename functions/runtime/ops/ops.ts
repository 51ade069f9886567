import { DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { World } from "../ask.ts";
import { openJournal } from "../journal.ts";
import type { Place } from "./place.ts";

/** An installation, with all that operating it needs. */
export interface Ops {
  readonly place: Place;
  readonly tables: DynamoDBClient;
  readonly queues: SQSClient;
  readonly bus: EventBridgeClient;
  readonly buckets: S3Client;
  readonly world: World;
  /** Seconds that a look into a queue waits: one asks every server that may have messages, none asks some of them. */
  readonly lookSeconds: number;
  /** Seconds after which others see again what was looked at. */
  readonly backSeconds: number;
  close(): void;
}

type Access = Pick<DynamoDBClientConfig, "region" | "credentials">;

/** Where each service is, when that is not where the SDK finds it by itself, and who asks. */
export interface Reach extends Access {
  /** Seconds after which a queue shows again what it is given back; at once without. */
  readonly backSeconds?: number;
  readonly endpoints?: { readonly dynamodb: string; readonly sqs: string; readonly events: string };
}

/** Opens an installation. Nothing is sent yet. */
export function openOps(
  place: Place,
  { endpoints, backSeconds = 0, ...access }: Reach,
  now = () => new Date(),
): Ops {
  const at = (endpoint: string | undefined) => ({ ...access, ...(endpoint !== undefined && { endpoint }) });
  const tables = new DynamoDBClient(at(endpoints?.dynamodb));
  const queues = new SQSClient({ ...at(endpoints?.sqs), useQueueUrlAsEndpoint: false });
  const bus = new EventBridgeClient(at(endpoints?.events));
  // On this machine buckets are with the queues.
  const buckets = new S3Client({ ...at(endpoints?.sqs), forcePathStyle: endpoints !== undefined });
  const { timeZone, currency, paymentDays, country } = place.settings;
  return {
    place,
    tables,
    queues,
    bus,
    buckets,
    // On this machine each queue is on one server.
    backSeconds,
    lookSeconds: endpoints === undefined ? 1 : 0,
    world: {
      journal: openJournal(tables, place.table),
      settings: { timeZone, currency, paymentDays, country },
      now,
      random: Math.random,
    },
    close() {
      for (const client of [tables, queues, bus, buckets]) client.destroy();
    },
  };
}

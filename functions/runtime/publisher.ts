import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from "@aws-sdk/client-eventbridge";
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { logger } from "./log.ts";
import { SOURCE } from "./source.ts";

const MAX_ENTRIES = 10;
const MAX_BYTES = 250_000;
const MAX_TRIES = 5;

/** An event on its way, with its place in the stream. */
interface Outgoing {
  readonly sequence: string;
  readonly entry: PutEventsRequestEntry;
  readonly bytes: number;
}

const Head = z.object({ type: z.string(), record: z.string(), at: z.string() });

function outgoing(record: DynamoDBRecord, bus: string): Outgoing[] {
  const envelope = record.dynamodb?.NewImage?.["envelope"]?.S;
  const sequence = record.dynamodb?.SequenceNumber;
  if (envelope === undefined || sequence === undefined) return [];
  const { type, record: id, at } = Head.parse(JSON.parse(envelope));
  const entry = {
    EventBusName: bus,
    Source: SOURCE,
    DetailType: type,
    Detail: envelope,
    Time: new Date(at),
    Resources: [id],
  };
  return [{ sequence, entry, bytes: Buffer.byteLength(envelope) + type.length + id.length + SOURCE.length }];
}

/** Packs of what one call takes, in order. */
function packsOf(events: readonly Outgoing[]): Outgoing[][] {
  const packs: Outgoing[][] = [];
  let bytes = 0;
  for (const event of events) {
    const pack = packs.at(-1);
    bytes += event.bytes;
    if (pack === undefined || pack.length === MAX_ENTRIES || bytes > MAX_BYTES) {
      packs.push([event]);
      bytes = event.bytes;
    } else {
      pack.push(event);
    }
  }
  return packs;
}

/** Sends a pack; of an answer with failed entries exactly those are sent again. Returns what still failed. */
async function send(client: EventBridgeClient, pack: readonly Outgoing[]): Promise<readonly Outgoing[]> {
  let open = pack;
  for (let tries = 1; open.length > 0 && tries <= MAX_TRIES; tries += 1) {
    if (tries > 1) await sleep(Math.random() * 50 * 2 ** tries);
    const answer = await client.send(new PutEventsCommand({ Entries: open.map(({ entry }) => entry) }));
    if ((answer.FailedEntryCount ?? 0) === 0) return [];
    const failed = open.filter((_, index) => answer.Entries?.[index]?.ErrorCode !== undefined);
    const codes = answer.Entries?.flatMap(({ ErrorCode }) => ErrorCode ?? []);
    logger.warn("entries failed", { failed: failed.length, of: open.length, codes, tries });
    open = failed;
  }
  return open;
}

/** The Lambda function from the stream to the bus: each event verbatim; what failed is where the stream goes on. */
export function publisher(client: EventBridgeClient, bus: string) {
  return async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const packs = packsOf(event.Records.flatMap((record) => outgoing(record, bus)));
    for (const pack of packs) {
      const failed = await send(client, pack).catch((error: unknown) => {
        logger.error("bus unreachable", { error });
        return pack;
      });
      const [first] = failed;
      // The stream is read again from the first failed event on: the later ones come twice, none is lost.
      if (first !== undefined) return { batchItemFailures: [{ itemIdentifier: first.sequence }] };
    }
    return { batchItemFailures: [] };
  };
}

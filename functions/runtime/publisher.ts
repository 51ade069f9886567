import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from "@aws-sdk/client-eventbridge";
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { logger } from "./log.ts";
import { count, measured } from "./metrics.ts";
import { SOURCE } from "./source.ts";
import { about, type About } from "./trace.ts";

const MAX_ENTRIES = 10;
const MAX_BYTES = 250_000;
const MAX_TRIES = 5;

/** An event on its way, with its place in the stream. */
interface Outgoing {
  readonly sequence: string;
  readonly entry: PutEventsRequestEntry;
  readonly bytes: number;
  /** What the lines of the log say of it. */
  readonly subject: About;
}

const Head = z.object({
  type: z.string(),
  record: z.string(),
  at: z.string(),
  // Only told: without them it goes out all the same.
  id: z.string().optional(),
  deal: z.string().optional(),
  traceId: z.string().optional(),
});

function outgoing(record: DynamoDBRecord, bus: string): Outgoing[] {
  const envelope = record.dynamodb?.NewImage?.["envelope"]?.S;
  const sequence = record.dynamodb?.SequenceNumber;
  if (envelope === undefined || sequence === undefined) return [];
  const { at, id: event, ...subject } = Head.parse(JSON.parse(envelope));
  const { type, record: id } = subject;
  const entry = {
    EventBusName: bus,
    Source: SOURCE,
    DetailType: type,
    Detail: envelope,
    Time: new Date(at),
    Resources: [id],
  };
  const bytes = Buffer.byteLength(envelope) + type.length + id.length + SOURCE.length;
  return [{ sequence, entry, bytes, subject: { ...subject, event } }];
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

/** One line for each event: a search for its trace id finds where it went out, and where it did not. */
function tell(pack: readonly Outgoing[], failed: readonly Outgoing[]): void {
  count("EventsPublished", pack.length - failed.length);
  count("EntriesFailed", failed.length);
  for (const event of pack) {
    if (failed.includes(event)) logger.warn("not published", { ...event.subject });
    else logger.info("published", { ...event.subject });
  }
}

/** Sends a pack; of an answer with failed entries exactly those are sent again. Returns what still failed. */
async function send(client: EventBridgeClient, pack: readonly Outgoing[]): Promise<readonly Outgoing[]> {
  let open = pack;
  for (let tries = 1; open.length > 0 && tries <= MAX_TRIES; tries += 1) {
    if (tries > 1) await sleep(Math.random() * 50 * 2 ** tries);
    const answer = await client.send(new PutEventsCommand({ Entries: open.map(({ entry }) => entry) }));
    const hasFailed = (answer.FailedEntryCount ?? 0) > 0;
    const failed = open.filter((_, index) => hasFailed && answer.Entries?.[index]?.ErrorCode !== undefined);
    tell(open, failed);
    if (!hasFailed) return [];
    const codes = answer.Entries?.flatMap(({ ErrorCode }) => ErrorCode ?? []);
    logger.warn("entries failed", { failed: failed.length, of: open.length, codes, tries });
    open = failed;
  }
  return open;
}

/** The Lambda function from the stream to the bus: each event verbatim; what failed is where the stream goes on. */
export function publisher(client: EventBridgeClient, bus: string) {
  const publish = async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const packs = packsOf(event.Records.flatMap((record) => outgoing(record, bus)));
    for (const pack of packs) {
      const failed = await send(client, pack).catch((error: unknown) => {
        logger.error("bus unreachable", { error });
        tell(pack, pack);
        return pack;
      });
      const [first] = failed;
      // The stream is read again from the first failed event on: the later ones come twice, none is lost.
      if (first !== undefined) return { batchItemFailures: [{ itemIdentifier: first.sequence }] };
    }
    return { batchItemFailures: [] };
  };
  return (event: DynamoDBStreamEvent) => about({ consumer: "publish" }, () => measured(() => publish(event)));
}

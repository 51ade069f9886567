import type { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import * as z from "zod";
import { editionsOf } from "./editions.ts";
import { type Publishing, publishing } from "./publishing.ts";
import { unpublishedKey } from "./keys.ts";
import { logger } from "./log.ts";
import type { Marks } from "./marks.ts";
import { measured } from "./metrics.ts";
import { type Outgoing, packsOf, send } from "./outgoing.ts";
import { type Part, Tally } from "./tally.ts";
import { about } from "./trace.ts";
import type { Commit } from "./unpublished.ts";

const MAX_TRIES = 5;

/** An event with its place in the stream. */
interface Place {
  readonly sequence: string;
  /** Undefined for an event from before there were marks. */
  readonly part: Part | undefined;
  /** How many entries it has to be out with. */
  readonly count: number;
}

/** An entry on its way, with the event that it is of. */
interface Streamed extends Outgoing {
  readonly place: Place;
}

const Seq = z.object({ N: z.coerce.number() });
const Marked = z.object({ commit: z.object({ M: z.object({ first: Seq, last: Seq }) }) });
const Head = z.object({ stage: z.string(), record: z.string(), at: z.string(), seq: z.int() });

function partOf(image: unknown, envelope: string): Part | undefined {
  const marked = Marked.safeParse(image);
  if (!marked.success) return undefined;
  const { first, last } = marked.data.commit.M;
  const { seq, ...head } = Head.parse(JSON.parse(envelope));
  return { commit: { ...head, first: first.N, last: last.N }, seq };
}

function streamed({ dynamodb }: DynamoDBRecord, bus: string, parts: Publishing): Streamed[] {
  const envelope = dynamodb?.NewImage?.["envelope"]?.S;
  const sequence = dynamodb?.SequenceNumber;
  if (envelope === undefined || sequence === undefined) return [];
  const { entries, count, spoiled } = editionsOf(envelope, bus, parts);
  const part = partOf(dynamodb?.NewImage, envelope);
  // Its mark stays, and so the sweeper sets it aside; without one nobody else would find it.
  if (spoiled !== undefined && part === undefined) throw new Error(spoiled);
  if (spoiled !== undefined)
    logger.error("version missing", { record: part?.commit.record, reason: spoiled });
  const place = { sequence, part, count };
  return entries.map((entry) => ({ ...entry, place }));
}

/** The events of which all entries are out. */
function wholeOf(out: readonly Streamed[]): Part[] {
  const byPlace = Map.groupBy(out, ({ place }) => place);
  return [...byPlace].flatMap(([{ part, count }, entries]) => (entries.length === count ? (part ?? []) : []));
}

/** A mark that stays only lets the sweeper publish again what is out. */
async function unmark(marks: Marks, commits: readonly Commit[]): Promise<void> {
  try {
    await marks.remove(commits.map(unpublishedKey));
  } catch (error) {
    logger.warn("marks stay", { commits: commits.length, error });
  }
}

/** What is where the stream goes on; an event that the bus refuses and that has a mark is left to the sweeper. */
async function sendPack(client: EventBridgeClient, pack: readonly Streamed[]) {
  const { out, refused, failed } = await send(client, pack, MAX_TRIES);
  const lost = refused.map(({ event }) => event).filter(({ place }) => !place.part);
  const waiting = new Set([...failed, ...lost]);
  return { out, first: pack.find((event) => waiting.has(event)) };
}

/**
 * The Lambda function from the stream to the bus: each event verbatim, and in its other live versions where it has any;
 * what failed is where the stream goes on. The marks of commits are removed of which all events are out.
 */
export function publisher(client: EventBridgeClient, bus: string, marks: Marks, parts = publishing) {
  const tally = new Tally();
  const publish = async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const out: Streamed[] = [];
    let first: Streamed | undefined;
    for (const pack of packsOf(event.Records.flatMap((record) => streamed(record, bus, parts)))) {
      const sent = await sendPack(client, pack);
      out.push(...sent.out);
      ({ first } = sent);
      if (first !== undefined) break;
    }
    await unmark(marks, tally.note(wholeOf(out)));
    // The stream is read again from the first failed event on: the later ones come twice, none is lost.
    return { batchItemFailures: first === undefined ? [] : [{ itemIdentifier: first.place.sequence }] };
  };
  return (event: DynamoDBStreamEvent) => about({ consumer: "publish" }, () => measured(() => publish(event)));
}

import type { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import * as z from "zod";
import { unpublishedKey } from "./keys.ts";
import { logger } from "./log.ts";
import type { Marks } from "./marks.ts";
import { measured } from "./metrics.ts";
import { type Outgoing, outgoing, packsOf, send } from "./outgoing.ts";
import { type Part, Tally } from "./tally.ts";
import { about } from "./trace.ts";
import type { Commit } from "./unpublished.ts";

const MAX_TRIES = 5;

/** An event on its way, with its place in the stream. */
interface Streamed extends Outgoing {
  readonly sequence: string;
  /** Undefined for an event from before there were marks. */
  readonly part: Part | undefined;
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

function streamed({ dynamodb }: DynamoDBRecord, bus: string): Streamed[] {
  const envelope = dynamodb?.NewImage?.["envelope"]?.S;
  const sequence = dynamodb?.SequenceNumber;
  if (envelope === undefined || sequence === undefined) return [];
  return [{ ...outgoing(envelope, bus), sequence, part: partOf(dynamodb?.NewImage, envelope) }];
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
  const waiting = new Set([...failed, ...refused.map(({ event }) => event).filter(({ part }) => !part)]);
  return { out, first: pack.find((event) => waiting.has(event)) };
}

/**
 * The Lambda function from the stream to the bus: each event verbatim; what failed is where the stream goes on. The
 * marks of commits are removed of which all events are out.
 */
export function publisher(client: EventBridgeClient, bus: string, marks: Marks) {
  const tally = new Tally();
  const publish = async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const parts: Part[] = [];
    let first: Streamed | undefined;
    for (const pack of packsOf(event.Records.flatMap((record) => streamed(record, bus)))) {
      const sent = await sendPack(client, pack);
      parts.push(...sent.out.flatMap(({ part }) => part ?? []));
      ({ first } = sent);
      if (first !== undefined) break;
    }
    await unmark(marks, tally.note(parts));
    // The stream is read again from the first failed event on: the later ones come twice, none is lost.
    return { batchItemFailures: first === undefined ? [] : [{ itemIdentifier: first.sequence }] };
  };
  return (event: DynamoDBStreamEvent) => about({ consumer: "publish" }, () => measured(() => publish(event)));
}

import * as z from "zod";
import { readLines } from "../../../../domain/card/photo/read-lines.ts";
import { Envelope } from "../../../../domain/kernel/event.ts";
import { decideSubmission } from "../../../../domain/submission/actions.ts";
import { type Hint, StoredFile } from "../../../../domain/submission/intake.ts";
import type { World } from "../../ask.ts";
import { consumer, type QueueHandler } from "../../consumer.ts";
import { eventIn } from "../../event-message.ts";
import { type IntakeBucket, openIntakeBucket } from "../../intake-bucket.ts";
import { logger } from "../../log.ts";
import { perform } from "../../perform.ts";
import { openWorld } from "../../world.ts";
import { type Attempts, attemptsIn } from "./attempts.ts";
import { kindOf } from "./kind.ts";
import { type Ocr, openOcr } from "./ocr.ts";
import { unreadablePicture } from "./picture.ts";

/** A submission of the photo of a card, as the bus tells it. */
const Received = Envelope.extend({
  data: z.object({ source: z.literal("card"), raw: StoredFile, text: z.string().optional() }),
});
type Received = z.output<typeof Received>;

/** What photos are read with. */
export interface PhotoParts {
  readonly world: World;
  readonly bucket: IntakeBucket;
  readonly ocr: Ocr;
  readonly attempts: Attempts;
}

/** Readings that were begun and never ended after which a photo is left to people. */
const MOST_DEATHS = 2;
const LONGEST_TEXT = 20_000;

type Input = z.input<typeof decideSubmission.input>;

function held(detail: string): { readonly hint: Hint } {
  return { hint: { verdict: "held", reasons: [{ code: "unreadable", detail }] } };
}

async function readingOf({ data }: Received, { bucket, ocr, world }: PhotoParts): Promise<Input> {
  const { raw, text: note } = data;
  const stored = await bucket.get(raw.key);
  if (stored === undefined) throw new Error(`There is no ${raw.key} in the bucket`);
  const kind = kindOf(stored.bytes);
  if (kind.kind !== "picture") return held("no picture");
  const tooBig = unreadablePicture(kind);
  if (tooBig !== undefined) return held(tooBig.message);
  const read = await ocr.read(stored.bytes);
  if ("unreadable" in read) return held(read.unreadable);
  if (read.lines.length === 0) return held("no text was found");
  const { text, answers, ...reading } = readLines(read.lines, world.settings.country);
  const whole = [note, text].filter((part) => part !== undefined && part !== "").join("\n\n");
  return {
    reading: {
      ...reading,
      ...(Object.keys(answers).length > 0 && { answers }),
      ...(whole !== "" && { text: whole.slice(0, LONGEST_TEXT) }),
    },
  };
}

/** Reads a picture; one that a function has died of twice is not tried again. */
async function attempt(event: Received, parts: PhotoParts): Promise<Input> {
  const { attempts } = parts;
  const before = await attempts.begin(event.record);
  if (before >= MOST_DEATHS) return held(`reading it ended without an answer ${before} times`);
  try {
    return await readingOf(event, parts);
  } finally {
    await attempts.end(event.record, before);
  }
}

/** Reads the photo of one submission and has it decided on. Throws what heals by itself: the queue brings it back. */
export async function readPhoto(event: Received, parts: PhotoParts): Promise<void> {
  const { id: causedBy, record: id, at, deal, traceId } = event;
  const outcome = await perform(
    {
      action: decideSubmission,
      id,
      input: await attempt(event, parts),
      commandId: `read-card@${causedBy}`,
      actor: { type: "source", id: "card" },
      causedBy,
      cause: { at, deal },
      traceId,
    },
    parts.world,
  );
  logger.info("card read", {
    submission: id,
    code: outcome.ok ? outcome.record.status : outcome.code,
    traceId,
  });
  // A person was faster, or the message came twice.
  if (outcome.ok || outcome.code === "wrong_state") return;
  throw new Error(`The photo of ${id} could not be decided on: ${outcome.message}`);
}

/** The Lambda function that reads the photos of business cards, one at a time. */
export function readPhotos(): QueueHandler {
  const bucket = openIntakeBucket();
  const parts = { world: openWorld(), bucket, ocr: openOcr(), attempts: attemptsIn(bucket) };
  const take = async (body: unknown) => readPhoto(Received.parse(eventIn(body)), parts);
  return consumer("read-card", take, { parallel: false });
}

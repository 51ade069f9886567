import * as z from "zod";
import { advanceExport, failExport, startExport } from "../../../domain/export/actions.ts";
import type { Action } from "../../../domain/kernel/action.ts";
import { Envelope } from "../../../domain/kernel/event.ts";
import type { Superseded } from "../../../domain/kernel/version.ts";
import { superseded } from "../../../domain/superseded.ts";
import type { World } from "../ask.ts";
import { consumer, type QueueHandler } from "../consumer.ts";
import { editionText } from "../edition.ts";
import { type Feed, openFeed } from "../feed/feed.ts";
import { latestPosition } from "../feed/page.ts";
import { positionText } from "../feed/position.ts";
import { logger } from "../log.ts";
import { perform } from "../perform.ts";
import { required } from "../settings.ts";
import { openTableClient } from "../table-client.ts";
import { openWorld } from "../world.ts";
import { type ExportFiles, fileKey, MANIFEST, openExportFiles, partName } from "./export-files.ts";
import { type ManifestPart, manifestOf, partsIn } from "./manifest.ts";
import { partLimits, type PartLimits, readPart, sha256Of } from "./part.ts";
import { exportOf, type StoredExport } from "./stored-export.ts";

/** What a worker of exports works with. */
export interface Parts {
  readonly world: World;
  readonly feed: Feed;
  readonly files: ExportFiles;
  readonly limits: PartLimits;
  readonly superseded: Superseded;
}

type Requested = Extract<StoredExport, { status: "requested" }>;
type Running = Extract<StoredExport, { status: "running" }>;

const Message = z.object({ detail: Envelope });
const Started = z.object({ after: z.int() });
const Moved = z.object({ next: z.int() });

/** Up to where the feed had been looked through when an event asked for the next part. */
function placeOf({ type, data }: Envelope): number {
  return type === "export.started" ? Started.parse(data).after : Moved.parse(data).next;
}

/** What an event asks for; undefined when it was done before, or the export was stopped. */
function askedOf(found: StoredExport | undefined, event: Envelope): Requested | Running | undefined {
  if (event.type === "export.requested") return found?.status === "requested" ? found : undefined;
  return found?.status === "running" && found.searchedTo === placeOf(event) ? found : undefined;
}

/** Done by another delivery of the same event, which may have seen more of the feed; or the export was stopped. */
const settled = new Set(["wrong_state", "conflict"]);

async function note(action: Action, event: Envelope, input: unknown, { world }: Parts): Promise<void> {
  const { record: id, traceId } = event;
  const outcome = await perform(
    {
      action,
      id,
      input,
      commandId: `exports@${event.id}@${action.verb}`,
      actor: { type: "source", id: "export" },
      causedBy: event.id,
      cause: { at: event.at, deal: event.deal },
      traceId,
    },
    world,
  );
  if (!outcome.ok && !settled.has(outcome.code)) {
    throw new Error(`${action.name} of ${id} after ${event.id}: ${outcome.message}`);
  }
}

/** By so much the clock of who committed an event may have been ahead of that of who put it into the feed. */
const CLOCKS_DIFFER_MS = 3_600_000;

/**
 * The stretch of the feed in which all events of a range are: an event is put into it after it happened, and `fed` never
 * goes back, so it begins where the first was fed at that time. It goes on to the end, since any may have come late.
 */
async function start({ from }: Requested, event: Envelope, parts: Parts): Promise<void> {
  const end = await latestPosition(parts.feed);
  const until = end.number;
  const earliest = new Date(Date.parse(from) - CLOCKS_DIFFER_MS).toISOString();
  const first = await parts.feed.firstFedAt(earliest);
  const after = Math.min(until, Math.max(0, first - 1));
  await note(startExport, event, { after, until, position: positionText(end) }, parts);
}

/** The next part: its file first, the manifest with the last one, then what happened. */
async function goOn(running: Running, event: Envelope, parts: Parts): Promise<void> {
  const { id, searchedTo: after, until, contracts } = running;
  const { world, feed, files, limits } = parts;
  // By the day on which it was requested: a part that is made again after a sunset is the same.
  const reading = { contracts, today: running.createdAt.slice(0, 10) };
  const edition = (text: string, type: string) => editionText(text, type, reading, parts.superseded);
  const { next, events, file } = await readPart(feed, { after, until }, running, { limits, edition });
  const name = partName(running.parts + 1);
  const part = file && { events, bytes: file.byteLength, sha256: sha256Of(file) };
  if (file !== undefined) await files.put(fileKey(id, name), file, "application/gzip");
  if (next >= until) {
    const history = await world.journal.events("export", id, running.version);
    const all: ManifestPart[] = [...partsIn(history), ...(part === undefined ? [] : [{ name, ...part }])];
    await files.put(fileKey(id, MANIFEST), manifestOf(running, all), "application/json");
  }
  await note(advanceExport, event, { after, next, ...(part && { part }) }, parts);
}

/** How often a message has come, and how often it comes at most. */
export interface Tries {
  readonly nth: number;
  readonly most: number;
}

const firstTry: Tries = { nth: 1, most: 12 };

/** Ends an export of which a part failed at each try: in the dead letters nobody who waits for it would hear of it. */
async function giveUp(found: Requested | Running, event: Envelope, { nth }: Tries, parts: Parts) {
  const after = found.status === "running" ? found.searchedTo : undefined;
  logger.error("export given up", { export: event.record, after, tries: nth });
  const where = after === undefined ? "Its beginning" : `The part after ${after}`;
  const message = `${where} could not be written in ${nth} tries: see the log of export-run, then request it again`;
  await note(failExport, event, { message, ...(after !== undefined && { after }) }, parts);
}

/** Does what an event of an export asks for, and notes it: what is noted asks for the next part. */
export async function workOn(event: Envelope, parts: Parts, tries = firstTry): Promise<void> {
  const found = askedOf(await exportOf(parts.world.journal, event.record), event);
  if (found === undefined) return;
  // All tries before ended the function itself, or an outage kept even that from being noted.
  if (tries.nth > 1 && tries.nth >= tries.most) return giveUp(found, event, tries, parts);
  const began = performance.now();
  try {
    if (found.status === "requested") await start(found, event, parts);
    else await goOn(found, event, parts);
    logger.info("worked on", { export: event.record, ms: Math.round(performance.now() - began) });
  } catch (error) {
    if (tries.nth < tries.most - 1) throw error;
    logger.error("part failed", { export: event.record, error });
    await giveUp(found, event, tries, parts);
  }
}

/** The Lambda function that writes exports, part by part. */
export function runExports(): QueueHandler {
  const world = openWorld();
  const feed = openFeed(openTableClient(), required("TABLE_NAME"), world.journal);
  const parts = { world, feed, files: openExportFiles(), limits: partLimits, superseded };
  const most = z.coerce.number().int().parse(required("MESSAGE_TRIES"));
  return consumer(
    "export-run",
    async (body, nth) => workOn(Message.parse(body).detail, parts, { nth, most }),
    { parallel: false },
  );
}

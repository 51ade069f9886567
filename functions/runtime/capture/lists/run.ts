import * as z from "zod";
import { advanceImport, failImport } from "../../../../domain/import/actions.ts";
import type { Layout, Place } from "../../../../domain/import/layout.ts";
import type { Envelope } from "../../../../domain/kernel/event.ts";
import type { Action } from "../../../../domain/kernel/action.ts";
import type { World } from "../../ask.ts";
import { consumer, type QueueHandler } from "../../consumer.ts";
import { eventIn } from "../../event-message.ts";
import { logger } from "../../log.ts";
import { perform } from "../../perform.ts";
import { required } from "../../settings.ts";
import { openWorld } from "../../world.ts";
import { checkRows } from "./check-rows.ts";
import { type ListFiles, openListFiles } from "./files.ts";
import { type ListRow, ListUnreadable, rowsFrom } from "./part-rows.ts";
import { countsOf, type RowResult, writeResults } from "./results.ts";
import { commandOf, type RowCommand } from "./row-command.ts";
import { SameList } from "./same-list.ts";
import { listOf, type StoredList } from "./stored-list.ts";
import { takeRows } from "./take-rows.ts";

/** How much of a list one invocation does: a part that dies is done again, so it is small, and ends long before the function does. */
export interface PartLimits {
  readonly rows: { readonly check: number; readonly run: number };
  readonly milliseconds: number;
  /** Rows at the same time. */
  readonly together: number;
}

/** The limits of a deployed function. */
export const partLimits: PartLimits = { rows: { check: 1000, run: 250 }, milliseconds: 12_000, together: 16 };

const PlaceOf = z.object({ row: z.int() });
const Step = z.object({ phase: z.enum(["check", "run"]), nth: z.int(), next: PlaceOf });

/** The part that an event asks for. */
function stepOf({ type, data }: Envelope): z.output<typeof Step> {
  const next = { row: 1 };
  if (type === "import.check-started") return Step.parse({ phase: "check", nth: data["nth"], next });
  if (type === "import.started") return { phase: "run", nth: 1, next };
  return Step.parse(data);
}

interface Doing {
  readonly list: StoredList & z.output<typeof Layout>;
  readonly phase: "check" | "run";
  readonly nth: number;
  readonly from: Place;
}

/** What is to be done; undefined when it was done before, or the list was stopped. */
function doingOf(list: StoredList | undefined, event: Envelope): Doing | undefined {
  const { phase, nth, next } = stepOf(event);
  if (list?.status === "checking" && phase === "check") {
    const { check } = list;
    return check.nth === nth && check.next.row === next.row
      ? { list, phase, nth, from: check.next }
      : undefined;
  }
  if (list?.status === "running" && phase === "run") {
    const { run } = list;
    return run.nth === nth && run.next.row === next.row ? { list, phase, nth, from: run.next } : undefined;
  }
  return undefined;
}

type Worker = (commands: readonly RowCommand[]) => Promise<RowResult[]>;

interface Done {
  readonly results: readonly RowResult[];
  readonly next: Place;
  readonly ends: boolean;
}

/** Works through rows, some at a time, until there are no more, or enough for one invocation. */
async function workThrough(
  rows: AsyncIterable<ListRow>,
  { list, phase, from }: Doing,
  work: Worker,
  { traceId, limits }: { readonly traceId: string; readonly limits: PartLimits },
): Promise<Done> {
  const end = performance.now() + limits.milliseconds;
  const results: RowResult[] = [];
  let next = from;
  let waiting: RowCommand[] = [];
  const flush = async () => {
    results.push(...(await work(waiting)));
    waiting = [];
  };
  for await (const row of rows) {
    waiting.push(commandOf(list, row.row, row.cells, traceId));
    ({ next } = row);
    if (waiting.length < limits.together) continue;
    await flush();
    if (results.length >= limits.rows[phase] || performance.now() > end)
      return { results, next, ends: false };
  }
  await flush();
  return { results, next, ends: true };
}

const knownKey = ({ list, nth }: Doing, row: number) =>
  `imports/${list.id}/rows/check-${nth}/known-${row}.json`;

/** Does one part of a list and keeps what became of its rows. */
async function doPart(doing: Doing, traceId: string, parts: Parts): Promise<Done> {
  const { world, files, limits } = parts;
  const { list, phase, from } = doing;
  const earlier = new SameList(
    phase === "check" && from.row > 1 ? await files.text(knownKey(doing, from.row)) : undefined,
  );
  const work: Worker =
    phase === "run" ? (rows) => takeRows(rows, world) : (rows) => checkRows(rows, earlier, world);
  const done = await workThrough(rowsFrom(files, list, from), doing, work, { traceId, limits });
  const part = { id: list.id, phase, nth: doing.nth, from, next: done.next };
  if (done.results.length > 0) await writeResults(files, part, done.results);
  if (phase === "check" && !done.ends) {
    await files.put(knownKey(doing, done.next.row), Buffer.from(earlier.text()), "application/json");
  }
  return done;
}

/** What a worker of lists works with. */
export interface Parts {
  readonly world: World;
  readonly files: ListFiles;
  readonly limits: PartLimits;
}

async function note(action: Action, event: Envelope, input: unknown, { world }: Parts): Promise<void> {
  const { record: id, traceId } = event;
  const outcome = await perform(
    {
      action,
      id,
      input,
      commandId: `lists@${event.id}`,
      actor: { type: "source", id: `import:${id}` },
      causedBy: event.id,
      cause: { at: event.at, deal: event.deal },
      traceId,
    },
    world,
  );
  // It was stopped, or done by another delivery of the same event.
  if (!outcome.ok && outcome.code !== "wrong_state") {
    throw new Error(`${action.name} of ${id} after ${event.id}: ${outcome.message}`);
  }
}

/** How often a message has come, and how often it comes at most. */
export interface Tries {
  readonly nth: number;
  readonly most: number;
}

const firstTry: Tries = { nth: 1, most: 12 };

/** Ends a list of which a part failed at each try: in the dead letters nobody who waits for it would hear of it. */
async function giveUp({ from: { row } }: Doing, event: Envelope, { nth }: Tries, parts: Parts) {
  logger.error("list given up", { import: event.record, row, tries: nth });
  const message = `Row ${row} or one soon after it could not be worked on in ${nth} tries: begin a new list, without what is odd about it`;
  await note(failImport, event, { code: "unreadable", message, row }, parts);
}

/** Does the part of a list that an event asks for, and notes it: that event asks for the next part. */
export async function workOn(event: Envelope, parts: Parts, tries = firstTry): Promise<void> {
  const doing = doingOf(await listOf(parts.world, event.record), event);
  if (doing === undefined) return;
  // All tries before ended the function itself, or an outage kept even that from being noted.
  if (tries.nth > 1 && tries.nth >= tries.most) return giveUp(doing, event, tries, parts);
  const began = performance.now();
  try {
    const { results, next, ends } = await doPart(doing, event.traceId, parts);
    await note(advanceImport, event, { from: doing.from, next, counts: countsOf(results), ends }, parts);
    const ms = Math.round(performance.now() - began);
    logger.info("worked on", { import: event.record, phase: doing.phase, rows: results.length, ms });
  } catch (error) {
    if (error instanceof ListUnreadable) return note(failImport, event, error.failure, parts);
    if (tries.nth < tries.most - 1) throw error;
    logger.error("part failed", { import: event.record, error });
    await giveUp(doing, event, tries, parts);
  }
}

/** The Lambda function that checks lists and takes them in, part by part. */
export function runLists(): QueueHandler {
  const parts = { world: openWorld(), files: openListFiles(), limits: partLimits };
  const most = z.coerce.number().int().parse(required("MESSAGE_TRIES"));
  return consumer("run-lists", async (body, nth) => workOn(eventIn(body), parts, { nth, most }), {
    parallel: false,
  });
}

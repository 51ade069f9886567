import * as z from "zod";
import type { Envelope } from "../../../domain/kernel/event.ts";
import type { Process } from "../../../domain/kernel/process.ts";
import { records } from "../../../domain/stages.ts";
import { type Told, told } from "../../../domain/words/told.ts";
import { type Voice, voiceOf } from "../../../domain/words/voice.ts";
import type { HttpEvent } from "../edge.ts";
import { type Item, readEvent } from "../items.ts";
import { languageOf } from "../language.ts";
import { followed } from "../load.ts";
import { bookKey, currentBook } from "../process.ts";
import { cursorOf, cursorText } from "./cursor.ts";
import { limitText, STORY_LIMITS } from "./query.ts";
import type { Reader } from "./reader.ts";

/** An event told in the language of the caller. */
export type ToldEvent = Envelope & Told;

/** A page of a history; the last one has no cursor. */
export interface Story {
  readonly events: readonly ToldEvent[];
  readonly cursor?: string;
}

/** The query of a history; `of` names it, so that its cursors lead on nowhere else. */
export function storyQuery(of: string, cursor?: RegExp) {
  return z.strictObject({
    limit: limitText(STORY_LIMITS),
    cursor: cursorText(of, cursor),
  });
}

const byName = new Map(records.map((home) => [home.name, home]));

/** How the events of a record of a deal are worded; the organisation's own words are those of the process that the deal follows. */
export type Wording = (process: string | undefined) => Voice;

/**
 * The words of the caller's language. Words are those of today, also for a deal that follows an older version of its
 * process: a label that was mended is mended everywhere, and a retired reason still has its label.
 */
export async function wordingFor(reader: Pick<Reader, "load">, event: HttpEvent): Promise<Wording> {
  const language = languageOf(event);
  const [item] = await reader.load([bookKey]);
  const { processes, fallback } = currentBook(item).book;
  const none: Pick<Process, "reasons" | "steps"> = { reasons: {}, steps: {} };
  const voices = new Map(
    Object.entries(processes).map(([name, process]) => [name, voiceOf(language, process)]),
  );
  const otherwise = voices.get(fallback) ?? voiceOf(language, none);
  return (process) => voices.get(process ?? fallback) ?? otherwise;
}

/** Events that name no process are of a deal that another event on the page names one for, or of none. */
function processesOf(events: readonly Envelope[]): Map<string, string> {
  const known = new Map<string, string>();
  for (const { deal, type, stage, data } of events) {
    const ref = followed(type === `${stage}.migrated` ? { process: data["after"] } : data);
    if (ref !== undefined) known.set(deal, ref.name);
  }
  return known;
}

/** Tells the events of these rows; `after` is where the next page goes on. */
export function storyOf(
  of: string,
  rows: readonly Item[],
  after: string | undefined,
  wording: Wording,
): Story {
  const events = rows.map((row) => readEvent(row));
  const processes = processesOf(events);
  const tell = (event: Envelope): ToldEvent => {
    const home = byName.get(event.stage);
    if (home === undefined) throw new Error(`${event.id} is of the unknown stage ${event.stage}`);
    return { ...event, ...told(event, home, wording(processes.get(event.deal))) };
  };
  return { events: events.map(tell), ...(after !== undefined && { cursor: cursorOf(of, after) }) };
}

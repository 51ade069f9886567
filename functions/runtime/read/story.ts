import * as z from "zod";
import type { Envelope } from "../../../domain/kernel/event.ts";
import { records } from "../../../domain/stages.ts";
import { type Item, readEvent } from "../items.ts";
import { cursorOf, cursorText } from "./cursor.ts";
import { limitText, STORY_LIMITS } from "./query.ts";

/** An event with its sentence. */
export interface ToldEvent extends Envelope {
  readonly text: string;
}

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

function tell(row: Item): ToldEvent {
  const event = readEvent(row);
  const home = byName.get(event.stage);
  if (home === undefined) throw new Error(`${event.id} is of the unknown stage ${event.stage}`);
  return { ...event, text: home.tell(event) };
}

/** Tells the events of these rows; `after` is where the next page goes on. */
export function storyOf(of: string, rows: readonly Item[], after: string | undefined): Story {
  return { events: rows.map(tell), ...(after !== undefined && { cursor: cursorOf(of, after) }) };
}

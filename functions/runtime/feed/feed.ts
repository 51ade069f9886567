import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Envelope } from "../../../domain/kernel/event.ts";
import type { Journal } from "../journal.ts";
import { openAppender } from "./append.ts";
import type { DealPlace, Place } from "./place.ts";
import { openPlaces } from "./read.ts";

export type { DealPlace, Place } from "./place.ts";

/** Which event of which record: what it says is read from the journal. */
export type Committed = Pick<Envelope, "stage" | "record" | "seq">;

/** The feed: all events in one order, numbered 1, 2, 3 and on; each once, and those of a record in the order of its commits. */
export interface Feed {
  /** The last number that was given; 0 while it is empty. Strongly consistent. */
  end(): Promise<number>;
  /** What stands after a number, in order and without a gap. Strongly consistent. */
  places(after: number, limit: number): Promise<readonly Place[]>;
  /** The events of a deal after the nth, in order and without a gap. Strongly consistent. */
  dealPlaces(deal: string, after: number, limit: number): Promise<readonly DealPlace[]>;
  /** The envelopes that stand there, as JSON text, in the same order; undefined for one that was erased from the journal. */
  events(places: readonly Place[]): Promise<readonly (string | undefined)[]>;
  /** Puts committed events into the feed, with all events of their records before them; answers the end afterwards. Repeats change nothing. */
  append(events: readonly Committed[]): Promise<number>;
  /** The first number that was given at or after an instant; the one after the end when there is none yet. */
  firstFedAt(instant: string): Promise<number>;
}

/** Opens the feed in the table of the journal. */
export function openFeed(
  client: DynamoDBClient,
  tableName: string,
  journal: Pick<Journal, "load">,
  now = () => new Date(),
): Feed {
  const table = { client, tableName, journal };
  return { ...openPlaces(table), ...openAppender({ ...table, now }) };
}

import type { Prepared } from "../../domain/kernel/action.ts";
import { dayOf } from "../../domain/kernel/day.ts";
import { childId } from "../../domain/kernel/id.ts";
import type { Stored } from "../../domain/kernel/record.ts";
import type { Ask, World } from "./ask.ts";
import { type Item, readReceipt, readRecord, readSeries, type Receipt } from "./items.ts";
import { type Key, recordKey, receiptKey, seriesKey } from "./keys.ts";

/** What a decision is made on, read in one round trip. */
export interface Loaded {
  readonly receipt: Receipt | undefined;
  readonly stored: Stored;
  readonly number: number;
  readonly found: ReadonlyMap<string, Stored>;
  /** The organisation's day: also the year of the series that was read. */
  readonly today: string;
  readonly now: Date;
}

/** Reads the receipt, the record, the records that the action named and the last number of its series, strongly consistent. */
export async function load(ask: Ask, id: string, prepared: Prepared, world: World): Promise<Loaded> {
  const { home, series } = ask.action;
  const clock = world.now();
  const today = dayOf(clock, world.settings.timeZone);
  const own = [receiptKey(ask.commandId), recordKey(home.name, id)];
  const refs = prepared.reads.map((ref) => recordKey(ref.stage.name, ref.id));
  const numbers = series === undefined ? [] : [seriesKeyOf(series, today)];
  const [receipt, record, ...rest] = await world.journal.load([...own, ...refs, ...numbers]);
  const last = rest[refs.length];
  const stored = record === undefined ? newRecord(ask, id) : readRecord(record);
  const found = new Map(refs.flatMap((key, index) => foundOf(rest[index], key)));
  return {
    receipt: readReceipt(receipt, clock.getTime() / 1000),
    stored,
    number: series === undefined ? 0 : readSeries(last) + 1,
    found,
    today,
    now: notBefore(
      clock,
      stored.updatedAt,
      ask.cause?.at,
      ...[...found.values()].map(({ updatedAt }) => updatedAt),
    ),
  };
}

function foundOf(item: Item | undefined, key: Key): [string, Stored][] {
  return item === undefined ? [] : [[key.pk, readRecord(item)]];
}

/** The series of the year that a day lies in. */
export function seriesKeyOf(series: string, today: string): Key {
  return seriesKey(series, today.slice(0, 4));
}

function newRecord(ask: Ask, id: string): Stored {
  const deal = ask.cause?.deal ?? childId("dea", id);
  return { id, version: 0, deal, createdAt: "", updatedAt: "", state: undefined };
}

/** Clocks of two machines differ: what is caused is never dated before its cause, nor a change before the one before. */
function notBefore(clock: Date, ...instants: readonly (string | undefined)[]): Date {
  const least = instants.map((instant) =>
    instant === undefined || instant === "" ? 0 : Date.parse(instant) + 1,
  );
  return new Date(Math.max(clock.getTime(), ...least));
}

import * as z from "zod";
import type { Prepared } from "../../domain/kernel/action.ts";
import type { Claim, Held, More } from "../../domain/kernel/facts.ts";
import { dayOf } from "../../domain/kernel/day.ts";
import { childId } from "../../domain/kernel/id.ts";
import { type Process, type ProcessBook, ProcessRef } from "../../domain/kernel/process.ts";
import type { Stored } from "../../domain/kernel/record.ts";
import type { Ask, World } from "./ask.ts";
import { type Item, readClaim, readReceipt, readRecord, readSeries, type Receipt } from "./items.ts";
import { claimKey, type Key, recordKey, receiptKey, seriesKey } from "./keys.ts";
import { finding } from "./facts.ts";
import { bookKey, currentBook, processOf } from "./process.ts";

/** What a decision is made on, read in one round trip; in two when the record names what else is needed. */
export interface Loaded {
  readonly receipt: Receipt | undefined;
  readonly stored: Stored;
  readonly number: number;
  readonly found: ReadonlyMap<string, Stored>;
  /** By `<stage>#<key>`. */
  readonly lists: ReadonlyMap<string, readonly Stored[]>;
  /** By `<stage>#<key>`; undefined for one that is free. */
  readonly claims: ReadonlyMap<string, Held | undefined>;
  /** What must not have changed when the change is committed, with the version it had. */
  readonly checks: readonly { readonly key: Key; readonly version: number }[];
  readonly process: Process;
  readonly book: { readonly version: number; readonly book: ProcessBook } | undefined;
  /** The organisation's day: also the year of the series that was read. */
  readonly today: string;
  readonly now: Date;
}

const Following = z.object({ process: ProcessRef });

/** The process that a state says it follows. */
export function followed(state: unknown): ProcessRef | undefined {
  const following = Following.safeParse(state);
  return following.success ? following.data.process : undefined;
}

/** Reads the receipt, the record, the records that the action named and the last number of its series, strongly consistent. */
export async function load(ask: Ask, id: string, prepared: Prepared, world: World): Promise<Loaded> {
  const { home, series, starts } = ask.action;
  const { journal } = world;
  const clock = world.now();
  const today = dayOf(clock, world.settings.timeZone);
  const own = [receiptKey(ask.commandId), recordKey(home.name, id)];
  const refs = prepared.reads.map((ref) => recordKey(ref.stage.name, ref.id));
  const numbers = series === undefined ? [] : [seriesKeyOf(series, today)];
  const books = starts ? [bookKey] : [];
  const [receipt, record, ...rest] = await journal.load([...own, ...refs, ...numbers, ...books]);
  const stored = record === undefined ? newRecord(ask, id) : readRecord(record);
  const found = new Map(refs.flatMap((key, index) => foundOf(rest[index], key)));
  const proof = readReceipt(receipt, clock.getTime() / 1000);
  const known = { today, settings: world.settings, find: finding(found) };
  const more = proof === undefined ? prepared.more(stored, known) : {};
  const { lists, claims } = await readMore(journal, more, found);
  const ref = followed(stored.state) ?? prepared.process ?? firstFollowed(found);
  const others = [...found.values()].map(({ updatedAt }) => updatedAt);
  return {
    receipt: proof,
    stored,
    number: series === undefined ? 0 : readSeries(rest[refs.length]) + 1,
    found,
    lists,
    claims,
    checks: checksOf([...prepared.reads, ...(more.refs ?? [])], found),
    process: await processOf(journal, ref),
    book: starts ? currentBook(rest[refs.length + numbers.length]) : undefined,
    today,
    now: notBefore(clock, stored.updatedAt, ask.cause?.at, ...others),
  };
}

type Refs = Prepared["reads"];
type Lookups = NonNullable<ReturnType<Prepared["more"]>["lookups"]>;

/** Reads what the record has named and adds the records to `found`. */
async function readMore(journal: World["journal"], more: More, found: Map<string, Stored>) {
  const [added, lists, claims] = await Promise.all([
    readRefs(journal, more.refs ?? [], found),
    readLists(journal, more.lookups ?? []),
    readClaims(journal, more.claims ?? []),
  ]);
  for (const [key, other] of added) found.set(key, other);
  const listed = byKey(lists);
  const holders = holdersOf(more.claims ?? [], claims);
  for (const { stage, id } of holders) {
    const { pk } = recordKey(stage.name, id);
    const known = listed.get(pk);
    if (known !== undefined && !found.has(pk)) found.set(pk, known);
  }
  // Only who holds a key without being found by it: a record that is on its way, or that has changed since.
  for (const [key, other] of await readRefs(journal, holders, found)) found.set(key, other);
  return { lists, claims };
}

/** The records of all lists, by partition key. */
function byKey(lists: Loaded["lists"]): ReadonlyMap<string, Stored> {
  const records = [...lists].flatMap(([list, found]) => {
    const stage = list.slice(0, list.indexOf("#"));
    return found.map((record): [string, Stored] => [recordKey(stage, record.id).pk, record]);
  });
  return new Map(records);
}

async function readClaims(journal: World["journal"], claims: readonly Claim[]): Promise<Loaded["claims"]> {
  if (claims.length === 0) return new Map();
  const items = await journal.load(claims.map(({ stage, key }) => claimKey(stage.name, key)));
  return new Map(claims.map(({ stage, key }, index) => [`${stage.name}#${key}`, readClaim(items[index])]));
}

function holdersOf(claims: readonly Claim[], held: Loaded["claims"]): Refs {
  return claims.flatMap(({ stage, key }) => {
    const holder = held.get(`${stage.name}#${key}`)?.holder;
    return holder === undefined ? [] : [{ stage, id: holder }];
  });
}

async function readRefs(journal: World["journal"], refs: Refs, found: ReadonlyMap<string, Stored>) {
  const keys = refs.map((ref) => recordKey(ref.stage.name, ref.id)).filter(({ pk }) => !found.has(pk));
  if (keys.length === 0) return [];
  const items = await journal.load(keys);
  return keys.flatMap((key, index) => foundOf(items[index], key));
}

async function readLists(journal: World["journal"], lookups: Lookups): Promise<Loaded["lists"]> {
  const read = lookups.map(async ({ stage, key, newest }): Promise<[string, Stored[]]> => [
    `${stage.name}#${key}`,
    (await journal.lookup(stage.name, key, newest)).map(readRecord),
  ]);
  return new Map(await Promise.all(read));
}

function checksOf(refs: Refs, found: ReadonlyMap<string, Stored>): Loaded["checks"] {
  return refs
    .filter(({ unchecked }) => unchecked !== true)
    .map(({ stage, id }) => recordKey(stage.name, id))
    .map((key) => ({ key, version: found.get(key.pk)?.version ?? 0 }));
}

function firstFollowed(found: ReadonlyMap<string, Stored>): ProcessRef | undefined {
  for (const { state } of found.values()) {
    const ref = followed(state);
    if (ref !== undefined) return ref;
  }
  return undefined;
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

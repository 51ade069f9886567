import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { ulid } from "ulid";
import type { Action, Done, Prepared } from "../../domain/kernel/action.ts";
import { dayOf } from "../../domain/kernel/day.ts";
import type { Next } from "../../domain/kernel/decision.ts";
import type { Ref, Settings } from "../../domain/kernel/facts.ts";
import { childId, type IdPrefix } from "../../domain/kernel/id.ts";
import type { Stored } from "../../domain/kernel/record.ts";
import { type Refusal, refuse } from "../../domain/kernel/refusal.ts";
import { type Origin, seal } from "../../domain/kernel/seal.ts";
import { factsOf } from "./facts.ts";
import { type Item, readReceipt, readRecord, readSeries, type Receipt } from "./items.ts";
import type { Change, Journal } from "./journal.ts";
import { type Key, recordKey, receiptKey, seriesKey } from "./keys.ts";
import { tooLarge } from "./limits.ts";
import { type RecordView, replay, viewOf } from "./view.ts";

/** An action asked of a record. */
export interface Ask extends Origin {
  readonly action: Action;
  /** The record; undefined for an action that makes a new one. */
  readonly id?: string;
  readonly input: unknown;
  /** Names this command for ever: asking again with it has no further effect. */
  readonly commandId: string;
  /** The version that the caller has seen (If-Match). */
  readonly ifVersion?: number;
  /** When the cause happened and to which deal it belongs. */
  readonly cause?: { readonly at: string; readonly deal: string };
}

/** What became of it: the record and the ids that will follow. */
export interface Performed {
  readonly ok: true;
  readonly record: RecordView;
  readonly next?: Next;
  /** The command was done before: this is its first answer. */
  readonly replayed: boolean;
}

/** What perform needs of the world. */
export interface World {
  readonly journal: Journal;
  readonly settings: Settings & { readonly timeZone: string };
  now(): Date;
  random(): number;
}

/** Longer than anything can come again: 30 days of the bus archive and 14 of a dead-letter queue. */
export const RECEIPT_DAYS = 45;
const MAX_TRIES = 12;
const SECONDS_PER_DAY = 86_400;

/** Makes a new id; sorted by time. */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${ulid()}`;
}

interface Loaded {
  readonly receipt: Receipt | undefined;
  readonly stored: Stored;
  readonly number: number;
  readonly found: ReadonlyMap<string, Stored>;
  /** The organisation's day: also the year of the series that was read. */
  readonly today: string;
  readonly now: Date;
}

/** Full jitter: whoever lost a race comes back at another moment than the others. */
function backOff(tries: number, random: number): Promise<void> {
  return sleep(random * Math.min(1000, 10 * 2 ** tries));
}

/** The only write path: load, decide, fold, commit; decides again when somebody else was faster. */
export async function perform(ask: Ask, world: World): Promise<Performed | Refusal> {
  const prepared = ask.action.prepare(ask.input);
  if (!prepared.ok) return prepared;
  const hash = hashOf(ask, prepared);
  const id = ask.id ?? newId(ask.action.home.prefix);
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    if (tries > 0) await backOff(tries, world.random());
    const loaded = await load(ask, id, prepared, world);
    if (loaded.receipt !== undefined) return repeat(ask, loaded.receipt, hash, loaded.stored, world);
    const decided = decide(ask, prepared, loaded, world);
    if (!decided.ok) return decided;
    const change = changeOf(ask, prepared, loaded, decided, hash);
    const refusal = tooLarge(change);
    if (refusal !== undefined) return refusal;
    const committed = await world.journal.commit(change);
    if (committed === "committed") {
      const { next } = decided;
      return {
        ok: true,
        record: viewOf(ask.action.home, change.after),
        ...(next && { next }),
        replayed: false,
      };
    }
  }
  return refuse("too_many", "Too many changes of this record at the same time: try again in a moment");
}

function hashOf({ action, id }: Ask, { fingerprint }: Prepared): string {
  return createHash("sha256")
    .update(`${action.name}\n${id ?? ""}\n${fingerprint}`)
    .digest("base64url");
}

async function load(ask: Ask, id: string, prepared: Prepared, world: World): Promise<Loaded> {
  const { home, series } = ask.action;
  const clock = world.now();
  const today = dayOf(clock, world.settings.timeZone);
  const own = [receiptKey(ask.commandId), recordKey(home.name, id)];
  const refs = prepared.reads.map((ref) => recordKey(ref.stage.name, ref.id));
  const numbers = series === undefined ? [] : [seriesKeyOf(series, today)];
  const [receipt, record, ...rest] = await world.journal.load([...own, ...refs, ...numbers]);
  const last = rest[refs.length];
  const stored = record === undefined ? newRecord(ask, id) : readRecord(record);
  return {
    receipt: readReceipt(receipt, clock.getTime() / 1000),
    stored,
    number: series === undefined ? 0 : readSeries(last) + 1,
    found: new Map(refs.flatMap((key, index) => foundOf(rest[index], key))),
    today,
    now: notBefore(clock, stored.updatedAt, ask.cause?.at),
  };
}

function foundOf(item: Item | undefined, key: Key): [string, Stored][] {
  return item === undefined ? [] : [[key.pk, readRecord(item)]];
}

function seriesKeyOf(series: string, today: string): Key {
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

function decide(ask: Ask, prepared: Prepared, loaded: Loaded, world: World): Done | Refusal {
  const { stored, number, found, today, now } = loaded;
  if (ask.ifVersion !== undefined && stored.version > 0 && ask.ifVersion !== stored.version) {
    const details = { version: stored.version, ifMatch: ask.ifVersion };
    return refuse("stale", `The record has changed: it is at version ${stored.version}, read it again`, {
      details,
    });
  }
  const facts = factsOf({ now, today, actor: ask.actor, number, found }, world.settings);
  return prepared.decide(stored, facts);
}

function checksOf(reads: readonly Ref[], found: ReadonlyMap<string, Stored>): Change["checks"] {
  return reads
    .filter(({ unchecked }) => unchecked !== true)
    .map(({ stage, id }) => recordKey(stage.name, id))
    .map((key) => ({ key, version: found.get(key.pk)?.version ?? 0 }));
}

function changeOf(ask: Ask, prepared: Prepared, loaded: Loaded, done: Done, hash: string): Change {
  const { action, commandId } = ask;
  const { home, series } = action;
  const { stored: before, found, today, now } = loaded;
  const at = now.toISOString();
  const events = seal(home, before, done, ask, at);
  const version = before.version + events.length;
  const deal = done.deal ?? before.deal;
  const created = before.createdAt === "" ? at : before.createdAt;
  const updatedAt = events.length > 0 ? at : before.updatedAt;
  const nowSeconds = Math.floor(now.getTime() / 1000);
  const expiresAt = nowSeconds + RECEIPT_DAYS * SECONDS_PER_DAY;
  return {
    stage: home.name,
    before,
    after: { id: before.id, version, deal, createdAt: created, updatedAt, state: done.state },
    events,
    commandId,
    receipt: {
      hash,
      stage: home.name,
      id: before.id,
      version,
      expiresAt,
      ...(done.next && { next: done.next }),
    },
    nowSeconds,
    checks: checksOf(prepared.reads, found),
    ...(series !== undefined && { series: { key: seriesKeyOf(series, today), last: loaded.number - 1 } }),
  };
}

/** The first answer again: the record as it was then, folded from its events when it has moved on since. */
async function repeat(
  { action }: Ask,
  receipt: Receipt,
  hash: string,
  stored: Stored,
  { journal }: World,
): Promise<Performed | Refusal> {
  if (receipt.hash !== hash) {
    return refuse(
      "conflict",
      "This Idempotency-Key was used for another request: use a new key for each command",
    );
  }
  const { home } = action;
  const same = stored.id === receipt.id && stored.version === receipt.version;
  const then = same
    ? stored
    : replay(home, receipt.id, await journal.events(home.name, receipt.id, receipt.version));
  if (then === undefined) throw new Error(`The receipt names ${receipt.id}, which has no events`);
  return {
    ok: true,
    record: viewOf(home, then),
    ...(receipt.next && { next: receipt.next }),
    replayed: true,
  };
}

import {
  EVENT_PREFIX,
  eventKey,
  fedKey,
  feedDealPartition,
  feedEndKey,
  recordKey,
  seqText,
} from "../keys.ts";
import type { Committed } from "./feed.ts";
import { type End, readDealPlace, readEnd, readFed, type Told, toldOf } from "./place.ts";
import type { FeedTable } from "./read.ts";
import { LAST_NUMBER, readSlice } from "./table.ts";

/** A record whose events are to be put into the feed up to a number. */
export interface Wanted {
  readonly stage: string;
  readonly record: string;
  /** The numbers of the events that came: the last of them, and maybe some before it. */
  readonly seqs: readonly number[];
}

/** What of a record is not in the feed yet. */
export interface Open {
  readonly wanted: Wanted;
  /** The last event of it that is in the feed. */
  readonly fed: number;
  /** What comes next of it, in order and without a gap: as much as one transaction may take; nothing when the next one is not in the journal. */
  readonly next: readonly Told[];
}

/** The records of these events, each once. */
export function wantedOf(events: readonly Committed[]): readonly Wanted[] {
  const byRecord = Map.groupBy(events, ({ stage, record }) => `${stage}#${record}`);
  return [...byRecord.values()].flatMap((own) => {
    const [first] = own;
    const seqs = [...new Set(own.map(({ seq }) => seq))].toSorted((a, b) => a - b);
    return first === undefined ? [] : [{ stage: first.stage, record: first.record, seqs }];
  });
}

/** The number up to which a record is wanted. */
export function upTo({ seqs }: Wanted): number {
  return seqs.at(-1) ?? 0;
}

/** What follows on a number of what is known, without a gap. */
function runAfter(last: number, known: ReadonlyMap<number, Told>, most: number): Told[] {
  const run: Told[] = [];
  for (let told = known.get(last + 1); told !== undefined && run.length < most;) {
    run.push(told);
    told = known.get(last + 1 + run.length);
  }
  return run;
}

/** Reads what a transaction is made of: anything that changes after it was read makes the transaction fail. */
export function openState({ client, tableName, journal }: FeedTable) {
  /** Events of a record that did not come themselves: committed, but their messages were overtaken, lost or given up. */
  async function between({ stage, record }: Wanted, from: number, to: number): Promise<Told[]> {
    const items = await readSlice(client, tableName, {
      of: recordKey(stage, record).pk,
      from: `${EVENT_PREFIX}${seqText(from)}`,
      to: `${EVENT_PREFIX}${seqText(to)}`,
      limit: to - from + 1,
    });
    return items.map(toldOf);
  }

  async function openOf(wanted: Wanted, fed: number, came: readonly Told[], most: number): Promise<Open> {
    const known = new Map(came.map((told) => [told.seq, told]));
    let next = runAfter(fed, known, most);
    const missing = fed + next.length + 1;
    if (next.length < most && missing <= upTo(wanted)) {
      const last = Math.min(upTo(wanted), fed + most);
      for (const told of await between(wanted, missing, last)) known.set(told.seq, told);
      next = runAfter(fed, known, most);
    }
    return { wanted, fed, next };
  }

  return {
    /** The end, and what of these records is not in the feed yet: of each at most so many events. */
    async read(
      all: readonly Wanted[],
      most: number,
    ): Promise<{ readonly end: End; readonly open: readonly Open[] }> {
      const fedKeys = all.map(({ stage, record }) => fedKey(stage, record));
      const eventKeys = all.flatMap(({ stage, record, seqs }) =>
        seqs.map((seq) => eventKey(stage, record, seq)),
      );
      const [end, ...rest] = await journal.load([feedEndKey, ...fedKeys, ...eventKeys]);
      const came = rest.slice(all.length).flatMap((item) => (item === undefined ? [] : [toldOf(item)]));
      const byRecord = Map.groupBy(came, ({ record }) => record);
      const behind = all.flatMap((wanted, index) => {
        const fed = readFed(rest[index]);
        return fed < upTo(wanted) ? [{ wanted, fed }] : [];
      });
      const open = behind.map(({ wanted, fed }) =>
        openOf(wanted, fed, byRecord.get(wanted.record) ?? [], most),
      );
      return { end: readEnd(end), open: await Promise.all(open) };
    },

    /** How many events of a deal are in the feed. */
    async countOf(deal: string): Promise<number> {
      const of = feedDealPartition(deal);
      const slice = { of, from: seqText(0), to: LAST_NUMBER, limit: 1, newestFirst: true };
      const [last] = await readSlice(client, tableName, slice);
      return last === undefined ? 0 : readDealPlace(last).nth;
    },
  };
}

import { TransactWriteItemsCommand, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { setTimeout as sleep } from "node:timers/promises";
import { fedKey, feedEndKey } from "../keys.ts";
import { verdictOf } from "../transaction.ts";
import { Unavailable } from "../unavailable.ts";
import type { Committed } from "./feed.ts";
import { dealPlaceItem, type End, type Place, placeItem } from "./place.ts";
import type { FeedTable } from "./read.ts";
import { type Open, openState, upTo, type Wanted, wantedOf } from "./state.ts";
import { batchOf, MOST_EVENTS } from "./batch.ts";
import { advance, putNew } from "./table.ts";

const MAX_TRIES = 14;
const LONGEST_WAIT_MS = 640;
/** So many at a time are looked at; more would be read again for each transaction. */
const EVENTS_AT_ONCE = 50;

/** Events that nobody has committed cannot be put into the feed: they are of a journal that was restored to before them, or from elsewhere. */
export class NotCommitted extends Error {
  override readonly name = "NotCommitted";
}

/** Opens the feed for what is put into it. */
export function openAppender(table: FeedTable & { readonly now: () => Date }) {
  const { client, tableName, now } = table;
  const state = openState(table);

  /** Numbers are given and become visible in one transaction, so that nobody sees a later one without all before it. */
  async function write(end: End, chosen: readonly Open[]): Promise<End | "conflict"> {
    const fed = new Date(Math.max(now().getTime(), Date.parse(end.fed))).toISOString();
    const places = placesOf(end.last, fed, chosen);
    const next = { last: end.last + places.length, fed };
    const deals = [...new Set(places.map(({ deal }) => deal))];
    const counts = await Promise.all(deals.map((deal) => state.countOf(deal)));
    const numbers = new Map(deals.map((deal, index) => [deal, counts[index] ?? 0]));
    const TransactItems: TransactWriteItem[] = [
      advance(tableName, feedEndKey, end.last, next),
      ...chosen.map(({ wanted: { stage, record }, fed: last, next: own }) =>
        advance(tableName, fedKey(stage, record), last, { last: last + own.length }),
      ),
      ...places.flatMap((place) => {
        const nth = (numbers.get(place.deal) ?? 0) + 1;
        numbers.set(place.deal, nth);
        return [putNew(tableName, placeItem(place)), putNew(tableName, dealPlaceItem({ ...place, nth }))];
      }),
    ];
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems }));
      return next;
    } catch (error) {
      // Another one was faster, or this was done and its answer lost: what is there then is read again.
      if (verdictOf(error) === undefined) throw error;
      return "conflict";
    }
  }

  /** Appends of these records as much as one transaction takes; answers what is still open. */
  async function step(all: readonly Wanted[], lost: Set<string>): Promise<Step> {
    const { end, open } = await state.read(all, MOST_EVENTS);
    for (const { wanted, fed, next } of open) {
      if (next.length === 0) lost.add(`${wanted.record}#${fed + 1}`);
    }
    const able = open.filter(({ next }) => next.length > 0);
    if (able.length === 0) return { left: [], end: end.last };
    const chosen = batchOf(able);
    const written = await write(end, chosen);
    if (written === "conflict") return "conflict";
    const done = new Map(chosen.map(({ wanted, fed, next }) => [wanted.record, fed + next.length]));
    const left = able.filter(({ wanted, fed }) => (done.get(wanted.record) ?? fed) < upTo(wanted));
    return { left: left.map(({ wanted }) => wanted), end: written.last };
  }

  async function appendSome(events: readonly Committed[], lost: Set<string>): Promise<number> {
    let left = wantedOf(events);
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      if (tries > 0) await sleep(Math.random() * Math.min(LONGEST_WAIT_MS, 5 * 2 ** tries));
      const stepped = await step(left, lost);
      if (stepped === "conflict") continue;
      if (stepped.left.length === 0) return stepped.end;
      left = stepped.left;
      tries = -1;
    }
    throw new Unavailable("The end of the feed changed at every try to append to it");
  }

  return {
    async append(events: readonly Committed[]): Promise<number> {
      const lost = new Set<string>();
      let end = 0;
      for (let from = 0; from === 0 || from < events.length; from += EVENTS_AT_ONCE) {
        end = await appendSome(events.slice(from, from + EVENTS_AT_ONCE), lost);
      }
      // Only after all others are done: what is not there must not hold back what is.
      if (lost.size > 0) throw new NotCommitted(`Not in the journal: ${[...lost].join(", ")}`);
      return end;
    },
  };
}

type Step = "conflict" | { readonly left: readonly Wanted[]; readonly end: number };

/** What is chosen, with its numbers: in the order in which it happened, and of each record as it was committed. */
function placesOf(last: number, fed: string, chosen: readonly Open[]): readonly Place[] {
  const dated = chosen.flatMap(({ next }) => {
    let latest = "";
    return next.map((told) => {
      // Whatever clocks said, a record's order is that of its numbers.
      latest = told.at > latest ? told.at : latest;
      return { told, latest };
    });
  });
  const sorted = dated.toSorted(
    (a, b) =>
      a.latest.localeCompare(b.latest) ||
      a.told.record.localeCompare(b.told.record) ||
      a.told.seq - b.told.seq,
  );
  return sorted.map(({ told }, index) => ({ ...told, position: last + 1 + index, fed }));
}

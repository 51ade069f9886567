import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import type { Journal } from "../journal.ts";
import { eventKey, feedBlock, feedDealPartition, FEED_BLOCK, feedEndKey, feedKey, seqText } from "../keys.ts";
import { Unavailable } from "../unavailable.ts";
import type { Feed } from "./feed.ts";
import { type Place, readDealPlace, readEnd, readPlace } from "./place.ts";
import { LAST_NUMBER, readSlice } from "./table.ts";

const MAX_LOOKS = 6;

/** Where the feed lies. */
export interface FeedTable {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly journal: Pick<Journal, "load">;
}

/**
 * What follows on a number without a gap. A query may see only a part of what a transaction writes: what comes after a
 * number that is not to be seen yet is left for the next look, so that nobody who goes on behind it misses that one.
 */
export function denseAfter<T>(
  after: number,
  found: readonly T[],
  numberOf: (one: T) => number,
): readonly T[] {
  const hole = found.findIndex((one, index) => numberOf(one) !== after + 1 + index);
  return hole === -1 ? found : found.slice(0, hole);
}

const EventRow = z.object({ envelope: z.object({ S: z.string() }) });

/** Opens the feed for reading. */
export function openPlaces({ client, tableName, journal }: FeedTable): Omit<Feed, "append"> {
  async function end(): Promise<number> {
    const [item] = await journal.load([feedEndKey]);
    return readEnd(item).last;
  }

  /** Of one block, and so maybe fewer than there are. */
  async function inBlock(after: number, limit: number): Promise<readonly Place[]> {
    const from = { of: feedBlock(after + 1), from: seqText(after + 1), to: LAST_NUMBER };
    const items = await readSlice(client, tableName, { ...from, limit });
    return denseAfter(after, items.map(readPlace), ({ position }) => position);
  }

  async function places(after: number, limit: number): Promise<readonly Place[]> {
    const found: Place[] = [];
    for (let last = after; found.length < limit;) {
      const more = await inBlock(last, limit - found.length);
      found.push(...more);
      last += more.length;
      const isBlockDone = more.length > 0 && last % FEED_BLOCK === 0;
      if (!isBlockDone) break;
    }
    return found;
  }

  /** A place below the end: it is there, but may not be seen at once after the end is. */
  async function placeAt(position: number): Promise<Place> {
    for (let looks = 0; looks < MAX_LOOKS; looks += 1) {
      if (looks > 0) await sleep(5 * 2 ** looks);
      const [item] = await journal.load([feedKey(position)]);
      if (item !== undefined) return readPlace(item);
    }
    throw new Unavailable(`Place ${position} of the feed is not to be seen`);
  }

  return {
    end,
    places,

    async dealPlaces(deal, after, limit) {
      const of = feedDealPartition(deal);
      const slice = { of, from: seqText(after + 1), to: LAST_NUMBER, limit };
      const items = await readSlice(client, tableName, slice);
      return denseAfter(after, items.map(readDealPlace), ({ nth }) => nth);
    },

    async events(asked) {
      const items = await journal.load(asked.map(({ stage, record, seq }) => eventKey(stage, record, seq)));
      return items.map((item) => item && EventRow.parse(item).envelope.S);
    },

    async firstFedAt(instant) {
      const wanted = Date.parse(instant);
      let [low, high] = [1, (await end()) + 1];
      while (low < high) {
        const middle = Math.floor((low + high) / 2);
        const { fed } = await placeAt(middle);
        if (Date.parse(fed) < wanted) low = middle + 1;
        else high = middle;
      }
      return low;
    },
  };
}

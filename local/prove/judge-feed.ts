import * as z from "zod";
import { type Found, unless, unlessLate } from "../../domain/audit/finding.ts";
import { dataExport } from "../../domain/export/export.ts";
import { isWanted } from "../../domain/export/wanted.ts";
import type { Envelope } from "../../domain/kernel/event.ts";
import { type DealPlace, type Place, readDealPlace, readPlace } from "../../functions/runtime/feed/place.ts";
import { toItem } from "../../functions/runtime/items.ts";
import { fedKey, feedBlock, feedDealPartition, feedEndKey, feedKey } from "../../functions/runtime/keys.ts";
import { soundOf } from "./judge-records.ts";
import type { Ledger, PlainItem } from "./ledger.ts";

/** Whose queue brings events into the feed. */
export const FEEDER = "append-feed";

const Last = z.looseObject({ last: z.int() });
const Keyed = z.looseObject({ pk: z.string(), sk: z.string() });

/** The items of the feed, sorted by what they are. */
export interface FeedItems {
  readonly end: number;
  readonly places: readonly Place[];
  readonly dealPlaces: readonly DealPlace[];
  /** The last event of each record that is said to be in the feed, by partition. */
  readonly fed: ReadonlyMap<string, number>;
  /** Items that cannot be read, or lie where nobody looks for them. */
  readonly odd: readonly string[];
}

function readOr<T>(read: (item: ReturnType<typeof toItem>) => T, item: PlainItem): T | undefined {
  try {
    return read(toItem(item));
  } catch {
    return undefined;
  }
}

const lastIn = (item: PlainItem) => Last.safeParse(item).data?.last;

/** Sorts the items of the feed by what they are. */
export function feedOf(items: readonly PlainItem[]): FeedItems {
  const [places, dealPlaces, odd]: [Place[], DealPlace[], string[]] = [[], [], []];
  const fed = new Map<string, number>();
  let end = 0;
  for (const item of items) {
    const { pk, sk } = Keyed.parse(item);
    const last = lastIn(item);
    if (pk === feedEndKey.pk && last !== undefined) {
      end = last;
      continue;
    }
    if (sk === "FED" && last !== undefined) {
      fed.set(pk, last);
      continue;
    }
    const inDeal = readOr(readDealPlace, item);
    const place = readOr(readPlace, item);
    if (inDeal !== undefined && pk === feedDealPartition(inDeal.deal)) dealPlaces.push(inDeal);
    else if (place !== undefined && pk === feedBlock(place.position) && sk === feedKey(place.position).sk)
      places.push(place);
    else odd.push(`${pk} ${sk}`);
  }
  const byPosition = places.toSorted((a, b) => a.position - b.position);
  return { end, places: byPosition, dealPlaces: dealPlaces.toSorted((a, b) => a.nth - b.nth), fed, odd };
}

/** The numbers are 1, 2, 3 and on to the end, and time does not go back. */
function judgeNumbers({ end, places, odd }: FeedItems): Found[] {
  const gap = places.findIndex(({ position }, index) => position !== index + 1);
  const back = places.findIndex(({ fed }, index) => fed < (places[index - 1]?.fed ?? ""));
  return [
    ...unless(gap < 0, "I2", "feed", `The place ${gap + 1} of the feed is not there`),
    ...unless(end === places.length, "I2", "feed", `It ends at ${end} and has ${places.length} places`),
    ...unless(back < 0, "I2", "feed", `The place ${back + 1} was given earlier than the one before it`),
    ...odd.map((text): Found => ({ invariant: "I2", record: "feed", text: `This cannot be read: ${text}` })),
  ];
}

function judgePlace({ position, record, seq, ...says }: Place, event: Envelope | undefined): Found[] {
  const what = `The place ${position} of the feed`;
  if (event === undefined)
    return unless(false, "I2", record, `${what} is of ${record}#${seq}, which is not there`);
  const { type, stage, deal, at } = event;
  const holds = says.type === type && says.stage === stage && says.deal === deal && says.at === at;
  return unless(
    holds,
    "I2",
    record,
    `${what} says otherwise than ${event.id} of its type, stage, deal or time`,
  );
}

/** Each event stands there once, and those of a record in their order. */
function judgeOrder({ places, fed }: FeedItems, { events }: Ledger): Found[] {
  const byRecord = Map.groupBy(places, ({ stage, record }) => fedKey(stage, record).pk);
  return [...byRecord].flatMap(([pk, own]) => {
    const record = own[0]?.record ?? pk;
    const wrong = own.find(({ seq }, index) => seq !== index + 1);
    return [
      ...own.flatMap((place) => judgePlace(place, events.get(`${place.record}#${place.seq}`))),
      ...unless(wrong === undefined, "I2", record, `In the feed ${record}#${wrong?.seq} is out of its turn`),
      ...unless(
        fed.get(pk) === own.length,
        "I2",
        record,
        `${own.length} events of it are in the feed, ${fed.get(pk) ?? "none"} is said to be the last`,
      ),
    ];
  });
}

/** The events of a deal are counted as they stand in the feed. */
function judgeDeals({ places, dealPlaces }: FeedItems): Found[] {
  const counted = Map.groupBy(dealPlaces, ({ deal }) => deal);
  const whole = Map.groupBy(places, ({ deal }) => deal);
  return [...new Set([...counted.keys(), ...whole.keys()])].flatMap((deal) => {
    const wanted = (whole.get(deal) ?? []).map(({ position }, index) => `${index + 1} ${position}`);
    const found = (counted.get(deal) ?? []).map(({ nth, position }) => `${nth} ${position}`);
    const holds = wanted.join() === found.join();
    return unless(holds, "I2", deal, `Its events stand otherwise in the feed than in that of the deal`);
  });
}

const Exported = z.looseObject({
  status: z.literal("done"),
  from: z.string(),
  to: z.string(),
  types: z.array(z.string()).optional(),
  after: z.int(),
  until: z.int(),
  events: z.int(),
});

/** An export that is done has counted what stands in its stretch of the feed, and is of its range of time. */
function judgeExports({ places }: FeedItems, ledger: Ledger): Found[] {
  return soundOf(ledger).flatMap(({ stage, stored }) => {
    const done = stage.name === dataExport.name ? Exported.safeParse(stored.state).data : undefined;
    if (done === undefined) return [];
    const { from, to, types, after, until, events } = done;
    const own = places
      .slice(after, until)
      .filter(({ at, type }) => at >= from && at < to && isWanted(type, types)).length;
    return unless(own === events, "I5", stored.id, `It counts ${events} events, ${own} stand in the feed`);
  });
}

/** I2 of the feed: every event stands in it exactly once, numbered without a gap, those of a record in their order; I5 of what is exported of it. */
export function judgeFeed(ledger: Ledger): Found[] {
  const feed = feedOf(ledger.feed);
  const there = new Set(feed.places.map(({ record, seq }) => `${record}#${seq}`));
  return [
    ...judgeNumbers(feed),
    ...judgeOrder(feed, ledger),
    ...judgeDeals(feed),
    ...judgeExports(feed, ledger),
    ...[...ledger.events.values()].flatMap(({ id, record }) =>
      unlessLate(there.has(id), "I2", record, `${id} is not in the feed`),
    ),
  ];
}

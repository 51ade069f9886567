import { aboutOf } from "../../../domain/subscription/about.ts";
import { keysFor } from "../../../domain/subscription/keys.ts";
import { matcherOf } from "../../../domain/subscription/matching.ts";
import { subscription } from "../../../domain/subscription/subscription.ts";
import { Envelope } from "../../../domain/kernel/event.ts";
import type { Superseded } from "../../../domain/kernel/version.ts";
import { dayOf, editionOf } from "../edition.ts";
import type { Feed, Place } from "../feed/feed.ts";
import { readRecord } from "../items.ts";
import type { Journal } from "../journal.ts";
import { recordKey } from "../keys.ts";
import { readSubscriber, type Subscriber } from "./subscriber.ts";

/** A subscription, and what it gets of what was looked at, in order. */
export interface Wanted {
  readonly subscriber: Subscriber;
  readonly places: readonly Place[];
}

/** What finding out needs. */
export interface WantedParts {
  readonly journal: Pick<Journal, "load" | "lookup">;
  readonly feed: Pick<Feed, "events">;
  readonly superseded: Superseded;
  now(): Date;
}

/** Whether a filter looks at the record of an event, and not at the event alone. */
const looksAtRecord = ({ state: { filter } }: Subscriber) =>
  filter !== undefined && JSON.stringify(filter).includes('"about":');

/** What the records of events are about, by record, where somebody's filter asks. */
async function aboutRecords(places: readonly Place[], journal: Pick<Journal, "load">) {
  const distinct = [...new Map(places.map((place) => [place.record, place])).values()];
  const items = await journal.load(distinct.map(({ stage, record }) => recordKey(stage, record)));
  return new Map(
    distinct.map(({ stage, record }, index) => {
      const item = items[index];
      return [record, item === undefined ? {} : aboutOf(stage, readRecord(item).state)];
    }),
  );
}

type Stored = readonly (Envelope | undefined)[];

/** The events as the contracts of each day have them: made once for all subscriptions of that day. */
function editionsFor(stored: Stored, { today, superseded }: { today: string; superseded: Superseded }) {
  const made = new Map<string | undefined, Stored>();
  return (contracts: string | undefined): Stored => {
    const editions =
      made.get(contracts) ??
      stored.map((event) => event && editionOf(event, { contracts, today }, superseded));
    made.set(contracts, editions);
    return editions;
  };
}

/** Which of these places a subscription gets: what it wants of events, it wants of the versions that it is sent. */
export async function wantedBy(
  subscribers: readonly Subscriber[],
  places: readonly Place[],
  parts: WantedParts,
): Promise<readonly Wanted[]> {
  const { journal, feed, superseded } = parts;
  if (subscribers.length === 0 || places.length === 0) return [];
  const [events, about] = await Promise.all([
    feed.events(places),
    subscribers.some(looksAtRecord) ? aboutRecords(places, journal) : undefined,
  ]);
  const stored = events.map((event) => (event === undefined ? undefined : Envelope.parse(JSON.parse(event))));
  const editions = editionsFor(stored, { today: dayOf(parts.now()), superseded });
  return subscribers.flatMap((subscriber) => {
    const matches = matcherOf({ id: subscriber.id, ...subscriber.state });
    const envelopes = editions(subscriber.state.contracts);
    const mine = places.filter((place, index) => {
      const envelope = envelopes[index];
      return envelope !== undefined && matches(envelope, about?.get(place.record) ?? {});
    });
    return mine.length === 0 ? [] : [{ subscriber, places: mine }];
  });
}

/** Clocks differ: what happened so shortly before somebody subscribed is sent too, and nothing after it can be missed. */
const BEFORE_MS = 2 * 3_600_000;

/** What happened since somebody subscribed. The feed may be given history later: by a replay, or with the next event of an old record. */
function sinceSubscribed({ subscriber, places }: Wanted): Wanted {
  const since = Date.parse(subscriber.createdAt) - BEFORE_MS;
  return { subscriber, places: places.filter(({ at }) => Date.parse(at) >= since) };
}

/** Who gets what of these places, unasked. Subscriptions are read for them and remembered no longer: who has just subscribed misses nothing. */
export async function wantedIn(places: readonly Place[], parts: WantedParts): Promise<readonly Wanted[]> {
  const keys = [...new Set(places.flatMap(({ stage }) => keysFor(stage)))];
  const lists = await Promise.all(keys.map((key) => parts.journal.lookup(subscription.name, key)));
  const found = new Map(lists.flat().map((item) => [item["id"]?.S, readSubscriber(item)]));
  const wanted = await wantedBy([...found.values()], places, parts);
  return wanted.map(sinceSubscribed).filter((each) => each.places.length > 0);
}

import * as z from "zod";
import { type Found, unless } from "../../domain/audit/finding.ts";
import { toItem } from "../../functions/runtime/items.ts";
import { type Delivery, readDelivery } from "../../functions/runtime/webhooks/delivery.ts";
import { cursorKey, webhookPartition } from "../../functions/runtime/webhooks/keys.ts";
import { Letter } from "../../functions/runtime/webhooks/letter.ts";
import { Wake } from "../../functions/runtime/webhooks/wake.ts";
import type { Dead, History } from "./history.ts";
import { feedOf, type FeedItems } from "./judge-feed.ts";
import { eventOf, isTaken, judgePosts, type Parcel } from "./judge-posts.ts";
import type { Ledger } from "./ledger.ts";
import { isWantedBy, type Subscribed, subscribedIn } from "./subscribed.ts";

const Keyed = z.looseObject({ pk: z.string(), sk: z.string() });
const Cursor = z.looseObject({ position: z.int() });

function jsonIn({ body }: Dead): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** What of webhooks lies among the dead letters. */
interface DeadHooks {
  /** Deliveries that were given up, by `<subscription> <position>`. */
  readonly letters: ReadonlySet<string>;
  /** Subscriptions whose lane nobody could work on. */
  readonly lanes: ReadonlySet<string>;
  /** The feed could not be followed, or a subscription. */
  readonly isBlind: boolean;
}

function deadHooksOf({ dead }: History): DeadHooks {
  const letters = dead.flatMap((each) => {
    const letter = each.queue === "webhook-delivery" ? Letter.safeParse(jsonIn(each)).data : undefined;
    return letter === undefined ? [] : [letter];
  });
  const lanes = dead.flatMap((each) => Wake.safeParse(jsonIn(each)).data?.lane ?? []);
  return {
    letters: new Set(letters.map(({ webhook, position }) => `${webhook} ${position}`)),
    lanes: new Set(lanes),
    isBlind: dead.some(({ queue }) => queue === "dispatch"),
  };
}

interface Stored {
  readonly deliveries: ReadonlyMap<string, readonly Delivery[]>;
  readonly odd: readonly string[];
  readonly dispatched: number;
}

function storedOf({ webhooks }: Ledger): Stored {
  const deliveries = new Map<string, Delivery[]>();
  const odd: string[] = [];
  let dispatched = 0;
  for (const item of webhooks) {
    const { pk, sk } = Keyed.parse(item);
    if (pk === cursorKey.pk && sk === cursorKey.sk) dispatched = Cursor.safeParse(item).data?.position ?? 0;
    if (!sk.startsWith("DELIVERY#")) continue;
    try {
      const delivery = readDelivery(toItem(item));
      deliveries.set(pk, [...(deliveries.get(pk) ?? []), delivery]);
    } catch {
      odd.push(`${pk} ${sk}`);
    }
  }
  return { deliveries, odd, dispatched };
}

/** All of the feed has been dispatched. */
function judgeCursor({ end }: FeedItems, { dispatched, odd }: Stored, { isBlind }: DeadHooks): Found[] {
  const text = `The feed ends at ${end} and was dispatched up to ${dispatched}`;
  return [
    ...unless(isBlind || dispatched === end, "I8", "webhooks", text),
    ...odd.map((key): Found => ({ invariant: "I9", record: "webhooks", text: `Cannot be read: ${key}` })),
  ];
}

/** Each event that a subscription wants has a delivery, and no other has one. */
function judgeWanted({ subscribed, deliveries }: Parcel, feed: FeedItems, ledger: Ledger): Found[] {
  const { id, from, status } = subscribed;
  const made = new Set(deliveries.map(({ place }) => place.position));
  return feed.places.flatMap(({ position, record, seq }) => {
    const event = ledger.events.get(`${record}#${seq}`);
    if (event === undefined) return [];
    const isWanted = isWantedBy(subscribed, event);
    // What stood in the feed before may have been dispatched before; what is disabled gets nothing.
    const isDue = isWanted && position > from && status !== "disabled";
    return [
      ...unless(!isDue || made.has(position), "I9", id, `${id} wants ${event.id} and has no delivery of it`),
      ...unless(isWanted || !made.has(position), "I9", id, `${id} has a delivery of ${event.id}, unwanted`),
    ];
  });
}

const isGood = (status: number | undefined) => status !== undefined && status >= 200 && status < 300;

/** A delivery has ended: taken by its receiver, or given up with a reason that stands among the dead letters. */
function judgeDelivery(delivery: Delivery, { subscribed: { id }, posts }: Parcel, dead: DeadHooks): Found[] {
  const event = eventOf(delivery);
  const { status, attempts, place } = delivery;
  const last = attempts.at(-1);
  const says = `The log of ${id} says that ${event} is ${status}`;
  if (status === "pending") return unless(dead.lanes.has(id), "I8", id, `${says}, and nothing goes on`);
  if (status === "delivered") {
    const taken = isGood(last?.status) && posts.some((post) => post.id === event && isTaken(post));
    return unless(taken, "I9", id, `${says}; its receiver has never taken it`);
  }
  const isTold = dead.letters.has(`${id} ${place.position}`) || last?.status === 410;
  return [
    ...unless(last?.error !== undefined, "I9", id, `${says} without a reason`),
    ...unless(isTold, "I9", id, `${says}; it is not among the dead letters`),
  ];
}

/** What came and stands in no log: whatever is sent has a delivery. */
function judgeUnlogged({ subscribed: { id }, deliveries, posts }: Parcel): Found[] {
  const logged = new Set(deliveries.map(eventOf));
  const others = new Set(posts.map((post) => post.id).filter((each) => !logged.has(each)));
  return [...others].flatMap((event) => unless(false, "I9", id, `${id} was sent ${event}; no log has it`));
}

/** I9, and I8 of webhooks: other systems get what they subscribe to, signed and in order, and nothing else. */
export function judgeWebhooks(history: History, ledger: Ledger): Found[] {
  const { hooked } = history;
  if (hooked === undefined) return [];
  const [feed, stored, dead] = [feedOf(ledger.feed), storedOf(ledger), deadHooksOf(history)];
  const texts = new Map(
    [...ledger.kept.values()].flatMap(({ events }) =>
      events.flatMap(({ envelope, text }) => (envelope === undefined ? [] : [[envelope.id, text] as const])),
    ),
  );
  const byUrl = Map.groupBy(hooked.posts, ({ url }) => url);
  const parcelOf = (subscribed: Subscribed): Parcel => ({
    subscribed,
    deliveries: (stored.deliveries.get(webhookPartition(subscribed.id)) ?? []).toSorted(
      (a, b) => a.place.position - b.place.position,
    ),
    posts: byUrl.get(subscribed.url) ?? [],
    secrets: hooked.secrets.get(subscribed.url) ?? [],
    texts,
  });
  const parcels = subscribedIn(ledger, feed).map(parcelOf);
  const urls = new Set(parcels.map(({ subscribed }) => subscribed.url));
  const strays = [...byUrl.keys()].filter((url) => !urls.has(url));
  return [
    ...judgeCursor(feed, stored, dead),
    ...strays.flatMap((url) =>
      unless(false, "I9", url, `${url} is no subscription's, and was sent something`),
    ),
    ...parcels.flatMap((parcel) => [
      ...judgeWanted(parcel, feed, ledger),
      ...parcel.deliveries.flatMap((delivery) => judgeDelivery(delivery, parcel, dead)),
      ...judgeUnlogged(parcel),
      ...judgePosts(parcel),
    ]),
  ];
}

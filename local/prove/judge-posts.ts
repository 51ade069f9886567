import { Webhook } from "standardwebhooks";
import { type Found, unless } from "../../domain/audit/finding.ts";
import { cloudEvent } from "../../domain/kernel/cloud-event.ts";
import { sameJson } from "../../domain/kernel/equal.ts";
import { Envelope } from "../../domain/kernel/event.ts";
import type { Delivery } from "../../functions/runtime/webhooks/delivery.ts";
import type { KnownSecret, Posted } from "./history.ts";
import type { Subscribed } from "./subscribed.ts";

/** What came for one subscription, and what its system says of it. */
export interface Parcel {
  readonly subscribed: Subscribed;
  /** In order of the feed. */
  readonly deliveries: readonly Delivery[];
  /** In the order in which they came. */
  readonly posts: readonly Posted[];
  readonly secrets: readonly KnownSecret[];
  /** The text of an event as it was committed, by its id. */
  readonly texts: ReadonlyMap<string, string>;
}

/** The id of the event of a delivery. */
export const eventOf = ({ place: { record, seq } }: Delivery): string => `${record}#${seq}`;

export const isTaken = ({ answer }: Posted): boolean => answer !== "none" && answer >= 200 && answer < 300;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether it is what the subscription has asked to get of this event: in the standard form to the letter. */
function isMessageOf(event: string, body: string, { format }: Subscribed): boolean {
  const envelope = Envelope.parse(JSON.parse(event));
  if (format === "cloudevents") return sameJson(parsed(body), cloudEvent(envelope));
  const { type, at } = envelope;
  return body === `{"type":"${type}","timestamp":"${at}","data":${event}}`;
}

/** Each request is the event that its id names, and the same on each try. */
function judgeMessages({ subscribed, posts, texts }: Parcel): Found[] {
  return [...Map.groupBy(posts, ({ id }) => id)].flatMap(([id, tries]) => {
    const [first, ...others] = tries;
    const event = texts.get(id);
    if (first === undefined) return [];
    const what = `${subscribed.id} was sent ${id}`;
    if (event === undefined) return unless(false, "I9", subscribed.id, `${what}, which is no event`);
    const other = others.some(({ body }) => body !== first.body);
    return [
      ...unless(!other, "I9", subscribed.id, `${what} with other bytes at a later try`),
      ...unless(
        isMessageOf(event, first.body, subscribed),
        "I9",
        subscribed.id,
        `${what} with other words than it has`,
      ),
    ];
  });
}

/** What sends webhooks in a proof has ended by then, and with it whatever it had read before: who sends now knows the newest secret. */
export const SENDING_MS = 26_000;

/** What a request may be signed with that came at that moment, and what it must be signed with. */
function goodAt(secrets: readonly KnownSecret[], at: number) {
  const isInUse = (known: KnownSecret | undefined) => known !== undefined && known.at + SENDING_MS < at;
  const newest = secrets.findLastIndex(isInUse);
  // A second rotation ends the oldest, whatever was said of it.
  const oldest = secrets[newest]?.isAlone === true ? newest : newest - 1;
  const may = secrets.slice(Math.max(0, oldest)).map(({ secret }) => secret);
  // One that a newer one has ended, which is in use already perhaps, need not sign.
  return { may, must: newest === secrets.length - 1 ? secrets[newest]?.secret : undefined };
}

/** The time in a request is left out of it: clocks of a proof are wrong on purpose. */
function isSigned({ id, timestamp, body, signature, at: cameAt }: Posted, secrets: readonly KnownSecret[]) {
  const at = new Date(Number(timestamp) * 1000);
  if (Number.isNaN(at.getTime())) return false;
  const { may, must } = goodAt(secrets, cameAt);
  const signed = (secret: string) => new Webhook(secret).sign(id, at, body);
  const [valid, given] = [new Set(may.map(signed)), signature.split(" ")];
  return given.every((each) => valid.has(each)) && (must === undefined || given.includes(signed(must)));
}

/** Each request is signed, with secrets of its subscription that are good then, the newest among them, and nothing else. */
function judgeSignatures({ subscribed, posts, secrets }: Parcel): Found[] {
  const wrong = posts.filter((post) => !isSigned(post, secrets));
  return [...new Set(wrong.map(({ id }) => id))].map((id) => ({
    invariant: "I9",
    record: subscribed.id,
    text: `${subscribed.id} was sent ${id} with a wrong signature`,
  }));
}

/** Given up once, it has left its place: what comes of it later is out of any order. */
const isGivenUp = ({ status, again }: Delivery) => status === "failed" || again !== undefined;

/** Of an ordered one, each of a deal's events first comes when the one before it was taken, or given up. */
function judgeOrder({ subscribed, deliveries, posts }: Parcel): Found[] {
  if (!subscribed.ordered) return [];
  const byEvent = Map.groupBy(posts, ({ id }) => id);
  const firstCame = (delivery: Delivery) => byEvent.get(eventOf(delivery))?.[0]?.cameAs ?? Infinity;
  const firstTaken = (delivery: Delivery) =>
    byEvent.get(eventOf(delivery))?.find(isTaken)?.answeredAs ?? Infinity;
  return [...Map.groupBy(deliveries, ({ place }) => place.deal).values()].flatMap((own) => {
    const kept = own.filter((delivery) => delivery.inOrder && !isGivenUp(delivery));
    return kept.flatMap((late, index) => {
      const early = kept[index - 1];
      const holds =
        early === undefined || firstCame(late) === Infinity || firstTaken(early) < firstCame(late);
      const text = `${subscribed.id} is ordered, and ${eventOf(late)} came before ${early && eventOf(early)} was taken`;
      return unless(holds, "I9", subscribed.id, text);
    });
  });
}

/** What the log says of answers is what was answered, and as often at most; of an answer that was lost it says nothing. */
function judgeAnswers({ subscribed, deliveries, posts }: Parcel): Found[] {
  const byEvent = Map.groupBy(posts, ({ id }) => id);
  return deliveries.flatMap((delivery) => {
    const event = eventOf(delivery);
    const own = byEvent.get(event) ?? [];
    const said = Map.groupBy(delivery.attempts, ({ status }) => status ?? "none");
    const made = [...said].find(
      ([status, tries]) =>
        status !== "none" && own.filter(({ answer }) => answer === status).length < tries.length,
    );
    const text = `The log of ${subscribed.id} says that ${event} was answered ${made?.[0]} ${made?.[1].length} times; it was not`;
    return unless(made === undefined, "I9", subscribed.id, text);
  });
}

/** I9 of what receivers got: the right messages, signed, in order where that was asked for, and answered as the log says. */
export const judgePosts = (parcel: Parcel): Found[] => [
  ...judgeMessages(parcel),
  ...judgeSignatures(parcel),
  ...judgeOrder(parcel),
  ...judgeAnswers(parcel),
];

import * as z from "zod";
import type { Invariant } from "../../domain/audit/finding.ts";
import { readPlace } from "../../functions/runtime/feed/place.ts";
import { toItem } from "../../functions/runtime/items.ts";
import { seqText } from "../../functions/runtime/keys.ts";
import type { History, Posted } from "../../local/prove/history.ts";
import { isTaken } from "../../local/prove/judge-posts.ts";
import { type Item, itemOf, plus, swap } from "./plant.ts";

/** Something that is wrong with webhooks, what names it, in which words, and how it comes into a history. */
type WebhookPlant = readonly [string, Invariant, RegExp, (history: History) => History];

const Attempts = z.array(z.looseObject({ status: z.int().optional() }));
const Place = z.looseObject({ position: z.int(), record: z.string(), seq: z.int(), deal: z.string() });

const hookedOf = ({ hooked }: History) => {
  if (hooked === undefined) throw new Error("This run has no receiver");
  return hooked;
};

const withPosts = (history: History, posts: readonly Posted[]): History => ({
  ...history,
  hooked: { ...hookedOf(history), posts },
});

/** The history in which such requests were others. */
const posted = (history: History, is: (post: Posted) => boolean, change: (post: Posted) => object): History =>
  withPosts(
    history,
    hookedOf(history).posts.map((post) => (is(post) ? { ...post, ...change(post) } : post)),
  );

const isDelivery = ({ pk, sk }: Item, status: string, item: Item) =>
  String(pk).startsWith("webhook#") && String(sk).startsWith("DELIVERY#") && item["status"] === status;

const deliveryOf = (history: History, status: string, isSuch: (item: Item) => boolean = () => true): Item =>
  itemOf(history, (item) => isDelivery(item, status, item) && isSuch(item));

const changed = (history: History, item: Item, change: object): History =>
  swap(history, item, { ...item, ...change });

const eventOf = (item: Item) => {
  const { record, seq } = Place.parse(item["place"]);
  return `${record}#${seq}`;
};

const takenPost = (history: History): Posted => {
  const post = hookedOf(history).posts.find(isTaken);
  if (post === undefined) throw new Error("Nothing was taken");
  return post;
};

/** Two deliveries of one deal, the later one right after the other, of the subscription that is in order. */
const neighbours = (history: History): readonly [string, string] => {
  const inOrder = history.items
    .filter((item) => isDelivery(item, "delivered", item) && item["inOrder"] === true)
    .toSorted((a, b) => (String(a["sk"]) < String(b["sk"]) ? -1 : 1));
  const [early, late] = inOrder;
  if (early === undefined || late === undefined) throw new Error("Nothing was sent in order");
  return [eventOf(early), eventOf(late)];
};

/** What may be wrong with webhooks. */
export const webhookPlants: readonly WebhookPlant[] = [
  [
    "an event that was wanted and has no delivery",
    "I9",
    /wants .* and has no delivery of it/,
    (history) => {
      const item = deliveryOf(history, "delivered");
      const { posts } = hookedOf(history);
      return withPosts(
        swap(history, item),
        posts.filter(({ id }) => id !== eventOf(item)),
      );
    },
  ],
  [
    "an event that was sent and that nobody wanted",
    "I9",
    /has a delivery of .*, unwanted/,
    (history) => {
      const item = deliveryOf(history, "delivered", (each) => each["inOrder"] === true);
      const lead = itemOf(history, ({ type, position, nth }) => {
        return type === "lead.captured" && position !== undefined && nth === undefined;
      });
      const place = readPlace(toItem(lead));
      return plus(history, { ...item, sk: `DELIVERY#${seqText(place.position)}`, place });
    },
  ],
  [
    "a request that no log has",
    "I9",
    /was sent .*; no log has it/,
    (history) => {
      const post = takenPost(history);
      const other = itemOf(history, ({ type, nth }) => type === "opportunity.won" && nth === undefined);
      const id = `${String(other["record"])}#${String(other["seq"])}`;
      return withPosts(history, [...hookedOf(history).posts, { ...post, id }]);
    },
  ],
  [
    "a request whose id is that of no event",
    "I9",
    /which is no event/,
    (history) =>
      posted(
        history,
        ({ id }) => id === takenPost(history).id,
        () => ({ id: "lea_0#1" }),
      ),
  ],
  [
    "a delivery that still waits",
    "I8",
    /is pending, and nothing goes on/,
    (history) => changed(history, deliveryOf(history, "delivered"), { status: "pending" }),
  ],
  [
    "a delivery that is said to be done and was never taken",
    "I9",
    /is delivered; its receiver has never taken it/,
    (history) => {
      const { id } = takenPost(history);
      return posted(
        history,
        (post) => post.id === id,
        () => ({ answer: "none" }),
      );
    },
  ],
  [
    "a delivery that was given up and is not among the dead letters",
    "I9",
    /it is not among the dead letters/,
    (history) => ({ ...history, dead: [] }),
  ],
  [
    "a delivery that was given up without a reason",
    "I9",
    /is failed without a reason/,
    (history) => {
      const item = deliveryOf(history, "failed");
      const attempts = Attempts.parse(item["attempts"]).map((attempt) => ({ ...attempt, error: undefined }));
      return changed(history, item, { attempts });
    },
  ],
  [
    "a request with a wrong signature",
    "I9",
    /with a wrong signature/,
    (history) =>
      posted(
        history,
        (post) => post === takenPost(history),
        ({ signature }) => ({ signature: `${signature.slice(0, -4)}AAA=` }),
      ),
  ],
  [
    "a request that is signed with another's secret as well",
    "I9",
    /with a wrong signature/,
    (history) =>
      posted(
        history,
        (post) => post === takenPost(history),
        ({ signature }) => ({ signature: `${signature} v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=` }),
      ),
  ],
  [
    "an event that was sent with other words",
    "I9",
    /with other words than it has/,
    (history) => {
      const { id } = takenPost(history);
      return posted(
        history,
        (post) => post.id === id,
        ({ body }) => ({ body: body.replace("{", "{ ") }),
      );
    },
  ],
  [
    "an event that was sent with other bytes at its second try",
    "I9",
    /with other bytes at a later try/,
    (history) => {
      const post = takenPost(history);
      return withPosts(history, [...hookedOf(history).posts, { ...post, body: `${post.body} ` }]);
    },
  ],
  [
    "an event that came before the one before it was taken, where order was asked for",
    "I9",
    /is ordered, and .* came before .* was taken/,
    (history) => {
      const [early, late] = neighbours(history);
      const { url } = hookedOf(history).posts.find(({ id }) => id === late) ?? { url: "" };
      const first = hookedOf(history).posts.find((post) => post.url === url && post.id === early);
      const cameAs = first?.cameAs ?? 0;
      return posted(
        history,
        (post) => post.url === url && post.id === late,
        () => ({ cameAs }),
      );
    },
  ],
  [
    "a log that tells of an answer that was never given",
    "I9",
    /was answered 418 1 times; it was not/,
    (history) => {
      const item = deliveryOf(history, "delivered");
      const attempts = Attempts.parse(item["attempts"]);
      return changed(history, item, { attempts: [{ ...attempts[0], status: 418 }, ...attempts] });
    },
  ],
  [
    "a request to an address that is no subscription's",
    "I9",
    /is no subscription's, and was sent something/,
    (history) =>
      withPosts(history, [
        ...hookedOf(history).posts,
        { ...takenPost(history), url: "http://127.0.0.1:1/x" },
      ]),
  ],
  [
    "a delivery that cannot be read",
    "I9",
    /Cannot be read: webhook#/,
    (history) => plus(history, { pk: "webhook#whk_0", sk: "DELIVERY#0000000001", status: "lost" }),
  ],
  [
    "a feed that was not dispatched to its end",
    "I8",
    /The feed ends at [0-9]+ and was dispatched up to 3/,
    (history) =>
      changed(
        history,
        itemOf(history, ({ sk }) => sk === "CURSOR"),
        { position: 3 },
      ),
  ],
];

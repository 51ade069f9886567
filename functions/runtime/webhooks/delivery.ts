import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { table } from "../keys.ts";
import type { Place } from "../feed/place.ts";
import { type Item, toItem } from "../items.ts";
import { deliveryKey } from "./keys.ts";

/** One try to deliver an event. */
const Attempt = z.object({
  at: z.iso.datetime(),
  /** Milliseconds until the answer, or until none was waited for any more. */
  ms: z.int().min(0),
  /** Of the answer; none came without. */
  status: z.int().optional(),
  /** Why it failed, in words. */
  error: z.string().optional(),
  /** The first KB of the answer. */
  answer: z.string().optional(),
});

/** One try to deliver an event. */
export type Attempt = z.output<typeof Attempt>;

const Place = z.object({
  position: z.int().min(1),
  type: z.string(),
  stage: z.string(),
  record: z.string(),
  seq: z.int().min(1),
  deal: z.string(),
  at: z.string(),
  size: z.int().min(0),
  fed: z.string(),
});

/** An event on its way to one subscription: what is known of it, and each try. */
export const Delivery = z.object({
  place: Place,
  status: z.enum(["pending", "delivered", "failed"]),
  /** Tries that count: after as many as there are waits it is given up. */
  tries: z.int().min(0),
  /** How often the receiver asked for more time. */
  held: z.int().min(0),
  attempts: z.array(Attempt),
  /** When it is to be looked at; never without, as one that waits for an earlier one of its deal. */
  due: z.string().optional(),
  /** It goes out after the earlier ones of its deal. */
  inOrder: z.boolean(),
  /** What asked for it once more, after it had ended. */
  again: z.string().optional(),
  /** Counts its changes: none is made of what was not seen. */
  rev: z.int().min(0),
  [table.ttl]: z.int(),
});

/** An event on its way to one subscription. */
export type Delivery = z.output<typeof Delivery>;

/** Deliveries are kept for so many days after they were asked for. */
export const KEPT_DAYS = 90;

/** No delivery tells of more tries: the latest are kept. */
const MOST_ATTEMPTS = 40;

const expiry = (now: Date) => Math.floor(now.getTime() / 1000) + KEPT_DAYS * 86_400;

/** A delivery that has not been tried yet. */
export function newDelivery(place: Place, inOrder: boolean, now: Date, again?: string): Delivery {
  return {
    place,
    status: "pending",
    tries: 0,
    held: 0,
    attempts: [],
    due: now.toISOString(),
    inOrder,
    ...(again !== undefined && { again }),
    rev: 0,
    [table.ttl]: expiry(now),
  };
}

/**
 * The same delivery once more from its first try on, with what came of the tries before. One that is on its way keeps its
 * place among those of its deal, whatever is asked for by now: others wait for it to end.
 */
export function askedAgain(delivery: Delivery, ordered: boolean, now: Date, again: string): Delivery {
  const { place, attempts, rev } = delivery;
  const inOrder = delivery.status === "pending" ? delivery.inOrder : ordered;
  return { ...newDelivery(place, inOrder, now, again), attempts, rev };
}

/** A delivery that waits for its next try, from its first try on and at once. */
export function tryNow(delivery: Delivery, now: Date): Delivery {
  return { ...delivery, due: now.toISOString(), tries: 0, held: 0 };
}

/** The delivery after one more try. */
export function tried(
  delivery: Delivery,
  attempt: Attempt,
  change: Partial<Pick<Delivery, "status" | "tries" | "held" | "due">>,
): Delivery {
  return {
    ...waiting(delivery),
    attempts: [...delivery.attempts, attempt].slice(-MOST_ATTEMPTS),
    ...change,
  };
}

/** A delivery that is looked at when an earlier one of its deal has ended. */
export function waiting(delivery: Delivery): Delivery {
  return { ...delivery, due: undefined };
}

/** A delivery as an item. */
export function deliveryItem(subscription: string, delivery: Delivery): Item {
  return toItem({ ...deliveryKey(subscription, delivery.place.position), ...delivery });
}

/** A delivery as it was stored. */
export function readDelivery(item: Item): Delivery {
  return Delivery.parse(unmarshall(item));
}

/** The id of the event that is delivered: that of the message, the same on each try. */
export function eventIdOf({ place: { record, seq } }: Delivery): string {
  return `${record}#${seq}`;
}

import * as z from "zod";
import { Envelope } from "../../../domain/kernel/event.ts";
import { subscription } from "../../../domain/subscription/subscription.ts";
import type { Journal } from "../journal.ts";
import { wakeAll } from "./dispatch.ts";
import { Letter } from "./letter.ts";
import { type AgainParts, Range, rangeOf, redeliver, redeliverOne } from "./redeliver.ts";
import { positionOfDelivery } from "./delivery-id.ts";
import { loadSubscriber, type Subscriber } from "./subscriber.ts";

/** What comes to the function that follows subscriptions: an event of one, a part of a range that is left, or a dead letter that was put back. */
export const Followed = z.union([z.object({ detail: Envelope }), z.object({ range: Range }), Letter]);

/** What comes to the function that follows subscriptions. */
export type Followed = z.output<typeof Followed>;

/** What following needs. */
export interface FollowParts extends AgainParts {
  readonly journal: Pick<Journal, "load" | "lookup">;
  /** Has another invocation go on with what is left. */
  again(left: Followed): Promise<void>;
  hasTime(): boolean;
}

async function followRange(subscriber: Subscriber, range: Range, parts: FollowParts): Promise<void> {
  const left = await redeliver(subscriber, range, parts, () => parts.hasTime());
  if (left !== undefined) await parts.again({ range: left });
}

async function followEvent(subscriber: Subscriber, event: Envelope, parts: FollowParts): Promise<void> {
  if (event.type !== "subscription.redelivery-asked") return wakeAll([subscriber.id], parts);
  const { data } = subscription.readEvent("subscription.redelivery-asked", event);
  const { from, to, delivery } = data;
  if (delivery !== undefined) {
    const position = positionOfDelivery(delivery);
    if (position !== undefined) await redeliverOne(subscriber, position, event.id, parts);
  } else if (from !== undefined && to !== undefined) {
    const range = await rangeOf(subscriber.id, { from, to, again: event.id }, parts.feed);
    await followRange(subscriber, range, parts);
  }
}

const idOf = (message: Followed) => {
  if ("detail" in message) return message.detail.record;
  return "range" in message ? message.range.subscription : message.webhook;
};

/** Does what follows from a message: wakes the lane of a subscription that was resumed, and sets deliveries due that were asked for again. */
export async function follow(message: Followed, parts: FollowParts): Promise<void> {
  const subscriber = await loadSubscriber(parts.journal, idOf(message));
  // A disabled one takes nothing: after it was resumed it can be asked again.
  if (subscriber === undefined || subscriber.state.status === "disabled") return;
  if ("detail" in message) await followEvent(subscriber, message.detail, parts);
  else if ("range" in message) await followRange(subscriber, message.range, parts);
  else await redeliverOne(subscriber, message.position, `given up ${message.givenUpAt}`, parts);
}

import * as z from "zod";
import { Envelope } from "../../../domain/kernel/event.ts";
import { subscription } from "../../../domain/subscription/subscription.ts";
import type { Journal } from "../journal.ts";
import { logger } from "../log.ts";
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
  again(left: Range): Promise<void>;
  hasTime(): boolean;
}

async function followRange(subscriber: Subscriber, range: Range, parts: FollowParts): Promise<void> {
  const left = await redeliver(subscriber, range, parts, () => parts.hasTime());
  if (left !== undefined) await parts.again(left);
}

async function followRedelivery(subscriber: Subscriber, event: Envelope, parts: FollowParts): Promise<void> {
  const { data } = subscription.readEvent("subscription.redelivery-asked", event);
  const { from, to, delivery } = data;
  if (delivery !== undefined) {
    const position = positionOfDelivery(delivery);
    if (position === undefined) logger.warn("no delivery is called so", { event: event.id, delivery });
    else await redeliverOne(subscriber, position, event.id, parts);
  } else if (from !== undefined && to !== undefined) {
    const range = await rangeOf(subscriber.id, { from, to, again: event.id }, parts.feed);
    await followRange(subscriber, range, parts);
  }
}

async function followEvent(subscriber: Subscriber, event: Envelope, parts: FollowParts): Promise<void> {
  if (event.type === "subscription.redelivery-asked") return followRedelivery(subscriber, event, parts);
  await wakeAll([subscriber.id], parts);
}

/** What was given up and is put back waits also at a subscription that is disabled: it is sent when that is resumed. */
async function followLetter(subscriber: Subscriber, letter: Letter, parts: FollowParts): Promise<void> {
  const { webhook, position, event } = letter;
  if (subscriber.state.status === "disabled") logger.warn("waits until it is resumed", { webhook, event });
  await redeliverOne(subscriber, position, `given up ${letter.givenUpAt}`, parts);
}

const idOf = (message: Followed) => {
  if ("detail" in message) return message.detail.record;
  return "range" in message ? message.range.subscription : message.webhook;
};

/** Does what follows from a message: wakes the lane of a subscription that was resumed or changed, and sets deliveries due that were asked for again. */
export async function follow(message: Followed, parts: FollowParts): Promise<void> {
  const id = idOf(message);
  const subscriber = await loadSubscriber(parts.journal, id);
  // Of before a restore, or from elsewhere: a dead letter, for a person to see.
  if (subscriber === undefined) throw new Error(`There is no subscription ${id}`);
  if ("webhook" in message) return followLetter(subscriber, message, parts);
  if (subscriber.state.status === "disabled") {
    // It takes nothing: after it was resumed it can be asked again.
    return logger.warn("not followed: it is disabled", { subscription: id });
  }
  if ("detail" in message) await followEvent(subscriber, message.detail, parts);
  else await followRange(subscriber, message.range, parts);
}

import { type Subscription, subscription } from "../../../domain/subscription/subscription.ts";
import { type Item, readRecord } from "../items.ts";
import type { Journal } from "../journal.ts";
import { recordKey } from "../keys.ts";

/** A subscription as it was read. */
export interface Subscriber {
  readonly id: string;
  readonly version: number;
  readonly createdAt: string;
  readonly state: Subscription;
}

/** A subscription as it was stored. */
export function readSubscriber(item: Item): Subscriber {
  const { id, version, createdAt, state: stored } = readRecord(item);
  const state = subscription.read(stored);
  if (state.status === "none") throw new Error(`The subscription ${id} cannot be read`);
  return { id, version, createdAt, state };
}

/** The subscription as it is now; undefined when there is none. */
export async function loadSubscriber(
  journal: Pick<Journal, "load">,
  id: string,
): Promise<Subscriber | undefined> {
  const [item] = await journal.load([recordKey(subscription.name, id)]);
  return item && readSubscriber(item);
}

/** Whether something is sent for it now. */
export function isSending({ state: { status } }: Subscriber): boolean {
  return status === "active" || status === "failing";
}

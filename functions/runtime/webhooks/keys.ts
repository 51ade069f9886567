import { type Key, seqText } from "../keys.ts";

/** How the partitions begin of what is delivered to other systems. */
export const WEBHOOK_PREFIX = "webhook#";

const DELIVERY = "DELIVERY#";
const DUE = "DUE#";

/** The partition of all that is delivered for a subscription. */
export function webhookPartition(subscription: string): string {
  return `${WEBHOOK_PREFIX}${subscription}`;
}

/** Where it lies how far the feed has been dispatched; no subscription is called so. */
export const cursorKey: Key = { pk: webhookPartition("dispatcher"), sk: "CURSOR" };

/** Where it lies who works on the deliveries of a subscription, and how its receiver does. */
export function laneKey(subscription: string): Key {
  return { pk: webhookPartition(subscription), sk: "LANE" };
}

/** Where the delivery lies of what stands at a place of the feed. */
export function deliveryKey(subscription: string, position: number): Key {
  return { pk: webhookPartition(subscription), sk: `${DELIVERY}${seqText(position)}` };
}

/** The sort keys of all deliveries before a position, the newest of all without. */
export function deliveriesBefore(position: number | undefined): {
  readonly from: string;
  readonly to: string;
} {
  const to = position === undefined ? `${DELIVERY}~` : `${DELIVERY}${seqText(Math.max(0, position - 1))}`;
  return { from: DELIVERY, to };
}

/** What is to be tried at an instant; in order of the instants. */
export interface Entry {
  readonly due: string;
  readonly position: number;
}

/** Where it lies that a delivery is to be tried at an instant. */
export function dueKey(subscription: string, { due, position }: Entry): Key {
  return { pk: webhookPartition(subscription), sk: `${DUE}${due}#${seqText(position)}` };
}

/** The sort keys of what is due at an instant or was before. */
export function dueUpTo(instant: string): { readonly from: string; readonly to: string } {
  return { from: DUE, to: `${DUE}${instant}~` };
}

/** The sort keys of what is due after an instant. */
export function dueAfter(instant: string): { readonly from: string; readonly to: string } {
  return { from: `${DUE}${instant}~`, to: `${DUE}~` };
}

/** Reads the sort key of what is due. */
export function entryOf(sk: string): Entry {
  const [, due = "", position] = sk.split("#");
  return { due, position: Number(position) };
}

const threadPrefix = (deal: string) => `THREAD#${deal}#`;

/** Where it lies that a delivery has its place among those of its deal. */
export function threadKey(subscription: string, deal: string, position: number): Key {
  return { pk: webhookPartition(subscription), sk: `${threadPrefix(deal)}${seqText(position)}` };
}

/** The sort keys of the deliveries of a deal that go out one after the other. */
export function threadOf(deal: string): { readonly from: string; readonly to: string } {
  return { from: threadPrefix(deal), to: `${threadPrefix(deal)}~` };
}

/** Reads the sort key of a place in a deal. */
export function positionOf(sk: string): number {
  return Number(sk.slice(sk.lastIndexOf("#") + 1));
}

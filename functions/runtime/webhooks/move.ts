import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Place } from "../feed/place.ts";
import { toItem } from "../items.ts";
import { type Delivery, deliveryItem } from "./delivery.ts";
import { deliveryKey, dueKey, type Entry, threadKey } from "./keys.ts";

/** A delivery as it was read, and as it is to be; none there before a new one. */
export interface Move {
  readonly before?: Delivery;
  readonly after: Delivery;
}

/** So many moves fit into one transaction of 100 items: each is the delivery, when it was due and is, and its place in its deal. */
const MOVES_AT_ONCE = 25;

const inThread = (delivery: Delivery | undefined) =>
  delivery !== undefined && delivery.inOrder && delivery.status === "pending";

function delivery(TableName: string, subscription: string, { before, after }: Move): TransactWriteItem {
  if (before === undefined) {
    const Item = deliveryItem(subscription, after);
    return { Put: { TableName, Item, ConditionExpression: "attribute_not_exists(pk)" } };
  }
  return {
    Put: {
      TableName,
      Item: deliveryItem(subscription, { ...after, rev: before.rev + 1 }),
      ConditionExpression: "rev = :rev",
      ExpressionAttributeValues: toItem({ ":rev": before.rev }),
    },
  };
}

function due(TableName: string, subscription: string, { before, after }: Move): TransactWriteItem[] {
  if (before?.due === after.due) return [];
  const { position } = after.place;
  const of = (at: string) => dueKey(subscription, { due: at, position });
  return [
    ...(before?.due === undefined ? [] : [{ Delete: { TableName, Key: toItem(of(before.due)) } }]),
    ...(after.due === undefined ? [] : [{ Put: { TableName, Item: toItem(of(after.due)) } }]),
  ];
}

function thread(TableName: string, subscription: string, { before, after }: Move): TransactWriteItem[] {
  const { deal, position } = after.place;
  const key = toItem(threadKey(subscription, deal, position));
  if (inThread(before) === inThread(after)) return [];
  return inThread(after) ? [{ Put: { TableName, Item: key } }] : [{ Delete: { TableName, Key: key } }];
}

/** The writes of one transaction: a delivery, when it is due and its place in its deal never contradict each other. */
export function writesOf(
  TableName: string,
  subscription: string,
  moves: readonly Move[],
): TransactWriteItem[] {
  return moves.flatMap((move) => [
    delivery(TableName, subscription, move),
    ...due(TableName, subscription, move),
    ...thread(TableName, subscription, move),
  ]);
}

/** The writes that forget an entry of what is due, unless its delivery is due then: who reads beside a transaction may see its parts one after the other. */
export function forgettingDue(TableName: string, subscription: string, entry: Entry): TransactWriteItem[] {
  const { due: at, position } = entry;
  return [
    { Delete: { TableName, Key: toItem(dueKey(subscription, entry)) } },
    {
      ConditionCheck: {
        TableName,
        Key: toItem(deliveryKey(subscription, position)),
        ConditionExpression: "attribute_not_exists(due) OR due <> :due",
        ExpressionAttributeValues: toItem({ ":due": at }),
      },
    },
  ];
}

/** The writes that forget a place in the thread of a deal, unless there is a delivery of it. */
export function forgettingThread(
  TableName: string,
  subscription: string,
  { deal, position }: { readonly deal: string; readonly position: number },
): TransactWriteItem[] {
  const ConditionExpression = "attribute_not_exists(pk)";
  const Key = toItem(deliveryKey(subscription, position));
  return [
    { Delete: { TableName, Key: toItem(threadKey(subscription, deal, position)) } },
    { ConditionCheck: { TableName, Key, ConditionExpression } },
  ];
}

/** Places by transaction: in order each deal has one in it at most, since a reader might see the later of two first. */
export function batchesOf(places: readonly Place[], ordered: boolean): readonly (readonly Place[])[] {
  const batches: Place[][] = [];
  for (const place of places) {
    const batch = batches.at(-1);
    const isFull = batch === undefined || batch.length >= MOVES_AT_ONCE;
    if (isFull || (ordered && batch.some(({ deal }) => deal === place.deal))) batches.push([place]);
    else batch.push(place);
  }
  return batches;
}

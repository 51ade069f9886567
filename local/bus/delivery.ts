import type { ReadEntry } from "./put-events.ts";
import type { QueueSender } from "./queue-sender.ts";
import type { Route } from "./routing.ts";

/** The answer to one entry of PutEvents. */
export type EntryAnswer =
  | { readonly EventId: string }
  | { readonly ErrorCode: string; readonly ErrorMessage: string };

interface Parcel {
  readonly entry: number;
  readonly body: string;
}

/**
 * Sends each event to the queues of its rules, one list per queue in the order given, the queues side by side.
 * Answers once all is done; an entry that any of its queues did not take is failed, so that its publisher sends it again.
 */
export async function deliver(
  entries: readonly ReadEntry[],
  route: Route,
  sender: QueueSender,
): Promise<readonly EntryAnswer[]> {
  const lost = new Map<number, string>();
  const sendAll = async ([queueUrl, parcels]: readonly [string, readonly Parcel[]]): Promise<void> => {
    const reasons = await sender.send(
      queueUrl,
      parcels.map((parcel) => parcel.body),
    );
    for (const [index, { entry }] of parcels.entries()) {
      const reason = reasons.get(index);
      if (reason !== undefined) lost.set(entry, reason);
    }
  };
  await Promise.all([...parcelsByQueue(entries, route)].map(sendAll));
  return entries.map((entry, index) => {
    if (!entry.ok) return { ErrorCode: entry.ErrorCode, ErrorMessage: entry.ErrorMessage };
    const reason = lost.get(index);
    return reason === undefined
      ? { EventId: entry.event.id }
      : { ErrorCode: "InternalFailure", ErrorMessage: `Not delivered: ${reason}` };
  });
}

function parcelsByQueue(entries: readonly ReadEntry[], route: Route): ReadonlyMap<string, readonly Parcel[]> {
  const byQueue = new Map<string, Parcel[]>();
  for (const [index, entry] of entries.entries()) {
    if (!entry.ok) continue;
    for (const queueUrl of route(entry.bus, entry.event)) {
      const parcels = byQueue.get(queueUrl);
      const parcel = { entry: index, body: entry.body };
      if (parcels === undefined) byQueue.set(queueUrl, [parcel]);
      else parcels.push(parcel);
    }
  }
  return byQueue;
}

import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import {
  SET_ASIDE_PARTITION,
  UNPUBLISHED_SHARDS,
  unpublishedPartition,
} from "../../../functions/runtime/keys.ts";
import type { DoorLog } from "../door/log.ts";
import type { Queue } from "../host/orders.ts";
import type { Services } from "./services.ts";

const EventItem = z.object({ sk: z.string().startsWith("EVENT#"), envelope: z.string() });
const Id = z.object({ id: z.string() });
const LOOK_MS = 250;

/** What a drain looks at. */
export interface Draining {
  readonly services: Services;
  readonly queues: readonly Queue[];
  readonly log: DoorLog;
}

/** Ids of the events that are in the table and that the bus has not accepted. */
export const unpublished = async ({ services, log }: Draining): Promise<string[]> => {
  const out = new Set(log.published.map(({ detail }) => Id.parse(JSON.parse(detail)).id));
  const committed = (await services.items()).flatMap((item) => {
    const event = EventItem.safeParse(item);
    return event.success ? [Id.parse(JSON.parse(event.data.envelope)).id] : [];
  });
  return committed.filter((id) => !out.has(id));
};

const Marked = z.object({ sk: z.string() });
const partitions = [
  ...Array.from({ length: UNPUBLISHED_SHARDS }, (_, shard) => unpublishedPartition(shard)),
  SET_ASIDE_PARTITION,
];

/** Commits that are still marked as perhaps not out: the sweeper publishes them again and removes their marks. */
export const marked = async ({ services }: Draining): Promise<string[]> => {
  const items = await Promise.all(partitions.map((partition) => services.itemsOf(partition)));
  return items.flat().map((item) => Marked.parse(item).sk);
};

/** Messages that wait, by consumer. */
export const waiting = async ({ services, queues }: Draining) => {
  const counts = await Promise.all(
    queues.map(async ({ consumer, url }) => ({ queue: consumer, messages: await services.count(url) })),
  );
  return counts.filter(({ messages }) => messages > 0);
};

/** Longer than any run needs, however slow the machine is. */
const LONGEST_MS = 900_000;

/** What moves still; the whole table is only read when nothing else does, which costs the more the longer a run was. */
const openOf = async (draining: Draining): Promise<readonly unknown[]> => {
  const open = [...(await waiting(draining)), ...(await marked(draining))];
  return open.length > 0 ? open : unpublished(draining);
};

/**
 * Waits until nothing moves any more: every event is out and no message waits. False when for so long nothing has
 * changed and yet something waits.
 */
export const drain = async (draining: Draining, patienceMs: number): Promise<boolean> => {
  const begun = performance.now();
  let [seen, changedAt] = ["", begun];
  // What a function has just done may be on its way between two looks: it must be quiet twice.
  for (let quiet = 0; quiet < 2;) {
    const open = await openOf(draining);
    quiet = open.length === 0 ? quiet + 1 : 0;
    const now = performance.now();
    const state = JSON.stringify([open, draining.log.published.length]);
    if (state !== seen) [seen, changedAt] = [state, now];
    if (quiet === 0 && (now - changedAt > patienceMs || now - begun > LONGEST_MS)) return false;
    await pause(LOOK_MS);
  }
  return true;
};

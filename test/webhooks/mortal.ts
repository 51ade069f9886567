import type { DispatchParts } from "../../functions/runtime/webhooks/dispatch.ts";
import type { LaneParts } from "../../functions/runtime/webhooks/parts.ts";

/** All parts that something outside of the process answers. */
export type AllParts = LaneParts & DispatchParts;

/** Whether a process dies before its last call is done, or after that and before it hears of it. */
export type When = "before" | "after";

/** Nothing ever comes of it. */
const never = <T>() => new Promise<T>(() => undefined);

/** Parts of a process that is killed at its nth call of anything outside; `died` is when that happens. What it called is noted. */
export function mortal(parts: AllParts, nth: number, when: When) {
  const calls: string[] = [];
  const death = Promise.withResolvers<"died">();
  let dead = false;

  async function call<T>(name: string, work: () => Promise<T>): Promise<T> {
    if (dead) return never();
    calls.push(name);
    const isLast = calls.length === nth;
    if (isLast && when === "before") {
      dead = true;
      death.resolve("died");
      return never();
    }
    const result = await work();
    if (dead) return never();
    if (!isLast) return result;
    dead = true;
    death.resolve("died");
    return never();
  }

  const { journal, feed, cursor, deliveries, lanes, wakes, world } = parts;
  const mortalJournal = {
    load: (...of: Parameters<typeof journal.load>) => call("load", () => journal.load(...of)),
    lookup: (...of: Parameters<typeof journal.lookup>) => call("lookup", () => journal.lookup(...of)),
  };
  const own: AllParts = {
    ...parts,
    journal: mortalJournal,
    world: {
      ...world,
      journal: {
        ...world.journal,
        ...mortalJournal,
        commit: (change) => call("commit", () => world.journal.commit(change)),
      },
    },
    feed: {
      places: (...of) => call("places", () => feed.places(...of)),
      events: (...of) => call("events", () => feed.events(...of)),
    },
    cursor: {
      read: () => call("cursor.read", () => cursor.read()),
      advance: (...of) => call("cursor.advance", () => cursor.advance(...of)),
    },
    deliveries: {
      load: (...of) => call("deliveries.load", () => deliveries.load(...of)),
      move: (...of) => call("move", () => deliveries.move(...of)),
      due: (...of) => call("due", () => deliveries.due(...of)),
      later: (...of) => call("later", () => deliveries.later(...of)),
      nextDue: (...of) => call("nextDue", () => deliveries.nextDue(...of)),
      forget: (...of) => call("forget", () => deliveries.forget(...of)),
      leave: (...of) => call("leave", () => deliveries.leave(...of)),
      thread: (...of) => call("thread", () => deliveries.thread(...of)),
      before: (...of) => call("before", () => deliveries.before(...of)),
    },
    lanes: {
      read: (...of) => call("lanes.read", () => lanes.read(...of)),
      take: (...of) => call("take", () => lanes.take(...of)),
      told: (...of) => call("told", () => lanes.told(...of)),
      renew: (...of) => call("renew", () => lanes.renew(...of)),
      release: (...of) => call("release", () => lanes.release(...of)),
    },
    wakes: {
      now: (...of) => call("wake", () => wakes.now(...of)),
      at: (...of) => call("wake at", () => wakes.at(...of)),
    },
    subscriber: (id) => call("subscriber", () => parts.subscriber(id)),
    receiver: async (subscriber) => {
      const receiver = await parts.receiver(subscriber);
      return { ...receiver, send: (...of) => call("send", () => receiver.send(...of)) };
    },
    giveUp: (...of) => call("give up", () => parts.giveUp(...of)),
  };
  return { parts: own, calls, died: death.promise };
}

/** Does work until it is done or its process was killed; true when it was done. */
export async function untilDeath(work: Promise<void>, died: Promise<"died">): Promise<boolean> {
  return (await Promise.race([work, died])) !== "died";
}

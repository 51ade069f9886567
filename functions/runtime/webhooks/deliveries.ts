import type { Item } from "../items.ts";
import type { Delivery } from "./delivery.ts";
import type { Entry } from "./keys.ts";
import type { Move } from "./move.ts";

/** What is due, and where to read on; nothing there when that was all. */
export interface DuePage {
  readonly entries: readonly Entry[];
  readonly next: Item | undefined;
}

/** The deliveries of subscriptions, and when each is to be tried. All reads are strongly consistent. */
export interface Deliveries {
  load(subscription: string, positions: readonly number[]): Promise<readonly (Delivery | undefined)[]>;
  /** Changes deliveries together; false, and nothing done, when one of them is no longer as it was read. */
  move(subscription: string, moves: readonly Move[]): Promise<boolean>;
  /** What was due by an instant, oldest first. */
  due(subscription: string, by: string, limit: number, after?: Item): Promise<DuePage>;
  /** What is due after an instant, the soonest first. */
  later(subscription: string, instant: string, limit: number, after?: Item): Promise<DuePage>;
  /** What is due next, whenever that is. */
  nextDue(subscription: string): Promise<Entry | undefined>;
  /** Forgets that something is due of which there is no delivery any more, or one that is due at another time. */
  forget(subscription: string, entry: Entry): Promise<void>;
  /** Forgets the place in its deal of what there is no delivery of any more. */
  leave(subscription: string, deal: string, position: number): Promise<void>;
  /** The first positions of a deal whose events go out one after the other. */
  thread(subscription: string, deal: string, limit: number): Promise<readonly number[]>;
  /** Deliveries before a position, newest first, and whether there are more. */
  before(
    subscription: string,
    position: number | undefined,
    limit: number,
  ): Promise<{ readonly found: readonly Delivery[]; readonly more: boolean }>;
}

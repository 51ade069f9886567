import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import type { Item } from "../items.ts";
import { Condition } from "./condition.ts";

/** The lane of one subscription: its condition, and who works on it. */
const Lane = Condition.extend({
  owner: z.string().optional(),
  /** Until when it is the owner's, in milliseconds since 1970. */
  until: z.number().default(0),
  /** Counts who came while the owner was at work. */
  asked: z.int().min(0).default(0),
});

/** The lane of one subscription as it was read. */
export type Lane = z.output<typeof Lane>;

/** A lane that is one's own until an instant. */
export interface Lease {
  readonly subscription: string;
  readonly owner: string;
  readonly until: number;
}

/** Who works on which lane: one at a time. */
export interface Lanes {
  read(subscriptions: readonly string[]): Promise<readonly Lane[]>;
  /**
   * Makes a lane the caller's, unless it is somebody else's: then that one is told that there is something to do, and
   * finds it. Throws when it is still that of an earlier try of the same caller, which has died or is as quick.
   */
  take(
    subscription: string,
    self: string,
  ): Promise<{ readonly lease: Lease; readonly lane: Lane } | undefined>;
  /** Notes that a word of a lane is about to be sent; false when somebody works on it. */
  told(subscription: string): Promise<boolean>;
  /** Keeps a lane for longer; undefined when it is somebody else's by now. */
  renew(lease: Lease): Promise<Lease | undefined>;
  /** Gives a lane back with what is known of its receiver; false when somebody came after `asked` was read (whatever was asked without it): then there is more to do. */
  release(lease: Lease, asked: number | undefined, condition: Condition): Promise<boolean>;
}

/** A lane as it was stored; one that nobody has taken yet is not. */
export function readLane(item: Item | undefined): Lane {
  return Lane.parse(item === undefined ? {} : unmarshall(item));
}

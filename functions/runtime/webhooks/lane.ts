import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { type Item, toItem } from "../items.ts";
import type { Journal } from "../journal.ts";
import { Unavailable } from "../unavailable.ts";
import { laneKey } from "./keys.ts";

/** How a receiver does, as far as it is known. */
const Condition = z.object({
  /** The version of its subscription that this was learnt under. */
  version: z.int().optional(),
  /** When it failed for the first time after it last succeeded, under that version. */
  failingSince: z.iso.datetime().optional(),
  /** Milliseconds that its answers take, the latest counting most. */
  pace: z.number().min(0).default(0),
  /** It has asked for time until then. */
  heldUntil: z.iso.datetime().optional(),
  /** It would hold up others: it is worked on by functions of their own. */
  slow: z.boolean().default(false),
  /** The lane is woken then at the latest, if nothing wakes it earlier. */
  wakeAt: z.iso.datetime().optional(),
});

/** How a receiver does, and when its lane is woken. */
export type Condition = z.output<typeof Condition>;

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
   * Makes a lane the owner's, unless it is somebody else's: then that one is told that there is something to do, and
   * finds it. Throws when it is still that of an earlier try of the same owner, which has died.
   */
  take(
    subscription: string,
    owner: string,
  ): Promise<{ readonly lease: Lease; readonly lane: Lane } | undefined>;
  /** Keeps a lane for longer; undefined when it is somebody else's by now. */
  renew(lease: Lease): Promise<Lease | undefined>;
  /** Gives a lane back with what is known of its receiver; false when somebody came after `asked` was read (whatever was asked without it): then there is more to do. */
  release(lease: Lease, asked: number | undefined, condition: Condition): Promise<boolean>;
}

/** A lane that changes hands more often between two calls is that of an earlier self. */
const MAX_TRIES = 3;

const readLane = (item: Item | undefined) => Lane.parse(item === undefined ? {} : unmarshall(item));

/** The attributes of a condition: those that are not known are removed. */
function assignments(condition: Condition) {
  const names = ["version", "failingSince", "pace", "heldUntil", "slow", "wakeAt"] as const;
  const known = names.filter((name) => condition[name] !== undefined);
  const unknown = names.filter((name) => condition[name] === undefined);
  return {
    set: known.map((name) => `${name} = :${name}`).join(", "),
    remove: ["#owner", "#until", ...unknown].join(", "),
    values: Object.fromEntries(known.map((name) => [`:${name}`, condition[name]])),
  };
}

/** Whose a lane is, and until when: words that DynamoDB keeps for itself. */
const NAMES = { "#owner": "owner", "#until": "until" };

/** Opens the lanes in the table of the journal; a lane is taken for so many milliseconds. */
export function openLanes(
  client: DynamoDBClient,
  TableName: string,
  journal: Pick<Journal, "load">,
  { leaseMs, now }: { readonly leaseMs: number; readonly now: () => Date },
): Lanes {
  /** The lane afterwards; undefined when the condition does not hold. */
  async function update(
    subscription: string,
    change: Pick<UpdateItemCommandInput, "UpdateExpression" | "ConditionExpression">,
    values: object,
  ): Promise<Lane | undefined> {
    try {
      const { Attributes } = await client.send(
        new UpdateItemCommand({
          TableName,
          Key: toItem(laneKey(subscription)),
          ...change,
          ExpressionAttributeNames: NAMES,
          ExpressionAttributeValues: toItem(values),
          ReturnValues: "ALL_NEW",
        }),
      );
      return readLane(Attributes);
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  }

  async function tryToTake(subscription: string, owner: string) {
    const at = now().getTime();
    const lease = { subscription, owner, until: at + leaseMs };
    const lane = await update(
      subscription,
      {
        UpdateExpression: "SET #owner = :owner, #until = :until, asked = if_not_exists(asked, :none)",
        ConditionExpression: "attribute_not_exists(#owner) OR #until <= :now",
      },
      { ":owner": lease.owner, ":until": lease.until, ":now": at, ":none": 0 },
    );
    return lane && { lease, lane };
  }

  /** Tells the owner; false when there is none any more, so that nobody would look, or only oneself. */
  async function tell(subscription: string, owner: string): Promise<boolean> {
    const told = await update(
      subscription,
      {
        UpdateExpression: "ADD asked :one",
        ConditionExpression: "attribute_exists(#owner) AND #until > :now AND #owner <> :owner",
      },
      { ":one": 1, ":now": now().getTime(), ":owner": owner },
    );
    return told !== undefined;
  }

  return {
    async read(subscriptions) {
      return (await journal.load(subscriptions.map(laneKey))).map(readLane);
    },

    async take(subscription, owner) {
      for (let tries = 0; tries < MAX_TRIES; tries += 1) {
        const taken = await tryToTake(subscription, owner);
        if (taken !== undefined) return taken;
        if (await tell(subscription, owner)) return undefined;
      }
      throw new Unavailable("The lane is still that of an earlier try, which did not give it back");
    },

    async renew(lease) {
      const until = now().getTime() + leaseMs;
      const kept = await update(
        lease.subscription,
        { UpdateExpression: "SET #until = :until", ConditionExpression: "#owner = :owner" },
        { ":until": until, ":owner": lease.owner },
      );
      return kept && { ...lease, until };
    },

    async release({ subscription, owner }, asked, condition) {
      const { set, remove, values } = assignments(condition);
      const released = await update(
        subscription,
        {
          UpdateExpression: `SET ${set} REMOVE ${remove}`,
          ConditionExpression: `#owner = :owner${asked === undefined ? "" : " AND asked = :asked"}`,
        },
        { ...values, ":owner": owner, ...(asked !== undefined && { ":asked": asked }) },
      );
      return released !== undefined;
    },
  };
}

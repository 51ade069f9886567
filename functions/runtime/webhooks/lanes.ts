import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import { randomUUID } from "node:crypto";
import { toItem } from "../items.ts";
import type { Journal } from "../journal.ts";
import { Unavailable } from "../unavailable.ts";
import type { Condition } from "./condition.ts";
import { laneKey } from "./keys.ts";
import { type Lane, type Lanes, readLane } from "./lane.ts";

/** A lane that changes hands more often between two calls is that of an earlier self. */
const MAX_TRIES = 3;

/** The attributes of a condition: those that are not known are removed. */
function assignments(condition: Condition) {
  const names = ["version", "failingSince", "pace", "heldUntil", "slow", "wakeAt", "toldAt"] as const;
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

  async function tryToTake(subscription: string, self: string) {
    const at = now().getTime();
    // A message may come to two functions: each is an owner of its own, and only one keeps the lane.
    const lease = { subscription, owner: `${self}#${randomUUID()}`, until: at + leaseMs };
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
  async function tell(subscription: string, self: string): Promise<boolean> {
    const told = await update(
      subscription,
      {
        UpdateExpression: "ADD asked :one",
        ConditionExpression: "attribute_exists(#owner) AND #until > :now AND NOT begins_with(#owner, :self)",
      },
      { ":one": 1, ":now": now().getTime(), ":self": `${self}#` },
    );
    return told !== undefined;
  }

  return {
    async read(subscriptions) {
      return (await journal.load(subscriptions.map(laneKey))).map(readLane);
    },

    async take(subscription, self) {
      for (let tries = 0; tries < MAX_TRIES; tries += 1) {
        const taken = await tryToTake(subscription, self);
        if (taken !== undefined) return taken;
        if (await tell(subscription, self)) return undefined;
      }
      throw new Unavailable("The lane is still that of an earlier try, which did not give it back");
    },

    async told(subscription) {
      const at = now();
      const free = await update(
        subscription,
        {
          UpdateExpression: "SET toldAt = :at",
          ConditionExpression: "attribute_not_exists(#owner) OR #until <= :now",
        },
        { ":at": at.toISOString(), ":now": at.getTime() },
      );
      return free !== undefined;
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

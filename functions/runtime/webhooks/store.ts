import {
  type DynamoDBClient,
  QueryCommand,
  TransactWriteItemsCommand,
  type TransactWriteItem,
} from "@aws-sdk/client-dynamodb";
import { setTimeout as sleep } from "node:timers/promises";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { type Item, toItem } from "../items.ts";
import type { Journal } from "../journal.ts";
import { verdictOf } from "../transaction.ts";
import { Unavailable } from "../unavailable.ts";
import { type Delivery, readDelivery } from "./delivery.ts";
import {
  deliveriesBefore,
  deliveryKey,
  dueKey,
  dueUpTo,
  type Entry,
  entryOf,
  positionOf,
  threadKey,
  threadOf,
  webhookPartition,
} from "./keys.ts";
import { forgetting, type Move, writesOf } from "./move.ts";

const MAX_TRIES = 10;

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
  /** What is due next, whenever that is. */
  nextDue(subscription: string): Promise<Entry | undefined>;
  /** Forgets that something is due of which there is no delivery any more. */
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

const SortKey = z.object({ sk: z.string() });
const sortKeyOf = (item: Item) => SortKey.parse(unmarshall(item)).sk;

/** Opens the deliveries in the table of the journal. */
export function openDeliveries(
  client: DynamoDBClient,
  TableName: string,
  journal: Pick<Journal, "load">,
): Deliveries {
  function query(
    subscription: string,
    { from, to }: { readonly from: string; readonly to: string },
    more: { readonly Limit: number; readonly backwards?: boolean; readonly after?: Item | undefined },
  ) {
    return client.send(
      new QueryCommand({
        TableName,
        ConsistentRead: true,
        KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
        ExpressionAttributeValues: toItem({
          ":pk": webhookPartition(subscription),
          ":from": from,
          ":to": to,
        }),
        Limit: more.Limit,
        ScanIndexForward: more.backwards !== true,
        ...(more.after !== undefined && { ExclusiveStartKey: more.after }),
      }),
    );
  }

  async function write(TransactItems: TransactWriteItem[]): Promise<boolean> {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      if (tries > 0) await sleep(Math.random() * Math.min(1000, 10 * 2 ** tries));
      try {
        await client.send(new TransactWriteItemsCommand({ TransactItems }));
        return true;
      } catch (error) {
        const verdict = verdictOf(error);
        if (verdict === undefined) throw error;
        if (verdict !== "busy") return false;
      }
    }
    throw new Unavailable("The deliveries of a subscription were busy at every try");
  }

  return {
    async load(subscription, positions) {
      const items = await journal.load(positions.map((position) => deliveryKey(subscription, position)));
      return items.map((item) => item && readDelivery(item));
    },

    move: (subscription, moves) => write(writesOf(TableName, subscription, moves)),

    async due(subscription, by, Limit, after) {
      const { Items = [], LastEvaluatedKey } = await query(subscription, dueUpTo(by), { Limit, after });
      return { entries: Items.map((item) => entryOf(sortKeyOf(item))), next: LastEvaluatedKey };
    },

    async nextDue(subscription) {
      const { Items = [] } = await query(subscription, dueUpTo("~"), { Limit: 1 });
      return Items[0] && entryOf(sortKeyOf(Items[0]));
    },

    async forget(subscription, entry) {
      await write(
        forgetting(TableName, dueKey(subscription, entry), deliveryKey(subscription, entry.position)),
      );
    },

    async leave(subscription, deal, position) {
      const key = threadKey(subscription, deal, position);
      await write(forgetting(TableName, key, deliveryKey(subscription, position)));
    },

    async thread(subscription, deal, Limit) {
      const { Items = [] } = await query(subscription, threadOf(deal), { Limit });
      return Items.map((item) => positionOf(sortKeyOf(item)));
    },

    async before(subscription, position, Limit) {
      const page = await query(subscription, deliveriesBefore(position), { Limit, backwards: true });
      return { found: (page.Items ?? []).map(readDelivery), more: page.LastEvaluatedKey !== undefined };
    },
  };
}

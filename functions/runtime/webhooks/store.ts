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
import type { Deliveries, DuePage } from "./deliveries.ts";
import { readDelivery } from "./delivery.ts";
import {
  deliveriesBefore,
  deliveryKey,
  dueAfter,
  dueUpTo,
  entryOf,
  positionOf,
  threadOf,
  webhookPartition,
} from "./keys.ts";
import { forgettingDue, forgettingThread, writesOf } from "./move.ts";

const MAX_TRIES = 10;

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

  async function entries(
    subscription: string,
    when: { readonly from: string; readonly to: string },
    Limit: number,
    after: Item | undefined,
  ): Promise<DuePage> {
    const { Items = [], LastEvaluatedKey } = await query(subscription, when, { Limit, after });
    return { entries: Items.map((item) => entryOf(sortKeyOf(item))), next: LastEvaluatedKey };
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

    due: (subscription, by, limit, after) => entries(subscription, dueUpTo(by), limit, after),

    later: (subscription, instant, limit, after) => entries(subscription, dueAfter(instant), limit, after),

    async nextDue(subscription) {
      const { Items = [] } = await query(subscription, dueUpTo("~"), { Limit: 1 });
      return Items[0] && entryOf(sortKeyOf(Items[0]));
    },

    async forget(subscription, entry) {
      await write(forgettingDue(TableName, subscription, entry));
    },

    async leave(subscription, deal, position) {
      await write(forgettingThread(TableName, subscription, { deal, position }));
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

import { BatchWriteItemCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Envelope } from "../../domain/kernel/event.ts";
import { type Feed, openFeed, type Place } from "../../functions/runtime/feed/feed.ts";
import { placeItem } from "../../functions/runtime/feed/place.ts";
import { eventItem, type Item, toItem } from "../../functions/runtime/items.ts";
import { openJournal } from "../../functions/runtime/journal.ts";
import { feedEndKey, fedKey } from "../../functions/runtime/keys.ts";

const WRITES = 25;

/** The nth event of a record, a second after the one before. */
export function happened(record: string, seq: number, deal = `dea_${record}`): Envelope {
  return {
    id: `${record}#${seq}`,
    type: seq === 1 ? "lead.captured" : "lead.changed",
    v: 1,
    stage: "lead",
    record,
    seq,
    at: new Date(Date.UTC(2026, 0, 1) + seq * 1000).toISOString(),
    actor: { type: "user", id: "ann" },
    deal,
    traceId: "1-test",
    data: {},
  };
}

/** The first so many events of a record. */
export function life(record: string, length: number, deal?: string): Envelope[] {
  return Array.from({ length }, (_, index) => happened(record, index + 1, deal));
}

async function put(client: DynamoDBClient, table: string, items: readonly Item[]): Promise<void> {
  for (let from = 0; from < items.length; from += WRITES) {
    const requests = items.slice(from, from + WRITES).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
  }
}

/** Events as they lie in the journal after their commits. */
export function plant(client: DynamoDBClient, table: string, events: readonly Envelope[]): Promise<void> {
  return put(
    client,
    table,
    events.map((event) => eventItem(event)),
  );
}

/** A feed that has had so many events of a record long ago. */
export async function fedBefore(
  client: DynamoDBClient,
  table: string,
  record: string,
  length: number,
): Promise<void> {
  const fed = "2026-01-01T00:00:00.000Z";
  const places = life(record, length).map(({ type, stage, seq, deal, at }) =>
    placeItem({ type, stage, record, seq, deal, at, size: 300, position: seq, fed }),
  );
  const end = toItem({ ...feedEndKey, last: length, fed });
  await put(client, table, [...places, end, toItem({ ...fedKey("lead", record), last: length })]);
}

/** The feed of a table. */
export function feedOf(client: DynamoDBClient, table: string, now?: () => Date): Feed {
  return openFeed(client, table, openJournal(client, table), now);
}

/** The whole feed. */
export async function wholeFeed(feed: Feed): Promise<readonly Place[]> {
  return feed.places(0, Infinity);
}

/** What must hold of a feed whatever has happened: its numbers are dense, each event is in it once, and each record in its order. */
export function laws(places: readonly Place[]): readonly string[] {
  const next = new Map<string, number>();
  return places.flatMap(({ position, record, seq }, index) => {
    const wanted = next.get(record) ?? 1;
    next.set(record, wanted + 1);
    return [
      ...(position === index + 1 ? [] : [`place ${index + 1} has the number ${position}`]),
      ...(seq === wanted ? [] : [`${record}#${seq} stands where ${record}#${wanted} belongs`]),
    ];
  });
}

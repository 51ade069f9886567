import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Envelope } from "../../domain/kernel/event.ts";
import { dealPlaceItem, placeItem } from "../../functions/runtime/feed/place.ts";
import { fedKey, feedDealPartition, feedEndKey } from "../../functions/runtime/keys.ts";
import { FEEDER } from "../../local/prove/judge-feed.ts";
import type { History } from "../../local/prove/history.ts";

const isFeedItem = ({ pk }: History["items"][number]) => String(pk).startsWith("feed#");

/** The history in which an event came into the feed after all others. */
export function fed(history: History, event: Envelope): History {
  const { id, type, stage, record, seq, deal, at } = event;
  const ofRecord = fedKey(stage, record);
  const own = new Set([feedEndKey.pk, ofRecord.pk]);
  const end = history.items.find(({ pk }) => pk === feedEndKey.pk);
  const position = Number(end?.["last"] ?? 0) + 1;
  const nth = history.items.filter(({ pk }) => pk === feedDealPartition(deal)).length + 1;
  const size = Buffer.byteLength(JSON.stringify(event));
  const place = { position, type, stage, record, seq, deal, at, size, fed: String(end?.["fed"]) };
  const items = [
    ...history.items.filter(({ pk }) => !own.has(String(pk))),
    { ...end, ...feedEndKey, last: position },
    { ...ofRecord, last: seq },
    unmarshall(placeItem(place)),
    unmarshall(dealPlaceItem({ ...place, nth })),
  ];
  return { ...history, items, delivered: [...history.delivered, { queue: FEEDER, event: id }] };
}

/** The history of a system without a feed. */
export function unfed(history: History): History {
  return {
    ...history,
    items: history.items.filter((item) => !isFeedItem(item)),
    delivered: history.delivered.filter(({ queue }) => queue !== FEEDER),
  };
}

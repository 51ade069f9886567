import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { type Item, toItem } from "../items.ts";
import { feedDealKey, feedKey } from "../keys.ts";

/** What the feed says of an event; the envelope itself stays where it was committed. */
const Told = z.object({
  type: z.string(),
  stage: z.string(),
  record: z.string(),
  seq: z.int().min(1),
  deal: z.string(),
  at: z.string(),
  /** Bytes of the envelope. */
  size: z.int().min(0),
});

/** What the feed says of an event. */
export type Told = z.output<typeof Told>;

/** One place of the feed: the event that stands there, and when it was put there. */
export interface Place extends Told {
  /** 1, 2, 3 and on: no number is left out. */
  readonly position: number;
  /** Of a later place it is never earlier. */
  readonly fed: string;
}

/** One place among the events of a deal. */
export interface DealPlace extends Place {
  /** 1, 2, 3 and on, of the deal. */
  readonly nth: number;
}

const Row = Told.omit({ deal: true }).extend({
  dealId: z.string(),
  position: z.int().min(1),
  fed: z.string(),
});
const DealRow = Row.extend({ nth: z.int().min(1) });

// Named as in a record: `deal` is the key of an index.
function fieldsOf({ deal: dealId, ...rest }: Place) {
  return { ...rest, dealId };
}

/** A place as an item. */
export function placeItem(place: Place): Item {
  return toItem({ ...feedKey(place.position), ...fieldsOf(place) });
}

/** A place of a deal as an item. */
export function dealPlaceItem({ nth, ...place }: DealPlace): Item {
  return toItem({ ...feedDealKey(place.deal, nth), nth, ...fieldsOf(place) });
}

/** A place as it was stored. */
export function readPlace(item: Item): Place {
  const { dealId: deal, ...rest } = Row.parse(unmarshall(item));
  return { ...rest, deal };
}

/** A place of a deal as it was stored. */
export function readDealPlace(item: Item): DealPlace {
  const { dealId: deal, ...rest } = DealRow.parse(unmarshall(item));
  return { ...rest, deal };
}

const EventText = z.object({ envelope: z.string() });

/** What the feed says of an event as it was committed. */
export function toldOf(item: Item): Told {
  const { envelope } = EventText.parse(unmarshall(item));
  return Told.parse({ ...z.looseObject({}).parse(JSON.parse(envelope)), size: Buffer.byteLength(envelope) });
}

const End = z.object({ last: z.int().min(0), fed: z.string() });

/** The end of the feed: the last number, and when it was given. */
export type End = z.output<typeof End>;

/** The end of the feed; of one that is still empty the beginning of time. */
export function readEnd(item: Item | undefined): End {
  return item === undefined ? { last: 0, fed: new Date(0).toISOString() } : End.parse(unmarshall(item));
}

const Fed = z.object({ last: z.int().min(0) });

/** Which event of a record is the last in the feed; 0 before the first. */
export function readFed(item: Item | undefined): number {
  return item === undefined ? 0 : Fed.parse(unmarshall(item)).last;
}

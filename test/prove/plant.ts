import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import type { Invariant } from "../../domain/audit/finding.ts";
import { Envelope } from "../../domain/kernel/event.ts";
import { records } from "../../domain/stages.ts";
import { eventItem, recordItem } from "../../functions/runtime/items.ts";
import { recordKey } from "../../functions/runtime/keys.ts";
import type { Asked, History } from "../../local/prove/history.ts";
import { fed } from "./fed.ts";

export type Item = History["items"][number];

const EventItem = z.object({ sk: z.string().startsWith("EVENT#"), envelope: z.string() });

/** The event that lies in an item; undefined when it is no event. */
export function eventIn(item: Item): Envelope | undefined {
  const read = EventItem.safeParse(item);
  return read.success ? Envelope.parse(JSON.parse(read.data.envelope)) : undefined;
}

function first<T>(list: readonly T[], what: string): T {
  const [found] = list;
  if (found === undefined) throw new Error(`There is no ${what}`);
  return found;
}

/** The first item that is such. */
export const itemOf = (history: History, is: (item: Item) => boolean): Item =>
  first(history.items.filter(is), "such item");

/** The last event of a type. */
export const eventOf = (history: History, type: string): Envelope =>
  first(
    history.items
      .flatMap((item) => eventIn(item) ?? [])
      .filter((event) => event.type === type)
      .toReversed(),
    type,
  );

/** A command that was answered with this status. */
export const commandOf = (history: History, status: number, path = ""): Asked =>
  first(
    history.commands.filter(
      (asked) =>
        asked.path.includes(path) &&
        asked.answers.some((answer) => answer !== "lost" && answer.status === status),
    ),
    `command that was answered ${status}`,
  );

/** The history without an item, or with others in its place. */
export function swap(history: History, item: Item, ...others: Item[]): History {
  return { ...history, items: history.items.flatMap((each) => (each === item ? others : [each])) };
}

/** The history with more items. */
export const plus = (history: History, ...more: Item[]): History => ({
  ...history,
  items: [...history.items, ...more],
});

/** A change of all texts that there are: what is written in several places stays the same in all. */
export function replaced(history: History, from: string, to: string): History {
  const change = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll(from, to));
  const items = z.array(z.record(z.string(), z.unknown())).parse(change(history.items));
  const published = history.published.map(({ type, detail }) => ({
    type,
    detail: detail.replaceAll(from, to),
  }));
  return { ...history, items, published };
}

const stageOf = (name: string) =>
  first(
    records.filter((stage) => stage.name === name),
    name,
  );

/** A record that is just what its events say, as it would be stored. */
function folded(events: readonly Envelope[]): Item {
  const ordered = events.toSorted((a, b) => a.seq - b.seq);
  const [start, end] = [first(ordered, "event"), first(ordered.toReversed(), "event")];
  const state = JSON.parse(JSON.stringify(stageOf(start.stage).fold(ordered)));
  const { record: id, deal, seq: version } = end;
  const stored = { id, version, deal, createdAt: start.at, updatedAt: end.at, state };
  return unmarshall(recordItem(start.stage, stored));
}

const isOf = (item: Item, { stage, record }: Envelope, sk: string) =>
  item["pk"] === recordKey(stage, record).pk && String(item["sk"]).startsWith(sk);

/** The history in which an event said something else, and the record follows from that. */
export function retold(
  history: History,
  event: Envelope,
  change: (data: Record<string, unknown>) => object,
): History {
  const data = z.record(z.string(), z.unknown()).parse(change(structuredClone(event.data)));
  const other: Envelope = { ...event, data };
  const own = history.items.flatMap((item) => (isOf(item, event, "EVENT#") ? (eventIn(item) ?? []) : []));
  const record = folded(own.map((each) => (each.id === event.id ? other : each)));
  const items = history.items.map((item) => {
    if (isOf(item, event, "RECORD")) return record;
    return eventIn(item)?.id === event.id ? { ...item, envelope: JSON.stringify(other) } : item;
  });
  const published = history.published.map((each) =>
    each.detail === JSON.stringify(event) ? { ...each, detail: JSON.stringify(other) } : each,
  );
  return { ...history, items, published };
}

/** The item of a receipt, of a command that made so many events up to an event. */
export function receipt(commandId: string, { stage, record, seq }: Envelope, events: number): Item {
  const made = { hash: "", stage, id: record, version: seq, events, expiresAt: 4_000_000_000 };
  return { pk: `receipt#${commandId}`, sk: "RECEIPT", ...made };
}

/** One more event of a record, as a command would have committed it; the record follows from it where it can. */
export function happened(history: History, event: Envelope, isPossible: boolean): History {
  const own = history.items.flatMap((item) => (isOf(item, event, "EVENT#") ? (eventIn(item) ?? []) : []));
  const record = itemOf(history, (item) => isOf(item, event, "RECORD"));
  const meta = { version: event.seq, updatedAt: event.at };
  const after = isPossible ? folded([...own, event]) : { ...record, ...meta };
  const published = [...history.published, { type: event.type, detail: JSON.stringify(event) }];
  return fed(plus({ ...swap(history, record, after), published }, unmarshall(eventItem(event))), event);
}

/** The event that would come after the last one of the record of another. */
export function next(history: History, of: Envelope, type: string, data: Record<string, unknown>): Envelope {
  const own = history.items.flatMap((item) => (isOf(item, of, "EVENT#") ? (eventIn(item) ?? []) : []));
  const last = first(
    own.toSorted((a, b) => b.seq - a.seq),
    "event",
  );
  const at = new Date(Date.parse(last.at) + 1000).toISOString();
  const seq = last.seq + 1;
  const { causedBy: _, ...rest } = last;
  return { ...rest, id: `${last.record}#${seq}`, seq, type, at, actor: { type: "user", id: "ann" }, data };
}

/** A new record with just this event, and all that belongs to it. */
export function born(history: History, event: Envelope): History {
  const published = [...history.published, { type: event.type, detail: JSON.stringify(event) }];
  return fed(plus({ ...history, published }, folded([event]), unmarshall(eventItem(event))), event);
}

/** The same command with other answers. */
export function answered(history: History, asked: Asked, answers: Asked["answers"]): History {
  return {
    ...history,
    commands: history.commands.map((each) => (each === asked ? { ...each, answers } : each)),
  };
}

/** Something that is wrong, what of the invariants names it, and how it comes into a history. */
export type Plant = readonly [string, readonly Invariant[], (history: History) => History];

/** Whether an item is a receipt of such a command. */
export const isReceipt = (item: Item, start: string, events?: number) =>
  String(item["pk"]).startsWith(`receipt#${start}`) && (events === undefined || item["events"] === events);

/** Whether an item is this event. */
export const isEvent = (id: string) => (item: Item) => eventIn(item)?.id === id;

/** Whether an item is this record. */
export const isRecord = (id: string) => (item: Item) => item["sk"] === "RECORD" && item["id"] === id;

/** An envelope with other fields. */
export const moved = (event: Envelope, by: Partial<Envelope>): Item["envelope"] =>
  JSON.stringify({ ...event, ...by });

/** An amount of so many minor units more. */
export const minor = (money: unknown, by: number): object => {
  const { minor, ...rest } = { minor: 0, ...Object(money) };
  return { ...rest, minor: minor + by };
};

/** A quote that gets another owner, which nothing follows from. */
export const assigned = (history: History) =>
  next(history, eventOf(history, "quote.accepted"), "quote.assigned", { after: "bob" });

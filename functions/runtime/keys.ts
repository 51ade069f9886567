import { createHash } from "node:crypto";

/** Names of the table's keys and indexes; `infra/table.ts` creates them. */
export const table = {
  pk: "pk",
  sk: "sk",
  ttl: "expiresAt",
  board: { index: "board", pk: "board", sk: "boardAt" },
  deal: { index: "deal", pk: "deal", sk: "dealAt" },
  account: { index: "account", pk: "account", sk: "accountAt" },
} as const;

/** Sort key prefix of events: what the stream's filter lets pass to the publisher. */
export const EVENT_PREFIX = "EVENT#";

/** How the partitions begin of what is no record: keys, counters, and marks of what was used. */
export const SECRET_PREFIX = "secret#";
export const COUNTER_PREFIX = "rate#";
export const MARK_PREFIX = "mark#";

/** How the partitions begin of commits whose events may not be out yet. */
export const UNPUBLISHED_PREFIX = "unpublished#";

/** How the partitions begin of the feed: its end, its places, and how far each record and each deal stands in it. */
export const FEED_PREFIX = "feed#";

/** How the partitions begin that say which number a series gave last. */
export const SERIES_PREFIX = "series#";

/** The primary key of an item. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

const SEQ_DIGITS = 10;

/** The number of an event as it sorts. */
export function seqText(seq: number): string {
  return String(seq).padStart(SEQ_DIGITS, "0");
}

/** Where a record lies. */
export function recordKey(stage: string, id: string): Key {
  return { pk: `${stage}#${id}`, sk: "RECORD" };
}

/** Where an event of a record lies. */
export function eventKey(stage: string, id: string, seq: number): Key {
  return { pk: `${stage}#${id}`, sk: `${EVENT_PREFIX}${seqText(seq)}` };
}

/** Where the proof lies that a command was done. */
export function receiptKey(commandId: string): Key {
  return { pk: `receipt#${commandId}`, sk: "RECEIPT" };
}

/** How the partitions begin in which records of a stage are found by their keys. */
export function lookupPrefix(stage: string): string {
  return `lookup#${stage}#`;
}

/** The partition of all records of a stage that carry a key. */
export function lookupPartition(stage: string, key: string): string {
  return `${lookupPrefix(stage)}${key}`;
}

/** Where a record lies under a key that it carries: in the order in which records were made, whatever their ids are. */
export function lookupKey(
  stage: string,
  key: string,
  { createdAt, id }: { readonly createdAt: string; readonly id: string },
): Key {
  return { pk: lookupPartition(stage, key), sk: `${createdAt}#${id}` };
}

/** Where a record lay under a key before records were kept in the order in which they were made. */
export function formerLookupKey(stage: string, key: string, id: string): Key {
  return { pk: lookupPartition(stage, key), sk: id };
}

/** Where it lies who holds a key of a stage. */
export function claimKey(stage: string, key: string): Key {
  return { pk: `claim#${stage}#${key}`, sk: "CLAIM" };
}

/** Where the last number of a series lies: one series a year. */
export function seriesKey(series: string, year: string): Key {
  return { pk: `${SERIES_PREFIX}${series}#${year}`, sk: "SERIES" };
}

/** Where a key of this installation lies that is nobody else's to know. */
export function secretKey(name: string): Key {
  return { pk: `${SECRET_PREFIX}${name}`, sk: "SECRET" };
}

/** Where it is counted how often something happened within one window of so many seconds. */
export function counterKey(what: string, windowSeconds: number, window: number): Key {
  return { pk: `${COUNTER_PREFIX}${what}#${windowSeconds}#${window}`, sk: "COUNT" };
}

/** Where it is marked that something was used. */
export function markKey(what: string): Key {
  return { pk: `${MARK_PREFIX}${what}`, sk: "MARK" };
}

/** How many parts the unpublished commits have: each commit writes and deletes one item, and one partition takes 1,000 a second. */
export const UNPUBLISHED_SHARDS = 8;

/** One part of the unpublished commits. */
export function unpublishedPartition(shard: number): string {
  return `${UNPUBLISHED_PREFIX}${shard}`;
}

/** Where it is marked that the events of a commit may not be out yet: no two commits of a record are of the same instant. */
export function unpublishedKey({ record, at }: { readonly record: string; readonly at: string }): Key {
  return { pk: unpublishedPartition(shardOf(record, UNPUBLISHED_SHARDS)), sk: `${at}#${record}` };
}

/** The partition of the commits with events that the bus refuses for good. */
export const SET_ASIDE_PARTITION = `${UNPUBLISHED_PREFIX}aside`;

/** Where the end of the feed lies: the last number that was given. */
export const feedEndKey: Key = { pk: `${FEED_PREFIX}end`, sk: "END" };

/** How many places of the feed lie in one partition. */
export const FEED_BLOCK = 1000;

/** The partition that has a place of the feed. */
export function feedBlock(position: number): string {
  return `${FEED_PREFIX}${Math.floor((position - 1) / FEED_BLOCK)}`;
}

/** Where a place of the feed lies: places are numbered from 1 on. */
export function feedKey(position: number): Key {
  return { pk: feedBlock(position), sk: seqText(position) };
}

/** Where it lies which event of a record is the last in the feed. */
export function fedKey(stage: string, record: string): Key {
  return { pk: `${FEED_PREFIX}record#${stage}#${record}`, sk: "FED" };
}

/** The partition of the events of a deal, in the order of the feed. */
export function feedDealPartition(deal: string): string {
  return `${FEED_PREFIX}deal#${deal}`;
}

/** Where the nth event of a deal lies. */
export function feedDealKey(deal: string, nth: number): Key {
  return { pk: feedDealPartition(deal), sk: seqText(nth) };
}

/** How many parts a board has, so that no stage is bound to what one index partition can write. */
export const BOARD_SHARDS = 4;

/** One part of a board. */
export function boardKey(stage: string, status: string, shard: number): string {
  return `${stage}#${status}#${shard}`;
}

/** The part, of so many, on which a record lies: those of its board when not said. */
export function shardOf(id: string, shards: number = BOARD_SHARDS): number {
  return createHash("md5").update(id).digest().readUInt8(0) % shards;
}

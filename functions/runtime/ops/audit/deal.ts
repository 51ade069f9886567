import * as z from "zod";
import { judgeDeal } from "../../../../domain/audit/deal.ts";
import type { Finding, Kept } from "../../../../domain/audit/finding.ts";
import { judgeRecord } from "../../../../domain/audit/record.ts";
import { Envelope } from "../../../../domain/kernel/event.ts";
import type { Stored } from "../../../../domain/kernel/record.ts";
import { type Item, readRecord, toItem } from "../../items.ts";
import { recordKey, table } from "../../keys.ts";
import type { Ops } from "../ops.ts";
import { pagesOf } from "../pages.ts";
import { homeOf, type Partition, partitionOf } from "./partitions.ts";

const Row = z.object({ pk: z.object({ S: z.string() }), envelope: z.object({ S: z.string() }) });

/** The records of a deal, and its events in the order in which they happened. */
interface DealRead {
  readonly kept: readonly Kept[];
  readonly events: readonly Envelope[];
  readonly partitions: readonly string[];
}

async function rowsOf(ops: Ops, deal: string): Promise<z.output<typeof Row>[]> {
  const query = {
    IndexName: table.deal.index,
    KeyConditionExpression: "#deal = :deal",
    ExpressionAttributeNames: { "#deal": table.deal.pk },
    ExpressionAttributeValues: toItem({ ":deal": deal }),
  };
  const rows: z.output<typeof Row>[] = [];
  for await (const { items } of pagesOf(ops, { query })) rows.push(...items.map((item) => Row.parse(item)));
  return rows;
}

// What cannot be read is found when the record itself is judged.

function eventIn(text: string): Envelope[] {
  try {
    return [Envelope.parse(JSON.parse(text))];
  } catch {
    return [];
  }
}

function storedIn(item: Item | undefined): Stored[] {
  try {
    return item === undefined ? [] : [readRecord(item)];
  } catch {
    return [];
  }
}

/** Reads a deal whole: its events by its index, its records as they are now. */
export async function readDeal(ops: Ops, deal: string): Promise<DealRead> {
  const rows = await rowsOf(ops, deal);
  const events = rows.flatMap(({ envelope }) => eventIn(envelope.S));
  const partitions = [...new Set(rows.map(({ pk }) => pk.S))];
  const homes = partitions.flatMap((pk) => homeOf(pk) ?? []);
  const items = await ops.world.journal.load(homes.map(({ stage, id }) => recordKey(stage.name, id)));
  const kept = homes.flatMap(({ stage }, nth) => storedIn(items[nth]).map((stored) => ({ stage, stored })));
  // What has gone to another deal is judged there.
  return { kept: kept.filter(({ stored }) => stored.deal === deal), events, partitions };
}

/** I4 to I6 of a deal, read whole. */
export async function auditDeal(ops: Ops, deal: string): Promise<Finding[]> {
  const { kept, events } = await readDeal(ops, deal);
  return judgeDeal(kept, events);
}

/** Reads the items of one partition of the table, strongly consistent. */
export async function readItems(ops: Ops, pk: string): Promise<Item[]> {
  const query = {
    ConsistentRead: true,
    KeyConditionExpression: "#pk = :pk",
    ExpressionAttributeNames: { "#pk": table.pk },
    ExpressionAttributeValues: toItem({ ":pk": pk }),
  };
  const items: Item[] = [];
  for await (const page of pagesOf(ops, { query })) items.push(...page.items);
  return items;
}

/** Reads a record with its events, strongly consistent. */
export async function readPartition(ops: Ops, pk: string): Promise<Partition | undefined> {
  return partitionOf(pk, await readItems(ops, pk));
}

const TRIES = 3;

/** I3 and I6 of a record; what looks wrong is read again, since a record may change while it is read. */
export async function auditRecord(ops: Ops, partition: Partition): Promise<Finding[]> {
  let looked: Partition | undefined = partition;
  let findings: Finding[] = [];
  for (let tries = 0; tries < TRIES && looked !== undefined; tries += 1) {
    findings = judgeRecord(looked.stage, looked.stored, looked.events);
    if (findings.length === 0) return [];
    looked = await readPartition(ops, `${partition.stage.name}#${partition.id}`);
  }
  return findings;
}

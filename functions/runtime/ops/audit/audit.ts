import * as z from "zod";
import type { Finding } from "../../../../domain/audit/finding.ts";
import { DealId } from "../../../../domain/kernel/id.ts";
import type { Item } from "../../items.ts";
import type { Ops } from "../ops.ts";
import { pagesOf, startOf } from "../pages.ts";
import { auditDeal, auditRecord, readDeal, readItems, readPartition } from "./deal.ts";
import { Places } from "./feed.ts";
import { booksOf, Numbers } from "./numbers.ts";
import { homeOf, type Partition, partitionOf } from "./partitions.ts";
import { Series } from "./series.ts";

/** How an audit goes. */
export interface AuditOptions {
  /** Where an earlier one has come to. */
  readonly cursor?: string | undefined;
  /** What has changed within so many seconds may only be on its way: it is counted, and not told. */
  readonly settledSeconds: number;
  /** How many items a call reads; what fits into 1 MB without. */
  readonly pageItems?: number;
}

/** What an audit tells as it goes. */
export interface AuditListener {
  found(finding: Finding): void;
  /** Where it can go on after a page. */
  page(cursor: string | undefined): void;
}

/** Hears of what is no record's as it comes, and of each page. */
interface Reading {
  other(item: Item): void;
  page(cursor: string | undefined): void;
}

/** What an audit has looked at. */
export interface Audited {
  readonly records: number;
  readonly deals: number;
  readonly findings: number;
  /** What does not hold yet of what is only minutes old. */
  readonly young: number;
  /** Whether the numbers and the feed were judged: only a run over all of the table knows all of them. */
  readonly numbers: boolean;
}

const First = z.object({ deal: z.string(), record: z.string(), causedBy: z.string().optional() });
const suffix = (id: string) => id.slice(id.indexOf("_") + 1);

/** The deal that a record has begun, so that each deal is judged once however many records it has. */
function begunBy({ events: [first] }: Partition): string | undefined {
  const read = First.safeParse(first);
  if (!read.success) return undefined;
  const { deal, record, causedBy } = read.data;
  return causedBy === undefined && suffix(deal) === suffix(record) ? deal : undefined;
}

const pkOf = (item: Item) => item["pk"]?.S ?? "";

/** The items of each record, in turn; its partition may go on on the next page. What is no record's is heard of, and not kept: a subscription has its deliveries of three months in one partition. */
async function* recordsFrom(ops: Ops, { cursor, pageItems }: AuditOptions, listener: Reading) {
  const scan = { ConsistentRead: true, ...(pageItems !== undefined && { Limit: pageItems }) };
  const middle = cursor === undefined ? "" : pkOf(startOf(cursor) ?? {});
  const whole = async (items: Item[], pk: string) => (pk === middle ? readItems(ops, middle) : items);
  let open: Item[] = [];
  let before = cursor;
  for await (const { items, cursor: next } of pagesOf(ops, { scan }, cursor)) {
    for (const item of items) {
      const [first] = open;
      if (first !== undefined && pkOf(first) !== pkOf(item)) {
        yield await whole(open, pkOf(first));
        open = [];
      }
      if (homeOf(pkOf(item)) === undefined) listener.other(item);
      else open.push(item);
    }
    // The last partition of a page is judged with the next one: whoever goes on begins with this page again.
    listener.page(before);
    before = next;
  }
  const [first] = open;
  if (first !== undefined) yield await whole(open, pkOf(first));
}

/** Judges I3 to I6 of all that there is, and that the feed is whole, reading the table once and each deal by its index. Nothing is written. */
export async function audit(ops: Ops, options: AuditOptions, listener: AuditListener): Promise<Audited> {
  const numbers = new Numbers(await booksOf(ops));
  const places = await Places.begin(ops);
  const series = await Series.begin(ops);
  const count = { records: 0, deals: 0, findings: 0, young: 0 };
  function tell(findings: readonly Finding[]): void {
    for (const finding of findings) {
      const age = ops.world.now().getTime() - Date.parse(finding.since ?? "1970-01-01T00:00:00.000Z");
      if (age < options.settledSeconds * 1000) count.young += 1;
      else {
        count.findings += 1;
        listener.found(finding);
      }
    }
  }
  function other(item: Item): void {
    series.hear(pkOf(item));
    places.hear(pkOf(item), item);
  }
  async function judge(items: readonly Item[]): Promise<void> {
    const partition = partitionOf(pkOf(items[0] ?? {}), items);
    if (partition === undefined) return;
    count.records += 1;
    for (const event of partition.events) numbers.hear(event);
    tell(await auditRecord(ops, partition));
    const deal = begunBy(partition);
    if (deal === undefined) return;
    count.deals += 1;
    tell(await auditDeal(ops, deal));
  }
  const reading = { other, page: (cursor: string | undefined) => listener.page(cursor) };
  for await (const items of recordsFrom(ops, options, reading)) await judge(items);
  const last = await series.last();
  tell(series.findings());
  const whole = options.cursor === undefined;
  if (whole) tell([...numbers.findings(last), ...(await places.findings(ops))]);
  return { ...count, numbers: whole };
}

/** Judges one deal and each of its records. */
export async function auditOne(ops: Ops, deal: string): Promise<Finding[] | "no such deal"> {
  if (!DealId.safeParse(deal).success) return "no such deal";
  const { partitions } = await readDeal(ops, deal);
  if (partitions.length === 0) return "no such deal";
  const findings: Finding[] = [];
  for (const pk of partitions) {
    const partition = await readPartition(ops, pk);
    if (partition !== undefined) findings.push(...(await auditRecord(ops, partition)));
  }
  return [...findings, ...(await auditDeal(ops, deal))];
}

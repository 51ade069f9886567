import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { differenceOf, shown } from "../../domain/audit/difference.ts";
import { type Found, unless, unlessLate } from "../../domain/audit/finding.ts";
import type { Stored } from "../../domain/kernel/record.ts";
import { eventItem, recordItem } from "../../functions/runtime/items.ts";
import { lookupPartition } from "../../functions/runtime/keys.ts";
import type { Journaled, Kept, Ledger, PlainItem } from "./ledger.ts";

const RecordItem = z.looseObject({
  id: z.string(),
  version: z.int(),
  dealId: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  state: z.unknown(),
});

/** A record as it was stored, or what there is in its place. */
export function storedIn(item: PlainItem | undefined): unknown {
  const read = RecordItem.safeParse(item);
  if (!read.success) return item;
  const { id, version, dealId: deal, createdAt, updatedAt, state } = read.data;
  return { id, version, deal, createdAt, updatedAt, state } satisfies Stored;
}

/** What differs of an item from what would be written now; what it has beyond that is nobody's concern. */
function judgeItem(record: string, item: PlainItem, written: PlainItem): Found[] {
  return Object.entries(written).flatMap(([name, value]) => {
    const found = differenceOf(item[name], value, `/${name}`);
    if (found === undefined) return [];
    return unless(
      false,
      "I3",
      record,
      `Its item has ${shown(found.a)} in ${found.at}, not ${shown(found.b)}`,
    );
  });
}

function judgeEventItem({ item, envelope }: Journaled): Found[] {
  if (envelope === undefined) return [];
  // What it says is judged with its record; here only where it lies.
  const { envelope: _, ...written } = unmarshall(eventItem({ ...envelope, data: {} }));
  return judgeItem(envelope.record, item, written);
}

const Customer = z.object({ account: z.string().optional() });

/** What of a state is in a key. */
function accountIn(state: object): { readonly account?: string | undefined } {
  return Customer.safeParse(state).data ?? {};
}

/** A record and its events lie where they are looked for, with the keys of all indexes. */
function judgeKeys({ stage, item, events }: Kept): Found[] {
  const read = RecordItem.safeParse(item);
  const own = events.flatMap(judgeEventItem);
  if (item === undefined || !read.success) return own;
  const { id, version, dealId: deal, createdAt, updatedAt, state } = read.data;
  const sound = stage.record.safeParse(state);
  if (!sound.success) return own;
  const { status } = sound.data;
  const stored = { id, version, deal, createdAt, updatedAt, state: { status, ...accountIn(sound.data) } };
  const { state: _, ...written } = unmarshall(recordItem(stage.name, stored));
  return [...judgeItem(id, item, written), ...own];
}

const LookupItem = z.looseObject({ pk: z.string(), id: z.string(), version: z.int(), state: z.unknown() });

/** Each copy of a record is as the record, and each record has its copies. */
function judgeLookups({ kept, lookups }: Ledger): Found[] {
  const copies = new Map<string, z.output<typeof LookupItem>>(
    lookups.flatMap((item) => {
      const read = LookupItem.safeParse(item);
      return read.success ? [[`${read.data.pk} ${read.data.id}`, read.data] as const] : [];
    }),
  );
  const wanted = new Set<string>();
  const found = [...kept.values()].flatMap(({ stage, item }) => {
    const read = RecordItem.safeParse(item);
    if (!stage.isLookedUp || !read.success || !stage.record.safeParse(read.data.state).success) return [];
    const { id, state, version } = read.data;
    return stage.lookups(state).flatMap((key) => {
      const place = `${lookupPartition(stage.name, key)} ${id}`;
      wanted.add(place);
      const copy = copies.get(place);
      if (copy === undefined) return unless(false, "I3", id, `It is not found by its key ${key}`);
      const differs = differenceOf(copy.state, stage.glimpse(state));
      const isCurrent = differs === undefined && (stage.isGlimpsed || copy.version === version);
      return unless(
        isCurrent,
        "I3",
        id,
        `What is found of it by ${key} is old${differs ? ` in ${differs.at}` : ""}`,
      );
    });
  });
  const left = [...copies].filter(([place]) => !wanted.has(place));
  return [
    ...found,
    ...left.flatMap(([, { pk, id }]) =>
      unless(false, "I3", id, `It is found by ${pk}, which is none of its keys`),
    ),
  ];
}

const ClaimItem = z.looseObject({ pk: z.string(), holder: z.string() });

/** Whoever holds a claim is there. */
function judgeClaims({ claims, kept }: Ledger): Found[] {
  const ids = new Set([...kept.keys()].map((pk) => pk.slice(pk.indexOf("#") + 1)));
  return claims.flatMap((item) => {
    const read = ClaimItem.safeParse(item);
    if (!read.success) return unless(false, "I3", String(item["pk"]), "This claim cannot be read");
    const { pk, holder } = read.data;
    return unlessLate(ids.has(holder), "I8", holder, `It holds ${pk} and is not there`);
  });
}

/** I3 of the items: records, events and copies lie where they are looked for, as they would be written now. */
export function judgeItems(ledger: Ledger): Found[] {
  return [...[...ledger.kept.values()].flatMap(judgeKeys), ...judgeLookups(ledger), ...judgeClaims(ledger)];
}

import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  TransactWriteItemsCommand,
  type TransactWriteItem,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { filesOf } from "../../../../domain/erasure/keys.ts";
import { lead } from "../../../../domain/lead/lead.ts";
import { submission } from "../../../../domain/submission/submission.ts";
import { batchWrite, deletionsOf } from "../../batch-write.ts";
import { toItem } from "../../items.ts";
import {
  claimKey,
  formerLookupKey,
  type Key,
  lookupKey,
  recordKey,
  SET_ASIDE_PARTITION,
  table,
} from "../../keys.ts";
import { verdictOf } from "../../transaction.ts";
import type { Ops } from "../ops.ts";
import { removeFile } from "./files.ts";
import { type Release, releasesOf } from "./held.ts";
import { type Named, readSubject, type Subject } from "./subject.ts";

/** Of 100 items of a transaction; the copies of a record are fewer than 30. */
const MOST_CLAIMS = 60;

const keysIn = ({ items }: Subject): Key[] =>
  items.map((item) => ({ pk: item[table.pk]?.S ?? "", sk: item[table.sk]?.S ?? "" }));

const heldBy = (held: Release["held"]) => ({
  ConditionExpression: "holder = :holder AND #at = :at",
  ExpressionAttributeNames: { "#at": "at" },
  ExpressionAttributeValues: toItem({ ":holder": held.holder, ":at": held.at }),
});

/** Where a record is found by others: as it is now, and where it was before records lay in the order of their making. */
function lookupsOf({ home, stored, events }: Subject): Key[] {
  const [first] = events;
  const createdAt = stored?.createdAt ?? first?.at;
  const id = stored?.id ?? first?.record;
  if (createdAt === undefined || id === undefined) return [];
  const keys = home.lookups(stored === undefined ? home.fold(events) : stored.state);
  return keys.flatMap((key) => [
    lookupKey(home.name, key, { createdAt, id }),
    formerLookupKey(home.name, key, id),
  ]);
}

/** The same of what is left of a record: its events may be there in part. */
export function copiesOf(subject: Subject): Key[] {
  try {
    return lookupsOf(subject);
  } catch {
    return [];
  }
}

/** What of a record is taken away in one transaction, so that from then on nobody finds it or changes it. */
function writesOf(TableName: string, subject: Subject, releases: readonly Release[]): TransactWriteItem[] {
  const { home, id, stored } = subject;
  const own = releases.filter(({ held }) => held.holder === id).slice(0, MOST_CLAIMS);
  const copies = lookupsOf(subject).filter(({ sk }) => sk !== id);
  return [
    {
      Delete: {
        TableName,
        Key: toItem(recordKey(home.name, id)),
        ConditionExpression: "version = :version",
        ExpressionAttributeValues: toItem({ ":version": stored?.version }),
      },
    },
    ...copies.map((key) => ({ Delete: { TableName, Key: toItem(key) } })),
    ...own.map(({ key, held }) => ({
      Delete: { TableName, Key: toItem(claimKey(lead.name, key)), ...heldBy(held) },
    })),
  ];
}

/** Takes a record away, as it was read; false when it has changed since, or the table is busy. */
export async function removeRecord(ops: Ops, subject: Subject): Promise<boolean> {
  const TransactItems = writesOf(ops.place.table, subject, await releasesOf(ops, subject));
  try {
    await ops.tables.send(new TransactWriteItemsCommand({ TransactItems }));
    return true;
  } catch (error) {
    if (verdictOf(error) === undefined) throw error;
    return false;
  }
}

/** Frees a claim, or takes off it what was said of a person; whoever has taken it since keeps it. */
async function release(
  { tables, place: { table: TableName } }: Ops,
  { key, held, keeps }: Release,
): Promise<void> {
  const of = { TableName, Key: toItem(claimKey(lead.name, key)), ...heldBy(held) };
  try {
    await (keeps
      ? tables.send(new UpdateItemCommand({ ...of, UpdateExpression: "REMOVE note" }))
      : tables.send(new DeleteItemCommand(of)));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

async function removeItems({ tables, place }: Ops, keys: readonly Key[]): Promise<void> {
  for (const pack of deletionsOf(keys)) await batchWrite(tables, place.table, pack);
}

/** What the bus has refused of it for good: nobody will send that again. */
const asideOf = ({ id, events }: Subject): Key[] =>
  [...new Set(events.map(({ at }) => at))].map((at) => ({ pk: SET_ASIDE_PARTITION, sk: `${at}#${id}` }));

/** Where the first event lies, which says the most, comes last: who dies in between finds again what is left. */
const newestFirst = (a: Key, b: Key): number => (a.sk < b.sk ? 1 : -1);

/**
 * Takes away what is left when the record itself is gone: claims, copies and files first, then its events, by which those
 * are found. Whoever does it again, or at the same time, finds less to do. Says whether anything was left.
 */
export async function removeRest(ops: Ops, named: Named): Promise<boolean> {
  const subject = await readSubject(ops, named);
  if (subject.stored !== undefined) throw new Error(`${named.id} is there again`);
  if (subject.items.length === 0) return false;
  const releases = await releasesOf(ops, subject);
  for (const each of releases) await release(ops, each);
  await removeItems(ops, [...copiesOf(subject), ...asideOf(subject)]);
  if (named.home.name === submission.name) {
    for (const key of filesOf(subject.events)) await removeFile(ops, key);
  }
  await removeItems(ops, keysIn(subject).toSorted(newestFirst));
  // A verdict that was on its way may have taken a claim once more.
  for (const each of await releasesOf(ops, subject)) await release(ops, each);
  return true;
}

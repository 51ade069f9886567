import { activity } from "../../../../domain/activity/activity.ts";
import { account } from "../../../../domain/account/account.ts";
import { contact } from "../../../../domain/contact/contact.ts";
import { lead } from "../../../../domain/lead/lead.ts";
import { ownKeys } from "../../../../domain/person/keys.ts";
import { senderKeys, submission } from "../../../../domain/submission/submission.ts";
import { toItem } from "../../items.ts";
import { recordKey, table } from "../../keys.ts";
import { readDeal } from "../audit/deal.ts";
import { homeOf } from "../audit/partitions.ts";
import type { Ops } from "../ops.ts";
import { pagesOf } from "../pages.ts";
import { namedIn } from "./held.ts";
import { erasable, homeFor, type Named, type Subject } from "./subject.ts";

/** A record that has to do with one that is to be erased, and how. */
export interface Related {
  readonly id: string;
  readonly what: string;
}

const NEWEST = 100;

async function found(
  ops: Ops,
  home: Named["home"],
  keys: readonly string[],
  what: string,
): Promise<Related[]> {
  const lists = await Promise.all(keys.map((key) => ops.world.journal.lookup(home.name, key, NEWEST)));
  return lists.flat().flatMap((item) => {
    const id = item["id"]?.S;
    return id === undefined ? [] : [{ id, what }];
  });
}

const link = (id: string | undefined, what: string): Related[] => (id === undefined ? [] : [{ id, what }]);

async function ofLead(ops: Ops, subject: Subject): Promise<Related[]> {
  const { id } = subject;
  const linked = namedIn(subject).map((each) => ({ id: each, what: `was sent for ${id}` }));
  const { data } = lead.record.safeParse(subject.stored?.state);
  if (data === undefined) return linked;
  const same = `has the same mailbox or number as ${id}`;
  return [
    ...linked,
    ...link(data.account, `the account of ${id}`),
    ...link(data.contact, `the contact of ${id}`),
    ...(data.status === "merged" ? link(data.into, `${id} was merged into it`) : []),
    ...(data.mergedLeads ?? []).map((each) => ({ id: each, what: `was merged into ${id}` })),
    ...(data.alike ?? []).map((each) => ({ id: each.lead, what: `may be the same person as ${id}` })),
    ...(await found(ops, lead, ownKeys(data), same)),
    ...(await found(ops, contact, ownKeys(data), same)),
  ];
}

async function ofContact(ops: Ops, { id, stored }: Subject): Promise<Related[]> {
  const { data } = contact.record.safeParse(stored?.state);
  if (data === undefined) return [];
  const same = `has the same mailbox or number as ${id}`;
  return [
    ...link(data.lead, `the lead of ${id}`),
    ...link(data.account, `the account of ${id}`),
    ...(await found(ops, lead, ownKeys(data), same)),
    ...(await found(ops, contact, ownKeys(data), same)),
  ];
}

async function ofSubmission(ops: Ops, { id, stored }: Subject): Promise<Related[]> {
  const { data } = submission.record.safeParse(stored?.state);
  if (data === undefined) return [];
  const senders = data.mail === undefined ? [] : senderKeys(data.mail);
  return [
    ...(data.status === "accepted" ? link(data.lead, `the lead of ${id}`) : []),
    ...(data.status === "merged" ? link(data.into.id, `${id} was added to it`) : []),
    ...link(data.import, `the list with ${id}: its file, with the rows of others, stays in the bucket`),
    ...(await found(ops, submission, senders, `of the same sender as ${id}`)),
  ];
}

/** The records that name an account, by its index. */
export async function namingAccount(ops: Ops, id: string): Promise<Named[]> {
  const query = {
    IndexName: table.account.index,
    KeyConditionExpression: "#account = :account",
    ExpressionAttributeNames: { "#account": table.account.pk },
    ExpressionAttributeValues: toItem({ ":account": id }),
  };
  const named: Named[] = [];
  for await (const { items } of pagesOf(ops, { query })) {
    const homes = items.flatMap((item) => homeOf(item[table.pk]?.S ?? "") ?? []);
    named.push(...homes.map(({ stage: home, id: of }) => ({ home, id: of })));
  }
  return named.filter((each) => each.id !== id);
}

async function ofAccount(ops: Ops, { id, stored }: Subject): Promise<Related[]> {
  const { data } = account.record.safeParse(stored?.state);
  const named = await namingAccount(ops, id);
  return [
    ...link(data?.lead, `the lead of ${id}`),
    ...named.map((each) => ({ id: each.id, what: `${each.home.name} of ${id}` })),
  ];
}

const ways: ReadonlyMap<string, (ops: Ops, subject: Subject) => Promise<Related[]>> = new Map([
  [lead.name, ofLead],
  [contact.name, ofContact],
  [submission.name, ofSubmission],
  [account.name, ofAccount],
]);

async function inDeal(ops: Ops, { stored, events }: Subject): Promise<Related[]> {
  const deal = stored?.deal ?? events.at(-1)?.deal;
  if (deal === undefined) return [];
  const { partitions } = await readDeal(ops, deal);
  return partitions.flatMap((pk) => {
    const home = homeOf(pk);
    return home === undefined ? [] : [{ id: home.id, what: `of the deal ${deal}` }];
  });
}

/** What else may speak of the same person: what is linked with it, what is noted about it, what is of its deal, and what has the same keys. */
export async function relatedTo(ops: Ops, subject: Subject): Promise<Related[]> {
  const { home, id } = subject;
  const own = await (ways.get(home.name)?.(ops, subject) ?? []);
  const about = await found(ops, activity, [id], `an activity about ${id}`);
  return [...own, ...about, ...(await inDeal(ops, subject))];
}

/** What of this is there and not named yet, each once: what can be erased as well, and what stays. */
export async function apart(
  ops: Ops,
  named: readonly Named[],
  related: readonly Related[],
): Promise<{ readonly also: readonly Related[]; readonly stays: readonly Related[] }> {
  const known = new Set(named.map(({ id }) => id));
  const first = new Map(related.toReversed().map((each) => [each.id, each]));
  const open = [...first.values()].toReversed().filter(({ id }) => !known.has(id));
  const homes = open.map(({ id, what }) => ({ id, what, home: homeFor(id) }));
  const there = await ops.world.journal.load(
    homes.map(({ home, id }) => recordKey(home?.name ?? "none", id)),
  );
  const present = homes.filter((_, nth) => there[nth] !== undefined);
  const isErasable = ({ home }: (typeof homes)[number]) => home !== undefined && erasable.includes(home);
  const plain = ({ id, what }: Related): Related => ({ id, what });
  return {
    also: present.filter(isErasable).map(plain),
    stays: present.filter((each) => !isErasable(each)).map(plain),
  };
}

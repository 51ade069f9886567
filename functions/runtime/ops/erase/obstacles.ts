import { account } from "../../../../domain/account/account.ts";
import { contact } from "../../../../domain/contact/contact.ts";
import { leadImport } from "../../../../domain/import/import.ts";
import { lead } from "../../../../domain/lead/lead.ts";
import { type Submission, submission } from "../../../../domain/submission/submission.ts";
import { readRecord } from "../../items.ts";
import { recordKey, unpublishedKey } from "../../keys.ts";
import { readItems } from "../audit/deal.ts";
import type { Ops } from "../ops.ts";
import { submissionsIn, submissionsOf } from "./held.ts";
import { followUpsOf } from "./follow-ups.ts";
import { type OpenDocument, openDocuments } from "./open.ts";
import { namingAccount } from "./related.ts";
import { type Named, people, type Subject } from "./subject.ts";

const statusOf = ({ home, stored }: Subject) => home.read(stored?.state).status;
const isNamed = (all: readonly Named[], id: string) => all.some((each) => each.id === id);

/** Its events must be out and in the feed: of a record that is gone neither could be done any more. */
async function unheard(ops: Ops, { id, home, stored, events, fed }: Subject): Promise<string[]> {
  const marks = [...new Set(events.map(({ at }) => at))].map((at) => unpublishedKey({ record: id, at }));
  const open = (await ops.world.journal.load(marks)).filter((mark) => mark !== undefined);
  if (open.length > 0) return ["its last events are not published yet: try again in two minutes"];
  if (fed >= (stored?.version ?? 0)) return [];
  const from = events[0]?.at ?? "<the beginning>";
  return [
    `the feed has ${fed} of its ${stored?.version} events: try again in a moment, or put the others into it first (replay --reaction append-feed --types ${Object.keys(home.events).join(",")} --from ${from})`,
  ];
}

/** What the status of a record says against it. */
function alive(subject: Subject): string[] {
  const status = statusOf(subject);
  if (subject.home.name === submission.name && status === "received") {
    return ["nobody has decided on it yet: wait for its verdict, or discard it first"];
  }
  if (subject.home.name !== lead.name || (status !== "new" && status !== "contacted")) return [];
  return ["somebody works on it: disqualify it first"];
}

/** A row that is gone would stop the list that is still being taken in. */
async function listed(ops: Ops, { home, stored }: Subject): Promise<string[]> {
  if (home.name !== submission.name) return [];
  const { data } = submission.record.safeParse(stored?.state);
  if (data?.import === undefined) return [];
  const [item] = await ops.world.journal.load([recordKey(leadImport.name, data.import)]);
  const { status } = leadImport.read(item && readRecord(item).state);
  if (status !== "running") return [];
  return [`the list ${data.import} with it is still being taken in: wait for its end, or cancel it`];
}

/** What became of a submission, as far as it concerns a lead: it is of it, or of nobody any more and still there in part. */
async function claimsOn(
  ops: Ops,
  lead: string,
  id: string,
  state: Submission | undefined,
): Promise<string[]> {
  if (state === undefined) {
    const left = await readItems(ops, recordKey(submission.name, id).pk);
    return left.length === 0 ? [] : [`${id}, which was sent for it, is erased in part: name that as well`];
  }
  const into =
    state.status === "accepted" ? state.lead : state.status === "merged" ? state.into.id : undefined;
  return into === lead ? [`${id} became it or was added to it: name that as well`] : [];
}

/** What was sent for a lead must go as well: an answer to one of those mails would be added to a lead that is not there. */
async function sentFor(ops: Ops, subject: Subject, all: readonly Named[]): Promise<string[]> {
  const { home, id, stored } = subject;
  if (home.name !== lead.name || stored === undefined) return [];
  const ids = (await submissionsIn(ops, stored.deal)).filter((each) => !isNamed(all, each));
  const states = await submissionsOf(ops, ids);
  return (await Promise.all(ids.map((each) => claimsOn(ops, id, each, states.get(each))))).flat();
}

/** Who would be of an account that is not there. */
async function belonging(ops: Ops, subject: Subject, all: readonly Named[]): Promise<string[]> {
  if (subject.home.name !== account.name) return [];
  const naming = (await namingAccount(ops, subject.id)).filter(
    ({ home, id }) => (home.name === contact.name || home.name === lead.name) && !isNamed(all, id),
  );
  const items = await ops.world.journal.load(naming.map(({ home, id }) => recordKey(home.name, id)));
  return naming.flatMap(({ home, id }, nth) => {
    const item = items[nth];
    if (item === undefined) return [];
    if (home.name === contact.name)
      return [`the contact ${id} is of it: name that as well, or take it out first`];
    const { status } = home.read(readRecord(item).state);
    return status === "new" || status === "contacted"
      ? [`the lead ${id} is of it, and somebody works on that: disqualify or qualify it first`]
      : [];
  });
}

function concerns(subject: Subject, { deal, ...names }: Omit<OpenDocument, "first">): boolean {
  if (!people.has(subject.home.name) || subject.stored === undefined) return false;
  const { id, stored } = subject;
  return stored.deal === deal || names.account === id || names.contact === id || names.lead === id;
}

/** The deals that go on with one of them: their invoices would be without a buyer. */
async function openDeals(ops: Ops, subjects: readonly Subject[]): Promise<readonly OpenDocument[]> {
  if (!subjects.some(({ home, stored }) => people.has(home.name) && stored !== undefined)) return [];
  return openDocuments(ops, (each) => subjects.some((subject) => concerns(subject, each)));
}

/** Why each of these records cannot be erased yet, in words that say what to do first; nothing for one that is gone. */
export async function obstaclesOf(
  ops: Ops,
  subjects: readonly Subject[],
  all: readonly Named[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const documents = await openDeals(ops, subjects);
  const found = new Map<string, readonly string[]>();
  for (const subject of subjects) {
    if (subject.stored === undefined) continue;
    const open = documents.filter((each) => concerns(subject, each));
    found.set(subject.id, [
      ...alive(subject),
      ...open.map(({ id, first }) => `its deal goes on with ${id}: ${first} first`),
      ...(await listed(ops, subject)),
      ...(await sentFor(ops, subject, all)),
      ...(await belonging(ops, subject, all)),
      ...(await unheard(ops, subject)),
      ...(await followUpsOf(ops, subject)),
    ]);
  }
  return found;
}

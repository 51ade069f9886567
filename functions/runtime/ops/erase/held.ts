import { keysOfLead, keysOfSubmission } from "../../../../domain/erasure/keys.ts";
import { lead } from "../../../../domain/lead/lead.ts";
import { ownKeys } from "../../../../domain/person/keys.ts";
import { type Submission, submission } from "../../../../domain/submission/submission.ts";
import type { Held } from "../../../../domain/kernel/facts.ts";
import { readClaim, readRecord } from "../../items.ts";
import { claimKey, recordKey } from "../../keys.ts";
import { readDeal } from "../audit/deal.ts";
import type { Ops } from "../ops.ts";
import type { Subject } from "./subject.ts";

/** A claim as it is, and what becomes of it: free, or still held, but without what was said of the person. */
export interface Release {
  readonly key: string;
  readonly held: Held;
  readonly keeps: boolean;
}

/** The submissions with these ids that are there. */
export async function submissionsOf(
  ops: Ops,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Submission>> {
  const items = await ops.world.journal.load(ids.map((id) => recordKey(submission.name, id)));
  return new Map(
    items.flatMap((item, nth): [string, Submission][] => {
      const id = ids[nth];
      return item === undefined || id === undefined
        ? []
        : [[id, submission.record.parse(readRecord(item).state)]];
    }),
  );
}

const PREFIX = `${submission.name}#`;

/** The ids of the submissions of a deal. */
export async function submissionsIn(ops: Ops, deal: string): Promise<string[]> {
  const { partitions } = await readDeal(ops, deal);
  return partitions.filter((pk) => pk.startsWith(PREFIX)).map((pk) => pk.slice(PREFIX.length));
}

/** The submissions that the events of a lead name. */
export function namedIn({ events }: Pick<Subject, "events">): string[] {
  const named = events.flatMap(({ data }) => [data["submission"]]);
  return [...new Set(named.flatMap((id) => (typeof id === "string" ? [id] : [])))];
}

async function claimed(ops: Ops, keys: readonly string[]): Promise<[string, Held][]> {
  const items = await ops.world.journal.load(keys.map((key) => claimKey(lead.name, key)));
  return keys.flatMap((key, nth): [string, Held][] => {
    const held = readClaim(items[nth]);
    return held === undefined ? [] : [[key, held]];
  });
}

/** The claims that a lead holds by what it is and was; what else was sent to it goes with the submission. */
async function heldByLead(ops: Ops, { id, events }: Subject): Promise<Release[]> {
  const held = await claimed(ops, keysOfLead(events));
  return held
    .filter(([, { holder }]) => holder === id)
    .map(([key, each]) => ({ key, held: each, keeps: false }));
}

function lastState({ home, stored, events }: Subject): unknown {
  if (stored !== undefined) return stored.state;
  try {
    return home.fold(events);
  } catch {
    return undefined;
  }
}

/** The lead that a submission became or was added to; undefined for one that took no claims. */
function leadOf(state: Submission): string | undefined {
  if (state.status === "accepted") return state.lead;
  return state.status === "merged" ? state.into.id : undefined;
}

/**
 * The claims that a verdict took with what a submission said, for whoever holds them. A lead that is there keeps those
 * that are its own mailboxes and numbers, without what was said of its person; of others whose lead may still be on its
 * way nothing is taken.
 */
async function takenBySubmission(ops: Ops, subject: Subject): Promise<Release[]> {
  const state = submission.record.safeParse(lastState(subject));
  const of = state.success ? leadOf(state.data) : undefined;
  if (!state.success || of === undefined) return [];
  const held = await claimed(ops, keysOfSubmission(state.data, ops.world.settings.country));
  const leads = await ops.world.journal.load(held.map(([, { holder }]) => recordKey(lead.name, holder)));
  return held.flatMap(([key, each], nth) => {
    const item = leads[nth];
    if (item === undefined) return each.holder === of ? [{ key, held: each, keeps: false }] : [];
    const keeps = ownKeys(lead.record.parse(readRecord(item).state)).includes(key);
    return keeps && each.note === undefined ? [] : [{ key, held: each, keeps }];
  });
}

/** The claims that go with a record. */
export function releasesOf(ops: Ops, subject: Subject): Promise<Release[]> {
  if (subject.home.name === lead.name) return heldByLead(ops, subject);
  if (subject.home.name === submission.name) return takenBySubmission(ops, subject);
  return Promise.resolve([]);
}

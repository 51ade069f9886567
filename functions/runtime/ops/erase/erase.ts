import { setTimeout as sleep } from "node:timers/promises";
import { filesOf } from "../../../../domain/erasure/keys.ts";
import { submission } from "../../../../domain/submission/submission.ts";
import type { Ops } from "../ops.ts";
import { releasesOf } from "./held.ts";
import { obstaclesOf } from "./obstacles.ts";
import { apart, type Related, relatedTo } from "./related.ts";
import { copiesOf, removeRecord, removeRest } from "./remove.ts";
import { erasable, type Named, readSubject, type Subject } from "./subject.ts";

/** What there is of a record that is to be erased. */
export interface Planned {
  readonly id: string;
  readonly stage: string;
  /** `unfinished`: an erasure has begun and not ended; `erased`: nothing is left of it; `unknown`: nobody knows it. */
  readonly status: string;
  /** 0 where there is no record, or no more. */
  readonly version: number;
  /** Of its partition: the record and its events. */
  readonly items: number;
  readonly copies: number;
  readonly claims: number;
  /** Keys of the files in the bucket. */
  readonly files: readonly string[];
  /** Why it cannot be erased yet, with what to do first. */
  readonly obstacles: readonly string[];
}

/** What would be erased, and what else speaks of the same people. */
export interface Plan {
  readonly records: readonly Planned[];
  readonly also: readonly Related[];
  /** What is not erased. */
  readonly stays: readonly Related[];
}

function statusOf({ home, stored, items, fed }: Subject): string {
  if (stored !== undefined) return home.read(stored.state).status;
  if (items.length > 0) return "unfinished";
  return fed > 0 ? "erased" : "unknown";
}

async function planned(ops: Ops, subject: Subject, obstacles: readonly string[]): Promise<Planned> {
  const { home, id, items, events } = subject;
  const copies = copiesOf(subject).filter(({ sk }) => sk !== id);
  return {
    id,
    stage: home.name,
    status: statusOf(subject),
    version: subject.stored?.version ?? 0,
    items: items.length,
    copies: subject.stored === undefined ? 0 : copies.length,
    claims: (await releasesOf(ops, subject)).length,
    files: home.name === submission.name ? filesOf(events) : [],
    obstacles,
  };
}

async function readAll(ops: Ops, named: readonly Named[]): Promise<Subject[]> {
  const subjects: Subject[] = [];
  for (const each of named) subjects.push(await readSubject(ops, each));
  return subjects;
}

/** Says what would go, and why what cannot; writes nothing. */
export async function planErasure(ops: Ops, named: readonly Named[]): Promise<Plan> {
  const subjects = await readAll(ops, named);
  const obstacles = await obstaclesOf(ops, subjects, named);
  const records: Planned[] = [];
  const related: Related[] = [];
  for (const subject of subjects) {
    records.push(await planned(ops, subject, obstacles.get(subject.id) ?? []));
    related.push(...(await relatedTo(ops, subject)));
  }
  return { records, ...(await apart(ops, named, related)) };
}

/** What became of a record; "nothing" was left of it. */
export type Erased = "erased" | "nothing" | readonly string[];

const TRIES = 6;

async function eraseOne(ops: Ops, named: Named, version: number, all: readonly Named[]): Promise<Erased> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (tries > 0) await sleep(Math.random() * 50 * 2 ** tries);
    const subject = await readSubject(ops, named);
    if (subject.stored === undefined) return (await removeRest(ops, named)) ? "erased" : "nothing";
    // As it was planned nothing speaks against it; what has changed since is looked at again.
    const isPlanned = subject.stored.version === version;
    const obstacles = isPlanned ? [] : ((await obstaclesOf(ops, [subject], all)).get(named.id) ?? []);
    if (obstacles.length > 0) return obstacles;
    if (await removeRecord(ops, subject)) {
      await removeRest(ops, named);
      return "erased";
    }
  }
  return ["it changed at every try: try again in a moment"];
}

const turnOf = ({ home }: Named) => erasable.indexOf(home);

/**
 * Erases for good what was planned without an obstacle, one after the other: what was noted first, then what was sent,
 * then the people. Stops at the first that has changed since and cannot be erased any more. Who dies in between asks
 * again: what is gone is gone, and the rest follows.
 */
export async function erase(
  ops: Ops,
  named: readonly Named[],
  { records }: Pick<Plan, "records">,
  tell: (id: string, erased: Erased) => void,
): Promise<boolean> {
  const versions = new Map(records.map(({ id, version }) => [id, version]));
  for (const each of named.toSorted((a, b) => turnOf(a) - turnOf(b))) {
    const erased = await eraseOne(ops, each, versions.get(each.id) ?? 0, named);
    tell(each.id, erased);
    if (typeof erased === "object") return false;
  }
  return true;
}

import type { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { type Editions, editionsOf } from "./editions.ts";
import { type Publishing, publishing } from "./publishing.ts";
import { NotCommitted } from "./feed/append.ts";
import type { Committed, Feed } from "./feed/feed.ts";
import type { Item } from "./items.ts";
import type { Journal } from "./journal.ts";
import { logger } from "./log.ts";
import type { Marks, RefusedEvent } from "./marks.ts";
import { type Outgoing, packsOf, send } from "./outgoing.ts";
import { type Commit, eventKeysOf, type Mark, seqsOf } from "./unpublished.ts";

/** What the sweeper works with. */
export interface SweepParts {
  readonly client: EventBridgeClient;
  readonly bus: string;
  readonly marks: Marks;
  readonly journal: Pick<Journal, "load">;
  readonly feed: Pick<Feed, "append">;
  /** Commits that have been marked for so long are not on their way any more. */
  readonly afterSeconds: number;
  readonly now: () => Date;
  /** Those of the domain without. */
  readonly superseded?: Publishing["superseded"];
}

/** What still fails is tried again by the next run, a minute later. */
const MAX_TRIES = 2;

/** As many events at once as one read of the journal takes. */
const EVENTS_AT_ONCE = 100;
const LONGEST_REASON = 500;

/** An entry of an event of a commit. */
interface Found extends Outgoing {
  readonly commit: Commit;
  readonly seq: number;
}

/** What became of the events of some commits. */
interface Outcome {
  /** How many entries of each event are neither out nor refused. */
  readonly open: Map<string, number>;
  readonly refused: Map<string, RefusedEvent>;
  /** What of it is in the journal, and was refused by the bus, or as a version that could not be made. */
  readonly kept: Map<string, Committed>;
  events: number;
  reached: boolean;
}

const nameOf = ({ record }: Commit, seq: number) => `${record}#${seq}`;

function close({ open }: Outcome, commit: Commit, seq: number): void {
  const name = nameOf(commit, seq);
  open.set(name, (open.get(name) ?? 1) - 1);
}

function refuse(outcome: Outcome, commit: Commit, seq: number, reason: string, kept?: "kept"): void {
  const { stage, record } = commit;
  outcome.refused.set(nameOf(commit, seq), { seq, reason: reason.slice(0, LONGEST_REASON) });
  if (kept !== undefined) outcome.kept.set(nameOf(commit, seq), { stage, record, seq });
  close(outcome, commit, seq);
}

function readEvent(
  item: Item | undefined,
  { bus, now, superseded = publishing.superseded }: SweepParts,
): Editions {
  const envelope = item?.["envelope"]?.S;
  if (envelope === undefined) throw new Error("The journal has no such event");
  return editionsOf(envelope, bus, { superseded, now });
}

async function find(commits: readonly Mark[], parts: SweepParts, outcome: Outcome): Promise<Found[]> {
  const wanted = commits.flatMap((commit) => seqsOf(commit).map((seq) => ({ commit, seq })));
  const items = await parts.journal.load(commits.flatMap(eventKeysOf));
  return wanted.flatMap(({ commit, seq }, index) => {
    try {
      const { entries, spoiled } = readEvent(items[index], parts);
      outcome.open.set(nameOf(commit, seq), entries.length + (spoiled === undefined ? 0 : 1));
      if (spoiled !== undefined) refuse(outcome, commit, seq, spoiled, "kept");
      return entries.map((entry) => ({ ...entry, commit, seq }));
    } catch (error) {
      refuse(outcome, commit, seq, error instanceof Error ? error.message : String(error));
      return [];
    }
  });
}

/** What the bus refuses for good comes to readers of the feed and by webhooks all the same: false when it could not be put there yet. */
async function feedInstead(events: readonly Committed[], feed: SweepParts["feed"]): Promise<boolean> {
  if (events.length === 0) return true;
  try {
    await feed.append(events);
    return true;
  } catch (error) {
    logger.error("not fed", { events: events.map(({ record, seq }) => `${record}#${seq}`), error });
    // Of a journal that was torn: to try again for ever would not bring it back.
    return error instanceof NotCommitted;
  }
}

/** Removes the marks of what is out, and sets aside what never can be; what failed keeps its mark. */
async function settle(
  commits: readonly Mark[],
  { marks, feed, now }: SweepParts,
  { open, refused, kept }: Outcome,
) {
  const namesOf = (commit: Commit) => seqsOf(commit).map((seq) => nameOf(commit, seq));
  const done = commits.filter((commit) => namesOf(commit).every((name) => (open.get(name) ?? 1) <= 0));
  const isOut = (commit: Commit) => namesOf(commit).every((name) => !refused.has(name));
  await marks.remove(done.filter(isOut));
  for (const commit of done) {
    const bad = namesOf(commit).flatMap((name) => refused.get(name) ?? []);
    if (bad.length === 0) continue;
    // First the feed: a commit that is set aside is not looked at again.
    const own = namesOf(commit).flatMap((name) => kept.get(name) ?? []);
    if (!(await feedInstead(own, feed))) continue;
    logger.error("events set aside", { record: commit.record, refused: bad });
    await marks.setAside(commit, bad, now().toISOString());
  }
}

/** Publishes the events of commits, as the publisher does, and settles their marks. False when the bus cannot be reached. */
async function sweepGroup(
  commits: readonly Mark[],
  parts: SweepParts,
): Promise<{ events: number; reached: boolean }> {
  const outcome: Outcome = { open: new Map(), refused: new Map(), kept: new Map(), events: 0, reached: true };
  for (const pack of packsOf(await find(commits, parts, outcome))) {
    const { out, refused, reached } = await send(parts.client, pack, MAX_TRIES);
    for (const { commit, seq } of out) close(outcome, commit, seq);
    for (const { event, reason } of refused) {
      const { commit, seq } = event;
      refuse(outcome, commit, seq, reason, "kept");
    }
    outcome.events += out.length;
    outcome.reached = reached;
    if (!reached) break;
  }
  await settle(commits, parts, outcome);
  return outcome;
}

function groupsOf(commits: readonly Mark[]): Mark[][] {
  const groups: Mark[][] = [];
  let events = 0;
  for (const commit of commits) {
    const more = seqsOf(commit).length;
    const group = groups.at(-1);
    events += more;
    if (group === undefined || events > EVENTS_AT_ONCE) {
      groups.push([commit]);
      events = more;
    } else group.push(commit);
  }
  return groups;
}

/** Publishes the events of commits in order, until told to stop. Gives how many events went out, and whether to go on. */
export async function sweepCommits(
  commits: readonly Mark[],
  parts: SweepParts,
  isLate: () => boolean,
): Promise<{ readonly events: number; readonly goesOn: boolean }> {
  let events = 0;
  for (const group of groupsOf(commits)) {
    if (isLate()) return { events, goesOn: false };
    const swept = await sweepGroup(group, parts);
    events += swept.events;
    if (!swept.reached) return { events, goesOn: false };
  }
  return { events, goesOn: true };
}

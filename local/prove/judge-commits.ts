import * as z from "zod";
import { type Found, unless } from "../../domain/audit/finding.ts";
import { flow } from "../../domain/flow.ts";
import type { Envelope } from "../../domain/kernel/event.ts";
import type { Kept, Ledger, PlainItem, Proof } from "./ledger.ts";

const Span = z.looseObject({ commit: z.object({ first: z.int(), last: z.int() }) });

/** Events of one commit: they have the same instant, which no other commit of the record has. */
interface Commit {
  readonly items: readonly PlainItem[];
  readonly first: Envelope;
  readonly last: number;
  readonly size: number;
}

function commitsOf({ events }: Kept): Commit[] {
  const known = events.flatMap(({ envelope, item }) => (envelope === undefined ? [] : [{ envelope, item }]));
  const groups = Map.groupBy(known, ({ envelope }) => envelope.at);
  return [...groups.values()].flatMap((own) => {
    const [first, last] = [own[0], own.at(-1)];
    if (first === undefined || last === undefined) return [];
    const items = own.map(({ item }) => item);
    return [{ items, first: first.envelope, last: last.envelope.seq, size: own.length }];
  });
}

/** Each event says of which commit it is: by that the publisher knows when the whole of it is out. Events of before do not. */
function judgeSpans(id: string, { items, last, size }: Commit): Found[] {
  const first = last - size + 1;
  const wrong = items.some((item) => {
    const span = Span.safeParse(item);
    return span.success && (span.data.commit.first !== first || span.data.commit.last !== last);
  });
  return unless(!wrong, "I1", id, `The events ${first} to ${last} say that others were committed with them`);
}

const reactions = new Set(flow.map(({ name }) => name));

/** The name of the command that a reaction has done with a commit; undefined when it was none. */
function commandOf({ actor, causedBy, record }: Envelope): string | undefined {
  const isReaction = actor.type === "reaction" && reactions.has(actor.id);
  return isReaction && causedBy !== undefined ? `${actor.id}@${causedBy}@${record}` : undefined;
}

/** Receipts that say how many events they made, and those of before that may have made these. */
function judgeCommit(id: string, commit: Commit, own: readonly Proof[]): Found[] {
  const made = own.filter(({ events }) => events !== undefined && events > 0);
  const before = own.filter(({ events }) => events === undefined);
  const { first, last, size } = commit;
  const what = size === 1 ? `The event ${last}` : `The events ${last - size + 1} to ${last}`;
  const names = made.map(({ commandId }) => commandId).join(", ");
  const count = made.length;
  if (count > 1) return unless(false, "I1", id, `${what} of one commit have ${count} receipts: ${names}`);
  const [proof] = made;
  if (proof === undefined)
    return unless(before.length > 0, "I1", id, `${what} (${first.type}) has no receipt`);
  const wanted = commandOf(first);
  return [
    ...unless(
      proof.events === size,
      "I1",
      id,
      `The receipt ${proof.commandId} is of ${proof.events} events up to ${last}, there are ${size}`,
    ),
    ...unless(
      wanted === undefined || wanted === proof.commandId,
      "I1",
      id,
      `${what} was done by ${wanted}, the receipt is that of ${proof.commandId}`,
    ),
  ];
}

/** The receipts of a record divide its events without rest. */
function judgeKept(kept: Kept, { proofsOf }: Ledger): Found[] {
  const id = kept.pk.slice(kept.pk.indexOf("#") + 1);
  const proofs = proofsOf.get(kept.pk) ?? [];
  const byVersion = Map.groupBy(proofs, ({ version }) => version);
  const commits = commitsOf(kept);
  const ends = new Set(commits.map(({ last }) => last));
  return [
    ...commits.flatMap((commit) => judgeSpans(id, commit)),
    ...commits.flatMap((commit) => judgeCommit(id, commit, byVersion.get(commit.last) ?? [])),
    ...proofs
      .filter(({ version, events }) => !ends.has(version) && !(version === 0 && events === 0))
      .map(({ commandId, version }): Found => ({
        invariant: "I1",
        record: id,
        text: `The receipt ${commandId} is of version ${version}, at which no commit ends`,
      })),
  ];
}

const EVENT_ID = /^[a-z]{3}_[^#]+#[0-9]+$/;

/** What an event says caused it is an event that there is. */
function judgeCauses({ events }: Ledger): Found[] {
  return [...events.values()].flatMap(({ id, record, causedBy }) => {
    if (causedBy === undefined || !EVENT_ID.test(causedBy)) return [];
    return unless(events.has(causedBy), "I1", record, `${id} was caused by ${causedBy}, which is not there`);
  });
}

/** I1 of the journal: what was committed is whole, with one receipt for each commit, and nothing else has a receipt. */
export function judgeCommits(ledger: Ledger): Found[] {
  const { kept, proofs, odd } = ledger;
  return [
    ...[...kept.values()].flatMap((each) => judgeKept(each, ledger)),
    ...[...proofs.values()].flatMap(({ commandId, stage, id, version }) =>
      unless(
        version === 0 || kept.has(`${stage}#${id}`),
        "I1",
        id,
        `The receipt ${commandId} is of a record that is not there`,
      ),
    ),
    ...judgeCauses(ledger),
    ...odd.map((pk): Found => ({ invariant: "I3", record: pk, text: "This item cannot be read" })),
  ];
}

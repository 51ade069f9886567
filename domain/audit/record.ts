import * as z from "zod";
import { Envelope } from "../kernel/event.ts";
import { sameJson } from "../kernel/equal.ts";
import type { Stored } from "../kernel/record.ts";
import type { AnyStage } from "../kernel/stage.ts";
import { contractOf } from "../kernel/version.ts";
import { differenceOf, shown } from "./difference.ts";
import { type Finding, type Found, unless } from "./finding.ts";
import { messageOf, outcomeOf, stopOf } from "./transitions.ts";

const Meta = z.object({
  id: z.string(),
  version: z.int(),
  deal: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  state: z.unknown(),
});

const Loose = z.looseObject({
  id: z.string().optional().catch(undefined),
  record: z.string().optional().catch(undefined),
  deal: z.string().optional().catch(undefined),
});

/** Whatever can be told of what cannot be read. */
function nameIn(values: readonly unknown[]): { readonly id: string; readonly deal: string } {
  const known = values.flatMap((value) => {
    const read = Loose.safeParse(value);
    return read.success ? [read.data] : [];
  });
  const id = known.flatMap(({ record, id: own }) => record ?? own ?? []);
  return { id: id[0] ?? "?", deal: known.flatMap(({ deal }) => deal ?? [])[0] ?? "" };
}

const odd = (record: string, text: string): Found => ({ invariant: "I3", record, text });

/** Numbered from 1 without gaps, with ids that follow from it, never back in time, and each of this record. */
function judgeOrder(stage: AnyStage, id: string, events: readonly Envelope[]): Found[] {
  return events.flatMap((event, index) => {
    const before = events[index - 1];
    return [
      ...unless(event.seq === index + 1, "I3", id, `${event.id} is number ${event.seq}, not ${index + 1}`),
      ...unless(event.id === `${id}#${event.seq}`, "I3", id, `Event ${event.seq} has the id ${event.id}`),
      ...unless(
        event.stage === stage.name && event.record === id,
        "I3",
        id,
        `${event.id} is of ${event.stage} ${event.record}`,
      ),
      ...unless(
        before === undefined || before.at <= event.at,
        "I3",
        id,
        `${event.id} is of ${event.at}, before the event before it (${before?.at ?? ""})`,
      ),
    ];
  });
}

/** What an event says is what its contract lets it say. */
function judgeContract(stage: AnyStage, event: Envelope): Found[] {
  const def = stage.events[event.type];
  const contract = def && contractOf(def, event.v);
  if (contract === undefined) return [];
  const read = contract.safeParse(event.data);
  // What cannot be read at all stops the record from being worked out, and is told there.
  const found = read.success ? differenceOf(event.data, read.data) : undefined;
  if (found === undefined || found.a === undefined) return [];
  return [odd(event.record, `${event.id} ${event.type} says ${found.at}, which is not in its contract`)];
}

/** What is kept beside the fields follows from the events as well. */
function judgeMeta(stage: AnyStage, stored: Stored, events: readonly Envelope[]): Found[] {
  const { id, version, deal, createdAt, updatedAt } = stored;
  const [first, last] = [events[0], events.at(-1)];
  // What came in by itself belongs to the deal that it was added to.
  const isMoved = (index: number) => stage.name === "submission" && index + 1 < events.length;
  return [
    ...unless(version === last?.seq, "I3", id, `It has version ${version} and ${last?.seq} events`),
    ...unless(
      createdAt === first?.at,
      "I3",
      id,
      `It was made ${createdAt}, its first event is of ${first?.at}`,
    ),
    ...unless(updatedAt === last?.at, "I3", id, `It changed ${updatedAt}, its last event is of ${last?.at}`),
    ...events.flatMap((event, index) =>
      unless(
        event.deal === deal || isMoved(index),
        "I3",
        id,
        `${event.id} is of the deal ${event.deal}, it of ${deal}`,
      ),
    ),
  ];
}

/** The record is what its events make of it. */
function judgeFold(stage: AnyStage, { id, state }: Stored, events: readonly Envelope[]): Found[] {
  const outcome = outcomeOf(stage, events);
  if (!outcome.ok) return [{ ...stopOf(stage, events), record: id }];
  const { state: folded } = outcome;
  if (sameJson(folded, state)) return [];
  const read = stage.record.safeParse(state);
  if (!read.success) return [odd(id, `It cannot be read: ${messageOf(read.error)}`)];
  const { status } = read.data;
  if (status !== folded.status) {
    const text = `It is ${status}, its events end in ${folded.status}: none of them leads there`;
    return [{ invariant: "I6", record: id, text }];
  }
  const found = differenceOf(read.data, folded);
  if (found === undefined) return [];
  return [odd(id, `It says ${shown(found.a)} in ${found.at}, its events say ${shown(found.b)}`)];
}

/** I3 and I6 of one record: what is stored, and all its events; whatever cannot be read is a finding. */
export function judgeRecord(stage: AnyStage, stored: unknown, events: readonly unknown[]): Finding[] {
  const read = events.map((event) => Envelope.safeParse(event));
  const sound = read.flatMap(({ data }) => data ?? []).sort((a, b) => a.seq - b.seq);
  const record = Meta.safeParse(stored);
  const { id, deal } = nameIn([stored, ...sound, ...events]);
  const since = record.data?.updatedAt ?? sound.at(-1)?.at;
  const finish = (found: readonly Found[]) =>
    found.map((each) => ({ ...each, deal, ...(since !== undefined && { since }) }));
  if (stored === undefined)
    return finish(unless(events.length === 0, "I1", id, "It has events and is not there"));
  if (events.length === 0) return finish(unless(false, "I1", id, "It is there and has no events"));
  const unread = read.flatMap(({ error }) =>
    error ? [odd(id, `An event cannot be read: ${messageOf(error)}`)] : [],
  );
  const order = judgeOrder(stage, id, sound);
  if (!record.success)
    return finish([...unread, ...order, odd(id, `It cannot be read: ${messageOf(record.error)}`)]);
  // Events that are not all there say nothing of what the record should be.
  if (unread.length + order.length > 0) return finish([...unread, ...order]);
  return finish([
    ...judgeMeta(stage, record.data, sound),
    ...judgeFold(stage, record.data, sound),
    ...sound.flatMap((event) => judgeContract(stage, event)),
  ]);
}

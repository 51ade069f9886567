import * as z from "zod";
import { type Found, unless } from "../../domain/audit/finding.ts";
import { statusesOf } from "../../domain/audit/transitions.ts";
import { DeadLetterFields } from "../../domain/dead-letter/dead-letter.ts";
import { flow } from "../../domain/flow.ts";
import { Envelope } from "../../domain/kernel/event.ts";
import type { Command, Reaction } from "../../domain/kernel/flow.ts";
import type { Superseded } from "../../domain/kernel/version.ts";
import { superseded as known } from "../../domain/superseded.ts";
import { timers } from "../../domain/timers.ts";
import { askOfReaction } from "../../functions/runtime/reaction-ask.ts";
import type { Dead, History } from "./history.ts";
import { FEEDER } from "./judge-feed.ts";
import { currentOf, idIn, isOut, judgePublished } from "./judge-published.ts";
import type { Journaled, Ledger } from "./ledger.ts";

/** Who waits for events of a type: reactions, what sets timers, and what follows subscriptions. */
const queues = new Map<string, ReadonlySet<string>>([
  ...flow.map(({ name, types }) => [name, new Set(types)] as const),
  ["set-timers", new Set(timers.flatMap(({ types }) => types))],
  ["webhook-delivery", new Set(["subscription.resumed", "subscription.redelivery-asked"])],
]);

const Body = z.looseObject({ detail: Envelope });

/** The event that a message is about; undefined when it is about none. */
export function eventIn({ body }: Dead): Envelope | undefined {
  try {
    return Body.safeParse(JSON.parse(body)).data?.detail;
  } catch {
    return undefined;
  }
}

/** What is known of events on their way. */
export interface Traffic {
  /** The texts that were published, by event. */
  readonly published: ReadonlyMap<string, readonly string[]>;
  /** By `<queue> <event>`. */
  readonly delivered: ReadonlySet<string>;
  /** By `<queue> <event>`. */
  readonly dead: ReadonlySet<string>;
  /** Queues in which something still waits. */
  readonly busy: ReadonlySet<string>;
  /** Whether the system has a feed, which all events are told to. */
  readonly isFed: boolean;
}

/** What lies among the dead letters, or was put away from there by a person: whose it was, and the event. */
export function givenUp({ dead }: History, { events }: Ledger): { queue: string; event: Envelope }[] {
  const lying = dead.flatMap((each) => {
    const event = eventIn(each);
    return event === undefined ? [] : [{ queue: each.queue, event }];
  });
  const away = [...events.values()].flatMap(({ type, data }) => {
    const read = DeadLetterFields.safeParse(data);
    const event = read.success ? events.get(read.data.event ?? "") : undefined;
    if (type !== "dead-letter.discarded" || !read.success || event === undefined) return [];
    return [{ queue: read.data.reaction, event }];
  });
  return [...lying, ...away];
}

/** Sorts what is known of events on their way. */
export function trafficOf(history: History, ledger: Ledger): Traffic {
  const { published, delivered, waiting } = history;
  const texts = Map.groupBy(published, ({ detail }) => idIn(detail));
  return {
    published: new Map([...texts].map(([id, own]) => [id, own.map(({ detail }) => detail)])),
    delivered: new Set(delivered.map(({ queue, event }) => `${queue} ${event}`)),
    dead: new Set(givenUp(history, ledger).map(({ queue, event }) => `${queue} ${event.id}`)),
    isFed: delivered.some(({ queue }) => queue === FEEDER),
    busy: new Set(waiting.filter(({ messages }) => messages > 0).map(({ queue }) => queue)),
  };
}

function commandsOf(reaction: Reaction, event: Envelope): readonly Command[] | undefined {
  try {
    return reaction.commands(event);
  } catch {
    return undefined;
  }
}

/** What a reaction makes of an event was done, or there is nothing left to do. */
function judgeEffects(reaction: Reaction, event: Envelope, ledger: Ledger): Found[] {
  const commands = commandsOf(reaction, event);
  const what = `${reaction.name} after ${event.type} ${event.id}`;
  if (commands === undefined) return unless(false, "I2", event.record, `${what} cannot read it`);
  return commands.flatMap((command) => {
    if (ledger.proofs.has(askOfReaction(reaction, event, command).commandId)) return [];
    const { home } = reaction.action;
    const target = ledger.kept.get(`${home.name}#${command.id}`);
    const past = target?.events.flatMap(({ envelope }) => envelope ?? []) ?? [];
    const had = new Set(statusesOf(home, past));
    const isSettled = reaction.settled.some((status) => had.has(status));
    return unless(
      isSettled,
      "I2",
      event.record,
      `${what} has not done ${reaction.action.name} of ${command.id}`,
    );
  });
}

function judgeEvent(event: Journaled, traffic: Traffic, ledger: Ledger, superseded: Superseded): Found[] {
  const { envelope } = event;
  if (envelope === undefined) return [];
  const { id, type, record } = envelope;
  const texts = traffic.published.get(id) ?? [];
  // Whoever waits for it waits for its current version: older ones are for other systems.
  if (!isOut(event, texts, superseded)) {
    const how = texts.length === 0 ? "was never published" : "was never published in its current version";
    return unless(false, "I2", record, `${id} ${type} ${how}`);
  }
  const waits = [...queues].filter(([, types]) => types.has(type)).map(([queue]) => queue);
  const due = traffic.isFed ? [...waits, FEEDER] : waits;
  return due.flatMap((queue) => {
    if (!traffic.delivered.has(`${queue} ${id}`)) {
      return unless(false, "I2", record, `${id} ${type} never reached the queue of ${queue}`);
    }
    const reaction = flow.find(({ name }) => name === queue);
    // What still waits is told as stuck; what lies among the dead letters is for a person.
    if (reaction === undefined || traffic.busy.has(queue) || traffic.dead.has(`${queue} ${id}`)) return [];
    return judgeEffects(reaction, currentOf(envelope, superseded), ledger);
  });
}

function judgeDelivered({ delivered }: History, { events }: Ledger): Found[] {
  return delivered.flatMap(({ queue, event: id }) => {
    const types = queues.get(queue);
    if (types === undefined) return [];
    const type = events.get(id)?.type;
    const [record = ""] = id.split("#");
    if (type === undefined)
      return unless(false, "I2", record, `The queue of ${queue} got ${id}, which is not there`);
    return unless(
      types.has(type),
      "I2",
      record,
      `The queue of ${queue} got ${id} ${type}, which it does not wait for`,
    );
  });
}

/** I2: every event went out word for word in its current version, reached whom it concerns, and has had its effect. */
export function judgeFlow(history: History, ledger: Ledger, superseded: Superseded = known): Found[] {
  const traffic = trafficOf(history, ledger);
  return [
    ...judgePublished(history.published, ledger.kept.values(), superseded),
    ...judgeDelivered(history, ledger),
    ...[...ledger.kept.values()].flatMap(({ events }) =>
      events.flatMap((each) => judgeEvent(each, traffic, ledger, superseded)),
    ),
  ];
}

import type * as z from "zod";
import { flow } from "../domain/flow.ts";
import { FIRST_CONTRACTS } from "../domain/kernel/contracts.ts";
import type { Envelope } from "../domain/kernel/event.ts";
import type { StageWithActions } from "../domain/kernel/verbs.ts";
import { stages } from "../domain/stages.ts";
import { timers } from "../domain/timers.ts";
import { exampleOf } from "./examples/example.ts";
import type { Deprecation, EventText } from "./texts/text.ts";
import { texts } from "./texts/texts.ts";

/** An action that may make an event, and who asks for it: roles of people, or nobody but Salesline itself. */
export interface Emitter {
  readonly action: string;
  readonly roles: readonly string[];
}

/** What follows of an event within Salesline: a reaction asks for an action, a timer is set or cleared. */
export interface Follower {
  readonly name: string;
  readonly kind: "reaction" | "timer";
  readonly action: string;
}

/** A version before the current one, published beside it until its last day. */
export interface OlderContract {
  readonly v: number;
  readonly data: z.ZodType;
  /** The day on which it became the current one. */
  readonly since: string;
  readonly sunset: string;
}

/** The contract of an event type in its current version. */
export interface EventContract {
  readonly type: string;
  readonly v: number;
  readonly stage: string;
  readonly description: string;
  /** The day since which this version is the current one. */
  readonly since: string;
  readonly deprecated: Deprecation | undefined;
  /** The schema that Salesline itself reads the data with. */
  readonly data: z.ZodType;
  /** From version 1 on. */
  readonly older: readonly OlderContract[];
  readonly emitters: readonly Emitter[];
  readonly followers: readonly Follower[];
  /** A real one: the domain has made it. */
  readonly example: Envelope;
}

function emittersOf(type: string, { by }: EventText, { stage, actions }: StageWithActions): Emitter[] {
  return by.map((verb) => {
    const found = actions.find((action) => action.verb === verb);
    if (found === undefined)
      throw new Error(`${type} is said to come of ${stage.name}.${verb}: no such action`);
    return { action: found.name, roles: found.roles };
  });
}

function followersOf(type: string): Follower[] {
  const of = (
    kind: Follower["kind"],
    all: readonly { name: string; types: readonly string[]; action: { name: string } }[],
  ) =>
    all
      .filter(({ types }) => types.includes(type))
      .map(({ name, action }) => ({ name, kind, action: action.name }));
  return [...of("reaction", flow), ...of("timer", timers)];
}

function contractsOf(of: StageWithActions): EventContract[] {
  return Object.entries(of.stage.events).map(([type, { v, data, since, older }]) => {
    const text = texts[type];
    if (text === undefined) throw new Error(`${type} has no text in contracts/texts`);
    const first = text.since ?? FIRST_CONTRACTS;
    return {
      type,
      v,
      stage: of.stage.name,
      description: text.text,
      since: since ?? first,
      deprecated: text.deprecated,
      data,
      older: older.map((each) => ({ ...each, since: each.since ?? first })),
      emitters: emittersOf(type, text, of),
      followers: followersOf(type),
      example: exampleOf(of.stage, type),
    };
  });
}

/** The contracts of all event types of all stages, in the order of a deal. */
export const events: readonly EventContract[] = stages.flatMap(contractsOf);

/** The day of the newest contracts: whoever asks for them gets each event in its current version. */
export const newestContracts = events
  .map(({ since }) => since)
  .reduce((a, b) => (a > b ? a : b), FIRST_CONTRACTS);

/** The contract of an event type; undefined when there is none. */
export function contractOf(type: string): EventContract | undefined {
  return events.find((each) => each.type === type);
}

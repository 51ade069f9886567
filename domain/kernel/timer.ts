import type * as z from "zod";
import type { Action } from "./action.ts";
import { Envelope, type EnvelopeOf } from "./event.ts";
import { type Refusal, refuse } from "./refusal.ts";
import type { EventDefs, Stage } from "./stage.ts";

/** When a timer asks: on a day of the organisation, such as 2026-12-24, or at an instant in UTC. */
export type When = { readonly day: string } | { readonly instant: string };

/** What an event means for the timer of its record: ask then, ask no more, or nothing. */
export type Turn = When | "clear" | undefined;

/** On a day or at an instant, do this action with the record, unless it has ended before. */
export interface Timer {
  /** "expire-quote": part of the name of each schedule. */
  readonly name: string;
  /** The event types that set or clear it. */
  readonly types: readonly string[];
  /** A record waits for several instants at once, each with a schedule of its own, and nothing clears them. */
  readonly several: boolean;
  /** Asked without input, by nobody else; it decides whether the time has come. */
  readonly action: Action;
  /** What a published event means for it; throws on what is no such event. */
  readonly turn: (detail: unknown) => Turn;
}

interface Winding<E extends EventDefs, S extends keyof E & string> {
  /** The first day or instant at which the action can have something to do; undefined for none. */
  readonly set: { readonly [T in S]: (event: EnvelopeOf<T, z.output<E[T]["data"]>>) => When | undefined };
  /** After these the action has nothing left to do; "never": it asks in vain at worst. */
  readonly clear: readonly (keyof E & string)[] | "never";
}

// The annotation lets a bundle leave out the timers that it does not export.
/* @__NO_SIDE_EFFECTS__ */
/** Says what time brings: the mapped events of `source` name the day or the instant at which `action` is asked of their record. */
export function timer<R extends { status: string }, E extends EventDefs, S extends keyof E & string>(
  name: string,
  source: Stage<R, E>,
  { set, clear }: Winding<E, S>,
  action: Action,
): Timer {
  const readers = new Map<string, (event: Envelope) => Turn>();
  const several = clear === "never";
  for (const type of several ? [] : clear) readers.set(type, () => "clear");
  function add<T extends S>(type: T, whenOf: Winding<E, S>["set"][T]) {
    readers.set(type, (event) => whenOf(source.readEvent(type, event)));
  }
  for (const type in set) add(type, set[type]);
  return {
    name,
    types: [...readers.keys()],
    several,
    action,
    turn(detail) {
      const event = Envelope.parse(detail);
      const read = readers.get(event.type);
      if (read === undefined) throw new Error(`${name} does not wait for ${event.type}`);
      return read(event);
    },
  };
}

/** Refuses what a timer asked too soon; the timer asks again at `notBefore`, the first day or instant at which it may be done. */
export function tooEarly(message: string, notBefore: string, details: Refusal["details"] = {}): Refusal {
  return refuse("rule_broken", message, { details: { ...details, notBefore } });
}

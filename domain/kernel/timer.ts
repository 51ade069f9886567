import type * as z from "zod";
import type { Action } from "./action.ts";
import { Envelope, type EnvelopeOf } from "./event.ts";
import { type Refusal, refuse } from "./refusal.ts";
import type { EventDefs, Stage } from "./stage.ts";

/** What an event means for the timer of its record: ask on this day, ask no more, or nothing. */
export type Turn = { readonly day: string } | "clear" | undefined;

/** On a day, do this action with the record, unless it has ended before. */
export interface Timer {
  /** "expire-quote": part of the name of each schedule. */
  readonly name: string;
  /** The event types that set or clear it. */
  readonly types: readonly string[];
  /** Asked without input, by nobody else; it decides whether the day has come. */
  readonly action: Action;
  /** What a published event means for it; throws on what is no such event. */
  readonly turn: (detail: unknown) => Turn;
}

interface Winding<E extends EventDefs, S extends keyof E & string> {
  /** The first day on which the action can have something to do, such as 2026-12-24; undefined for none. */
  readonly set: { readonly [T in S]: (event: EnvelopeOf<T, z.output<E[T]["data"]>>) => string | undefined };
  /** After these the action has nothing left to do. */
  readonly clear: readonly (keyof E & string)[];
}

// The annotation lets a bundle leave out the timers that it does not export.
/* @__NO_SIDE_EFFECTS__ */
/** Says what time brings: the mapped events of `source` name the day on which `action` is asked of their record. */
export function timer<R extends { status: string }, E extends EventDefs, S extends keyof E & string>(
  name: string,
  source: Stage<R, E>,
  { set, clear }: Winding<E, S>,
  action: Action,
): Timer {
  const readers = new Map<string, (event: Envelope) => Turn>();
  for (const type of clear) readers.set(type, () => "clear");
  function add<T extends S>(type: T, dayOf: Winding<E, S>["set"][T]) {
    readers.set(type, (event) => {
      const day = dayOf(source.readEvent(type, event));
      return day === undefined ? undefined : { day };
    });
  }
  for (const type in set) add(type, set[type]);
  return {
    name,
    types: [...readers.keys()],
    action,
    turn(detail) {
      const event = Envelope.parse(detail);
      const read = readers.get(event.type);
      if (read === undefined) throw new Error(`${name} does not wait for ${event.type}`);
      return read(event);
    },
  };
}

/** Refuses what a timer asked too soon; the timer asks again on `notBefore`, the first day on which it may be done. */
export function tooEarly(message: string, notBefore: string, details: Refusal["details"] = {}): Refusal {
  return refuse("rule_broken", message, { details: { ...details, notBefore } });
}

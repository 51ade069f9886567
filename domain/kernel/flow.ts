import type * as z from "zod";
import type { Action } from "./action.ts";
import { Envelope, type EnvelopeOf } from "./event.ts";
import type { EventDefs, Stage } from "./stage.ts";

/** An action asked of a record by a reaction. */
export interface Command<I = unknown> {
  /** The record. */
  readonly id: string;
  readonly input: I;
}

/** When one of these events, do that action. */
export interface Reaction {
  /** "place-order": names its rule, queue and function. */
  readonly name: string;
  /** The event types that it waits for. */
  readonly types: readonly string[];
  readonly action: Action;
  /** Statuses of the target in which there is nothing left to do. */
  readonly settled: readonly string[];
  /** What a published event asks for: nothing, one command or several; throws on what is no such event. */
  commands(detail: unknown): readonly Command[];
}

type Mapping<E extends EventDefs, K extends keyof E & string, I> = {
  readonly [T in K]: (event: EnvelopeOf<T, z.output<E[T]["data"]>>) => Command<I> | readonly Command<I>[];
};

// The annotation lets a bundle leave out the reactions that it does not export.
/* @__NO_SIDE_EFFECTS__ */
/** Says what follows: when one of the mapped events of `source` happens, `action` is asked with what the mapping makes of it. */
export function when<
  R extends { status: string },
  E extends EventDefs,
  K extends keyof E & string,
  I extends z.ZodType,
>(
  name: string,
  source: Stage<R, E>,
  mapping: Mapping<E, K, z.input<I>>,
  action: Action<I>,
  options: { readonly settled: readonly string[] },
): Reaction {
  const readers = new Map<string, (event: Envelope) => readonly Command[]>();
  function add<T extends K>(type: T, map: Mapping<E, K, z.input<I>>[T]) {
    readers.set(type, (event) => {
      const commands = map(source.readEvent(type, event));
      return Array.isArray(commands) ? commands : [commands];
    });
  }
  for (const type in mapping) add(type, mapping[type]);
  return {
    name,
    types: [...readers.keys()],
    action,
    settled: options.settled,
    commands(detail) {
      const event = Envelope.parse(detail);
      const read = readers.get(event.type);
      if (read === undefined) throw new Error(`${name} does not wait for ${event.type}`);
      return read(event);
    },
  };
}

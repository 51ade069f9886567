import * as z from "zod";
import { type Action, type ActionSpec, createAction } from "./action.ts";
import { Envelope, type EnvelopeOf, type EventDef } from "./event.ts";
import { type IdPrefix, idPrefixes } from "./id.ts";
import { isIn, type None } from "./record.ts";

/** The events of a stage by name. */
export type EventDefs = Record<string, EventDef>;
type StateSchema = z.ZodObject<{ status: z.ZodLiteral<string> }>;
type StateSchemas = readonly [StateSchema, ...StateSchema[]];

/** How each event changes the record; `record` is narrowed to the statuses in which the event may happen. */
export type Evolve<R extends { status: string }, E extends EventDefs> = {
  readonly [K in keyof E]: (
    record: Extract<R | None, { status: E[K]["from"][number] }>,
    event: { readonly data: z.output<E[K]["data"]>; readonly at: string },
  ) => R;
};

/** One kind of record and its life, as code that works on any stage sees it. */
export interface AnyStage {
  readonly name: string;
  /** In URLs: "opportunities". */
  readonly plural: string;
  readonly prefix: IdPrefix;
  readonly statuses: readonly string[];
  readonly record: z.ZodType<{ status: string }>;
  readonly events: Readonly<Record<string, EventDef>>;
  /** The stored state as a record; the state before the first event when there is none. */
  read(state: unknown): { readonly status: string };
  /** The state after these stored events, from the first on; throws when the stage does not allow one, which is a fault. */
  fold(events: readonly Envelope[]): { readonly status: string };
  /** The sentence of an event in the history. */
  tell(event: Envelope): string;
}

/** One kind of record and its life. */
export interface Stage<R extends { status: string }, E extends EventDefs> extends AnyStage {
  readonly record: z.ZodType<R>;
  readonly events: E;
  read(state: unknown): R | None;
  fold(events: readonly Envelope[]): R | None;
  /** The record after one event; throws when the stage does not allow it, which is a fault. */
  evolve(state: R | None, type: string, data: unknown, at: string): R;
  /** A published event of this type with its data checked; throws when it is another. */
  readEvent<K extends keyof E & string>(type: K, raw: Envelope): EnvelopeOf<K, z.output<E[K]["data"]>>;
  action<const F extends R["status"] | "none", I extends z.ZodType>(
    verb: string,
    spec: ActionSpec<R, E, F, I>,
  ): Action<I>;
}

/** Begins a stage: its name, the union of its states, and its events; `.evolve` completes it. */
export function stage<const O extends StateSchemas, E extends EventDefs>(
  name: string,
  record: z.ZodDiscriminatedUnion<O>,
  events: E,
) {
  const statuses = record.options.flatMap((option) => [...option.shape.status.values]);
  return {
    evolve: (handlers: Evolve<z.output<z.ZodDiscriminatedUnion<O>>, E>) =>
      createStage<z.output<z.ZodDiscriminatedUnion<O>>, E>(name, record, statuses, events, handlers),
  };
}

function prefixOf(name: string): IdPrefix {
  const prefix = idPrefixes.find((known) => known === name.slice(0, 3));
  if (prefix === undefined) throw new Error(`No id prefix for the stage ${name}`);
  return prefix;
}

function createStage<R extends { status: string }, E extends EventDefs>(
  name: string,
  record: z.ZodType<R>,
  statuses: readonly string[],
  events: E,
  handlers: Evolve<R, E>,
): Stage<R, E> {
  type Step = (state: R | None, data: unknown, at: string) => R;

  function dataOf<K extends keyof E & string>(type: K, data: unknown): z.output<E[K]["data"]> {
    const def: E[K] = events[type];
    return z.parse<E[K]["data"]>(def.data, data);
  }

  function stepOf<K extends keyof E & string>(type: K): Step {
    const def: E[K] = events[type];
    const handler: Evolve<R, E>[K] = handlers[type];
    return (state, data, at) => {
      if (!isIn<R | None, E[K]["from"][number]>(state, def.from)) {
        throw new Error(`${type} cannot happen to a ${name} that is ${state.status}`);
      }
      return handler(state, { data: dataOf(type, data), at });
    };
  }

  const steps = new Map<string, Step>();
  for (const type in events) steps.set(type, stepOf(type));

  const plural = name.endsWith("y") ? `${name.slice(0, -1)}ies` : `${name}s`;
  const none: None = { status: "none" };

  const self: Stage<R, E> = {
    name,
    plural,
    prefix: prefixOf(name),
    statuses,
    record,
    events,
    read: (state) => (state === undefined ? none : record.parse(state)),
    evolve(state, type, data, at) {
      const step = steps.get(type);
      if (step === undefined) throw new Error(`${type} is not an event of ${name}`);
      return step(state, data, at);
    },
    fold(envelopes) {
      let state: R | None = none;
      for (const { type, data, at } of envelopes) state = self.evolve(state, type, data, at);
      return state;
    },
    readEvent(type, raw) {
      if (raw.type !== type) throw new Error(`Expected ${type}, got ${raw.type}`);
      return { ...raw, type, data: dataOf(type, raw.data) };
    },
    tell(envelope) {
      const def = events[envelope.type];
      if (def === undefined) throw new Error(`${envelope.type} is not an event of ${name}`);
      return def.tell(def.data.parse(envelope.data));
    },
    action: (verb, spec) => createAction(self, verb, spec),
  };
  return self;
}

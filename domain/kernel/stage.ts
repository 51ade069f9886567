import type * as z from "zod";
import type { Action, ActionSpec } from "./action.ts";
import type { Happened } from "./create-action.ts";
import { createStage } from "./create-stage.ts";
import type { Envelope, EnvelopeOf, EventDef } from "./event.ts";
import type { HandlingVerb } from "./handling.ts";
import type { IdPrefix } from "./id.ts";
import type { None } from "./record.ts";

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
  /** In URLs: "opportunities"; the name itself of a stage with one record only. */
  readonly plural: string;
  /** The id of the one record that there can be: "process" and "seller" have no list. */
  readonly singleton?: string;
  readonly prefix: IdPrefix;
  readonly statuses: readonly string[];
  readonly record: z.ZodType<{ status: string }>;
  readonly events: Readonly<Record<string, EventDef>>;
  /** Whether its records are found by keys. */
  readonly isLookedUp: boolean;
  /** Whether only a part of them is kept under those keys: such a copy has the version at which that part last changed. */
  readonly isGlimpsed: boolean;
  /** Keys under which a record is found at once by others, such as the currency of a price list. */
  lookups(state: unknown): readonly string[];
  /** What of a record is kept under those keys. */
  glimpse(state: unknown): { readonly status: string };
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
  /** One event more; throws when the stage does not allow it, which is a fault. */
  happen(state: R | None, type: string, data: unknown, at: string): Happened<R>;
  /** A published event of this type with its data checked; throws when it is another. */
  readEvent<K extends keyof E & string>(type: K, raw: Envelope): EnvelopeOf<K, z.output<E[K]["data"]>>;
  action<const F extends R["status"] | "none", I extends z.ZodType>(
    verb: string,
    spec: ActionSpec<R, E, F, I>,
  ): Action<I>;
}

/** What is particular to a stage. */
export interface StageOptions<R> {
  /** There is one record only, such as the profile of the seller. */
  readonly singleton?: boolean;
  /** What may be asked of how its records are handled: each has an event of its own. */
  readonly handled?: readonly HandlingVerb[];
  /** Keys under which a record is found at once by others, in the same transaction as its change. */
  lookups?(record: R): readonly string[];
  /** What is kept of it under those keys, when that is not all of it: a record that has what a decision about another one looks at. */
  glimpse?(record: R): R;
}

/** Begins a stage: its name, the union of its states, and its events; `.evolve` completes it. */
export function stage<const O extends StateSchemas, E extends EventDefs>(
  name: string,
  record: z.ZodDiscriminatedUnion<O>,
  events: E,
  options: StageOptions<z.output<z.ZodDiscriminatedUnion<O>>> = {},
) {
  const statuses = record.options.flatMap((option) => [...option.shape.status.values]);
  return {
    evolve: (handlers: Evolve<z.output<z.ZodDiscriminatedUnion<O>>, E>) =>
      createStage<z.output<z.ZodDiscriminatedUnion<O>>, E>(name, record, statuses, events, handlers, options),
  };
}

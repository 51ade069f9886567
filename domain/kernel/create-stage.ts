import * as z from "zod";
import { createAction, type Happened } from "./create-action.ts";
import type { Envelope } from "./event.ts";
import { type HandlingEvent, handlingEvents } from "./handling.ts";
import { type IdPrefix, idPrefixes } from "./id.ts";
import { isIn, type None } from "./record.ts";
import type { EventDefs, Evolve, Stage, StageOptions } from "./stage.ts";
import { translate } from "./version.ts";

type Step<R> = (state: R | None, data: unknown, at: string) => Happened<R>;

/** Their first three letters are those of a product, a deal and a submission. */
const prefixes: Readonly<Record<string, string>> = {
  process: "prs",
  "dead-letter": "dle",
  subscription: "whk",
};

function prefixOf(name: string): IdPrefix {
  const letters = prefixes[name] ?? name.slice(0, 3);
  const prefix = idPrefixes.find((known) => known === letters);
  if (prefix === undefined) throw new Error(`No id prefix for the stage ${name}`);
  return prefix;
}

/** The data of an event as its contract has it; throws on anything else. */
function readData<E extends EventDefs, K extends keyof E & string>(
  events: E,
  type: K,
  data: unknown,
): z.output<E[K]["data"]> {
  const def: E[K] = events[type];
  return z.parse<E[K]["data"]>(def.data, data);
}

/** What each event does to a record, by its type. */
function stepsOf<R extends { status: string }, E extends EventDefs>(
  name: string,
  events: E,
  handlers: Evolve<R, E>,
): Map<string, Step<R>> {
  function stepOf<K extends keyof E & string>(type: K, def: E[K], handler: Evolve<R, E>[K]): Step<R> {
    return (state, raw, at) => {
      if (!isIn<R | None, E[K]["from"][number]>(state, def.from)) {
        throw new Error(`${type} cannot happen to a ${name} that is ${state.status}`);
      }
      const data = readData(events, type, raw);
      return { data, state: handler(state, { data, at }) };
    };
  }
  const steps = new Map<string, Step<R>>();
  for (const type in events) steps.set(type, stepOf(type, events[type], handlers[type]));
  return steps;
}

function handlingStep<R extends { status: string }>(
  name: string,
  record: z.ZodType<R>,
  { type, def, apply }: HandlingEvent,
): Step<R> {
  return (state, raw, at) => {
    if (!isIn<R | None, string>(state, def.from)) throw new Error(`${type} needs a ${name} that is there`);
    const data = z.parse(def.data, raw);
    return { data, state: record.parse(apply({ ...state }, data, at)) };
  };
}

const ONLY = "0000000001";

/** Makes a stage of its parts; see `stage`. */
export function createStage<R extends { status: string }, E extends EventDefs>(
  name: string,
  record: z.ZodType<R>,
  statuses: readonly string[],
  events: E,
  handlers: Evolve<R, E>,
  options: StageOptions<R>,
): Stage<R, E> {
  const single = options.singleton === true;
  const prefix = prefixOf(name);
  const steps = stepsOf(name, events, handlers);
  const handled = handlingEvents(name, statuses, options.handled ?? []);
  for (const each of handled) steps.set(each.type, handlingStep(name, record, each));
  const none: None = { status: "none" };

  function happen(state: R | None, type: string, data: unknown, at: string): Happened<R> {
    const step = steps.get(type);
    if (step === undefined) throw new Error(`${type} is not an event of ${name}`);
    return step(state, data, at);
  }

  /** What a stored or published event says, in the version of today. */
  function current({ type, v, data }: Pick<Envelope, "type" | "v" | "data">) {
    const def = self.events[type];
    if (def === undefined) throw new Error(`${type} is not an event of ${name}`);
    return { def, data: translate(def, data, v, def.v) };
  }

  const self: Stage<R, E> = {
    name,
    plural: single ? name : name.endsWith("y") ? `${name.slice(0, -1)}ies` : `${name}s`,
    prefix,
    ...(single && { singleton: `${prefix}_${ONLY}` }),
    statuses,
    record,
    events: { ...events, ...Object.fromEntries(handled.map(({ type, def }) => [type, def])) },
    happen,
    read: (state) => (state === undefined ? none : record.parse(state)),
    isLookedUp: options.lookups !== undefined,
    isGlimpsed: options.glimpse !== undefined,
    lookups(state) {
      if (options.lookups === undefined || state === undefined) return [];
      return options.lookups(record.parse(state));
    },
    glimpse(state) {
      const whole = record.parse(state);
      return options.glimpse?.(whole) ?? whole;
    },
    fold(envelopes) {
      let state: R | None = none;
      for (const each of envelopes) ({ state } = happen(state, each.type, current(each).data, each.at));
      return state;
    },
    readEvent(type, raw) {
      if (raw.type !== type) throw new Error(`Expected ${type}, got ${raw.type}`);
      const { def, data } = current(raw);
      return { ...raw, type, v: def.v, data: readData(events, type, data) };
    },
    tell(envelope) {
      const { def, data } = current(envelope);
      return def.tell(def.data.parse(data));
    },
    action: (verb, spec) => createAction(self, verb, spec),
  };
  return self;
}

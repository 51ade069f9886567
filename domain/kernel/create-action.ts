import * as z from "zod";
import type { Action, ActionSpec, Done, Prepared, Route } from "./action.ts";
import type { EventDef } from "./event.ts";
import type { Facts, Known, More } from "./facts.ts";
import { invalidInput } from "./invalid.ts";
import { ProcessRef } from "./process.ts";
import { isIn, type None, type Stored } from "./record.ts";
import { type Refusal, refuse } from "./refusal.ts";
import type { AnyStage } from "./stage.ts";

/** What an action needs of its stage. */
export interface Home<R extends { status: string }> extends AnyStage {
  read(state: unknown): R | None;
  happen(state: R | None, type: string, data: unknown, at: string): Happened<R>;
}

/** One event that happened: its data as its contract has it, and the record after it. */
export interface Happened<R> {
  readonly data: Readonly<Record<string, unknown>>;
  readonly state: R;
}

const Named = z.object({ process: ProcessRef });

function processIn(input: unknown): ProcessRef | undefined {
  const named = Named.safeParse(input);
  return named.success ? named.data.process : undefined;
}

function routeOf(home: AnyStage, verb: string, creates: boolean, via: string | undefined): Route {
  const { plural, singleton } = home;
  if (singleton !== undefined) return singleRoute(plural, verb, via);
  if (creates) return { method: "POST", path: `/${plural}` };
  if (via === undefined) return { method: "POST", path: `/${plural}/{id}/${verb}` };
  if (via === "PATCH" || via === "PUT") return { method: via, path: `/${plural}/{id}` };
  return { method: "PUT", path: `/${plural}/{id}/${via.slice("PUT ".length)}` };
}

function singleRoute(name: string, verb: string, via: string | undefined): Route {
  if (via === "PATCH" || via === "PUT") return { method: via, path: `/${name}` };
  return { method: "POST", path: `/${name}/${verb}` };
}

function wrongState(home: string, verb: string, status: string, from: readonly string[]): Refusal {
  if (status === "none") return refuse("not_found", `There is no such ${home}`);
  const why = from.includes("none")
    ? `This ${home} exists already`
    : `This ${home} is ${status}: for "${verb}" it must be ${from.join(" or ")}`;
  return refuse("wrong_state", why, {
    details: { status },
    ...(!from.includes("none") && { allowed: from }),
  });
}

/** The record of an action: opened in a status in which it may be asked, and decided on. */
function deciderOf<
  R extends { status: string },
  E extends Record<string, EventDef>,
  const F extends R["status"] | "none",
  I extends z.ZodType,
>(home: Home<R>, verb: string, spec: ActionSpec<R, E, F, I>) {
  function open(stored: Stored, facts: Facts) {
    const state = home.read(stored.state);
    if (!isIn(state, spec.from)) return wrongState(home.name, verb, state.status, spec.from);
    const { state: _, ...meta } = stored;
    const record = { ...state, ...meta };
    const refusal = spec.guard?.(record, facts);
    return refusal ?? { ok: true as const, state, record };
  }

  function more(stored: Stored, input: z.output<I>, known: Known): More {
    if (spec.more === undefined) return {};
    const state = home.read(stored.state);
    if (!isIn(state, spec.from)) return {};
    const { state: _, ...meta } = stored;
    return spec.more({ ...state, ...meta }, input, known);
  }

  function decide(stored: Stored, input: z.output<I>, facts: Facts): Done | Refusal {
    const opened = open(stored, facts);
    if (!opened.ok) return opened;
    const decision = spec.decide(opened.record, input, facts);
    if (!decision.ok) return decision;
    let state: R | None = opened.state;
    const events: Done["events"][number][] = [];
    for (const { type, data } of decision.events) {
      const happened = home.happen(state, type, data, facts.now);
      events.push({ type, data: happened.data });
      ({ state } = happened);
    }
    return { ...decision, events, state };
  }

  return { open, more, decide };
}

/** Makes the action of a stage; see `Stage.action`. */
export function createAction<
  R extends { status: string },
  E extends Record<string, EventDef>,
  const F extends R["status"] | "none",
  I extends z.ZodType,
>(home: Home<R>, verb: string, spec: ActionSpec<R, E, F, I>): Action<I> {
  const { summary, roles, input, series, under = [] } = spec;
  const from: readonly string[] = spec.from;
  const creates = from.includes("none") && home.singleton === undefined;
  const starts = spec.starts === true;
  const oneByOne = series !== undefined || spec.oneByOne === true;
  const { open, more, decide } = deciderOf(home, verb, spec);

  function prepare(raw: unknown): Prepared | Refusal {
    const parsed = input.safeParse(raw);
    if (!parsed.success) return invalidInput(parsed.error);
    const { data } = parsed;
    return {
      ok: true,
      fingerprint: JSON.stringify(data),
      reads: spec.reads?.(data) ?? [],
      process: processIn(data),
      more: (stored, known) => more(stored, data, known),
      decide: (stored, facts) => decide(stored, data, facts),
    };
  }

  function blocked(stored: Stored, facts: Facts): Refusal | undefined {
    const opened = open(stored, facts);
    return opened.ok ? undefined : opened;
  }

  const route = roles.length === 0 ? undefined : routeOf(home, verb, creates, spec.via);
  const name = `${home.name}.${verb}`;
  return {
    name,
    home,
    verb,
    summary,
    roles,
    from,
    input,
    series,
    oneByOne,
    starts,
    readsMore: spec.more !== undefined,
    creates,
    route,
    under,
    prepare,
    blocked,
  };
}

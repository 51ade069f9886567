import * as z from "zod";
import type { Decision, Next } from "./decision.ts";
import type { Emitted, EventDef } from "./event.ts";
import type { Facts, Ref } from "./facts.ts";
import { invalidInput } from "./invalid.ts";
import { isIn, type Meta, type None, type Stored } from "./record.ts";
import { type Refusal, refuse } from "./refusal.ts";
import type { Role } from "./role.ts";
import type { AnyStage } from "./stage.ts";

/** How an action is reached over HTTP; `{id}` is the record's id. */
export interface Route {
  readonly method: "POST" | "PATCH" | "PUT";
  readonly path: string;
}

/** What one action says of itself. */
export interface ActionSpec<
  R extends { status: string },
  E extends Record<string, EventDef>,
  F extends R["status"] | "none",
  I extends z.ZodType,
> {
  /** One sentence for people: what it does. */
  readonly summary: string;
  /** Who may ask; nobody: only reactions do, and it has no route. */
  readonly roles: readonly Role[];
  readonly from: readonly F[];
  readonly input: I;
  /** PATCH of the record, or PUT of a part of it; POST of the verb otherwise. */
  readonly via?: "PATCH" | `PUT ${string}`;
  /** The number series that it advances. */
  readonly series?: string;
  /** Other records that the decision needs. */
  reads?(input: z.output<I>): readonly Ref[];
  /** What forbids it whatever the input: also shown in the list of what may be done now. */
  guard?(record: Extract<R | None, { status: F }> & Meta, facts: Facts): Refusal | undefined;
  /** Total: any input in any reachable record gives events or a refusal, never a throw. */
  decide(
    record: Extract<R | None, { status: F }> & Meta,
    input: z.output<I>,
    facts: Facts,
  ): Decision<Emitted<E>>;
}

/** What happened and what the record is now. */
export interface Done {
  readonly ok: true;
  readonly events: readonly { readonly type: string; readonly data: Readonly<Record<string, unknown>> }[];
  readonly state: { readonly status: string };
  readonly next?: Next;
  readonly deal?: string;
}

/** An action with its input checked: what to load, and the decision on it. */
export interface Prepared {
  readonly ok: true;
  /** The same for the same input, however it was written. */
  readonly fingerprint: string;
  readonly reads: readonly Ref[];
  decide(stored: Stored, facts: Facts): Done | Refusal;
}

/** What may be asked of a record. */
export interface Action<I extends z.ZodType = z.ZodType> {
  /** "quote.send". */
  readonly name: string;
  readonly home: AnyStage;
  readonly verb: string;
  readonly summary: string;
  readonly roles: readonly Role[];
  readonly from: readonly string[];
  readonly input: I;
  readonly series: string | undefined;
  /** Whether it makes a new record. */
  readonly creates: boolean;
  /** undefined: only reactions ask for it. */
  readonly route: Route | undefined;
  prepare(input: unknown): Prepared | Refusal;
  /** Why it may not be asked of this record now; undefined when it may. */
  blocked(stored: Stored, facts: Facts): Refusal | undefined;
}

/** What an action needs of its stage. */
interface Home<R extends { status: string }> extends AnyStage {
  read(state: unknown): R | None;
  evolve(state: R | None, type: string, data: unknown, at: string): R;
}

function routeOf(plural: string, verb: string, creates: boolean, via: string | undefined): Route {
  if (creates) return { method: "POST", path: `/${plural}` };
  if (via === undefined) return { method: "POST", path: `/${plural}/{id}/${verb}` };
  return via === "PATCH"
    ? { method: "PATCH", path: `/${plural}/{id}` }
    : { method: "PUT", path: `/${plural}/{id}/${via.slice("PUT ".length)}` };
}

function wrongState(home: string, verb: string, status: string, from: readonly string[]): Refusal {
  if (status === "none") return refuse("not_found", `There is no such ${home}`);
  const why = from.includes("none")
    ? `This ${home} exists already`
    : `A ${home} that is ${status} cannot be asked to ${verb}: it must be ${from.join(" or ")}`;
  return refuse("wrong_state", why, {
    details: { status },
    ...(!from.includes("none") && { allowed: from }),
  });
}

/** Makes the action of a stage; see `Stage.action`. */
export function createAction<
  R extends { status: string },
  E extends Record<string, EventDef>,
  const F extends R["status"] | "none",
  I extends z.ZodType,
>(home: Home<R>, verb: string, spec: ActionSpec<R, E, F, I>): Action<I> {
  const from: readonly string[] = spec.from;
  const creates = from.includes("none");

  function open(stored: Stored, facts: Facts) {
    const state = home.read(stored.state);
    if (!isIn(state, spec.from)) return wrongState(home.name, verb, state.status, from);
    const { state: _, ...meta } = stored;
    const record = { ...state, ...meta };
    const refusal = spec.guard?.(record, facts);
    return refusal ?? { ok: true as const, state, record };
  }

  function decide(stored: Stored, input: z.output<I>, facts: Facts): Done | Refusal {
    const opened = open(stored, facts);
    if (!opened.ok) return opened;
    const decision = spec.decide(opened.record, input, facts);
    if (!decision.ok) return decision;
    let state: R | None = opened.state;
    for (const event of decision.events) state = home.evolve(state, event.type, event.data, facts.now);
    return { ...decision, state };
  }

  return {
    name: `${home.name}.${verb}`,
    home,
    verb,
    summary: spec.summary,
    roles: spec.roles,
    from,
    input: spec.input,
    series: spec.series,
    creates,
    route: spec.roles.length === 0 ? undefined : routeOf(home.plural, verb, creates, spec.via),
    prepare(raw) {
      const parsed = spec.input.safeParse(raw);
      if (!parsed.success) return invalidInput(parsed.error);
      const input = parsed.data;
      return {
        ok: true,
        fingerprint: JSON.stringify(input),
        reads: spec.reads?.(input) ?? [],
        decide: (stored, facts) => decide(stored, input, facts),
      };
    },
    blocked(stored, facts) {
      const opened = open(stored, facts);
      return opened.ok ? undefined : opened;
    },
  };
}

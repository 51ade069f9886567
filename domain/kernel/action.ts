import type * as z from "zod";
import type { Claims, Decision, Next } from "./decision.ts";
import type { Emitted, EventDef } from "./event.ts";
import type { Facts, Known, More, Ref } from "./facts.ts";
import type { ProcessRef } from "./process.ts";
import type { Meta, None, Stored } from "./record.ts";
import type { Refusal } from "./refusal.ts";
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
  /** PATCH or PUT of the record, or PUT of a part of it; POST of the verb otherwise. */
  readonly via?: "PATCH" | "PUT" | `PUT ${string}`;
  /** Stages under whose records it can be asked as well: POST /quotes/{id}/activities fills in `regarding`. */
  readonly under?: readonly AnyStage[];
  /** It begins a deal: the process that the deal will follow is chosen from all there are. */
  readonly starts?: true;
  /** The number series that it advances. */
  readonly series?: string;
  /** Many are asked of one record at the same moment: they are done one after the other instead of racing. */
  readonly oneByOne?: true;
  /** Other records that the decision needs. */
  reads?(input: z.output<I>): readonly Ref[];
  /** What only the record, or what was read with it, tells that the decision needs: a second round trip, when there is any. */
  more?(record: Extract<R | None, { status: F }> & Meta, input: z.output<I>, known: Known): More;
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
  readonly claims?: Claims;
}

/** An action with its input checked: what to load, and the decision on it. */
export interface Prepared {
  readonly ok: true;
  /** The same for the same input, however it was written. */
  readonly fingerprint: string;
  readonly reads: readonly Ref[];
  /** The process that the input names, as events of other records carry it. */
  readonly process: ProcessRef | undefined;
  more(stored: Stored, known: Known): More;
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
  /** Whether asking many at once would only make them race: for a number, or for a turn. */
  readonly oneByOne: boolean;
  readonly starts: boolean;
  /** Whether it may read in a second round trip. */
  readonly readsMore: boolean;
  /** Whether it makes a new record. */
  readonly creates: boolean;
  /** undefined: only reactions ask for it. */
  readonly route: Route | undefined;
  /** Stages under whose records a new one can be asked for too. */
  readonly under: readonly AnyStage[];
  prepare(input: unknown): Prepared | Refusal;
  /** Why it may not be asked of this record now; undefined when it may. */
  blocked(stored: Stored, facts: Facts): Refusal | undefined;
}

/** The route under a record of another stage over which a new record about it is asked for: POST /quotes/{id}/activities. */
export function routeUnder({ plural }: AnyStage, { home }: Pick<Action, "home">): Route {
  return { method: "POST", path: `/${plural}/{id}/${home.plural}` };
}

import * as z from "zod";
import { event, type EventDef } from "./event.ts";
import { ProcessRef } from "./process.ts";
import { text } from "./text.ts";
import { personal } from "./personal.ts";

const Owner = personal(text(200));
const CheckId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, { error: 'must be the id of a check, such as "credit"' });
const Tick = z.object({ by: personal(z.string()), at: z.iso.datetime() });

/** What a record of a deal carries of how it is handled: the process that it follows, who owns it, which checks are ticked. */
export const handling = {
  process: ProcessRef.optional(),
  owner: Owner.optional(),
  checks: z.record(CheckId, Tick).optional(),
};

/** What happens to the handling of a record, by the verb that asks for it. */
export type HandlingVerb = "assign" | "tick" | "migrate";

export const Assigned = z.object({ before: Owner.optional(), after: Owner.optional() });
export const Ticked = z.object({ check: CheckId, done: z.boolean(), by: personal(z.string()) });
export const Migrated = z.object({ before: ProcessRef.optional(), after: ProcessRef });

type Handled = Readonly<Record<string, unknown>>;

/** One more kind of event, with what it does to the fields of a record. */
export interface HandlingEvent {
  readonly type: string;
  readonly def: EventDef;
  readonly apply: (state: Handled, data: unknown, at: string) => Handled;
}

const Checks = z.object({ checks: handling.checks });

function assigned(name: string, label: string, from: readonly string[]): HandlingEvent {
  const def = event(from, Assigned, ({ after }) =>
    after === undefined ? `${label} has no owner any more` : `${label} assigned to ${after}`,
  );
  return {
    type: `${name}.assigned`,
    def,
    apply: (state, data) => ({ ...state, owner: Assigned.parse(data).after }),
  };
}

function ticked(name: string, label: string, from: readonly string[]): HandlingEvent {
  const def = event(from, Ticked, ({ check, done }) => `${label}: ${check} ${done ? "done" : "open again"}`);
  return {
    type: `${name}.ticked`,
    def,
    apply(state, data, at) {
      const { check, done, by } = Ticked.parse(data);
      const { [check]: _, ...rest } = Checks.parse(state).checks ?? {};
      return { ...state, checks: done ? { ...rest, [check]: { by, at } } : rest };
    },
  };
}

function migrated(name: string, label: string, from: readonly string[]): HandlingEvent {
  const def = event(
    from,
    Migrated,
    ({ after }) => `${label} follows the process ${after.name}, version ${after.version}`,
  );
  return {
    type: `${name}.migrated`,
    def,
    apply: (state, data) => ({ ...state, process: Migrated.parse(data).after }),
  };
}

const makers = { assign: assigned, tick: ticked, migrate: migrated };

/** The events of how records of a stage are handled. */
export function handlingEvents(
  name: string,
  statuses: readonly string[],
  verbs: readonly HandlingVerb[],
): readonly HandlingEvent[] {
  const label = `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll("-", " ")}`;
  return verbs.map((verb) => makers[verb](name, label, statuses));
}

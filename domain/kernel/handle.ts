import * as z from "zod";
import type { Action } from "./action.ts";
import { createAction, type Home } from "./create-action.ts";
import { accept } from "./decision.ts";
import { sameJson } from "./equal.ts";
import { handling } from "./handling.ts";
import { own } from "./own.ts";
import { type Process, ProcessRef } from "./process.ts";
import { refuseField } from "./refusal.ts";
import { text } from "./text.ts";

const Handled = z.object(handling);

/** Gives a record to somebody; null takes it from everybody. */
export function assignAction<R extends { status: string }>(
  home: Home<R>,
  from: readonly string[] = home.statuses,
): Action {
  return createAction(home, "assign", {
    summary: `Give the ${home.name} to an owner; null leaves it without one`,
    roles: ["sales", "fulfilment", "finance"],
    from,
    input: z.strictObject({ owner: z.nullable(text(200)) }),
    decide(record, { owner }) {
      const { owner: before } = Handled.parse(record);
      const after = owner ?? undefined;
      return accept(before === after ? [] : [{ type: `${home.name}.assigned`, data: { before, after } }]);
    },
  });
}

function checksOf({ steps }: Process): string[] {
  return Object.values(steps).flatMap((of) => of.flatMap(({ id, check }) => (check === true ? [id] : [])));
}

/** Ticks a check that the process asks for, or opens it again. */
export function tickAction<R extends { status: string }>(
  home: Home<R>,
  from: readonly string[] = home.statuses,
): Action {
  return createAction(home, "tick", {
    summary: "Tick a check of the process as done, or open it again",
    roles: ["sales", "fulfilment", "finance"],
    from,
    input: z.strictObject({ check: text(40), done: z.boolean().optional() }),
    decide(record, { check, done = true }, { actor, process }) {
      const known = checksOf(process);
      if (!known.includes(check)) {
        const allowed = known.length === 0 ? "it has none" : `it has ${known.join(", ")}`;
        return refuseField("/check", `The process has no check "${check}": ${allowed}`, { checks: known });
      }
      const { checks = {} } = Handled.parse(record);
      if ((own(checks, check) !== undefined) === done) return accept([]);
      return accept({ type: `${home.name}.ticked`, data: { check, done, by: actor.id } });
    },
  });
}

/** Brings a record to another version of its process, or to another process. */
export function migrateAction<R extends { status: string }>(home: Home<R>): Action {
  return createAction(home, "migrate", {
    summary: "Follow another version of the process, or another process",
    roles: [],
    from: home.statuses,
    input: z.strictObject({ to: ProcessRef }),
    decide(record, { to }) {
      const { process: before } = Handled.parse(record);
      if (sameJson(before, to)) return accept([]);
      return accept({ type: `${home.name}.migrated`, data: { before, after: to } });
    },
  });
}

import { flow } from "../domain/flow.ts";
import type { Action } from "../domain/kernel/action.ts";
import type { Reaction } from "../domain/kernel/flow.ts";
import type { Timer } from "../domain/kernel/timer.ts";
import type { StageWithActions } from "../domain/kernel/verbs.ts";
import { stages } from "../domain/stages.ts";
import { timers } from "../domain/timers.ts";

/** The business, as far as it decides what is deployed: everything that repeats is derived from it. */
export interface Plan {
  readonly stages: readonly StageWithActions[];
  readonly flow: readonly Reaction[];
  readonly timers: readonly Timer[];
}

/** The business of `domain/`. */
export const plan: Plan = { stages, flow, timers };

/** An action that is asked over HTTP. */
export type RoutedAction = Action & { readonly route: NonNullable<Action["route"]> };

/** The actions of a stage that have a route, and so a function of their own. */
export function routedActions(actions: readonly Action[]): readonly RoutedAction[] {
  return actions.flatMap((action) =>
    action.route === undefined ? [] : [{ ...action, route: action.route }],
  );
}

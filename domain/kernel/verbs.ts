import type { Action } from "./action.ts";
import type { AnyStage } from "./stage.ts";

/** A stage with all that may be asked of its records. */
export interface StageWithActions {
  readonly stage: AnyStage;
  readonly actions: readonly Action[];
}

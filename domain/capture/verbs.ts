import type { StageWithActions } from "../kernel/verbs.ts";
import { changeCapture } from "./actions.ts";
import { capture } from "./capture.ts";

/** All that may be asked of the rules of capture. */
export const captures: StageWithActions = {
  stage: capture,
  actions: [changeCapture],
};

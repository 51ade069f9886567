import type { StageWithActions } from "../kernel/verbs.ts";
import { changeProcess } from "./actions.ts";
import { process } from "./process.ts";

/** All that may be asked of a process. */
export const processes: StageWithActions = {
  stage: process,
  actions: [changeProcess],
};

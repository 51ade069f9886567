import type { StageWithActions } from "../kernel/verbs.ts";
import { changeSeller } from "./actions.ts";
import { seller } from "./seller.ts";

/** All that may be asked of a seller. */
export const sellers: StageWithActions = {
  stage: seller,
  actions: [changeSeller],
};

import type { StageWithActions } from "../kernel/verbs.ts";
import {
  confirmSubmission,
  decideSubmission,
  enterSubmission,
  receiveSubmission,
  repeatSubmission,
} from "./actions.ts";
import { discardSubmission, releaseSubmission } from "./release.ts";
import { submission } from "./submission.ts";

/** All that may be asked of a submission. */
export const submissions: StageWithActions = {
  stage: submission,
  actions: [
    receiveSubmission,
    enterSubmission,
    decideSubmission,
    confirmSubmission,
    repeatSubmission,
    releaseSubmission,
    discardSubmission,
  ],
};

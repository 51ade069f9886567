import type { StageWithActions } from "../kernel/verbs.ts";
import {
  addActivity,
  addReceivedActivity,
  changeActivity,
  finishActivity,
  deleteActivity,
} from "./actions.ts";
import { activity } from "./activity.ts";

/** All that may be asked of an activity. */
export const activities: StageWithActions = {
  stage: activity,
  actions: [addActivity, addReceivedActivity, changeActivity, finishActivity, deleteActivity],
};

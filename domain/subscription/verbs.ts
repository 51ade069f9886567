import type { StageWithActions } from "../kernel/verbs.ts";
import {
  createSubscription,
  disableSubscription,
  pauseSubscription,
  redeliverSubscription,
  resumeSubscription,
  rotateSecret,
  testSubscription,
  updateSubscription,
} from "./actions.ts";
import { giveUpSubscription, noteFailing, noteRecovered } from "./health.ts";
import { subscription } from "./subscription.ts";

/** All that may be asked of a subscription. */
export const subscriptions: StageWithActions = {
  stage: subscription,
  actions: [
    createSubscription,
    updateSubscription,
    rotateSecret,
    pauseSubscription,
    resumeSubscription,
    testSubscription,
    redeliverSubscription,
    disableSubscription,
    noteFailing,
    noteRecovered,
    giveUpSubscription,
  ],
};

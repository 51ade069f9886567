import type { StageWithActions } from "../kernel/verbs.ts";
import { account } from "./account.ts";
import { openAccount, changeAccount } from "./actions.ts";
import { assignAccount } from "./handling.ts";

/** All that may be asked of an account. */
export const accounts: StageWithActions = {
  stage: account,
  actions: [openAccount, changeAccount, assignAccount],
};

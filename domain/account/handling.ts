import { assignAction } from "../kernel/handle.ts";
import { account } from "./account.ts";

export const assignAccount = assignAction(account);

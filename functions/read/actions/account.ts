import { accounts } from "../../../domain/account/verbs.ts";
import { actionsOf } from "../../runtime/read/actions.ts";

export const handler = actionsOf(accounts);

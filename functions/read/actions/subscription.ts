import { subscriptions } from "../../../domain/subscription/verbs.ts";
import { actionsOf } from "../../runtime/read/actions.ts";

export const handler = actionsOf(subscriptions);

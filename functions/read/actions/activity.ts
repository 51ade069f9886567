import { activities } from "../../../domain/activity/verbs.ts";
import { actionsOf } from "../../runtime/read/actions.ts";

export const handler = actionsOf(activities);

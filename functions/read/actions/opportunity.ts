import { opportunities } from "../../../domain/opportunity/verbs.ts";
import { actionsOf } from "../../runtime/read/actions.ts";

export const handler = actionsOf(opportunities);

import { leads } from "../../../domain/lead/verbs.ts";
import { actionsOf } from "../../runtime/read/actions.ts";

export const handler = actionsOf(leads);

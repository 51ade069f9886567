import { quotes } from "../../../domain/quote/verbs.ts";
import { actionsOf } from "../../runtime/read/actions.ts";

export const handler = actionsOf(quotes);

import { quotes } from "../../../domain/stages.ts";
import { actionsOf } from "../../runtime/read/actions.ts";

export const handler = actionsOf(quotes);

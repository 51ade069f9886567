import { dataExports } from "../../../domain/export/verbs.ts";
import { actionsOf } from "../../runtime/read/actions.ts";

export const handler = actionsOf(dataExports);

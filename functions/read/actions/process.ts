import { processes } from "../../../domain/process/verbs.ts";
import { actionsOf } from "../../runtime/read/actions.ts";

export const handler = actionsOf(processes);

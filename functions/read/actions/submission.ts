import { submissions } from "../../../domain/submission/verbs.ts";
import { actionsOf } from "../../runtime/read/actions.ts";

export const handler = actionsOf(submissions);

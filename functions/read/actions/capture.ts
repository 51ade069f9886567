import { captures } from "../../../domain/capture/verbs.ts";
import { actionsOf } from "../../runtime/read/actions.ts";

export const handler = actionsOf(captures);

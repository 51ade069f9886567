import { forms } from "../../../domain/form/verbs.ts";
import { actionsOf } from "../../runtime/read/actions.ts";

export const handler = actionsOf(forms);

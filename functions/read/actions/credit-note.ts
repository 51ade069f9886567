import { creditNotes } from "../../../domain/credit-note/verbs.ts";
import { actionsOf } from "../../runtime/read/actions.ts";

export const handler = actionsOf(creditNotes);

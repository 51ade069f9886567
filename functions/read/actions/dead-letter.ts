import { deadLetters } from "../../../domain/dead-letter/verbs.ts";
import { actionsOf } from "../../runtime/read/actions.ts";

export const handler = actionsOf(deadLetters);

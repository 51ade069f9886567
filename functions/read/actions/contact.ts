import { contacts } from "../../../domain/contact/verbs.ts";
import { actionsOf } from "../../runtime/read/actions.ts";

export const handler = actionsOf(contacts);

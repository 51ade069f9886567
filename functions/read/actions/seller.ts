import { sellers } from "../../../domain/seller/verbs.ts";
import { actionsOf } from "../../runtime/read/actions.ts";

export const handler = actionsOf(sellers);

import { invoices } from "../../../domain/invoice/verbs.ts";
import { actionsOf } from "../../runtime/read/actions.ts";

export const handler = actionsOf(invoices);

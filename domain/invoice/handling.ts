import { assignAction, migrateAction } from "../kernel/handle.ts";
import { invoice } from "./invoice.ts";

export const assignInvoice = assignAction(invoice);
export const migrateInvoice = migrateAction(invoice);

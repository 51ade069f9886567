import { assignAction, tickAction, migrateAction } from "../kernel/handle.ts";
import { lead } from "./lead.ts";

export const assignLead = assignAction(lead);
export const tickLead = tickAction(lead);
export const migrateLead = migrateAction(lead);

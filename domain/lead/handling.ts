import { assignAction, tickAction, migrateAction } from "../kernel/handle.ts";
import { lead } from "./lead.ts";

// One that was merged into another is only read.
const alive = lead.statuses.filter((status) => status !== "merged");

export const assignLead = assignAction(lead, alive);
export const tickLead = tickAction(lead, alive);
export const migrateLead = migrateAction(lead);

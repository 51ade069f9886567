import { assignAction, tickAction, migrateAction } from "../kernel/handle.ts";
import { opportunity } from "./opportunity.ts";

export const assignOpportunity = assignAction(opportunity);
export const tickOpportunity = tickAction(opportunity);
export const migrateOpportunity = migrateAction(opportunity);

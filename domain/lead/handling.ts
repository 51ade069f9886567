import * as z from "zod";
import { tickAction, migrateAction } from "../kernel/handle.ts";
import { accept } from "../kernel/decision.ts";
import { TeamId } from "../kernel/id.ts";
import { text } from "../kernel/text.ts";
import { alive, lead } from "./lead.ts";

export const assignLead = lead.action("assign", {
  summary: "Give the lead to an owner; null leaves it without one",
  roles: ["sales", "fulfilment", "finance"],
  from: alive,
  input: z.strictObject({ owner: z.nullable(text(200)) }),
  decide({ owner: before, team }, { owner }) {
    const after = owner ?? undefined;
    if (before === after) return accept([]);
    return accept({ type: "lead.assigned", data: { before, after, takenFrom: team } });
  },
});

/** A person may have been faster than the team: then theirs it is. */
export const giveLead = lead.action("give", {
  summary: "Give the lead to the member of the team whose turn it was",
  roles: [],
  from: alive,
  input: z.strictObject({ owner: text(200), team: TeamId }),
  decide(record, { owner, team }) {
    const isOpen = record.status === "new" || record.status === "contacted";
    if (record.owner !== undefined || record.team !== team || !isOpen) return accept([]);
    return accept({ type: "lead.assigned", data: { after: owner, givenBy: team } });
  },
});

// One that was merged into another is only read.
export const tickLead = tickAction(lead, alive);
export const migrateLead = migrateAction(lead);

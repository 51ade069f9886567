import type { StageWithActions } from "../kernel/verbs.ts";
import { captureLead, markContacted, disqualifyLead, reopenLead } from "./actions.ts";
import { changeLead } from "./change.ts";
import { assignLead, giveLead, tickLead, migrateLead } from "./handling.ts";
import { missResponse } from "./response.ts";
import { lead } from "./lead.ts";
import { captureLeadOfSubmission } from "./capture-of.ts";
import { enrichLead } from "./enrich.ts";
import { noteApartLead, tellApartLead } from "./apart.ts";
import { closeMergedLead, mergeLead } from "./merge.ts";
import { qualifyLead } from "./qualify.ts";

/** All that may be asked of a lead. */
export const leads: StageWithActions = {
  stage: lead,
  actions: [
    captureLead,
    captureLeadOfSubmission,
    enrichLead,
    changeLead,
    markContacted,
    qualifyLead,
    disqualifyLead,
    reopenLead,
    mergeLead,
    closeMergedLead,
    tellApartLead,
    noteApartLead,
    assignLead,
    giveLead,
    missResponse,
    tickLead,
    migrateLead,
  ],
};

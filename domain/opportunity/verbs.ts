import type { StageWithActions } from "../kernel/verbs.ts";
import {
  changeOpportunity,
  setOpportunityLines,
  holdOpportunity,
  resumeOpportunity,
  reopenOpportunity,
} from "./actions.ts";
import { winOpportunity, winByQuote, loseOpportunity, noteQuote } from "./close.ts";
import { assignOpportunity, tickOpportunity, migrateOpportunity } from "./handling.ts";
import { openOpportunity, openOpportunityOfLead } from "./open.ts";
import { opportunity } from "./opportunity.ts";

/** All that may be asked of an opportunity. */
export const opportunities: StageWithActions = {
  stage: opportunity,
  actions: [
    openOpportunity,
    openOpportunityOfLead,
    changeOpportunity,
    setOpportunityLines,
    holdOpportunity,
    resumeOpportunity,
    winOpportunity,
    winByQuote,
    loseOpportunity,
    reopenOpportunity,
    noteQuote,
    assignOpportunity,
    tickOpportunity,
    migrateOpportunity,
  ],
};

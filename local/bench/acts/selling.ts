import {
  addActivity,
  changeActivity,
  deleteActivity,
  finishActivity,
} from "../../../domain/activity/actions.ts";
import { childId } from "../../../domain/kernel/id.ts";
import { captureLead, disqualifyLead, markContacted, reopenLead } from "../../../domain/lead/actions.ts";
import { changeLead } from "../../../domain/lead/change.ts";
import { assignLead, migrateLead, tickLead } from "../../../domain/lead/handling.ts";
import { qualifyLead } from "../../../domain/lead/qualify.ts";
import {
  changeOpportunity,
  holdOpportunity,
  reopenOpportunity,
  resumeOpportunity,
} from "../../../domain/opportunity/actions.ts";
import { loseOpportunity, winOpportunity } from "../../../domain/opportunity/close.ts";
import {
  assignOpportunity,
  migrateOpportunity,
  tickOpportunity,
} from "../../../domain/opportunity/handling.ts";
import { openOpportunity } from "../../../domain/opportunity/open.ts";
import type { Rehearse } from "../rehearsal.ts";
import { CHECK } from "./setup.ts";

const to = { name: "lean", version: 0 };

/** A lead up to its opportunity; the id of the opportunity. */
export const leads = async (act: Rehearse): Promise<string> => {
  const { id } = await act(captureLead, { topic: "Pumps", lastName: "Ruiz", company: "Ruiz S.L." });
  await act(changeLead, { need: "Two pumps" }, id);
  await act(assignLead, { owner: "ana" }, id);
  await act(tickLead, { check: CHECK }, id);
  await act(markContacted, {}, id);
  await act(disqualifyLead, { reason: "cannot-contact" }, id);
  await act(reopenLead, {}, id);
  await act(qualifyLead, {}, id);
  await act(migrateLead, { to }, id);
  return childId("opp", id);
};

/** What may be done with an opportunity without a quote. */
export const opportunities = async (act: Rehearse, account: string): Promise<void> => {
  const { id } = await act(openOpportunity, { topic: "Pumps", account });
  await act(changeOpportunity, { probability: 40 }, id);
  await act(assignOpportunity, { owner: "ana" }, id);
  await act(tickOpportunity, { check: CHECK }, id);
  await act(holdOpportunity, {}, id);
  await act(resumeOpportunity, {}, id);
  await act(loseOpportunity, { reason: "price" }, id);
  await act(reopenOpportunity, {}, id);
  await act(winOpportunity, {}, id);
  await act(migrateOpportunity, { to }, id);
};

/** What may be done with an activity. */
export const activities = async (act: Rehearse, account: string): Promise<void> => {
  const regarding = { stage: "account", id: account };
  const { id } = await act(addActivity, {
    regarding,
    kind: "task",
    subject: "Call back",
    dueOn: "2999-12-31",
  });
  await act(changeActivity, { subject: "Call Ana back" }, id);
  await act(finishActivity, {}, id);
  await act(deleteActivity, {}, id);
};

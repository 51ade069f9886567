import type { lead } from "../../domain/lead/lead.ts";
import { migrated, type Texts, ticked } from "./text.ts";

/** Somebody who may want to buy. */
export const leadTexts: Texts<typeof lead> = {
  "lead.captured": {
    text: "There is a new lead, entered by a person or made of what came in, with its score, its consents and the team or owner that the rules gave it. A deal begins with it.",
    by: ["capture", "capture-of-submission"],
  },
  "lead.changed": {
    text: "A person changed fields of the lead: `before` and `after` have the changed ones only. The score is given when it is another one now.",
    by: ["change"],
  },
  "lead.enriched": {
    text: "The same person wrote again: `filled` went into empty fields, `differing` is what was offered but did not replace what is there.",
    by: ["enrich"],
  },
  "lead.contacted": {
    text: "Somebody was in touch with the lead for the first time; `response` says how soon, and whether that was in time.",
    by: ["mark-contacted"],
  },
  "lead.response-missed": {
    text: "Nobody was in touch with the lead by the instant that was set for it.",
    by: ["miss-response"],
  },
  "lead.assigned": {
    text: "The lead has another owner, or none: `before` and `after` are the owners. `givenBy` is the team whose turn it was.",
    by: ["assign", "give"],
  },
  "lead.qualified": {
    text: "The lead is worth an opportunity. Account, contact and opportunity have their ids here already; `create` says which of them are new and follow as events of their own.",
    by: ["qualify"],
  },
  "lead.disqualified": { text: "The lead was given up, with the reason.", by: ["disqualify"] },
  "lead.reopened": {
    text: "A lead that was qualified or given up is open again. What it became stays linked.",
    by: ["reopen"],
  },
  "lead.absorbed": {
    text: "Another lead, that of the same person, was merged into this one: `filled` went into empty fields. The other one tells `lead.merged`.",
    by: ["merge"],
  },
  "lead.merged": {
    text: "The lead was merged into the lead `into` and is only read from now on: use that one in its place.",
    by: ["close-merged"],
  },
  "lead.passed-on": {
    text: "Something came in for a lead that is merged: it goes on to the lead `to`.",
    by: ["enrich"],
  },
  "lead.told-apart": {
    text: "A person said that another lead is not the same person. Both leads tell it; `echo` marks the one of the other side.",
    by: ["not-duplicate", "note-apart"],
  },
  "lead.ticked": ticked("the lead"),
  "lead.migrated": migrated("the lead"),
};

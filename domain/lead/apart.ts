import * as z from "zod";
import { accept } from "../kernel/decision.ts";
import { LeadId } from "../kernel/id.ts";
import { refuseField } from "../kernel/refusal.ts";
import { lead } from "./lead.ts";

const alive = ["new", "contacted", "qualified", "disqualified"] as const;
const input = z.strictObject({ lead: LeadId });

/** Remembered on both sides: they are never flagged as the same person again. */
export const tellApartLead = lead.action("not-duplicate", {
  summary: "Say that another lead is not the same person: both remember it",
  roles: ["sales"],
  from: alive,
  input,
  reads: ({ lead: id }) => [{ stage: lead, id, unchecked: true }],
  decide(record, { lead: id }, facts) {
    if (id === record.id) return refuseField("/lead", "A lead is always the same person as itself");
    if (facts.find(lead, id) === undefined) return refuseField("/lead", `There is no lead ${id}`);
    if (record.notAlike?.includes(id) === true) return accept([]);
    return accept({ type: "lead.told-apart", data: { lead: id, echo: false } });
  },
});

/** The other side of it. */
export const noteApartLead = lead.action("note-apart", {
  summary: "Remember that another lead is not the same person",
  roles: [],
  from: alive,
  input,
  decide: (record, { lead: id }) =>
    accept(
      record.notAlike?.includes(id) === true
        ? []
        : [{ type: "lead.told-apart", data: { lead: id, echo: true } }],
    ),
});

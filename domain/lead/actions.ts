import * as z from "zod";
import { acceptChange, patchOf } from "../kernel/change.ts";
import { accept } from "../kernel/decision.ts";
import { withPhone, withPhonePatch } from "../kernel/phone.ts";
import { isNamed } from "../kernel/person.ts";
import { refuse } from "../kernel/refusal.ts";
import { text } from "../kernel/text.ts";
import { DisqualifyReason, lead, LeadFields, leadInput } from "./lead.ts";

const Partial = LeadFields.partial();
const ONE_NAME = "needs at least one of lastName, company, email, phone";
const hasName = (fields: Parameters<typeof isNamed>[0]) =>
  isNamed(fields) || (fields.company ?? null) !== null;
const Note = z.strictObject({ note: text(1000).optional() });

export const captureLead = lead.action("capture", {
  summary: "Capture a lead",
  roles: ["sales"],
  from: ["none"],
  input: z.strictObject(leadInput).refine(hasName, { error: ONE_NAME, path: ["lastName"] }),
  decide: (_, { source = "manual", ...fields }, { settings }) =>
    accept({ type: "lead.captured", data: withPhone({ ...fields, source }, settings.country) }),
});

export const changeLead = lead.action("change", {
  summary: "Change fields of a lead; null removes one, address and budget are replaced whole",
  roles: ["sales"],
  from: ["new", "contacted"],
  via: "PATCH",
  input: patchOf(leadInput, ["topic"]),
  decide(record, patch, { settings }) {
    if (!hasName({ ...record, ...patch })) return refuse("rule_broken", `A lead ${ONE_NAME}`);
    return acceptChange("lead.changed", Partial, record, withPhonePatch(record, patch, settings.country));
  },
});

export const markContacted = lead.action("mark-contacted", {
  summary: "Note that somebody has been in touch with the lead",
  roles: ["sales"],
  from: ["new"],
  input: Note,
  decide: (_, { note }) => accept({ type: "lead.contacted", data: { note } }),
});

export const disqualifyLead = lead.action("disqualify", {
  summary: "Give the lead up, with the reason",
  roles: ["sales"],
  from: ["new", "contacted"],
  input: z.strictObject({ reason: DisqualifyReason, note: text(1000).optional() }),
  decide: (_, data) => accept({ type: "lead.disqualified", data }),
});

export const reopenLead = lead.action("reopen", {
  summary: "Take a lead up again that was disqualified or qualified",
  roles: ["sales"],
  from: ["qualified", "disqualified"],
  input: Note,
  decide: (_, { note }) => accept({ type: "lead.reopened", data: { note } }),
});

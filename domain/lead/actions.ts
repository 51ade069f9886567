import * as z from "zod";
import { acceptChange, patchOf } from "../kernel/change.ts";
import { accept } from "../kernel/decision.ts";
import { handling } from "../kernel/handling.ts";
import { withPhone, withPhonePatch } from "../kernel/phone.ts";
import { ProcessName } from "../kernel/process.ts";
import { refuse } from "../kernel/refusal.ts";
import { text } from "../kernel/text.ts";
import { chooseProcess } from "../process/choose.ts";
import { badReason } from "../process/reason.ts";
import { ownKeys } from "../person/keys.ts";
import { alikeOf, freeKeys, matchesOf, moreOfPerson } from "./alike.ts";
import { knownAs } from "./known-as.ts";
import { LeadFields, leadInput } from "./fields.ts";
import { hasName, ONE_NAME } from "./named.ts";
import { DisqualifyReason } from "./events.ts";
import { lead } from "./lead.ts";

const Partial = LeadFields.partial();
const Note = z.strictObject({ note: text(1000).optional() });

/** Fields without those that are null. */
function withoutNull(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

const CaptureInput = z
  .strictObject({
    ...leadInput,
    /** The name of the sales process that the deal is to follow. */
    process: ProcessName.optional(),
    owner: handling.owner,
  })
  .refine(hasName, { error: ONE_NAME, path: ["lastName"] });

export const captureLead = lead.action("capture", {
  summary: "Capture a lead; it begins a deal, which follows the sales process that is chosen here",
  roles: ["sales"],
  from: ["none"],
  starts: true,
  input: CaptureInput,
  more: (_, input, { settings }) => moreOfPerson(withPhone(input, settings.country)),
  decide({ id }, { process: asked, source = "manual", owner, ...fields }, facts) {
    const chosen = chooseProcess(facts, { asked, source, productFamily: fields.productFamily });
    if (!chosen.ok) return chosen;
    const { actor, settings } = facts;
    const known = withPhone({ ...fields, source }, settings.country);
    // Who captures a lead owns it, until it is given to somebody else.
    const keeper = owner ?? (actor.type === "user" ? actor.id : undefined);
    const alike = alikeOf(id, matchesOf(known, facts));
    const data = { ...known, ...(alike.length > 0 && { alike }), ...knownAs(known, facts) };
    return accept(
      { type: "lead.captured", data: { ...data, process: chosen.process, owner: keeper } },
      { claims: freeKeys(id, known, facts) },
    );
  },
});

export const changeLead = lead.action("change", {
  summary: "Change fields of a lead; null removes one, address and budget are replaced whole",
  roles: ["sales"],
  from: ["new", "contacted"],
  via: "PATCH",
  input: patchOf(leadInput, ["topic"]),
  more: (record, patch, { settings }) => {
    const after = Partial.parse(
      withoutNull({ ...record, ...withPhonePatch(record, patch, settings.country) }),
    );
    return { claims: ownKeys(after).map((key) => ({ stage: lead, key })) };
  },
  decide(record, patch, facts) {
    if (!hasName({ ...record, ...patch })) return refuse("rule_broken", `A lead ${ONE_NAME}`);
    const whole = withPhonePatch(record, patch, facts.settings.country);
    const after = Partial.parse(withoutNull({ ...record, ...whole }));
    const decision = acceptChange("lead.changed", Partial, record, whole);
    return { ...decision, claims: freeKeys(record.id, after, facts) };
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
  summary: "Give the lead up, with a reason that the process has",
  roles: ["sales"],
  from: ["new", "contacted"],
  input: z.strictObject({ reason: DisqualifyReason, note: text(1000).optional() }),
  decide: (_, data, facts) =>
    badReason("lead.disqualify", data, facts) ?? accept({ type: "lead.disqualified", data }),
});

export const reopenLead = lead.action("reopen", {
  summary: "Take a lead up again that was disqualified or qualified",
  roles: ["sales"],
  from: ["qualified", "disqualified"],
  input: Note,
  decide: (_, { note }) => accept({ type: "lead.reopened", data: { note } }),
});

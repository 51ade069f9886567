import * as z from "zod";
import { policyRef } from "../capture/capture.ts";
import { accept } from "../kernel/decision.ts";
import { handling } from "../kernel/handling.ts";
import { withPhone } from "../kernel/phone.ts";
import { ProcessName } from "../kernel/process.ts";
import { text } from "../kernel/text.ts";
import { chooseProcess } from "../process/choose.ts";
import { badReason } from "../process/reason.ts";
import { alikeOf, freeKeys, matchesOf, moreOfPerson } from "./alike.ts";
import { knownAs } from "./known-as.ts";
import { leadInput } from "./fields.ts";
import { hasName, ONE_NAME } from "./named.ts";
import { DisqualifyReason } from "./events.ts";
import { lead } from "./lead.ts";
import { responseOf } from "./response.ts";
import { routed } from "./routing.ts";

const Note = z.strictObject({ note: text(1000).optional() });

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
  reads: () => [policyRef],
  more: (_, input, { settings }) => moreOfPerson(withPhone(input, settings.country)),
  decide({ id }, { process: asked, source = "manual", owner, ...fields }, facts) {
    const chosen = chooseProcess(facts, { asked, source, productFamily: fields.productFamily });
    if (!chosen.ok) return chosen;
    const { actor, settings } = facts;
    const known = withPhone({ ...fields, source }, settings.country);
    const alike = alikeOf(id, matchesOf(known, facts));
    const data = { ...known, ...(alike.length > 0 && { alike }), ...knownAs(known, facts), owner };
    // Who captures a lead owns it when no rule says otherwise, until it is given to somebody else.
    const byHand = actor.type === "user" ? actor.id : undefined;
    const rest = { process: chosen.process, ...routed(data, facts, byHand) };
    return accept(
      { type: "lead.captured", data: { ...data, ...rest } },
      { claims: freeKeys(id, known, facts) },
    );
  },
});

export const markContacted = lead.action("mark-contacted", {
  summary: "Note that somebody has been in touch with the lead",
  roles: ["sales"],
  from: ["new"],
  input: Note,
  decide: (record, { note }, { now }) =>
    accept({ type: "lead.contacted", data: { note, response: responseOf(record, now) } }),
});

export const disqualifyLead = lead.action("disqualify", {
  summary: "Give the lead up, with a reason that the process has",
  roles: ["sales"],
  from: ["new", "contacted"],
  input: z.strictObject({ reason: DisqualifyReason, note: text(1000).optional() }),
  decide: ({ team }, data, facts) =>
    badReason("lead.disqualify", data, facts) ??
    accept({ type: "lead.disqualified", data: { ...data, ...(team !== undefined && { team }) } }),
});

export const reopenLead = lead.action("reopen", {
  summary: "Take a lead up again that was disqualified or qualified",
  roles: ["sales"],
  from: ["qualified", "disqualified"],
  input: Note,
  decide: (_, { note }) => accept({ type: "lead.reopened", data: { note } }),
});

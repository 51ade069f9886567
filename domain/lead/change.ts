import { policyIn, policyRef } from "../capture/capture.ts";
import { acceptChange, patchOf } from "../kernel/change.ts";
import { accept } from "../kernel/decision.ts";
import { withPhonePatch } from "../kernel/phone.ts";
import { refuse } from "../kernel/refusal.ts";
import { ownKeys } from "../person/keys.ts";
import { freeKeys } from "./alike.ts";
import { LeadFields, leadInput } from "./fields.ts";
import { lead } from "./lead.ts";
import { hasName, ONE_NAME } from "./named.ts";
import { scoreOf } from "./routing.ts";

const Partial = LeadFields.partial();

/** Fields without those that are null. */
function withoutNull(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

export const changeLead = lead.action("change", {
  summary: "Change fields of a lead; null removes one, address and budget are replaced whole",
  roles: ["sales"],
  from: ["new", "contacted"],
  via: "PATCH",
  input: patchOf(leadInput, ["topic"]),
  reads: () => [policyRef],
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
    const claims = freeKeys(record.id, after, facts);
    const decision = acceptChange("lead.changed", Partial, record, whole);
    const [event] = decision.events;
    if (event === undefined) return { ...decision, claims };
    const { account, contact } = record;
    const score = scoreOf({ ...after, account, contact }, policyIn(facts));
    return accept({ ...event, data: { ...event.data, ...(score !== undefined && { score }) } }, { claims });
  },
});

import * as z from "zod";
import { Alike } from "../capture/alike.ts";
import { policyRef } from "../capture/capture.ts";
import { accept } from "../kernel/decision.ts";
import { handling } from "../kernel/handling.ts";
import { AccountId, ContactId, SubmissionId } from "../kernel/id.ts";
import { withPhone } from "../kernel/phone.ts";
import { ProcessName } from "../kernel/process.ts";
import { chooseProcess } from "../process/choose.ts";
import { personKeys } from "../person/keys.ts";
import { alikeOf, matchesOf, newestOf } from "./alike.ts";
import { hasName, ONE_NAME } from "./named.ts";
import { captured, leadInput } from "./fields.ts";
import { lead } from "./lead.ts";
import { routed } from "./routing.ts";

/** What an accepted submission makes of itself: a lead with where each field is from. */
export const captureLeadOfSubmission = lead.action("capture-of-submission", {
  summary: "Capture the lead of a submission; it begins a deal",
  roles: [],
  from: ["none"],
  starts: true,
  input: z
    .strictObject({
      ...leadInput,
      ...captured,
      alike: Alike.optional(),
      submission: SubmissionId,
      account: AccountId.optional(),
      contact: ContactId.optional(),
      process: ProcessName.optional(),
      owner: handling.owner,
    })
    .refine(hasName, { error: ONE_NAME, path: ["lastName"] }),
  reads: () => [policyRef],
  more: (_, input, { settings }) => ({
    lookups: newestOf(lead, personKeys(withPhone(input, settings.country))),
  }),
  decide({ id }, { process: asked, source, alike = [], ...fields }, facts) {
    const { productFamily } = fields;
    const chosen = chooseProcess(facts, { asked, source, productFamily });
    // The process that a form names may have been renamed since: its leads come in all the same.
    const usual = chosen.ok ? chosen : chooseProcess(facts, { source, productFamily });
    if (!usual.ok) return usual;
    const known = withPhone({ ...fields, source }, facts.settings.country);
    // Others may have come in since the verdict: a lead that is there now is seen by the one that comes after.
    const seen = alikeOf(id, matchesOf(known, facts));
    const all = [...alike, ...seen.filter((each) => !alike.some((other) => other.lead === each.lead))];
    const data = { ...known, ...(all.length > 0 && { alike: all }), process: usual.process };
    return accept({ type: "lead.captured", data: { ...data, ...routed(data, facts) } });
  },
});

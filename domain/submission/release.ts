import * as z from "zod";
import { policyRef } from "../capture/capture.ts";
import { accept } from "../kernel/decision.ts";
import type { Ref } from "../kernel/facts.ts";
import { LeadId } from "../kernel/id.ts";
import { isNamed } from "../kernel/person.ts";
import { refuseField } from "../kernel/refusal.ts";
import { text } from "../kernel/text.ts";
import { lead } from "../lead/lead.ts";
import { Intake, ReadFields } from "./intake.ts";
import { judge } from "./judge.ts";
import { merged } from "./verdict.ts";
import { heldBy, moreOf, personOf } from "./known.ts";
import { submission } from "./submission.ts";

const ReleaseInput = z
  .strictObject({
    /** Corrections of what was read. */
    fields: ReadFields.optional(),
    /** The lead that it belongs to; found by itself without. */
    lead: LeadId.optional(),
    /** A lead of its own, whoever it looks like. */
    asNew: z.boolean().optional(),
  })
  .refine(({ lead: of, asNew }) => of === undefined || asNew !== true, {
    error: "leave it out when asNew is true",
    path: ["lead"],
  });

type Released = z.output<typeof ReleaseInput>;

/** What came in with the corrections of a person, who is where these fields are from. */
function corrected(record: object, { fields = {} }: Released): Intake {
  const { confidence: _, ...intake } = Intake.parse(record);
  const said = Object.keys(fields).map((field) => [field, { from: "person" as const }]);
  return {
    ...intake,
    fields: { ...intake.fields, ...fields },
    provenance: { ...intake.provenance, ...Object.fromEntries(said) },
  };
}

/** Dynamics and all others leave a false alarm in quarantine; here it goes on as if it had never been held. */
export const releaseSubmission = submission.action("release", {
  summary: "Let a held, spam or rejected submission through: it becomes a lead, or part of one",
  roles: ["sales"],
  from: ["held", "spam", "rejected"],
  input: ReleaseInput,
  reads: ({ lead: id }): Ref[] => [
    policyRef,
    ...(id === undefined ? [] : [{ stage: lead, id, unchecked: true }]),
  ],
  more: (record, input, known) => moreOf(corrected(record, input), known),
  decide(record, input, facts) {
    const { lead: id, asNew = false } = input;
    const intake = corrected(record, input);
    if (id !== undefined) {
      const found = facts.find(lead, id);
      if (found === undefined) return refuseField("/lead", `There is no lead ${id}`);
      if (found.status === "merged") {
        return refuseField("/lead", `The lead ${id} is merged into ${found.into}: name that one`);
      }
      const into = { stage: "lead" as const, id, deal: found.deal };
      const decision = merged(intake, into, false, [{ code: "released", detail: facts.actor.id }]);
      const person = personOf(intake, facts.settings.country);
      return { ...decision, claims: heldBy(id, person, intake, facts) };
    }
    const { fields = {} } = intake;
    if (!isNamed(fields) && fields.company === undefined) {
      return refuseField("/fields", "Say who it is: at least one of lastName, company, email, phone");
    }
    return judge(
      record.id,
      intake,
      { cleared: { code: "released", detail: facts.actor.id }, released: true, asNew },
      facts,
    );
  },
});

/** Puts a submission away: it is kept, and can still be released. */
export const discardSubmission = submission.action("discard", {
  summary: "Put a submission away that is no enquiry; it is kept and can still be released",
  roles: ["sales"],
  from: ["received", "held", "spam"],
  input: z.strictObject({ note: text(1000).optional() }),
  decide: (_, { note }, { actor }) =>
    accept({
      type: "submission.rejected",
      data: { reasons: [{ code: "discarded", detail: actor.id }], note },
    }),
});

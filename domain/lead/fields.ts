import * as z from "zod";
import { Alike } from "../capture/alike.ts";
import { Attribution } from "../capture/attribution.ts";
import { Consent } from "../capture/consent.ts";
import { LeadSource } from "../capture/origin.ts";
import { Provenance } from "../capture/provenance.ts";
import { RuleId } from "../capture/rules.ts";
import { Score } from "../capture/score.ts";
import { handling } from "../kernel/handling.ts";
import {
  AccountId,
  ContactId,
  FormId,
  ImportId,
  LeadId,
  OpportunityId,
  SubmissionId,
  TeamId,
} from "../kernel/id.ts";
import { Money } from "../kernel/money.ts";
import { personFields, PhoneE164 } from "../kernel/person.ts";
import { Language } from "../kernel/process.ts";
import { text, Website } from "../kernel/text.ts";
import { personal } from "../kernel/personal.ts";

/** What a salesperson finds out while qualifying (Dynamics: Qualify stage). */
export const qualification = {
  need: personal(text(2000)).optional(),
  budget: Money.optional(),
  timeframe: z.enum(["immediate", "this-quarter", "next-quarter", "this-year", "unknown"]).optional(),
  purchaseProcess: z.enum(["individual", "committee", "unknown"]).optional(),
  decisionMaker: z.boolean().optional(),
};

/** What is asked for a lead. */
export const leadInput = {
  topic: text(300),
  ...personFields,
  company: text(200).optional(),
  website: Website.optional(),
  source: LeadSource.optional(),
  campaign: text(200).optional(),
  productFamily: text(80).optional(),
  note: personal(text(4000)).optional(),
  ...qualification,
};

/** What a lead carries of how it came in. */
export const captured = {
  /** The submission that it was made of. */
  submission: SubmissionId.optional(),
  form: FormId.optional(),
  import: ImportId.optional(),
  attribution: Attribution.optional(),
  consents: z.array(Consent).max(50).optional(),
  /** Answers to the questions of a form, by question. */
  answers: personal(z.record(text(100), text(2000))).optional(),
  provenance: Provenance.optional(),
  language: Language.optional(),
  score: Score.optional(),
  /** Other leads that may be the same person, and those that a person said are not. */
  alike: Alike.optional(),
  notAlike: z.array(LeadId).max(100).optional(),
  /** Leads that were merged into it, and their mailboxes and numbers where those are others. */
  mergedLeads: z.array(LeadId).max(50).optional(),
  also: personal(z.array(z.string().max(330)).max(20)).optional(),
  /** How often the person wrote again. */
  touches: z.int().min(1).optional(),
};

/** What a lead became; kept when it is reopened, so that qualifying again links what exists. */
export const links = {
  account: AccountId.optional(),
  contact: ContactId.optional(),
  opportunity: OpportunityId.optional(),
};

/** What the rules made of a lead when it came in. */
export const routing = {
  /** The team whose turn it is, or that has given it and counts it as open. */
  team: TeamId.optional(),
  /** The rule by which it got its owner or its team. */
  assignedBy: RuleId.optional(),
  /** Somebody must have been in touch by then. */
  respondBy: z.iso.datetime().optional(),
};

/** The fields of a lead. */
export const LeadFields = z.object({
  ...leadInput,
  ...captured,
  ...routing,
  phoneE164: PhoneE164.optional(),
  ...handling,
});

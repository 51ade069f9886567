import * as z from "zod";
import { Score } from "../capture/score.ts";
import { handling } from "../kernel/handling.ts";
import { DealId, LeadId, SubmissionId, TeamId } from "../kernel/id.ts";
import { Reason } from "../kernel/process.ts";
import { remark, text } from "../kernel/text.ts";
import { LeadFields, links } from "./fields.ts";
import { personal } from "../kernel/personal.ts";

/** Why a lead is given up (Dynamics: status reasons of a disqualified lead): a code of the process, such as "lost". */
export const DisqualifyReason = Reason.shape.code;

/** How soon somebody was in touch with a new lead, and whether that was in time where there is a limit. */
const Response = z.object({ minutes: z.int().min(0), inTime: z.boolean().optional() });

/** A lead with what it became, and how soon somebody was in touch. */
export const Open = LeadFields.extend({
  ...links,
  response: Response.optional(),
  responseMissed: z.literal(true).optional(),
});

/** What qualifying makes of a lead: the ids, which of them are new, and the lead as it was then. */
export const Qualified = z.object({
  ...links,
  create: z.array(z.enum(["account", "contact", "opportunity"])).max(3),
  lead: LeadFields,
});

/** `team` counts it as open no longer. */
export const Disqualified = z.object({
  reason: DisqualifyReason,
  note: remark(),
  team: TeamId.optional(),
});

/** What a person changed, and the score by what is known now. */
export const Change = z.object({
  before: LeadFields.partial(),
  after: LeadFields.partial(),
  score: Score.optional(),
});

/** A new lead, with the account and the contact that the person is known as. */
export const Captured = LeadFields.extend({ account: links.account, contact: links.contact });

const differing = personal(
  z.record(z.string(), z.object({ kept: z.unknown().optional(), offered: z.unknown() })),
);

/** The same person wrote again: what filled empty fields, and what differs from what is there and is only kept here. */
export const Enriched = z.object({
  submission: SubmissionId.optional(),
  source: text(40),
  filled: Open.partial(),
  score: Score.optional(),
  differing,
});

/** Another lead was merged into it. */
export const Absorbed = z.object({
  lead: LeadId,
  /** Its version when it was read: what happens to it before it is closed comes after. */
  version: z.int(),
  filled: Open.partial(),
  differing,
});

/** It was merged into another one, as it was; `late`: something happened to it since the other read it. */
export const MergedInto = z.object({ into: LeadId, intoDeal: DealId, lead: Open, late: z.boolean() });

/** What came in for a lead that is merged goes on to the one that it was merged into. */
export const PassedOn = z.object({
  to: LeadId,
  submission: SubmissionId.optional(),
  source: text(40),
  fields: Open.partial(),
  fills: z.boolean().optional(),
});

/** A person said that another lead is not the same person; `echo`: of the other one. */
export const ToldApart = z.object({ lead: LeadId, echo: z.boolean() });
export const Note = z.object({ note: remark() });
export const Contacted = Note.extend({ response: Response.optional() });

/** To whom it is given: by the team whose turn it was, or by somebody else, and then that team counts it no longer. */
export const Assigned = z.object({
  before: handling.owner,
  after: handling.owner,
  givenBy: TeamId.optional(),
  takenFrom: TeamId.optional(),
});

/** Nobody was in touch in time. */
export const Missed = z.object({
  respondBy: z.iso.datetime(),
  owner: handling.owner,
  team: TeamId.optional(),
});

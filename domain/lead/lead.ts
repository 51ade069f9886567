import * as z from "zod";
import { personKeys } from "../person/keys.ts";
import { changed, changedNames } from "../kernel/change.ts";
import { event } from "../kernel/event.ts";
import { AccountId, ContactId, OpportunityId, SubmissionId } from "../kernel/id.ts";
import { Reason } from "../kernel/process.ts";
import { personName } from "../kernel/person.ts";
import { stage } from "../kernel/stage.ts";
import { text } from "../kernel/text.ts";
import { LeadFields } from "./fields.ts";

/** Why a lead is given up (Dynamics: status reasons of a disqualified lead): a code of the process, such as "lost". */
export const DisqualifyReason = Reason.shape.code;

/** What a lead became; kept when it is reopened, so that qualifying again links what exists. */
const links = {
  account: AccountId.optional(),
  contact: ContactId.optional(),
  opportunity: OpportunityId.optional(),
};

const Open = LeadFields.extend(links);

const Lead = z.discriminatedUnion("status", [
  Open.extend({ status: z.literal("new") }),
  Open.extend({ status: z.literal("contacted") }),
  Open.extend({ status: z.literal("qualified") }),
  Open.extend({
    status: z.literal("disqualified"),
    reason: DisqualifyReason,
    reasonNote: text(1000).optional(),
  }),
]);

/** What qualifying makes of a lead: the ids, which of them are new, and the lead as it was then. */
const Qualified = z.object({
  ...links,
  create: z.array(z.enum(["account", "contact", "opportunity"])).max(3),
  lead: LeadFields,
});

const Disqualified = z.object({ reason: DisqualifyReason, note: text(1000).optional() });
const Change = z.object({ before: LeadFields.partial(), after: LeadFields.partial() });

/** A new lead, with the account and the contact that the person is known as. */
const Captured = LeadFields.extend({ account: links.account, contact: links.contact });

/** The same person wrote again: what filled empty fields, and what differs from what is there and is only kept here. */
const Enriched = z.object({
  submission: SubmissionId.optional(),
  source: text(40),
  filled: LeadFields.partial(),
  differing: z.record(z.string(), z.object({ kept: z.unknown().optional(), offered: z.unknown() })),
});
const Note = z.object({ note: text(1000).optional() });

const named = (data: { company?: string | undefined }) => data.company ?? personName(data);
const because = (note: string | undefined) => (note === undefined ? "" : ` (${note})`);

/** Somebody who may want to buy. */
export const lead = stage(
  "lead",
  Lead,
  {
    "lead.captured": event(["none"], Captured, (data) => `Lead captured from ${named(data)}: ${data.topic}`),
    "lead.changed": event(["new", "contacted"], Change, (data) => `Lead changed: ${changedNames(data)}`),
    "lead.enriched": event(
      ["new", "contacted", "qualified", "disqualified"],
      Enriched,
      ({ source, filled }) =>
        `The same person wrote again (${source})${Object.keys(filled).length === 0 ? "" : `: ${changedNames({ before: {}, after: filled })}`}`,
    ),
    "lead.contacted": event(["new"], Note, ({ note }) => `Lead contacted${because(note)}`),
    "lead.qualified": event(["new", "contacted"], Qualified, (data) => `Lead qualified: ${data.lead.topic}`),
    "lead.disqualified": event(
      ["new", "contacted"],
      Disqualified,
      ({ reason, note }) => `Lead disqualified: ${reason}${because(note)}`,
    ),
    "lead.reopened": event(
      ["qualified", "disqualified"],
      Note,
      ({ note }) => `Lead reopened${because(note)}`,
    ),
  },
  {
    handled: ["assign", "tick", "migrate"],
    lookups: personKeys,
    glimpse: (record) => {
      const { topic, firstName, lastName, email, phone, phoneE164, company, owner, notAlike } = record;
      const { account, contact, opportunity } = record;
      const person = { topic, firstName, lastName, email, phone, phoneE164, company, owner, notAlike };
      const seen = { ...person, account, contact, opportunity };
      return record.status === "disqualified"
        ? { ...seen, status: record.status, reason: record.reason }
        : { ...seen, status: record.status };
    },
  },
).evolve({
  "lead.captured": (_, { data }) => ({ status: "new", ...data }),
  "lead.changed": (record, { data }) => Lead.parse(changed(record, data)),
  "lead.enriched": (record, { data: { filled } }) =>
    Lead.parse({ ...record, ...filled, touches: (record.touches ?? 0) + 1 }),
  "lead.contacted": (record) => ({ ...record, status: "contacted" }),
  "lead.qualified": (record, { data: { account, contact, opportunity } }) => ({
    ...record,
    status: "qualified",
    account,
    contact,
    opportunity,
  }),
  "lead.disqualified": (record, { data }) => ({
    ...record,
    status: "disqualified",
    reason: data.reason,
    reasonNote: data.note,
  }),
  "lead.reopened": (record) => ({ ...Open.parse(record), status: "new" }),
});

import * as z from "zod";
import { changed, changedNames } from "../kernel/change.ts";
import { event } from "../kernel/event.ts";
import { handling } from "../kernel/handling.ts";
import { AccountId, ContactId, OpportunityId } from "../kernel/id.ts";
import { Money } from "../kernel/money.ts";
import { Reason } from "../kernel/process.ts";
import { personFields, personName, PhoneE164 } from "../kernel/person.ts";
import { stage } from "../kernel/stage.ts";
import { text, Website } from "../kernel/text.ts";

/** What a salesperson finds out while qualifying (Dynamics: Qualify stage). */
export const qualification = {
  need: text(2000).optional(),
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
  source: z.enum(["web", "email", "card", "import", "manual"]).optional(),
  campaign: text(200).optional(),
  productFamily: text(80).optional(),
  note: text(4000).optional(),
  ...qualification,
};

/** The fields of a lead. */
export const LeadFields = z.object({
  ...leadInput,
  phoneE164: PhoneE164.optional(),
  ...handling,
});

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
const Note = z.object({ note: text(1000).optional() });

const named = (data: { company?: string | undefined }) => data.company ?? personName(data);
const because = (note: string | undefined) => (note === undefined ? "" : ` (${note})`);

/** Somebody who may want to buy. */
export const lead = stage(
  "lead",
  Lead,
  {
    "lead.captured": event(
      ["none"],
      LeadFields,
      (data) => `Lead captured from ${named(data)}: ${data.topic}`,
    ),
    "lead.changed": event(["new", "contacted"], Change, (data) => `Lead changed: ${changedNames(data)}`),
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
  { handled: ["assign", "tick", "migrate"] },
).evolve({
  "lead.captured": (_, { data }) => ({ status: "new", ...data }),
  "lead.changed": (record, { data }) => Lead.parse(changed(record, data)),
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

import { touchesWith } from "./touches.ts";
import * as z from "zod";
import { personKeys } from "../person/keys.ts";
import { changed, changedNames } from "../kernel/change.ts";
import { event } from "../kernel/event.ts";
import { DealId, LeadId } from "../kernel/id.ts";
import { personName } from "../kernel/person.ts";
import { stage } from "../kernel/stage.ts";
import { text } from "../kernel/text.ts";
import {
  Absorbed,
  Assigned,
  Captured,
  Change,
  Contacted,
  Disqualified,
  DisqualifyReason,
  Enriched,
  MergedInto,
  Missed,
  Note,
  Open,
  PassedOn,
  Qualified,
  ToldApart,
} from "./events.ts";
import { seen } from "./seen.ts";

const Lead = z.discriminatedUnion("status", [
  Open.extend({ status: z.literal("new") }),
  Open.extend({ status: z.literal("contacted") }),
  Open.extend({ status: z.literal("qualified") }),
  Open.extend({
    status: z.literal("disqualified"),
    reason: DisqualifyReason,
    reasonNote: text(1000).optional(),
  }),
  Open.extend({ status: z.literal("merged"), into: LeadId, intoDeal: DealId }),
]);

const named = (data: { company?: string | undefined }) => data.company ?? personName(data);
const because = (note: string | undefined) => (note === undefined ? "" : ` (${note})`);

/** The most that a lead remembers to be somebody else. */
export const MOST_NOT_ALIKE = 100;

/** All but merged: one that was merged into another is only read. */
export const alive = ["new", "contacted", "qualified", "disqualified"] as const;

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
    "lead.contacted": event(["new"], Contacted, ({ note }) => `Lead contacted${because(note)}`),
    "lead.response-missed": event(
      ["new"],
      Missed,
      ({ respondBy }) => `Nobody was in touch by ${respondBy.slice(0, 16).replace("T", " ")} UTC`,
    ),
    "lead.assigned": event(alive, Assigned, ({ after }) =>
      after === undefined ? "Lead has no owner any more" : `Lead assigned to ${after}`,
    ),
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
    "lead.absorbed": event(alive, Absorbed, (data) => `The lead ${data.lead} was merged into it`),
    "lead.merged": event(alive, MergedInto, ({ into }) => `Merged into the lead ${into}`),
    "lead.passed-on": event(
      ["merged"],
      PassedOn,
      ({ to, source }) => `What came in (${source}) went on to ${to}`,
    ),
    "lead.told-apart": event(alive, ToldApart, (data) => `Not the same person as the lead ${data.lead}`),
  },
  {
    handled: ["tick", "migrate"],
    // Whoever looks for a merged lead finds the one that it was merged into, which has its keys.
    lookups: (record) => (record.status === "merged" ? [] : personKeys(record)),
    glimpse: (record) =>
      Lead.parse(Object.fromEntries(Object.entries(record).filter(([field]) => seen.has(field)))),
  },
).evolve({
  "lead.captured": (_, { data }) => ({ status: "new", ...data }),
  "lead.changed": (record, { data: { score = record.score, ...change } }) =>
    Lead.parse({ ...changed(record, change), score }),
  "lead.enriched": (record, { data: { source, filled, score = record.score } }) =>
    Lead.parse({ ...record, ...filled, score, touches: touchesWith(record.touches, source) }),
  "lead.contacted": (record, { data: { response = record.response } }) => ({
    ...record,
    status: "contacted",
    response,
  }),
  "lead.response-missed": (record) => ({ ...record, responseMissed: true }),
  "lead.assigned": (record, { data: { after, givenBy } }) => ({ ...record, owner: after, team: givenBy }),
  "lead.qualified": (record, { data: { account, contact, opportunity } }) => ({
    ...record,
    status: "qualified",
    team: undefined,
    account,
    contact,
    opportunity,
  }),
  "lead.disqualified": (record, { data }) => ({
    ...record,
    status: "disqualified",
    team: undefined,
    reason: data.reason,
    reasonNote: data.note,
  }),
  "lead.reopened": (record) => ({ ...Open.parse(record), status: "new" }),
  "lead.absorbed": (record, { data: { filled } }) => Lead.parse({ ...record, ...filled }),
  "lead.merged": (record, { data: { into, intoDeal } }) => ({
    ...Open.parse(record),
    status: "merged",
    team: undefined,
    into,
    intoDeal,
  }),
  "lead.passed-on": (record) => record,
  "lead.told-apart": (record, { data: { lead: other } }) => ({
    ...record,
    alike: record.alike?.filter((each) => each.lead !== other),
    notAlike: [...(record.notAlike ?? []), other].slice(-MOST_NOT_ALIKE),
  }),
});

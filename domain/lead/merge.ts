import * as z from "zod";
import { policyIn, policyRef } from "../capture/capture.ts";
import { accept } from "../kernel/decision.ts";
import type { Claim, Facts } from "../kernel/facts.ts";
import { DealId, LeadId } from "../kernel/id.ts";
import type { Meta } from "../kernel/record.ts";
import { type Refusal, refuse, refuseField } from "../kernel/refusal.ts";
import { ownKeys } from "../person/keys.ts";
import { filling } from "./enrich.ts";
import { Open } from "./events.ts";
import { LeadFields } from "./fields.ts";
import { joined } from "./join.ts";
import { lead } from "./lead.ts";
import { scoreOf } from "./routing.ts";

type Lead = z.output<typeof lead.record> & Meta;

/** What leads are merged into at most one: whoever takes the claim. */
export const mergedKey = (id: string): string => `merged:${id}`;

const isOpen = ({ status }: Lead) => status === "new" || status === "contacted";
const kinds = ["account", "contact", "opportunity"] as const;
const OTHER_WAY = "merge the other way round";

/** Why two leads cannot be one: what was made of them contradicts each other, or work that goes on would end with the other. */
function contradiction(record: Lead, other: Lead): Refusal | undefined {
  const { id } = other;
  if (other.status === "qualified" && record.status !== "qualified") {
    return refuse("rule_broken", `The lead ${id} is qualified and this one is not: ${OTHER_WAY}`);
  }
  if (record.status === "disqualified" && isOpen(other)) {
    return refuse("rule_broken", `This lead is given up and ${id} is not: reopen it, or ${OTHER_WAY}`);
  }
  const differs = kinds.find(
    (kind) =>
      other.status === "qualified" &&
      other[kind] !== undefined &&
      record[kind] !== undefined &&
      other[kind] !== record[kind],
  );
  if (differs === undefined) return undefined;
  const details = { kept: record[differs], other: other[differs] };
  return refuse("rule_broken", `Both are qualified, with another ${differs} each`, { details });
}

/** Why a lead that is named cannot be merged into this one. */
function unfit(record: Lead, id: string, other: Lead | undefined, facts: Facts): Refusal | undefined {
  if (id === record.id) return refuseField("/lead", "A lead cannot be merged with itself");
  if (other === undefined) return refuseField("/lead", `There is no lead ${id}`);
  const leaving = facts.claimed(lead, mergedKey(record.id))?.holder;
  if (leaving !== undefined) {
    return refuse("wrong_state", `This lead is merged into ${leaving}`, { details: { into: leaving } });
  }
  const taker = other.status === "merged" ? other.into : facts.claimed(lead, mergedKey(id))?.holder;
  if (taker === undefined) return contradiction(record, other);
  return refuse("wrong_state", `The lead ${id} is merged into ${taker}: merge that one`, {
    details: { into: taker },
  });
}

const dropped = new Set([
  "status",
  "into",
  "process",
  "checks",
  "touches",
  "score",
  "team",
  "assignedBy",
  "respondBy",
  "response",
  "responseMissed",
  "reason",
  "reasonNote",
  // The lead that is closed goes on to name what it was made of.
  "submission",
  "notAlike",
  "alike",
]);

/** What the survivor takes over, and what it keeps against the other. */
function union(record: Lead, other: Lead, facts: Facts) {
  const offered = Object.fromEntries(
    Object.entries(Open.parse(other)).filter(([field]) => !dropped.has(field)),
  );
  const now = Open.parse(record);
  const { filled, differing } = filling({ ...now }, offered);
  const after = { ...now, ...filled };
  const own = new Set(ownKeys({ ...LeadFields.parse(after), also: [] }));
  const also = [...ownKeys(now), ...ownKeys(other)].filter((key) => !own.has(key));
  const mergedLeads = [...(other.mergedLeads ?? []), LeadId.parse(other.id)];
  const notAlike = [...new Set([...(now.notAlike ?? []), ...(other.notAlike ?? [])])];
  const strangers = new Set<string>([record.id, ...mergedLeads, ...notAlike]);
  const alike = [...(now.alike ?? []), ...(other.alike ?? [])].filter(({ lead: id }) => !strangers.has(id));
  const isOnce = (each: { lead: string }, at: number) =>
    alike.findIndex((one) => one.lead === each.lead) === at;
  const data = {
    ...filled,
    ...joined(now, { ...LeadFields.parse(other), also, mergedLeads }, filled),
    ...((now.alike ?? other.alike) !== undefined && { alike: alike.filter(isOnce).slice(0, 20) }),
    ...(notAlike.length > 0 && {
      notAlike: notAlike.filter((id) => id !== record.id && id !== other.id).slice(-100),
    }),
    touches: (now.touches ?? 0) + (other.touches ?? 0) + 1,
  };
  const score = scoreOf({ ...now, ...data }, policyIn(facts));
  return { filled: Open.partial().parse({ ...data, ...(score !== undefined && { score }) }), differing };
}

/** Merge records, as Dynamics has it: the record of the path survives. */
export const mergeLead = lead.action("merge", {
  summary:
    "Merge another lead into this one: empty fields are filled, nothing is lost, the other is closed as merged",
  roles: ["sales"],
  from: ["new", "contacted", "qualified", "disqualified"],
  input: z.strictObject({ lead: LeadId }),
  reads: ({ lead: id }) => [{ stage: lead, id }, policyRef],
  more(record, { lead: id }, known) {
    const other = known.find(lead, id);
    const keys = [mergedKey(record.id), mergedKey(id), ...(other === undefined ? [] : ownKeys(other))];
    return { claims: keys.map((key): Claim => ({ stage: lead, key })) };
  },
  decide(record, { lead: id }, facts) {
    const other = facts.find(lead, id);
    const taken = facts.claimed(lead, mergedKey(id))?.holder === record.id;
    if (taken) return accept([]);
    const refusal = unfit(record, id, other, facts);
    if (refusal !== undefined) return refusal;
    if (other === undefined) return refuseField("/lead", `There is no lead ${id}`);
    const held = ownKeys(other).filter((key) => (facts.claimed(lead, key)?.holder ?? id) === id);
    const claims = { stage: lead.name, holder: record.id, keys: [mergedKey(id), ...held] };
    const data = { lead: LeadId.parse(id), version: other.version, ...union(record, other, facts) };
    return accept({ type: "lead.absorbed", data }, { claims });
  },
});

/** The other side of a merge. */
export const closeMergedLead = lead.action("close-merged", {
  summary: "Close a lead that was merged into another one",
  roles: [],
  from: ["new", "contacted", "qualified", "disqualified"],
  input: z.strictObject({ into: LeadId, intoDeal: DealId, version: z.int() }),
  decide: (record, { into, intoDeal, version }) =>
    accept({
      type: "lead.merged",
      data: { into, intoDeal, lead: Open.parse(record), late: record.version > version },
    }),
});

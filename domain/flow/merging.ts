import { when } from "../kernel/flow.ts";
import { DealId, LeadId } from "../kernel/id.ts";
import { noteApartLead } from "../lead/apart.ts";
import { ownKeys } from "../person/keys.ts";
import { enrichLead, Offered } from "../lead/enrich.ts";
import { lead } from "../lead/lead.ts";
import { closeMergedLead } from "../lead/merge.ts";

export const closeMergedLeadOfMerge = when(
  "close-merged-lead",
  lead,
  {
    "lead.absorbed": ({ record, deal, data: { lead: id, version } }) => ({
      id,
      input: { into: LeadId.parse(record), intoDeal: DealId.parse(deal), version },
    }),
  },
  closeMergedLead,
  { settled: ["merged"] },
);

/** What happened to a lead while it was being merged, and what came in for it since, is the other one's. */
export const passOnOfMergedLead = when(
  "pass-on",
  lead,
  {
    "lead.merged"({ data: { into, late, lead: of } }) {
      if (!late) return [];
      const { source = "manual" } = of;
      const also = [...(of.also ?? []), ...ownKeys(of)].slice(0, 20);
      return { id: into, input: { source, fields: { ...Offered.strip().parse(of), also } } };
    },
    "lead.passed-on"({ data: { to, submission, source, fields, fills } }) {
      return { id: to, input: { submission, source, fields: Offered.strip().parse(fields), fills } };
    },
  },
  enrichLead,
  { settled: [] },
);

export const noteApartOfLead = when(
  "note-apart",
  lead,
  {
    "lead.told-apart": ({ record, data: { lead: id, echo } }) =>
      echo ? [] : { id, input: { lead: LeadId.parse(record) } },
  },
  noteApartLead,
  { settled: ["merged"] },
);

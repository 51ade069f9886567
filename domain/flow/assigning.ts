import { when } from "../kernel/flow.ts";
import { LeadId, TeamId } from "../kernel/id.ts";
import { giveLead } from "../lead/handling.ts";
import { lead } from "../lead/lead.ts";
import { giveOfTeam, noteEnded } from "../team/give.ts";
import { team } from "../team/team.ts";

export const giveCapturedLead = when(
  "give-lead",
  lead,
  {
    "lead.captured": ({ record, data: { team: of } }) =>
      of === undefined ? [] : { id: of, input: { lead: LeadId.parse(record) } },
  },
  giveOfTeam,
  { settled: [] },
);

export const assignGivenLead = when(
  "assign-lead",
  team,
  {
    "team.gave": ({ record, data: { lead: id, owner } }) => ({
      id,
      input: { owner, team: TeamId.parse(record) },
    }),
  },
  giveLead,
  // Merged meanwhile: the one that it went into has an owner of its own.
  { settled: ["merged"] },
);

const ended = (id: string, of: string | undefined) =>
  of === undefined ? [] : { id: of, input: { lead: LeadId.parse(id) } };

export const noteEndedLead = when(
  "note-ended",
  lead,
  {
    "lead.qualified": ({ record, data }) => ended(record, data.lead.team),
    "lead.disqualified": ({ record, data }) => ended(record, data.team),
    "lead.merged": ({ record, data }) => ended(record, data.lead.team),
    "lead.assigned": ({ record, data }) => ended(record, data.takenFrom),
  },
  noteEnded,
  { settled: [] },
);

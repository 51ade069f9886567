import * as z from "zod";
import { CAPTURE, capture } from "../capture/capture.ts";
import { acceptChange, changed, patchOf } from "../kernel/change.ts";
import { accept } from "../kernel/decision.ts";
import { refuse } from "../kernel/refusal.ts";
import { wakeAtOf } from "./give.ts";
import { team, TeamFields, teamInput } from "./team.ts";

const Partial = TeamFields.partial();

export const addTeam = team.action("add", {
  summary: "Add a team that leads are given to: its members, their hours, and how they take turns",
  roles: ["sales"],
  from: ["none"],
  input: z.strictObject(teamInput),
  decide: (_, data) => accept({ type: "team.added", data }),
});

export const changeTeam = team.action("change", {
  summary: "Change fields of a team; null removes one, lists are replaced whole",
  roles: ["sales"],
  from: ["active"],
  via: "PATCH",
  input: patchOf(teamInput, ["name", "method", "members", "timeZone"]),
  decide(record, patch, { now }) {
    const decision = acceptChange("team.changed", Partial, record, patch);
    const [event] = decision.events;
    if (event === undefined) return { ...decision, events: [] };
    // Somebody new, or somebody back, can take what waits.
    const after = TeamFields.parse(changed(TeamFields.parse(record), event.data));
    const wakeAt = wakeAtOf({ ...record, ...after }, now);
    return accept({ type: "team.changed", data: { ...event.data, wakeAt } });
  },
});

export const retireTeam = team.action("retire", {
  summary: "Retire a team: no rule may give it leads any more, those that came to it are still given",
  roles: ["sales"],
  from: ["active"],
  input: z.strictObject({}),
  // Locked: no rule may begin to name the team while it goes.
  reads: () => [{ stage: capture, id: CAPTURE }],
  decide({ id, name }, _, facts) {
    const { assign = [] } = facts.find(capture, CAPTURE) ?? {};
    const rule = assign.find(({ to }) => "team" in to && to.team === id);
    if (rule === undefined) return accept({ type: "team.retired", data: { name } });
    return refuse("rule_broken", `The rule "${rule.id}" gives leads to this team: change PUT /capture first`);
  },
});

import { accept } from "../kernel/decision.ts";
import { sameJson } from "../kernel/equal.ts";
import type { Facts, Ref } from "../kernel/facts.ts";
import { type Refusal, refuseField } from "../kernel/refusal.ts";
import { team } from "../team/team.ts";
import { capture } from "./capture.ts";
import { CapturePolicy } from "./policy.ts";

function teamsIn({ assign = [] }: CapturePolicy): string[] {
  return [...new Set(assign.flatMap(({ to }) => ("team" in to ? [to.team] : [])))];
}

/** Refuses rules that could not be followed: leads for a team that is not there, limits in hours that nobody has said, spam that would never be held. */
function unfollowable(policy: CapturePolicy, facts: Facts): Refusal | undefined {
  const { assign = [], firstResponse = [], workingHours, spam } = policy;
  if (spam.spamAt < spam.holdAt) {
    const message = `Say at least ${spam.holdAt}: below holdAt it would be spam before it is held`;
    return refuseField("/spam/spamAt", message);
  }
  for (const [at, { to }] of assign.entries()) {
    if (!("team" in to) || facts.find(team, to.team)?.status === "active") continue;
    return refuseField(`/assign/${at}/to/team`, `There is no active team ${to.team}`);
  }
  const limit = firstResponse.find((rule) => rule.workingHours === true);
  if (limit === undefined || workingHours !== undefined) return undefined;
  const message = `The limit "${limit.id}" counts working hours: say which they are`;
  return refuseField("/workingHours", message);
}

/** Locked: a team must not retire while a rule begins to name it. */
const teamRefs = (policy: CapturePolicy): Ref[] => teamsIn(policy).map((id) => ({ stage: team, id }));

export const changeCapture = capture.action("change", {
  summary: "Set all rules by which leads are taken in; leads that are there keep what was decided",
  roles: ["admin"],
  from: ["none", "active"],
  via: "PUT",
  input: CapturePolicy,
  reads: teamRefs,
  decide(record, after, facts) {
    const refusal = unfollowable(after, facts);
    if (refusal !== undefined) return refusal;
    const before = record.status === "none" ? undefined : CapturePolicy.strip().parse(record);
    return accept(sameJson(before, after) ? [] : [{ type: "capture.changed", data: { before, after } }]);
  },
});

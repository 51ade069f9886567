import * as z from "zod";
import { accept } from "../kernel/decision.ts";
import type { Emitted } from "../kernel/event.ts";
import type { Facts, Ref } from "../kernel/facts.ts";
import { LeadId } from "../kernel/id.ts";
import { tooEarly } from "../kernel/timer.ts";
import { lead } from "../lead/lead.ts";
import { afterEnding, afterGiving, MOST_WAITING, type Team, team } from "./team.ts";
import { turnOf } from "./turn.ts";

/** The lead is locked: whoever takes it or gives it up in the same moment goes first, or comes after. */
const leadRef = (id: string): Ref => ({ stage: lead, id });

/** Whether a lead waits for this team. */
function isWaiting(id: string, teamId: string, facts: Facts): boolean {
  const found = facts.find(lead, id);
  if (found === undefined || found.owner !== undefined || found.team !== teamId) return false;
  return found.status === "new" || found.status === "contacted";
}

const isKnown = ({ open, waiting }: Team, id: string) =>
  [...Object.values(open), waiting].some((leads) => leads.some((each) => each === id));

export const giveOfTeam = team.action("give", {
  summary: "Give a new lead to the member whose turn it is",
  roles: [],
  // A team that was retired meanwhile still gives what had come to it.
  from: ["active", "retired"],
  oneByOne: true,
  input: z.strictObject({ lead: LeadId }),
  reads: ({ lead: id }) => [leadRef(id)],
  decide(record, { lead: id }, facts) {
    if (isKnown(record, id) || !isWaiting(id, record.id, facts)) return accept([]);
    const turn = turnOf(record, facts.now);
    if ("owner" in turn) return accept({ type: "team.gave", data: { lead: id, owner: turn.owner } });
    if (record.waiting.length >= MOST_WAITING)
      return accept({ type: "team.turned-away", data: { lead: id } });
    return accept({ type: "team.queued", data: { lead: id, wakeAt: turn.wakeAt } });
  },
});

/** Each is checked and has an event in one commit, which takes 100 items. */
const AT_ONCE = 40;

type Step = Extract<Emitted<typeof team.events>, { type: "team.gave" | "team.ended" }>;

/** The same step, which says when to go on. */
function waking(step: Step, wakeAt: string | undefined): Step {
  return step.type === "team.gave"
    ? { type: step.type, data: { ...step.data, wakeAt } }
    : { type: step.type, data: { ...step.data, wakeAt } };
}

/** What becomes of the leads that wait, the oldest first, and the team after it. */
function giveAll(record: Team & { readonly id: string }, facts: Facts) {
  const events: Step[] = [];
  let after: Team = record;
  for (const id of record.waiting.slice(0, AT_ONCE)) {
    if (!isWaiting(id, record.id, facts)) {
      events.push({ type: "team.ended", data: { lead: id } });
      after = afterEnding(after, id);
      continue;
    }
    const turn = turnOf({ ...after, outOfHours: "queue" }, facts.now);
    if (!("owner" in turn)) break;
    events.push({ type: "team.gave", data: { lead: id, owner: turn.owner } });
    after = afterGiving(after, id, turn.owner);
  }
  return { events, after };
}

/** When the first of those that wait can be given; undefined when nothing waits, or nobody knows when. */
export function wakeAtOf(record: Team, now: string): string | undefined {
  if (record.waiting.length === 0) return undefined;
  const turn = turnOf({ ...record, outOfHours: "queue" }, now);
  return "owner" in turn ? now : turn.wakeAt;
}

/** Asked by the timer of a team when somebody can be given what waits; a timer may be early, late or come twice. */
export const giveWaiting = team.action("give-waiting", {
  summary: "Give the leads that wait to the members who can take them now",
  roles: [],
  from: ["active", "retired"],
  input: z.strictObject({}),
  more: ({ waiting }) => ({ refs: waiting.slice(0, AT_ONCE).map(leadRef) }),
  decide(record, _, facts) {
    const { events, after } = giveAll(record, facts);
    const wakeAt = wakeAtOf(after, facts.now);
    const last = events.pop();
    if (last !== undefined) return accept([...events, waking(last, wakeAt)]);
    if (wakeAt === undefined) return accept([]);
    return tooEarly(`Too early: nobody works before ${wakeAt}`, wakeAt, { waiting: record.waiting.length });
  },
});

export const noteEnded = team.action("note-ended", {
  summary: "Note that a lead of the team is not open any more, or that somebody else has it",
  roles: [],
  from: ["active", "retired"],
  oneByOne: true,
  input: z.strictObject({ lead: LeadId }),
  decide(record, { lead: id }, { now }) {
    if (!isKnown(record, id)) return accept([]);
    const [owner] = Object.entries(record.open).find(([, leads]) => leads.includes(id)) ?? [];
    const wakeAt = wakeAtOf(afterEnding(record, id), now);
    return accept({ type: "team.ended", data: { lead: id, owner, wakeAt } });
  },
});

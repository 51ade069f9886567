import * as z from "zod";
import { changed, changedNames } from "../kernel/change.ts";
import { event } from "../kernel/event.ts";
import { LeadId } from "../kernel/id.ts";
import { own } from "../kernel/own.ts";
import { stage } from "../kernel/stage.ts";
import { Day, text } from "../kernel/text.ts";
import { TimeZone } from "../kernel/wall-time.ts";
import { Hours } from "../kernel/working-hours.ts";
import { personal } from "../kernel/personal.ts";

/** So many of a member's open leads are remembered, the newest; nobody can be set to have more. */
export const MOST_OPEN = 100;

/** Somebody who is given leads. */
const Member = z.strictObject({
  owner: personal(text(200)),
  /** Own hours and clocks; those of the team when left out. */
  timeZone: TimeZone.optional(),
  hours: Hours.optional(),
  /** Gets none for now. */
  paused: z.boolean().optional(),
  /** Gets none while so many are open. */
  most: z.int().min(1).max(MOST_OPEN).optional(),
});

/** Somebody who is given leads. */
export type Member = z.output<typeof Member>;

/** What is asked for a team. */
export const teamInput = {
  name: text(200),
  /** One after the other, or whoever has the fewest open. */
  method: z.enum(["round-robin", "by-load"]),
  members: z
    .array(Member)
    .min(1)
    .max(50)
    .refine((members) => new Set(members.map(({ owner }) => owner)).size === members.length, {
      error: "Each owner can be a member once",
    }),
  /** By whose clocks hours and holidays are meant. */
  timeZone: TimeZone,
  /** When members work that have no hours of their own; always when left out. */
  hours: Hours.optional(),
  holidays: z.array(Day).max(200).optional(),
  /** When nobody works: whoever works next gets the lead at once ("next", also when left out), or it waits until somebody does. */
  outOfHours: z.enum(["next", "queue"]).optional(),
};

/** The fields of a team. */
export const TeamFields = z.object(teamInput);

/** So many leads can wait for a member. */
export const MOST_WAITING = 1000;

const Base = TeamFields.extend({
  /** Who got the last one. */
  last: text(200).optional(),
  /** The leads that are open, by who got them. */
  open: z.record(z.string(), z.array(LeadId).max(MOST_OPEN)),
  /** The leads that nobody could be given yet, the oldest first. */
  waiting: z.array(LeadId).max(MOST_WAITING),
});

const Team = z.discriminatedUnion("status", [
  Base.extend({ status: z.literal("active") }),
  Base.extend({ status: z.literal("retired"), retiredAt: z.iso.datetime() }),
]);

/** A team as it is stored. */
export type Team = z.output<typeof Team>;

/** When somebody can be given what waits: at an instant that may have come already; nobody knows when left out. */
const wakeAt = z.iso.datetime().optional();

const Change = z.object({ before: TeamFields.partial(), after: TeamFields.partial(), wakeAt });
const Given = z.object({ lead: LeadId, owner: personal(text(200)), wakeAt });
const Queued = z.object({ lead: LeadId, wakeAt });
const Ended = z.object({ lead: LeadId, owner: personal(text(200)).optional(), wakeAt });

const without = (list: readonly string[], id: string) =>
  list.filter((each) => each !== id).map((each) => LeadId.parse(each));

/** The team after a lead was given to a member. */
export function afterGiving<T extends z.output<typeof Base>>(team: T, lead: string, owner: string): T {
  const mine = [...(own(team.open, owner) ?? []), LeadId.parse(lead)].slice(-MOST_OPEN);
  return {
    ...team,
    last: owner,
    open: { ...team.open, [owner]: mine },
    waiting: without(team.waiting, lead),
  };
}

/** The team without a lead that is not its concern any more. */
export function afterEnding<T extends z.output<typeof Base>>(team: T, lead: string): T {
  const open = Object.entries(team.open).map(([owner, leads]) => [owner, without(leads, lead)] as const);
  return { ...team, open: Object.fromEntries(open), waiting: without(team.waiting, lead) };
}

/** Who takes what comes in: the one place that counts turns and open leads. */
export const team = stage("team", Team, {
  "team.added": event(["none"], TeamFields, ({ name }) => `Team added: ${name}`),
  "team.changed": event(["active"], Change, (data) => `Team changed: ${changedNames(data)}`),
  "team.gave": event(["active", "retired"], Given, ({ lead, owner }) => `Lead ${lead} given to ${owner}`),
  "team.queued": event(["active", "retired"], Queued, ({ lead }) => `Lead ${lead} waits: nobody can take it`),
  "team.turned-away": event(
    ["active", "retired"],
    z.object({ lead: LeadId }),
    ({ lead }) => `Lead ${lead} has nobody: too many wait already`,
  ),
  "team.ended": event(["active", "retired"], Ended, ({ lead, owner }) =>
    owner === undefined ? `Lead ${lead} waits no longer` : `Lead ${lead} is no longer open for ${owner}`,
  ),
  "team.retired": event(["active"], z.object({ name: text(200) }), ({ name }) => `Team retired: ${name}`),
}).evolve({
  "team.added": (_, { data }) => ({ status: "active", ...data, open: {}, waiting: [] }),
  "team.changed"(record, { data }) {
    const { open, waiting, last, ...fields } = record;
    const after = TeamFields.parse(changed(fields, data));
    const stay = Object.entries(open).filter(([owner]) => after.members.some((each) => each.owner === owner));
    return { status: "active", ...after, last, open: Object.fromEntries(stay), waiting };
  },
  "team.gave": (record, { data: { lead, owner } }) => afterGiving(record, lead, owner),
  "team.queued": (record, { data: { lead } }) => ({ ...record, waiting: [...record.waiting, lead] }),
  "team.turned-away": (record) => record,
  "team.ended": (record, { data: { lead } }) => afterEnding(record, lead),
  "team.retired": (record, { at }) => ({ ...record, status: "retired", retiredAt: at }),
});

import { own } from "../kernel/own.ts";
import { nextWork } from "../kernel/working-hours.ts";
import { MOST_WAITING, type Member, type Team } from "./team.ts";

type Sharing = Pick<
  Team,
  "members" | "method" | "timeZone" | "hours" | "holidays" | "outOfHours" | "open" | "last" | "waiting"
>;

/** Whose turn it is; or nobody's, with the instant at which somebody can be given one, where that is known. */
export type Chosen = { readonly owner: string } | { readonly wakeAt: string | undefined };

const openOf = ({ open }: Sharing, { owner }: Member) => (own(open, owner) ?? []).length;

/** When a member works next, as from this instant; that instant itself while they do; undefined for never. */
function worksNext(team: Sharing, member: Member, now: string): string | undefined {
  const hours = member.hours ?? team.hours;
  if (hours === undefined && team.holidays === undefined) return now;
  const timeZone = member.timeZone ?? team.timeZone;
  return nextWork(now, { timeZone, hours: hours ?? always, holidays: team.holidays });
}

const always = [
  { days: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const, from: "00:00", to: "24:00" },
].map(({ days, ...times }) => ({ days: [...days], ...times }));

/** Members in the order of their turns: the one after whoever got the last lead comes first. */
function inTurn({ members, last }: Sharing): Member[] {
  const at = members.findIndex(({ owner }) => owner === last) + 1;
  return [...members.slice(at), ...members.slice(0, at)];
}

/** Whose turn it is at an instant: among those who can take one, whoever works first, then by the team's method. */
export function turnOf(team: Sharing, now: string): Chosen {
  const able = inTurn(team)
    .filter((member) => member.paused !== true && openOf(team, member) < (member.most ?? Infinity))
    .flatMap((member) => {
      const at = worksNext(team, member, now);
      return at === undefined ? [] : [{ member, at, open: openOf(team, member) }];
    });
  const soonest = able.map(({ at }) => at).toSorted()[0];
  // What finds no room to wait is not left alone: who works next gets it at once.
  const mayWait = team.outOfHours === "queue" && team.waiting.length < MOST_WAITING;
  if (soonest === undefined || (soonest > now && mayWait)) return { wakeAt: soonest };
  const first = able.filter(({ at }) => at === soonest);
  const fewest = Math.min(...first.map(({ open }) => open));
  const next = team.method === "by-load" ? first.find(({ open }) => open === fewest) : first[0];
  return next === undefined ? { wakeAt: soonest } : { owner: next.member.owner };
}

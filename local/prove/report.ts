import type { Campaign } from "./campaign.ts";
import { LATE } from "./faults/late.ts";
import { OLDER, STALE } from "./faults/stale.ts";
import { BAD_RECEIVERS } from "./hooks/manners.ts";
import { comparedIn } from "./judge-commands.ts";
import { isTaken } from "./judge-posts.ts";
import { ledgerOf } from "./ledger.ts";
import type { Points } from "./points.ts";
import type { Verdict } from "./verdict.ts";

const counted = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ") || "none";

/** What has only shown by what came of it: how often, beside how often it might have. */
const effects = (counts: ReadonlyMap<string, number>): string =>
  [
    `${counts.get(OLDER) ?? 0} of ${counts.get(STALE) ?? 0} stale reads hid something`,
    `${counts.get(LATE) ?? 0} times what was delivered came minutes late`,
    `${counts.get(BAD_RECEIVERS) ?? 0} requests to receivers went wrong`,
  ].join(", ");

const countBy = (names: readonly string[]): ReadonlyMap<string, number> =>
  new Map([...Map.groupBy(names, (name) => name)].map(([name, list]) => [name, list.length]));

/** Whether a campaign that lived through a year's end gave numbers before and after it. */
const crossed = (series: ReadonlyMap<string, number>, counts: ReadonlyMap<string, number>): string[] => {
  if (!counts.has("year-end")) return [];
  const years = new Set([...series.keys()].filter((name) => name.startsWith("invoice#")));
  return [`year-end    ${years.size > 1 ? "crossed by" : "NOT crossed by"} the numbers of invoices`];
};

const isReached = ([, { died }]: readonly [string, Points[string]]) => died > 0;

/** What a campaign was, in figures; `points` are those of all runs. */
export const figures = (
  { crowd, tally, keeper, diary, door, post, receiver, plan: { deaths } }: Campaign,
  { settled: { redriven }, history, violations }: Verdict,
  { seconds, points }: { readonly seconds: number; readonly points: Points },
): string[] => {
  const { series } = ledgerOf(history.items);
  return [
    `errands     ${crowd.started()} begun, ${crowd.ended()} led to the end, ${crowd.finished.length} of them whole deals: ${counted(crowd.done)}`,
    `commands    ${diary.commands.length}, asked ${diary.commands.flatMap(({ answers }) => answers).length} times, and ${post.handed.length} mails`,
    `answers     compared of ${comparedIn(diary.commands)} keys that were told more than once that it was done`,
    `events      ${door.log.published.length} taken by the bus, ${door.log.delivered.length} messages put into queues`,
    `numbers     ${counted(series)}`,
    ...crossed(series, tally.counts()),
    `faults      ${counted(new Map([...tally.counts()].filter(([name]) => name !== OLDER)))}`,
    `effects     ${effects(tally.counts())}`,
    `webhooks    ${receiver.hooked.posts.length} requests, ${receiver.hooked.posts.filter(isTaken).length} of them taken, for ${receiver.hooked.secrets.size} subscriptions`,
    `deaths      at ${deaths.died().size} of ${deaths.known().length} points by which functions came`,
    `            in all runs at ${Object.entries(points).filter(isReached).length} of ${Object.keys(points).length}`,
    `restarts    ${keeper.restarts()} of everything`,
    `redriven    ${counted(countBy(redriven))}`,
    `violations  ${counted(countBy(violations.map(({ invariant }) => invariant)))}`,
    `seconds     ${seconds.toFixed(0)}`,
  ];
};

/** Points of death that no run has reached, by function; those by which this run did not come are told as such. */
export const unreached = (points: Points, known: readonly string[]): string[] => {
  const seen = new Set(known);
  const open = Object.entries(points).filter((each) => !isReached(each));
  const byFunction = Map.groupBy(open, ([name]) => name.replace(/^(?:before|after) (.*?):.*$/, "$1"));
  return [...byFunction]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, own]) => {
      const came = own.filter(([point]) => seen.has(point)).length;
      return `${name}: ${own.length} (${came} by which this run came)`;
    });
};

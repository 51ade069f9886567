import type { Campaign } from "./campaign.ts";
import type { Verdict } from "./verdict.ts";

const counted = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ") || "none";

const countBy = (names: readonly string[]): ReadonlyMap<string, number> =>
  new Map([...Map.groupBy(names, (name) => name)].map(([name, list]) => [name, list.length]));

/** What a campaign was, in figures. */
export const figures = (
  { crowd, tally, keeper, diary, door, plan }: Campaign,
  { settled: { redriven }, violations }: Verdict,
  seconds: number,
): string[] => [
  `errands     ${crowd.started()} begun, ${crowd.ended()} led to the end, ${crowd.finished.length} of them whole deals`,
  `commands    ${diary.commands.length}, asked ${diary.commands.flatMap(({ answers }) => answers).length} times`,
  `events      ${door.log.published.length} taken by the bus, ${door.log.delivered.length} messages put into queues`,
  `faults      ${counted(tally.counts())}`,
  `deaths      at ${plan.deaths.died().size} of ${plan.deaths.known()} points of the functions`,
  `restarts    ${keeper.restarts()} of everything`,
  `redriven    ${counted(countBy(redriven))}`,
  `violations  ${counted(countBy(violations.map(({ invariant }) => invariant)))}`,
  `seconds     ${seconds.toFixed(0)}`,
];

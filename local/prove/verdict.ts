import { leftBehind } from "./after/left.ts";
import { readHistory } from "./after/read.ts";
import { REDRIVES, settleAll, type Settled } from "./after/settle.ts";
import type { Campaign } from "./campaign.ts";
import type { History, Violation } from "./history.ts";
import { judgeHistory } from "./judge-history.ts";

/** What a campaign has come to. */
export interface Verdict {
  readonly settled: Settled;
  readonly history: History;
  readonly violations: readonly Violation[];
  /** Deals that did not end, what is stuck, and systems that did not start, in words. */
  readonly troubles: readonly string[];
}

/** What does not hold that no violation tells: a dead letter excuses what would follow from it, and so counts itself. */
export const troublesOf = (
  { crowd, keeper }: { readonly [part in "crowd" | "keeper"]: Pick<Campaign[part], "failures"> },
  { stuck }: Pick<Settled, "stuck">,
  { dead }: Pick<History, "dead">,
): string[] => [
  ...crowd.failures.map((text) => `A deal did not end: ${text}`),
  ...[...stuck, ...leftBehind(dead)].map((text) => `Stuck: ${text}`),
  ...keeper.failures.map((text) => `The system said: ${text}`),
];

/** Waits until all is quiet, dead letters put back so often, reads everything and judges it. */
export const judgeCampaign = async (campaign: Campaign, redrives = REDRIVES): Promise<Verdict> => {
  const settled = await settleAll(campaign, redrives);
  const history = await readHistory(campaign);
  return {
    settled,
    history,
    violations: judgeHistory(history),
    troubles: troublesOf(campaign, settled, history),
  };
};

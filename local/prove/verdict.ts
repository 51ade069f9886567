import { readHistory } from "./after/read.ts";
import { settleAll, type Settled } from "./after/settle.ts";
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

/** Waits until all is quiet, reads everything and judges it. */
export const judgeCampaign = async (campaign: Campaign): Promise<Verdict> => {
  const settled = await settleAll(campaign);
  const history = await readHistory(campaign);
  return {
    settled,
    history,
    violations: judgeHistory(history),
    troubles: [
      ...campaign.crowd.failures.map((text) => `A deal did not end: ${text}`),
      ...settled.stuck.map((text) => `Stuck: ${text}`),
      ...campaign.keeper.failures.map((text) => `The system said: ${text}`),
    ],
  };
};

import { build } from "../build.ts";
import { messageOf } from "../problem.ts";
import { readHistory } from "./after/read.ts";
import { settleAll } from "./after/settle.ts";
import { runCampaign, type Campaign } from "./campaign.ts";
import { judgeHistory } from "./judge-history.ts";
import { readOptions, replayOf, usage, type Options } from "./options.ts";
import { figures } from "./report.ts";

const optionsOrUsage = (): Options => {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${messageOf(error)}\n\n${usage}`);
    return process.exit(1);
  }
};

const options = optionsOrUsage();
const begun = performance.now();

const conclude = async (campaign: Campaign): Promise<boolean> => {
  const settled = await settleAll(campaign);
  const violations = judgeHistory(await readHistory(campaign));
  for (const { invariant, deal, record, text } of violations)
    console.error(`${invariant}  ${deal} ${record}: ${text}`);
  for (const failure of campaign.crowd.failures) console.error(`NOT DONE  ${failure}`);
  for (const text of settled.stuck) console.error(`STUCK  ${text}`);
  for (const text of campaign.keeper.failures) console.error(`NOT STARTED  ${text}`);
  const seconds = (performance.now() - begun) / 1000;
  console.log(figures(campaign, settled, violations, seconds).join("\n"));
  return [violations, campaign.crowd.failures, settled.stuck].every(({ length }) => length === 0);
};

console.log(`Deals while things go wrong, seed ${options.seed}`);
const holds = await runCampaign(options, await build(), conclude);
if (!holds) console.error(`\nThe same again: ${replayOf(options)}`);
process.exit(holds ? 0 : 1);

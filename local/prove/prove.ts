import { build } from "../build.ts";
import { messageOf } from "../problem.ts";
import { runCampaign, type Campaign } from "./campaign.ts";
import { onlyDeaths, readOptions, replayOf, usage, type Options } from "./options.ts";
import { addPoints } from "./points.ts";
import { figures, unreached } from "./report.ts";
import { story } from "./story.ts";
import { judgeCampaign, type Verdict } from "./verdict.ts";

const optionsOrUsage = (): Options => {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${messageOf(error)}\n\n${usage}`);
    return process.exit(1);
  }
};

const printTroubles = ({ violations, troubles, history }: Verdict) => {
  for (const { invariant, deal, record, text } of violations)
    console.error(`${invariant}  ${deal} ${record}: ${text}`);
  for (const trouble of troubles) console.error(trouble);
  for (const deal of new Set(violations.map((violation) => violation.deal)))
    if (deal !== "") console.error(story(history, deal));
};

const options = optionsOrUsage();
const begun = performance.now();

const conclude = async (campaign: Campaign): Promise<boolean> => {
  const verdict = await judgeCampaign(campaign);
  printTroubles(verdict);
  const seconds = (performance.now() - begun) / 1000;
  const { deaths } = campaign.plan;
  const [known, died] = [deaths.known(), deaths.died()];
  const points = addPoints(options.ledger, { known, died }, new Date().toISOString().slice(0, 10));
  console.log(figures(campaign, verdict, { seconds, points }).join("\n"));
  if (onlyDeaths(options))
    console.log(["\nPoints at which no function has died yet:", ...unreached(points, known)].join("\n  "));
  const holds = verdict.violations.length + verdict.troubles.length === 0;
  if (!holds) console.error(`\nThe data, and what functions have printed: ${campaign.keep()}`);
  return holds;
};

try {
  console.log(`Deals while things go wrong, seed ${options.seed}\n`);
  const holds = await runCampaign(options, await build(), conclude, (line) => console.log(`  ${line}`));
  if (!holds) console.error(`\nThe same faults again: ${replayOf(options)}`);
  process.exit(holds ? 0 : 1);
} catch (error) {
  console.error(error);
  process.exit(1);
}

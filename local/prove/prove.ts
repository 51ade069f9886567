import { build } from "../build.ts";
import { messageOf } from "../problem.ts";
import { runCampaign, type Campaign } from "./campaign.ts";
import { onlyDeaths, readOptions, usage, type Options } from "./options.ts";
import { addPoints, withPoints } from "./points.ts";
import { keepReplay } from "./replay.ts";
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

/** Judges a campaign and prints what it was; undefined when all holds, else the command that runs the same faults again. */
const conclude = async (campaign: Campaign): Promise<string | undefined> => {
  const verdict = await judgeCampaign(campaign);
  printTroubles(verdict);
  const seconds = (performance.now() - begun) / 1000;
  const { deaths } = campaign.plan;
  const seen = { known: deaths.known(), died: deaths.died() };
  const today = new Date().toISOString().slice(0, 10);
  const points = options.frozen
    ? withPoints(campaign.points, seen, today)
    : addPoints(options.ledger, seen, today);
  console.log(figures(campaign, verdict, { seconds, points }).join("\n"));
  if (onlyDeaths(options))
    console.log(
      ["\nPoints at which no function has died yet:", ...unreached(points, seen.known)].join("\n  "),
    );
  if (verdict.violations.length + verdict.troubles.length === 0) return undefined;
  const folder = campaign.keep();
  console.error(`\nThe data, and what functions have printed: ${folder}`);
  return keepReplay(options, campaign.points, folder);
};

try {
  console.log(`Deals while things go wrong, seed ${options.seed}\n`);
  const replay = await runCampaign(options, await build(), conclude, (line) => console.log(`  ${line}`));
  if (replay !== undefined) console.error(`\nThe same faults again: ${replay}`);
  process.exit(replay === undefined ? 0 : 1);
} catch (error) {
  console.error(error);
  process.exit(1);
}

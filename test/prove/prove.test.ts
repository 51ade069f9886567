import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openServices } from "../../local/prove/after/services.ts";
import { type Campaign, runCampaign } from "../../local/prove/campaign.ts";
import { faultNames } from "../../local/prove/plan.ts";
import { judgeCampaign } from "../../local/prove/verdict.ts";
import { synthesise } from "../story/system.ts";

let made: Awaited<ReturnType<typeof synthesise>>;

beforeAll(async () => {
  made = await synthesise();
});
afterAll(() => made.remove());

const only = [
  "throttling",
  "lost-answers",
  "conflicts",
  "failed-entries",
  "deliveries",
  "deaths",
  "impatience",
  "bad-receivers",
  "power-failure",
];

/** Leaves something among the dead letters that its consumer refuses for good, and that no client waits for. */
async function leaveDead({ keeper }: Campaign, consumer: string, body: string): Promise<void> {
  const system = await keeper.up();
  const services = openServices(system);
  const queue = system.queues.find((each) => each.consumer === consumer);
  await services.send(queue?.failedUrl ?? "", body);
  services.close();
}

test(
  "deals that run while calls fail, answers are lost, functions die and the power fails end as if nothing had been",
  { timeout: 600_000 },
  async () => {
    expect(faultNames()).toEqual(expect.arrayContaining(only));
    const ledger = join(made.data, "deaths.json");
    const options = { minutes: 0.2, seed: 5, clients: 3, only, errand: [], rate: 1, ledger, frozen: false };
    await runCampaign(options, made.assembly, async (campaign) => {
      const { violations, troubles } = await judgeCampaign(campaign);
      expect({ violations, troubles }).toEqual({ violations: [], troubles: [] });
      expect(campaign.crowd.ended()).toBeGreaterThan(0);
      expect(campaign.tally.counts().size).toBeGreaterThan(2);

      const refused = { type: "invoice.issued", id: "inv_0000000001#1" };
      await leaveDead(campaign, "set-timers", JSON.stringify({ detail: refused }));
      const after = await judgeCampaign(campaign, 1);
      expect(after.settled.redriven).toEqual(["set-timers"]);
      expect(after.violations).toEqual([]);
      expect(after.troubles).toEqual(["Stuck: set-timers has given up invoice.issued inv_0000000001#1"]);
    });
  },
);

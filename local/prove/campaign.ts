import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { addCatalogue } from "../bench/catalogue.ts";
import type { Crew } from "../bench/deal.ts";
import { freePort } from "../engines/port.ts";
import { chanceFrom, type Chance } from "./chance.ts";
import { startCrowd, type Crowd } from "./crowd/crowd.ts";
import { openDiary, type Diary } from "./crowd/diary.ts";
import { stubborn, weakNerves } from "./crowd/stubborn.ts";
import { openDoor, type Door } from "./door/door.ts";
import { openPoison } from "./incidents/poison.ts";
import type { Incident, Scene } from "./incidents/incident.ts";
import { keepRunning, type Keeper } from "./keeper.ts";
import type { Options } from "./options.ts";
import { planOf, type Plan } from "./plan.ts";
import { openTally, type Tally } from "./tally.ts";

/** Everything that a campaign works with. */
export interface Campaign {
  readonly options: Options;
  readonly plan: Plan;
  readonly keeper: Keeper;
  readonly door: Door;
  readonly diary: Diary;
  readonly crowd: Crowd;
  readonly scene: Scene;
  readonly tally: Tally;
  /** Keeps the data for whoever wants to look at them; tells where. */
  readonly keep: () => string;
}

/** One incident for each unit of its weight, so that a pick is weighted. */
const weighted = (incidents: readonly Incident[]): Incident[] =>
  incidents.flatMap((incident) => Array.from({ length: incident.weight }, () => incident));

/** Functions start anew after most incidents: they must get somewhere before the next one. */
const CALM_MS = [2000, 8000] as const;

const happenings = async (plan: Plan, scene: Scene, tally: Tally, isOver: () => boolean): Promise<void> => {
  const [first, ...others] = weighted(plan.incidents);
  if (first === undefined) return;
  for (;;) {
    await pause(scene.random.whole(...CALM_MS));
    if (isOver()) return;
    const incident = scene.random.pick([first, ...others]);
    tally.add(incident.name);
    await incident.happen(scene);
  }
};

const crewFrom =
  (url: string, chance: Chance, diary: Diary, mayFail: (name: string) => boolean, isOver: () => boolean) =>
  (client: number): Crew => {
    const options = { url, chance, diary, nerves: weakNerves(mayFail), isOver };
    return {
      sales: stubborn(options, ["sales"], `sales-${client}`),
      fulfilment: stubborn(options, ["fulfilment"], `fulfilment-${client}`),
      finance: stubborn(options, ["finance"], `finance-${client}`),
    };
  };

/**
 * Runs deals while everything goes wrong that the plan says, for the time that is given, and then hands over to `after`,
 * with the clients still at work on the deals that they have begun and nothing going wrong any more.
 */
export const runCampaign = async <T>(
  options: Options,
  assembly: string,
  after: (campaign: Campaign) => Promise<T>,
): Promise<T> => {
  await using closing = new AsyncDisposableStack();
  const chance = chanceFrom(options.seed);
  const plan = planOf(options.only);
  const tally = openTally();
  const diary = openDiary();
  let isKept = false;
  const data = mkdtempSync(join(tmpdir(), "salesline-prove-"));
  closing.defer(() => (isKept ? undefined : rmSync(data, { recursive: true, force: true })));
  const port = await freePort();
  let keeper: Keeper | undefined;
  const door = await openDoor({
    chance,
    faults: plan.faults,
    endInstance: async (instance) => keeper?.now()?.endInstance(instance),
    onFault: tally.add,
  });
  closing.defer(() => door.stop());
  const orders = { port, data, assembly, door: door.url, worlds: [{}] };
  keeper = await keepRunning(() => orders);
  const { stop } = keeper;
  closing.defer(stop);

  let isWild = false;
  let isOver = false;
  const mayFail = (name: string) => {
    const fails = isWild && plan.nerves.has(name);
    if (fails) tally.add(name);
    return fails;
  };
  const url = `http://127.0.0.1:${port}`;
  const crewOf = crewFrom(url, chance, diary, mayFail, () => isOver);
  const products = await addCatalogue(crewOf(0).sales, chance.of("catalogue"));
  isWild = true;
  door.wild(true);
  const crowd = startCrowd({ clients: options.clients, crewOf, products, chance, isClosing: () => !isWild });
  closing.defer(() => void (isOver = true));
  const scene = { keeper, random: chance.of("incidents"), poison: openPoison(), aheadMs: 0 };
  const end = performance.now() + options.minutes * 60_000;
  await Promise.all([
    happenings(plan, scene, tally, () => performance.now() > end),
    pause(options.minutes * 60_000),
  ]);
  isWild = false;
  door.wild(false);
  const keep = () => {
    isKept = true;
    return data;
  };
  return await after({ keep, options, plan, keeper, door, diary, crowd, scene, tally });
};

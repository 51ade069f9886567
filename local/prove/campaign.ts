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
import { midnightOf } from "./incidents/calendar.ts";
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

interface Opening extends Pick<Campaign, "options" | "plan" | "tally"> {
  readonly assembly: string;
}

const PROGRESS_MS = 10_000;

const progressOf = (crowd: Crowd, tally: Tally, keeper: Keeper): string => {
  const faults = [...tally.counts().values()].reduce((sum, count) => sum + count, 0);
  return `${crowd.ended()} of ${crowd.started()} errands, ${faults} faults, ${keeper.restarts()} restarts`;
};

/** What passes before the first deal is begun. */
const START_MS = 15_000;

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

const folderFor = (closing: AsyncDisposableStack) => {
  const data = mkdtempSync(join(tmpdir(), "salesline-prove-"));
  let isKept = false;
  closing.defer(() => (isKept ? undefined : rmSync(data, { recursive: true, force: true })));
  const keep = () => {
    isKept = true;
    return data;
  };
  return { data, keep };
};

/** The system with its door, and the scene of what will happen to it. */
const openStage = async (
  { options, plan, tally, assembly }: Opening,
  closing: AsyncDisposableStack,
): Promise<Pick<Campaign, "door" | "keeper" | "scene" | "keep"> & { readonly url: string }> => {
  const chance = chanceFrom(options.seed);
  const { data, keep } = folderFor(closing);
  const port = await freePort();
  let keeper: Keeper | undefined;
  const door = await openDoor({
    chance,
    faults: plan.faults,
    endInstance: async (instance) => keeper?.now()?.endInstance(instance),
    isStarting: () => keeper?.now() === undefined,
    onFault: tally.add,
  });
  closing.defer(() => door.stop());
  const midnight = midnightOf(plan.has, chance, new Date(), options.minutes * 30_000 + START_MS);
  if (midnight !== undefined) tally.add(midnight.name);
  const aheadMs = midnight?.aheadMs ?? 0;
  const orders = { port, data, assembly, door: door.url, worlds: [{ PROVE_CLOCK_MS: String(aheadMs) }] };
  keeper = await keepRunning(orders);
  closing.defer(keeper.stop);
  const scene = { keeper, random: chance.of("incidents"), poison: openPoison(), aheadMs, data };
  return { door, keeper, scene, keep, url: `http://127.0.0.1:${port}` };
};

/**
 * Runs deals while everything goes wrong that the plan says, for the time that is given, and then hands over to `after`,
 * with the clients still at work on the deals that they have begun and nothing going wrong any more.
 */
export const runCampaign = async <T>(
  options: Options,
  assembly: string,
  after: (campaign: Campaign) => Promise<T>,
  onProgress: (line: string) => void = () => undefined,
): Promise<T> => {
  await using closing = new AsyncDisposableStack();
  const [plan, tally, diary] = [planOf(options.only), openTally(), openDiary()];
  const stage = await openStage({ options, plan, tally, assembly }, closing);
  const { door, scene, url } = stage;
  let [isWild, isOver] = [false, false];
  closing.defer(() => void (isOver = true));
  const mayFail = (name: string) => {
    const fails = isWild && plan.has(name);
    if (fails) tally.add(name);
    return fails;
  };
  const chance = chanceFrom(options.seed);
  const crewOf = crewFrom(url, chance, diary, mayFail, () => isOver);
  const products = await addCatalogue(crewOf(0).sales, chance.of("catalogue"));
  const setWild = (wanted: boolean) => {
    isWild = wanted;
    door.wild(wanted);
  };
  setWild(true);
  const { clients, minutes } = options;
  const crowd = startCrowd({ clients, crewOf, products, chance, mayFail, isClosing: () => !isWild });
  const telling = setInterval(() => onProgress(progressOf(crowd, tally, scene.keeper)), PROGRESS_MS);
  closing.defer(() => clearInterval(telling));
  const end = performance.now() + minutes * 60_000;
  await Promise.all([happenings(plan, scene, tally, () => performance.now() > end), pause(minutes * 60_000)]);
  setWild(false);
  return await after({ ...stage, options, plan, diary, crowd, tally });
};

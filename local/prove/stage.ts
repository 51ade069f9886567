import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openServices } from "./after/services.ts";
import { freePort } from "../engines/port.ts";
import { chanceFrom } from "./chance.ts";
import { openDoor, type Door } from "./door/door.ts";
import type { System } from "./host/system.ts";
import { openClocks } from "./incidents/clocks.ts";
import type { Scene } from "./incidents/incident.ts";
import { openPoison } from "./incidents/poison.ts";
import { keepRunning, type Keeper } from "./keeper.ts";
import { onlyDeaths, type Options } from "./options.ts";
import { openNumbered } from "./numbered.ts";
import type { Plan } from "./plan.ts";
import type { Tally } from "./tally.ts";

/** What a stage is opened with. */
export interface Opening {
  readonly options: Options;
  readonly plan: Plan;
  readonly tally: Tally;
  /** The folder of the synthesised app. */
  readonly assembly: string;
}

/** A system that is put to the proof, with its door and the scene of what will happen to it. */
export interface Stage {
  readonly door: Door;
  readonly keeper: Keeper;
  readonly scene: Scene;
  readonly url: string;
  readonly smtpPort: number;
  /** Whether a midnight is yet to come, or no invoice was numbered after it. */
  readonly isBefore: () => boolean;
  /** Keeps the data for whoever wants to look at them; tells where. */
  readonly keep: () => string;
}

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

/** Seconds until a message comes back whose function has died. */
const RETURN_SECONDS = 15;

/** Where functions do nothing but die, a message dies with one after the other and is to be done in the end. */
const TRIES_OF_DEATHS = 100;

/** What waited in the queue of a function is given back: else most of the time would go by with waiting for that. */
const giveBack = async (system: System, instance: string, door: Door) => {
  const own = system.queues.filter(({ fn }) => instance.replace(/~[0-9]+$/, "") === fn);
  const services = openServices(system);
  const given = own.flatMap(({ url }) =>
    door.inFlight.of(url).map((receipt) => services.giveBack(url, receipt)),
  );
  // What was done meanwhile cannot be given back, nor can anything when the queues are gone: it comes by itself.
  await Promise.allSettled(given);
  services.close();
};

/** Opens a stage; it closes with what is given. */
export const openStage = async (opening: Opening, closing: AsyncDisposableStack): Promise<Stage> => {
  const { options, plan, tally, assembly } = opening;
  const chance = chanceFrom(options.seed);
  const { data, keep } = folderFor(closing);
  const [port, smtpPort] = [await freePort(), await freePort()];
  let keeper: Keeper | undefined;
  const isHasty = onlyDeaths(options);
  const door: Door = await openDoor({
    chance,
    faults: plan.faults,
    endInstance: async (instance) => {
      const system = keeper?.now();
      await system?.endInstance(instance);
      if (isHasty && system !== undefined) await giveBack(system, instance, door);
    },
    isStarting: () => keeper?.now() === undefined,
    onFault: tally.add,
  });
  closing.defer(() => door.stop());
  const numbered = openNumbered(door.log);
  const clocks = openClocks({ plan, tally, numbered }, chance);
  const worlds = () => [{ PROVE_CLOCK_MS: String(clocks.aheadMs()) }];
  const ports = { port, smtpPort, door: door.url };
  const orders = {
    ...ports,
    data,
    assembly,
    returnSeconds: RETURN_SECONDS,
    ...(isHasty && { tries: TRIES_OF_DEATHS }),
  };
  const running = await keepRunning({ ...orders, worlds: worlds() });
  keeper = running;
  closing.defer(running.stop);
  const scene: Scene = {
    keeper: running,
    random: chance.of("incidents"),
    poison: openPoison(),
    get aheadMs() {
      return clocks.aheadMs();
    },
    progress: () => door.log.published.length,
    pass: (ms) => {
      clocks.pass(ms);
      running.setWorlds(worlds());
    },
    data,
  };
  closing.defer(clocks.watch(() => running.setWorlds(worlds())));
  const { isBefore } = clocks;
  return { door, keeper: running, scene, keep, isBefore, url: `http://127.0.0.1:${port}`, smtpPort };
};

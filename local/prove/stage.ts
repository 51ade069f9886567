import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../engines/port.ts";
import { chanceFrom, type Chance } from "./chance.ts";
import { openDoor, type Door } from "./door/door.ts";
import { midnightOf } from "./incidents/calendar.ts";
import type { Scene } from "./incidents/incident.ts";
import { openPoison } from "./incidents/poison.ts";
import { keepRunning, type Keeper } from "./keeper.ts";
import type { Options } from "./options.ts";
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
  /** Sets the clocks, now that all is ready: by a little, where a midnight is to come in the middle. */
  readonly align: () => void;
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

/** About what passes before the first errand is begun. */
const START_MS = 15_000;
/** Of a longer campaign, the midnight comes in the middle of so much at its beginning. */
const MOST_MS = 600_000;

const middleMs = ({ minutes }: Options) => Math.min(minutes * 60_000, MOST_MS) / 2;

/** The clocks of all functions. */
const openClocks = ({ options, plan, tally }: Opening, chance: Chance) => {
  const midnight = midnightOf(plan.has, chance, new Date());
  if (midnight !== undefined) tally.add(midnight.name);
  const aheadIn = (ms: number) => midnight?.aheadMs(new Date(), middleMs(options) + ms) ?? 0;
  let aheadMs = aheadIn(START_MS);
  return {
    aheadMs: () => aheadMs,
    worlds: () => [{ PROVE_CLOCK_MS: String(aheadMs) }],
    /** Nobody knows before how long a start takes. Whether that made a difference. */
    align: () => {
      aheadMs = aheadIn(0);
      return midnight !== undefined;
    },
  };
};

/** Seconds until a message comes back whose function has died. */
const RETURN_SECONDS = 15;
/** Where functions do nothing but die, most of the time would go by with waiting for that. */
const RETURN_SOON_SECONDS = 8;

const returnSeconds = ({ only }: Options) =>
  only.length === 1 && only[0] === "deaths" ? RETURN_SOON_SECONDS : RETURN_SECONDS;

/** Opens a stage; it closes with what is given. */
export const openStage = async (opening: Opening, closing: AsyncDisposableStack): Promise<Stage> => {
  const { options, plan, tally, assembly } = opening;
  const chance = chanceFrom(options.seed);
  const { data, keep } = folderFor(closing);
  const [port, smtpPort] = [await freePort(), await freePort()];
  let keeper: Keeper | undefined;
  const door = await openDoor({
    chance,
    faults: plan.faults,
    endInstance: async (instance) => keeper?.now()?.endInstance(instance),
    isStarting: () => keeper?.now() === undefined,
    onFault: tally.add,
  });
  closing.defer(() => door.stop());
  const clocks = openClocks(opening, chance);
  const ports = { port, smtpPort, door: door.url };
  const orders = { ...ports, data, assembly, returnSeconds: returnSeconds(options) };
  const running = await keepRunning({ ...orders, worlds: clocks.worlds() });
  keeper = running;
  closing.defer(running.stop);
  const scene: Scene = {
    keeper: running,
    random: chance.of("incidents"),
    poison: openPoison(),
    get aheadMs() {
      return clocks.aheadMs();
    },
    data,
  };
  const align = () => {
    if (clocks.align()) running.setWorlds(clocks.worlds());
  };
  return { door, keeper: running, scene, keep, url: `http://127.0.0.1:${port}`, smtpPort, align };
};

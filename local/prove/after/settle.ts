import { setTimeout as pause } from "node:timers/promises";
import type { Campaign } from "../campaign.ts";
import { clockJumps } from "../incidents/worlds.ts";
import { deadLetters, redrive } from "./dead-letters.ts";
import { drain, unpublished, waiting, type Draining } from "./drain.ts";
import { passHour } from "./hour.ts";
import { openServices } from "./services.ts";

/** What has become of a campaign once nothing goes wrong any more. */
export interface Settled {
  /** Dead letters, poison apart, that were put back once more: their consumers. */
  readonly redriven: readonly string[];
  /** What still moves or is stuck after all patience, in words. */
  readonly stuck: readonly string[];
}

const PATIENCE_MS = 90_000;
/** How often dead letters are put back. */
export const REDRIVES = 3;
/** How often the clients are waited for. */
const ROUNDS = 60;
const ROUND_MS = 5000;
/** The scheduler looks at its schedules at least as often. */
const SCHEDULER_MS = 11_000;

const isThere = async (gone: Promise<void>, patienceMs: number) =>
  Promise.race([gone.then(() => true), pause(patienceMs, false, { ref: false })]);

const stuckOf = async (draining: Draining): Promise<string[]> => [
  ...(await waiting(draining)).map(({ queue, messages }) => `${messages} messages wait in ${queue}`),
  ...(await unpublished(draining)).map((id) => `${id} was not published`),
];

/** Waits until all is quiet, puts dead letters back where they came from, so often at the most, and waits again, until all clients are done. */
export const settleAll = async (
  { keeper, door, crowd, scene, tally }: Campaign,
  most: number,
): Promise<Settled> => {
  const system = await keeper.up();
  system.setWorlds([{ PROVE_CLOCK_MS: String(scene.aheadMs) }]);
  const services = openServices(system);
  const { queues } = system;
  const draining = { services, queues, log: door.log };
  const redriven: string[] = [];
  try {
    if (tally.counts().has(clockJumps.name)) {
      await drain(draining, PATIENCE_MS);
      passHour(scene);
      await pause(SCHEDULER_MS);
    }
    for (let [round, redrives] = [0, 0]; round < ROUNDS && redrives < most; round += 1) {
      await drain(draining, PATIENCE_MS);
      const letters = (await deadLetters(services, queues)).filter(
        ({ message }) => !scene.poison.isPoison(message.Body ?? ""),
      );
      await redrive(services, letters);
      redriven.push(...letters.map(({ queue }) => queue.consumer));
      if (letters.length > 0) redrives += 1;
      else if (await isThere(crowd.gone, ROUND_MS)) break;
    }
    await isThere(crowd.gone, PATIENCE_MS);
    await drain(draining, PATIENCE_MS);
    const open = crowd.open().map((name) => `${name} is still under way`);
    return { redriven, stuck: [...(await stuckOf(draining)), ...open] };
  } finally {
    services.close();
  }
};

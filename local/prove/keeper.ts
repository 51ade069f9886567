import { setTimeout as pause } from "node:timers/promises";
import { messageOf } from "../problem.ts";
import { ENGINE_GONE, type Orders } from "./host/orders.ts";
import { startSystem, type System } from "./host/system.ts";

/** Keeps a system running: whenever it has ended, it is started again on the same data. */
export interface Keeper {
  /** The system that runs, as soon as one does. */
  readonly up: () => Promise<System>;
  /** The one that runs at this moment; undefined while it is being started. */
  readonly now: () => System | undefined;
  /** Starts after the first. */
  readonly restarts: () => number;
  /** Kills the system, does something while it is down, and resolves when it is up again. */
  readonly restart: (meanwhile?: () => Promise<void>) => Promise<void>;
  /** Variables of the system from its next start on. */
  readonly setEnvironment: (environment: Readonly<Record<string, string>>) => void;
  /** Variables of instances, now and after each start. */
  readonly setWorlds: (worlds: Orders["worlds"]) => void;
  /** What was said when it ended by itself or did not start. */
  readonly failures: readonly string[];
  readonly stop: () => Promise<void>;
}

const LONGEST_FAILURE = 8;
const nothing = () => Promise.resolve();

/** Starts a system and keeps it running. Throws when it does not even start once. */
export const keepRunning = async (orders: Orders): Promise<Keeper> => {
  let environment: Readonly<Record<string, string>> = {};
  let { worlds } = orders;
  let isStopping = false;
  let restarts = 0;
  let current: System | undefined;
  let meanwhile: (() => Promise<void>) | undefined;
  const failures: string[] = [];
  let starting: Promise<System> = startSystem(orders);
  current = await starting;

  const again = async (): Promise<System> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await startSystem({ ...orders, worlds }, environment);
      } catch (error) {
        failures.push(messageOf(error));
        if (isStopping || tries === LONGEST_FAILURE) throw error;
        await pause(300);
      }
    }
  };

  const watch = async () => {
    for (;;) {
      const words = await (await starting).ended;
      if (words !== "" && !words.startsWith(ENGINE_GONE)) failures.push(words);
      current = undefined;
      if (isStopping) return;
      restarts += 1;
      starting = (meanwhile ?? nothing)().then(again);
      current = await starting;
    }
  };
  const watching = watch();
  // Whoever waits for the system hears of it.
  watching.catch(() => undefined);

  const up = async () => {
    for (;;) {
      const system = await starting;
      if (system === current) return system;
      await pause(20);
    }
  };

  return {
    up,
    restart: async (wanted = nothing) => {
      const system = await up();
      const killing = Promise.withResolvers<void>();
      meanwhile = async () => {
        meanwhile = undefined;
        await killing.promise;
        await wanted();
      };
      await system.kill();
      killing.resolve();
      await up();
    },
    now: () => current,
    restarts: () => restarts,
    setWorlds: (wanted) => {
      worlds = wanted;
      current?.setWorlds(wanted);
    },
    setEnvironment: (wanted) => void (environment = wanted),
    failures,
    stop: async () => {
      isStopping = true;
      await (await starting.catch(() => undefined))?.kill();
      await watching.catch(() => undefined);
    },
  };
};

import { setTimeout as pause } from "node:timers/promises";
import type { Incident } from "./incident.ts";

/** Everything is gone at the same moment, as when the power fails, and is started again. */
export const powerFailure: Incident = {
  name: "power-failure",
  weight: 3,
  happen: async ({ keeper }) => {
    await keeper.restart();
  },
};

/** Again and again, as soon as it is up. */
export const powerFailures: Incident = {
  name: "power-failures-in-a-row",
  weight: 1,
  happen: async ({ keeper, random }) => {
    for (let times = random.whole(2, 4); times > 0; times -= 1) {
      await keeper.restart();
      await pause(random.whole(0, 700));
    }
  },
};

/** The engine of the tables is gone; the rest notices and ends, and all is started again. */
export const tablesKilled: Incident = {
  name: "tables-killed",
  weight: 2,
  happen: async ({ keeper }) => {
    const system = await keeper.up();
    system.killTables();
    await system.ended;
    await keeper.up();
  },
};

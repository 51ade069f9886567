import { setTimeout as pause } from "node:timers/promises";
import type { Incident } from "./incident.ts";

const HOUR_MS = 3_600_000;

/** Clocks of instances differ by up to an hour. */
export const clockJumps: Incident = {
  name: "clock-jumps",
  weight: 1,
  happen: async ({ keeper, random, aheadMs }) => {
    const clock = (ms: number) => ({ PROVE_CLOCK_MS: String(aheadMs + ms) });
    const system = await keeper.up();
    const worlds = [0, HOUR_MS, -HOUR_MS, random.whole(-HOUR_MS, HOUR_MS)].map(clock);
    system.setWorlds(worlds);
    await pause(random.whole(2000, 5000));
    keeper.now()?.setWorlds([clock(0)]);
  },
};

/** Whatever reads JSON in a function that a queue feeds throws nothing at all (`throw undefined`) now and then. */
export const throwing: Incident = {
  name: "throws-of-undefined",
  weight: 1,
  happen: async ({ keeper, random, aheadMs }) => {
    const clock = { PROVE_CLOCK_MS: String(aheadMs) };
    const system = await keeper.up();
    system.setWorlds([{ ...clock, PROVE_THROWS: String(random.whole(11, 61)) }]);
    await pause(random.whole(2000, 6000));
    keeper.now()?.setWorlds([clock]);
  },
};

/** Ids that are made new are often the same as others. */
export const repeatedIds: Incident = {
  name: "repeated-ids",
  weight: 1,
  happen: async ({ keeper, random, aheadMs }) => {
    const clock = { PROVE_CLOCK_MS: String(aheadMs) };
    const system = await keeper.up();
    system.setWorlds([{ ...clock, PROVE_ID_REPEATS: "2" }]);
    await pause(random.whole(4000, 8000));
    keeper.now()?.setWorlds([clock]);
  },
};

import { setTimeout as pause } from "node:timers/promises";
import type { Incident, Scene } from "./incident.ts";

const HOUR_MS = 3_600_000;

/** The clock as it is at that moment: it may have been set meanwhile. */
const clockOf = ({ aheadMs }: Scene, ms = 0) => ({ PROVE_CLOCK_MS: String(aheadMs + ms) });

/** Clocks of instances differ by up to an hour. */
export const clockJumps: Incident = {
  name: "clock-jumps",
  weight: 1,
  happen: async (scene) => {
    const { keeper, random } = scene;
    const system = await keeper.up();
    const offsets = [0, HOUR_MS, -HOUR_MS, random.whole(-HOUR_MS, HOUR_MS)];
    system.setWorlds(offsets.map((ms) => clockOf(scene, ms)));
    await pause(random.whole(2000, 5000));
    keeper.now()?.setWorlds([clockOf(scene)]);
  },
};

/** Whatever reads JSON in a function that a queue feeds throws nothing at all (`throw undefined`) now and then. */
export const throwing: Incident = {
  name: "throws-of-undefined",
  weight: 1,
  happen: async (scene) => {
    const { keeper, random } = scene;
    const system = await keeper.up();
    system.setWorlds([{ ...clockOf(scene), PROVE_THROWS: String(random.whole(11, 61)) }]);
    await pause(random.whole(2000, 6000));
    keeper.now()?.setWorlds([clockOf(scene)]);
  },
};

/** Ids that are made new are often the same as others. */
export const repeatedIds: Incident = {
  name: "repeated-ids",
  weight: 1,
  happen: async (scene) => {
    const { keeper, random } = scene;
    const system = await keeper.up();
    system.setWorlds([{ ...clockOf(scene), PROVE_ID_REPEATS: "2" }]);
    await pause(random.whole(4000, 8000));
    keeper.now()?.setWorlds([clockOf(scene)]);
  },
};

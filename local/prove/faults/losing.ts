import { setTimeout as pause } from "node:timers/promises";
import type { Call } from "../door/call.ts";
import type { DoorFault } from "../door/fault.ts";
import { burst } from "./burst.ts";

/** What runtimes wait for anyway is no loss. */
const isPolling = ({ operation }: Call) => operation === "ReceiveMessage" || operation === "GetRecords";

/** It was done, and the answer is lost; sometimes only after a while. */
export const lostAnswers = (): DoorFault => {
  const isHit = burst({ begins: 0.02, goesOn: 0.5 });
  return {
    name: "lost-answers",
    meet(call, random) {
      if (!isHit(call, random)) return undefined;
      const waits = random.pick([0, 0, 0, random.whole(100, 2000)]);
      return async ({ forward, hangUp }) => {
        await forward();
        await pause(waits);
        hangUp();
      };
    },
  };
};

/** The request never arrives. */
export const lostRequests = (): DoorFault => {
  const isHit = burst({ begins: 0.01, goesOn: 0.5 });
  return {
    name: "lost-requests",
    meet: (call, random) => (isHit(call, random) ? async ({ hangUp }) => hangUp() : undefined),
  };
};

/** Answers take their time, and requests too. */
export const slowness = (): DoorFault => {
  const isHit = burst({ begins: 0.02, goesOn: 0.3 });
  return {
    name: "slowness",
    meet(call, random) {
      if (isPolling(call) || !isHit(call, random)) return undefined;
      const [before, after] = [random.whole(0, 600), random.whole(0, 600)];
      return async ({ forward, answer }) => {
        await pause(before);
        const reply = await forward();
        await pause(after);
        answer(reply);
      };
    },
  };
};

/** Longer than any function runs: who waits for it is ended by its timeout. */
const FOREVER_MS = 20_000;

/** It was done, and the answer does not come before the function is ended. */
export const timeouts = (): DoorFault => {
  const isHit = burst({ begins: 0.002, goesOn: 0 });
  return {
    name: "timeouts",
    meet(call, random) {
      if (call.instance === undefined || !isHit(call, random)) return undefined;
      const isDone = random.pick([true, false]);
      return async ({ forward, hangUp }) => {
        if (isDone) await forward();
        await pause(FOREVER_MS, undefined, { ref: false });
        hangUp();
      };
    },
  };
};

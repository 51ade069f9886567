import type { DoorFault } from "../door/fault.ts";
import type { Reply } from "../door/said.ts";
import { burst } from "./burst.ts";

const REMEMBERED = 300;

/** A query of an index is answered as it was a while ago. */
export const staleReads = (): DoorFault => {
  const isHit = burst({ begins: 0.4, goesOn: 0.5 });
  const earlier = new Map<string, Reply>();
  const remember = (key: string, reply: Reply) => {
    const [oldest] = earlier.keys();
    if (earlier.size >= REMEMBERED && oldest !== undefined) earlier.delete(oldest);
    if (!earlier.has(key)) earlier.set(key, reply);
  };
  return {
    name: "stale-reads",
    meet(call, random) {
      if (call.operation !== "Query" || call.input?.["IndexName"] === undefined) return undefined;
      const key = JSON.stringify(call.input);
      const was = earlier.get(key);
      if (was === undefined || !isHit(call, random)) return undefined;
      return async ({ answer }) => {
        earlier.delete(key);
        answer(was);
      };
    },
    watch({ operation, input }, reply) {
      if (operation === "Query" && input?.["IndexName"] !== undefined) remember(JSON.stringify(input), reply);
    },
  };
};

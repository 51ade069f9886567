import type { DoorFault } from "../door/fault.ts";
import type { Reply } from "../door/said.ts";
import { burst } from "./burst.ts";

/** The name of the fault. */
export const STALE = "stale-reads";

const REMEMBERED = 2000;

/** What is counted when an answer was really an older one: most queries find nothing new. */
export const OLDER = "stale-reads-older";

/** A query of an index is answered as it was a while ago. */
export const staleReads = (): DoorFault => {
  const isHit = burst({ begins: 0.6, goesOn: 0.6 });
  const earlier = new Map<string, Reply>();
  const remember = (key: string, reply: Reply) => {
    const [oldest] = earlier.keys();
    if (earlier.size >= REMEMBERED && oldest !== undefined) earlier.delete(oldest);
    if (!earlier.has(key)) earlier.set(key, reply);
  };
  return {
    name: STALE,
    meet(call, random) {
      if (call.operation !== "Query" || call.input?.["IndexName"] === undefined) return undefined;
      const key = JSON.stringify(call.input);
      const was = earlier.get(key);
      if (was === undefined || !isHit(call, random)) return undefined;
      return async ({ forward, answer, note }) => {
        const is = await forward();
        if (is.status !== 200 || is.body.equals(was.body)) return answer(is);
        // The next one sees what is there: an index lags, and does not stand still.
        earlier.delete(key);
        note(OLDER);
        answer(was);
      };
    },
    watch({ operation, input }, reply) {
      if (operation === "Query" && input?.["IndexName"] !== undefined && reply.status === 200)
        remember(JSON.stringify(input), reply);
    },
  };
};

import * as z from "zod";
import type { Call } from "../door/call.ts";
import type { DoorFault, Meeting } from "../door/fault.ts";
import { conflicted, failed, type Reply, throttled, withBody } from "../door/said.ts";
import { burst } from "./burst.ts";

const answering =
  (reply: Reply): Meeting =>
  async ({ answer }) =>
    answer(reply);

/** Every service has too much to do now and then. */
export const throttling = (): DoorFault => {
  const isHit = burst({ begins: 0.02, goesOn: 0.6 });
  return {
    name: "throttling",
    meet: (call, random) =>
      isHit(call, random) ? answering(random.pick(throttled[call.service])) : undefined,
  };
};

/** Every service fails now and then. */
export const errors = (): DoorFault => {
  const isHit = burst({ begins: 0.01, goesOn: 0.6 });
  return {
    name: "errors",
    meet: (call, random) => (isHit(call, random) ? answering(random.pick(failed[call.service])) : undefined),
  };
};

const Transaction = z.object({ TransactItems: z.array(z.unknown()) });

/** Another transaction is at work on the same items. */
export const conflicts = (): DoorFault => {
  const isHit = burst({ begins: 0.03, goesOn: 0.5 });
  return {
    name: "conflicts",
    meet(call, random) {
      if (call.operation !== "TransactWriteItems" || !isHit(call, random)) return undefined;
      const count = Transaction.parse(call.input).TransactItems.length;
      const positions = new Set(
        Array.from({ length: random.whole(1, count) }, () => random.whole(0, count - 1)),
      );
      return answering(conflicted(count, positions));
    },
  };
};

const Keys = z.object({
  RequestItems: z.record(z.string(), z.looseObject({ Keys: z.array(z.unknown()) })),
});
const Read = z.looseObject({ UnprocessedKeys: z.record(z.string(), z.unknown()).optional() });

/** BatchGetItem reads some keys and leaves the others. */
export const unprocessed = (): DoorFault => {
  const isHit = burst({ begins: 0.03, goesOn: 0.5 });
  const some = (call: Call) => Object.entries(Keys.parse(call.input).RequestItems)[0];
  return {
    name: "unprocessed",
    meet(call, random) {
      if (call.operation !== "BatchGetItem" || !isHit(call, random)) return undefined;
      const [table, request] = some(call) ?? [];
      if (table === undefined || request === undefined || request.Keys.length < 2) return undefined;
      const done = random.whole(1, request.Keys.length - 1);
      return async ({ forward, answer }) => {
        const asked = { [table]: { ...request, Keys: request.Keys.slice(0, done) } };
        const reply = await forward({ ...call.input, RequestItems: asked });
        if (reply.status !== 200) return answer(reply);
        const body = Read.parse(JSON.parse(reply.body.toString()));
        const left = { [table]: { ...request, Keys: request.Keys.slice(done) } };
        answer(withBody(reply, { ...body, UnprocessedKeys: left }));
      };
    },
  };
};

import * as z from "zod";
import { happens } from "../chance.ts";
import type { DoorFault } from "../door/fault.ts";
import { withBody } from "../door/said.ts";

/** The name of the fault. */
export const LATE = "late-deliveries";

/** Campaigns that are shorter have no time for what comes minutes late. */
export const LATE_FROM_MINUTES = 2;

const LEAST_SECONDS = 60;
const MOST_SECONDS = 600;
/** A bus call has at most so many entries, and a queue takes no more. */
const MOST = 10;

const Message = z.looseObject({ Id: z.string(), MessageBody: z.string() });
const Batch = z.looseObject({ Entries: z.array(Message) });
const Named = z.looseObject({ Id: z.string() });
const Sent = z.looseObject({
  Successful: z.array(Named).default([]),
  Failed: z.array(Named).default([]),
});

const RATE = 0.04;
const SUFFIX = "_late";

/**
 * What the bus puts into a queue comes one to ten minutes late, or at once and then once more so late; never later than
 * the end of all faults.
 */
export const lateDeliveries = (leftSeconds: () => number): DoorFault => ({
  name: LATE,
  meet(call, random) {
    if (call.caller !== "bus" || call.operation !== "SendMessageBatch" || !happens(random, RATE))
      return undefined;
    const most = Math.min(MOST_SECONDS, Math.floor(leftSeconds()));
    if (most < LEAST_SECONDS) return undefined;
    const { Entries } = Batch.parse(call.input);
    const DelaySeconds = random.whole(LEAST_SECONDS, most);
    const isRepeat = Entries.length * 2 <= MOST && random.pick([true, false]);
    const late = Entries.map((entry) => ({
      ...entry,
      DelaySeconds,
      ...(isRepeat && { Id: `${entry.Id}${SUFFIX}` }),
    }));
    return async ({ forward, answer }) => {
      const reply = await forward({ ...call.input, Entries: isRepeat ? [...Entries, ...late] : late });
      if (!isRepeat || reply.status !== 200) return answer(reply);
      const { Successful, Failed } = Sent.parse(JSON.parse(reply.body.toString()));
      const own = (list: readonly { Id: string }[]) => list.filter(({ Id }) => !Id.endsWith(SUFFIX));
      answer(withBody(reply, { Successful: own(Successful), Failed: own(Failed) }));
    };
  },
});

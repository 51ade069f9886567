import * as z from "zod";
import type { Random } from "../../bench/random.ts";
import { happens, shuffled } from "../chance.ts";
import type { DoorFault } from "../door/fault.ts";
import { withBody } from "../door/said.ts";
import { burst } from "./burst.ts";

const Entry = z.looseObject({});
const Put = z.object({ Entries: z.array(Entry) });
const Answered = z.object({ Entries: z.array(z.unknown()) });
type EntryFault = Readonly<Record<"ErrorCode" | "ErrorMessage", string>>;
const entryFaults: readonly [EntryFault, ...EntryFault[]] = [
  { ErrorCode: "ThrottlingException", ErrorMessage: "Rate exceeded" },
  { ErrorCode: "InternalFailure", ErrorMessage: "Service failure." },
];

/** PutEvents takes some entries and fails the others, any of them. */
export const failedEntries = (): DoorFault => {
  const isHit = burst({ begins: 0.1, goesOn: 0.5 });
  return {
    name: "failed-entries",
    meet(call, random) {
      if (call.operation !== "PutEvents" || !isHit(call, random)) return undefined;
      const { Entries } = Put.parse(call.input);
      const fails = Entries.map(() => happens(random, 0.5));
      if (!fails.includes(true)) fails[0] = true;
      const fault = random.pick(entryFaults);
      return async ({ forward, answer }) => {
        const taken = Entries.filter((_, index) => fails[index] !== true);
        // With none left a call must not be made: it would be refused as a whole. One goes, and is said to have failed.
        const reply = await forward({ Entries: taken.length > 0 ? taken : Entries.slice(0, 1) });
        if (reply.status !== 200) return answer(reply);
        const answers = Answered.parse(JSON.parse(reply.body.toString())).Entries;
        const all = fails.map((isFailed) => (isFailed ? fault : answers.shift()));
        answer(withBody(reply, { FailedEntryCount: fails.filter(Boolean).length, Entries: all }));
      };
    },
  };
};

const Message = z.looseObject({ Id: z.string(), MessageBody: z.string() });
const Batch = z.looseObject({ Entries: z.array(Message) });
type Message = z.output<typeof Message>;
const MOST = 10;
const MOST_SECONDS = 6;

const Sent = z.looseObject({
  Successful: z.array(z.looseObject({ Id: z.string() })).default([]),
  Failed: z.array(z.looseObject({ Id: z.string() })).default([]),
});

/** Each once, and then as many repeats as a call takes. */
const repeated = (entries: readonly Message[], random: Random): Message[] => {
  const more = entries.flatMap((entry) =>
    Array.from({ length: random.whole(0, 4) }, (_, copy) => ({ ...entry, Id: `${entry.Id}_again${copy}` })),
  );
  return [...entries, ...more].slice(0, Math.max(MOST, entries.length));
};

const delayed = (entry: Message, random: Random): Message =>
  happens(random, 0.3) ? { ...entry, DelaySeconds: random.whole(1, MOST_SECONDS) } : entry;

/** What the bus puts into a queue comes one to five times, out of order, and late. */
export const deliveries = (): DoorFault => {
  const isHit = burst({ begins: 0.1, goesOn: 0.2 });
  return {
    name: "deliveries",
    meet(call, random) {
      if (call.caller !== "bus" || call.operation !== "SendMessageBatch" || !isHit(call, random))
        return undefined;
      const { Entries } = Batch.parse(call.input);
      const sent = shuffled(repeated(Entries, random), random).map((entry) => delayed(entry, random));
      const asked = new Set(Entries.map(({ Id }) => Id));
      return async ({ forward, answer }) => {
        const reply = await forward({ ...call.input, Entries: sent });
        if (reply.status !== 200) return answer(reply);
        const { Successful, Failed } = Sent.parse(JSON.parse(reply.body.toString()));
        const own = <T extends { Id: string }>(list: readonly T[]) => list.filter(({ Id }) => asked.has(Id));
        answer(withBody(reply, { Successful: own(Successful), Failed: own(Failed) }));
      };
    },
  };
};

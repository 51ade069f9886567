import type { Random } from "../../local/bench/random.ts";
import type { Call, Input } from "../../local/prove/door/call.ts";
import type { DoorFault, Passage } from "../../local/prove/door/fault.ts";
import type { Reply } from "../../local/prove/door/said.ts";

/** A good answer with this body. */
export const replyOf = (value: unknown): Reply => ({
  status: 200,
  headers: {},
  body: Buffer.from(JSON.stringify(value)),
});

/** A call of a part to a service. */
export const callOf = (caller: string, operation: string, input: Input, more: Partial<Call> = {}): Call => ({
  caller,
  instance: undefined,
  place: 1,
  service: "queues",
  operation,
  input,
  ...more,
});

/** What became of a call that a fault may have met. */
export interface Outcome {
  readonly isMet: boolean;
  /** What the service was asked, each time. */
  readonly asked: readonly (Input | undefined)[];
  readonly answer: unknown;
  readonly noted: readonly string[];
  /** "died" and "hung up", in order, with "asked" where the service was. */
  readonly steps: readonly string[];
}

/** Lets a call meet a fault, before a service that answers in this way. */
export const meetOf = async (
  fault: DoorFault,
  call: Call,
  random: Random,
  service: (input: Input | undefined) => Reply,
): Promise<Outcome> => {
  const asked: (Input | undefined)[] = [];
  const [noted, steps]: [string[], string[]] = [[], []];
  let answer: unknown;
  const passage: Passage = {
    call,
    forward: async (input = call.input) => {
      steps.push("asked");
      asked.push(input);
      return service(input);
    },
    answer: ({ body }) => void (answer = JSON.parse(body.toString())),
    hangUp: () => void steps.push("hung up"),
    note: (what) => void noted.push(what),
    endCaller: async () => void steps.push("died"),
  };
  const meeting = fault.meet(call, random);
  if (meeting !== undefined) await meeting(passage);
  else {
    const reply = await passage.forward();
    fault.watch?.(call, reply);
    passage.answer(reply);
  }
  return { isMet: meeting !== undefined, asked, answer, noted, steps };
};

import type { Random } from "../../bench/random.ts";
import type { Call, Input } from "./call.ts";
import type { Reply } from "./said.ts";

/** A call on its way through the door. */
export interface Passage {
  readonly call: Call;
  /** Has the service do it, or something else in its place. Rejects when nobody is there. */
  readonly forward: (input?: Input) => Promise<Reply>;
  readonly answer: (reply: Reply) => void;
  /** Ends the connection without an answer. */
  readonly hangUp: () => void;
  /** Counts what only shows once it is done. */
  readonly note: (what: string) => void;
  /** Ends the instance that has called, as if its machine were gone. */
  readonly endCaller: () => Promise<void>;
}

/** What is done with a call instead of just passing it on. */
export type Meeting = (passage: Passage) => Promise<void>;

/** A way in which calls go wrong. */
export interface DoorFault {
  readonly name: string;
  /** How this call goes wrong; undefined when it does not. Chance is that of this call. */
  readonly meet: (call: Call, random: Random) => Meeting | undefined;
  /** A call went well. */
  readonly watch?: (call: Call, reply: Reply) => void;
}

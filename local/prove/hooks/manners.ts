import type { Random } from "../../bench/random.ts";
import { happens, type Chance } from "../chance.ts";

/** The name of the fault. */
export const BAD_RECEIVERS = "bad-receivers";

/** What a receiver does with a request. */
export type Manner =
  | { readonly kind: "answers"; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** A failure with far more than anybody wants to read. */
  | { readonly kind: "rambles" }
  /** No answer, for as long as anybody waits. */
  | { readonly kind: "hangs" }
  /** The connection ends without an answer. */
  | { readonly kind: "cuts" }
  /** It has the message, and the answer that says so is lost. */
  | { readonly kind: "loses" }
  /** It has the message, and says so after a while. */
  | { readonly kind: "dawdles"; readonly ms: number };

/** How it should be. */
export const takes: Manner = { kind: "answers", status: 204 };

/** Never 410: that ends a subscription for good. */
const statuses = [500, 500, 502, 404, 400, 302, 101] as const;

const misbehaviours: readonly [(random: Random) => Manner, ...((random: Random) => Manner)[]] = [
  (random) => ({ kind: "answers", status: random.pick(statuses), headers: { location: "/elsewhere" } }),
  () => ({ kind: "answers", status: 500 }),
  () => ({ kind: "answers", status: 503, headers: { "retry-after": "1" } }),
  () => ({ kind: "rambles" }),
  () => ({ kind: "hangs" }),
  () => ({ kind: "cuts" }),
  () => ({ kind: "loses" }),
  (random) => ({ kind: "dawdles", ms: random.whole(50, 600) }),
];

const RATE = 0.25;
/** Messages that are refused at each try, so that they are given up and lie among the dead letters. */
const HOPELESS = 0.01;

/** What a receiver does with the nth request for one message, by chance; undefined when it behaves. */
export const badMannerOf = (chance: Chance, [path, id, nth]: readonly [string, string, number]) => {
  const hopeless: Manner = { kind: "answers", status: 500 };
  if (happens(chance.of("hopeless", path, id), HOPELESS)) return hopeless;
  const random = chance.of("receiver", path, id, nth);
  return happens(random, RATE) ? random.pick(misbehaviours)(random) : undefined;
};

import { someLines } from "../../bench/catalogue.ts";
import { messageOf } from "../../problem.ts";
import { happens, type Chance } from "../chance.ts";
import type { Doing, ProveCrew } from "./errand.ts";
import type { Ground } from "./ground.ts";
import { askTooMuch } from "./oversize.ts";
import { openTally } from "../tally.ts";

/** Clients who run errands, one after the other, each with the people of its own. */
export interface Crowd {
  /** Deals that were led to the end, and all that follows from them. */
  readonly finished: string[];
  readonly started: () => number;
  /** Names of those that are not at their end. */
  readonly open: () => readonly string[];
  /** Errands that were led to the end, by their names. */
  readonly done: ReadonlyMap<string, number>;
  readonly ended: () => number;
  /** Deals that did not come to an end, and why. */
  readonly failures: string[];
  /** Resolves when no client does anything any more. */
  readonly gone: Promise<void>;
}

/** What a crowd needs. */
export interface CrowdOptions {
  readonly clients: number;
  readonly crewOf: (client: number) => ProveCrew;
  readonly ground: Ground;
  readonly chance: Chance;
  /** Whether something of this name goes wrong now. */
  readonly mayFail: (name: string) => boolean;
  /** What a client does as its nth errand. */
  readonly choose: (client: number, nth: number) => readonly [string, Doing];
  /** No errand is begun any more, once so many were. */
  readonly isClosing: (started: number) => boolean;
}

/** How many deals begin with something that is too large. */
const OVERSIZE = 0.2;

/** Has clients run errands. */
export const startCrowd = (options: CrowdOptions): Crowd => {
  const { clients, crewOf, ground, chance, choose, isClosing, mayFail } = options;
  const finished: string[] = [];
  const failures: string[] = [];
  const open = new Set<string>();
  const done = openTally();
  let [started, ended] = [0, 0];

  const run = async (crew: ProveCrew, [client, nth]: readonly [number, number]) => {
    const name = `Deal ${client}-${nth}`;
    const [kind, doing] = choose(client, nth);
    open.add(name);
    try {
      if (happens(chance.of(name, "oversize"), OVERSIZE) && mayFail("oversize")) await askTooMuch(crew, name);
      const random = chance.of(name);
      const lines = someLines(ground.products, random);
      finished.push(...(await doing({ crew, lines, name, random, ground })));
      done.add(kind);
      ended += 1;
    } catch (error) {
      failures.push(`${name} (${kind}): ${messageOf(error)}`);
    }
    open.delete(name);
  };

  const client = async (number: number) => {
    const crew = crewOf(number);
    for (let nth = 1; !isClosing(started); nth += 1) {
      started += 1;
      await run(crew, [number, nth]);
    }
  };

  const gone = Promise.all(Array.from({ length: clients }, (_, index) => client(index + 1)));
  return {
    finished,
    failures,
    started: () => started,
    open: () => [...open],
    done: done.counts(),
    ended: () => ended,
    gone: gone.then(() => undefined),
  };
};

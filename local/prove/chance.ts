import { randomFrom, type Random } from "../bench/random.ts";

const numberOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return hash;
};

/** Chance from a seed: what is asked for by the same words is the same in each run, whatever else goes on meanwhile. */
export interface Chance {
  readonly of: (...words: readonly (string | number)[]) => Random;
}

/** Chance from a seed. */
export const chanceFrom = (seed: number): Chance => ({
  of: (...words) => randomFrom(numberOf([seed, ...words].join("\n"))),
});

const FINENESS = 1_000_000;

/** True with this probability. */
export const happens = (random: Random, probability: number): boolean =>
  random.whole(1, FINENESS) <= probability * FINENESS;

/** The list in another order. */
export const shuffled = <T>(list: readonly T[], random: Random): T[] => {
  const rest = [...list];
  return list.flatMap(() => rest.splice(random.whole(0, rest.length - 1), 1));
};

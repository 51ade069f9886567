/** Chances that a seed decides, so that a law that fails can be run again. */
export interface Dice {
  /** A whole number from 0 to `below - 1`. */
  int(below: number): number;
  /** Whether something happens that happens so often in a hundred. */
  chance(percent: number): boolean;
  /** One of a list; an error when it is empty. */
  one<T>(list: readonly T[]): T;
}

/** The dice of a seed (mulberry32). */
export function diceOf(seed: number): Dice {
  let state = seed;
  function int(below: number): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  }
  return {
    int,
    chance: (percent) => int(100) < percent,
    one<T>(list: readonly T[]): T {
      for (const item of list.slice(int(list.length))) return item;
      throw new Error("There is nothing to choose from");
    },
  };
}
